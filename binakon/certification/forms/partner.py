"""Hearing an LSP: its look at the papers, a correction that it asks for, its bill."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import RupiahField
from binakon.people.forms.numbering import DayInput, JudgedForm


class ReviewForm(forms.Form):
    """The LSP looks at the papers."""

    on = forms.DateField(label=_("Mulai diperiksa"), widget=DayInput())


class CorrectionForm(JudgedForm):
    """What must be corrected, and by when."""

    demanded: tuple[str, ...] = ("note",)

    on = forms.DateField(label=_("Tanggal"), widget=DayInput())
    note = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Apa yang harus diperbaiki"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dikirim ke pemohon apa adanya. Tulis berkas mana dan apa yang kurang."),
    )
    due_on = forms.DateField(required=False, label=_("Paling lambat"), widget=DayInput())

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.demand()


class BillForm(forms.Form):
    """The fee, and until when it may be paid."""

    on = forms.DateField(label=_("Tanggal tagihan"), widget=DayInput())
    reference = forms.CharField(required=False, max_length=200, label=_("Nomor tagihan"))
    rupiah = RupiahField(label=_("Biaya uji (Rp)"))
    due_on = forms.DateField(
        required=False,
        label=_("Paling lambat dibayar"),
        widget=DayInput(),
        help_text=_("Kosong berarti 7 hari sejak tanggal tagihan, menurut aturan yang berlaku."),
    )
