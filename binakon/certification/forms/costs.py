"""Hearing what a case costs, and that the treasurer paid."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.certification.states import CostComponent, Payer
from binakon.core.fields import RupiahField
from binakon.people.forms.numbering import DayInput

_QUARTERS = [("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV")]


class CostForm(forms.Form):
    """One component: what, who pays, how much."""

    component = forms.ChoiceField(label=_("Komponen"), choices=CostComponent.choices)
    payer = forms.ChoiceField(label=_("Siapa yang membayar"), choices=Payer.choices)
    rupiah = RupiahField(
        label=_("Jumlah"),
        help_text=_("Kosong berarti belum diketahui; komponen yang sama ditulis ulang."),
    )


class CostPaymentForm(forms.Form):
    """One document that paid the chosen components."""

    document = forms.CharField(
        max_length=200, label=_("Nomor dokumen"), help_text=_("Misalnya nomor SP2D.")
    )
    dated = forms.DateField(label=_("Tanggal"), widget=DayInput())
    quarter = forms.TypedChoiceField(label=_("Triwulan"), choices=_QUARTERS, coerce=int)

    def __init__(self, *args: Any, day: date, **options: Any) -> None:
        options.setdefault("initial", {"dated": day, "quarter": str((day.month + 2) // 3)})
        super().__init__(*args, **options)
