"""Hearing what the desk does to a registration, one by one or many at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.enrolment.states import CorrectionReason, DocumentKind


class NumberForm(forms.Form):
    """A NIK or a telephone number to look somebody up by; it never stands in an address."""

    number = forms.CharField(
        max_length=40,
        label=_("NIK atau nomor telepon"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class BulkReasonForm(forms.Form):
    """Why many seats are released."""

    reason = forms.CharField(max_length=300, label=_("Alasan"))


class BulkCorrectionForm(forms.Form):
    """Which paper many people must replace, and why."""

    paper = forms.ChoiceField(
        label=_("Berkas"), choices=[("", _("Pilih berkas")), *DocumentKind.choices]
    )
    reason = forms.ChoiceField(
        label=_("Alasan"), choices=[("", _("Pilih alasan")), *CorrectionReason.choices]
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        """Another reason needs words of its own."""
        found = super().clean() or {}
        if found.get("reason") == CorrectionReason.OTHER and not found.get("note"):
            self.add_error("note", _("Tulis apa yang harus diperbaiki."))
        return found
