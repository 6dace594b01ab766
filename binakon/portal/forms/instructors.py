"""Hearing an instructor behind their link: yes or no, with a note."""

from django import forms
from django.utils.translation import gettext_lazy


class OwnAnswerForm(forms.Form):
    """An answer is never preselected."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Apakah Anda bersedia?"),
        widget=forms.RadioSelect,
        choices=[
            ("confirm", gettext_lazy("Ya, saya bersedia")),
            ("decline", gettext_lazy("Maaf, saya berhalangan")),
        ],
        error_messages={"required": gettext_lazy("Pilih bersedia atau berhalangan.")},
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Catatan untuk penyelenggara"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Misalnya alasan berhalangan, atau alat yang Anda perlukan."),
    )
