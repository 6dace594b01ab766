"""Hearing about instructors: their data, who is proposed, who replaces whom, what they answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class InstructorForm(forms.Form):
    """An instructor of the registry."""

    name = forms.CharField(
        max_length=200,
        label=gettext_lazy("Nama lengkap"),
        help_text=gettext_lazy("Dengan gelar, seperti di surat."),
    )
    position = forms.CharField(required=False, max_length=200, label=gettext_lazy("Jabatan"))
    employer = forms.CharField(required=False, max_length=200, label=gettext_lazy("Instansi"))
    expertise = forms.CharField(required=False, max_length=300, label=gettext_lazy("Keahlian"))
    phone = forms.CharField(
        required=False, max_length=30, label=gettext_lazy("Nomor HP (WhatsApp)")
    )
    email = forms.CharField(required=False, max_length=254, label=gettext_lazy("Surel"))
    is_outside = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("Dari luar unit penyelenggara"),
        help_text=gettext_lazy("Honor narasumber hanya untuk yang dari luar unit penyelenggara."),
    )


class ProposeForm(forms.Form):
    """Who is put down for a class."""

    instructor = forms.ChoiceField(label=gettext_lazy("Narasumber"))

    def __init__(
        self, data: Any = None, *, free: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        choices = [("", _("Pilih narasumber")), *((str(pk), name) for pk, name in free)]
        self.fields["instructor"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What an instructor answers: yes, or no with a note."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Jawaban"),
        widget=forms.RadioSelect,
        choices=[("confirm", gettext_lazy("Bersedia")), ("decline", gettext_lazy("Berhalangan"))],
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Misalnya alasan berhalangan, atau alat yang diperlukan."),
    )
