"""Hearing the treasurer: what was paid, by which paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.calendar import QUARTERS
from binakon.core.fields import RupiahField


class PaymentForm(forms.Form):
    """One document of one sub-activity in one quarter."""

    sub_activity = forms.ChoiceField(label=_("Subkegiatan"))
    quarter = forms.TypedChoiceField(
        label=_("Triwulan"),
        coerce=int,
        choices=[(number, roman) for number, roman in enumerate(QUARTERS, start=1)],
    )
    amount = RupiahField(required=True, label=_("Realisasi"), help_text=_("Rupiah, tanpa sen."))
    document = forms.CharField(
        max_length=200, label=_("Nomor dokumen"), help_text=_("Misalnya nomor SP2D.")
    )
    dated = forms.DateField(
        label=_("Tanggal dokumen"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(required=False, max_length=500, label=_("Keterangan"))

    def __init__(
        self, data: Any = None, *, codes: tuple[tuple[str, str], ...], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["sub_activity"].choices = [  # type: ignore[attr-defined]
            (code, f"{code} {name}") for code, name in codes
        ]
