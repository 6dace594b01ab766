"""Hearing how long the stretches of the chain take and which date counts as facilitated."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.certification.states import ESTIMATED, CountedDate, StretchKey
from binakon.people.forms.numbering import DayInput

CALENDAR, WORKING = "calendar", "working"
_UNITS = [(CALENDAR, _("hari kalender")), (WORKING, _("hari kerja"))]


class EstimatesForm(forms.Form):
    """The office's own estimates; an empty one is not made, and what holds for all is used."""

    source = forms.CharField(
        max_length=300,
        label=_("Dari mana perkiraannya"),
        help_text=_("Misalnya: rapat dengan LSP pada 3 Agustus 2026."),
    )

    def __init__(self, *args: Any, own: Mapping[str, tuple[int, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in ESTIMATED:
            days, is_working = own.get(key, (None, False))
            self.fields[f"{key}_days"] = forms.IntegerField(
                required=False, min_value=0, max_value=365, initial=days, label=_("Lamanya")
            )
            self.fields[f"{key}_unit"] = forms.ChoiceField(
                choices=_UNITS, initial=WORKING if is_working else CALENDAR, label=_("Satuan")
            )

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each stretch with its two fields."""
        return [
            (str(StretchKey(key).label), self[f"{key}_days"], self[f"{key}_unit"])
            for key in ESTIMATED
        ]

    def told(self) -> dict[str, tuple[int, bool] | None]:
        """Days and whether they are working days, by stretch; None where nothing was written."""
        found: dict[str, tuple[int, bool] | None] = {}
        for key in ESTIMATED:
            days = self.cleaned_data[f"{key}_days"]
            unit = self.cleaned_data[f"{key}_unit"]
            found[key] = None if days is None else (days, unit == WORKING)
        return found


class CountingForm(forms.Form):
    """Which date counts, from when, and where that was decided."""

    counts = forms.ChoiceField(
        choices=CountedDate.choices,
        widget=forms.RadioSelect,
        label=_("Seseorang dihitung difasilitasi saat"),
    )
    starts_on = forms.DateField(label=_("Berlaku mulai"), widget=DayInput())
    decided_in = forms.CharField(
        max_length=300,
        label=_("Dasar ketetapan"),
        help_text=_("Nomor surat, notula rapat, atau petunjuk pengukuran indikatornya."),
    )
