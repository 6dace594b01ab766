"""Hearing what was told to the PKB system of a class."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.people.forms.numbering import DayInput

_ANSWERS = {"yes": True, "no": False}


class CpdFilingForm(forms.Form):
    """Whether the organiser is registered, and the two dates with their numbers; everything may stay unknown."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    is_registered = forms.ChoiceField(
        label=_("Apakah kantor ini terdaftar sebagai penyelenggara PKB?"),
        choices=[("", _("belum diketahui")), ("yes", _("ya")), ("no", _("tidak"))],
        widget=forms.RadioSelect,
        required=False,
    )
    submitted_on = forms.DateField(required=False, label=_("Diajukan pada"), widget=DayInput())
    submission_number = forms.CharField(required=False, max_length=100, label=_("Nomor pengajuan"))
    reported_on = forms.DateField(required=False, label=_("Dilaporkan pada"), widget=DayInput())
    report_number = forms.CharField(required=False, max_length=100, label=_("Nomor laporan PKB"))

    def clean_is_registered(self) -> bool | None:
        """Yes, no, or not known."""
        return _ANSWERS.get(self.cleaned_data["is_registered"])


def cpd_initial(filing: Any) -> dict[str, Any]:
    """What stands, as the form shows it; `filing` is None where nothing does."""
    if filing is None:
        return {"revision": 0, "is_registered": ""}
    answers = {value: word for word, value in _ANSWERS.items()}
    return {
        "revision": filing.revision,
        "is_registered": answers.get(filing.is_registered, ""),
        "submitted_on": filing.submitted_on,
        "submission_number": filing.submission_number,
        "reported_on": filing.reported_on,
        "report_number": filing.report_number,
    }
