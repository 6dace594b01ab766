"""Hearing a paper of a case and what somebody says of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.certification.rules.paper_words import LONGEST_NOTE
from binakon.enrolment.states import CorrectionReason


class PaperForm(forms.Form):
    """One file; what is in it is rebuilt afterwards."""

    paper = forms.FileField(
        label=_("Berkas"),
        allow_empty_file=True,
        error_messages={"required": _("Pilih dulu berkasnya.")},
    )


class JudgeForm(forms.Form):
    """In order, or a reason that the person reads."""

    word = forms.ChoiceField(
        label=_("Putusan"),
        choices=[("ok", _("Sesuai")), ("bad", _("Perlu diganti"))],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Alasan bila perlu diganti"),
        choices=[("", _("pilih")), *CorrectionReason.choices],
        required=False,
    )
    note = forms.CharField(
        max_length=LONGEST_NOTE,
        required=False,
        label=_("Catatan untuk pemohon"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
