"""One standard price as somebody writes it, and the day on which one ends."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import RupiahField
from binakon.planning.rules.prices import PriceFact
from binakon.planning.states import ComponentKind


def _day(*, is_required: bool = True, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=is_required, widget=widget, **options)


class PriceForm(forms.Form):
    """One price; `regions` are the kabupaten and kota by code."""

    name = forms.CharField(max_length=300, label=_("Nama komponen"))
    kind = forms.ChoiceField(label=_("Jenis komponen"), choices=ComponentKind.choices)
    unit = forms.CharField(
        max_length=60, label=_("Satuan harga"), help_text=_("Misalnya orang/kali atau OJ.")
    )
    ceiling = RupiahField(required=True, label=_("Harga tertinggi"))
    region = forms.ChoiceField(required=False, label=_("Wilayah"))
    valid_from = _day(label=_("Berlaku sejak"))
    valid_to = _day(is_required=False, label=_("Berlaku sampai"))
    source = forms.CharField(
        max_length=300,
        label=_("Sumber"),
        help_text=_("Nomor keputusan atau peraturan yang menetapkannya."),
    )

    def __init__(self, data: Any = None, *, regions: Mapping[str, str]) -> None:
        super().__init__(data)
        choices = [("", _("seluruh provinsi")), *regions.items()]
        self.fields["region"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A price is of at least one rupiah and ends after it begins."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("ceiling") == 0:
            self.add_error("ceiling", _("Harga paling sedikit Rp1."))
        since, until = found.get("valid_from"), found.get("valid_to")
        if since and until and until < since:
            self.add_error("valid_to", _("Berakhir sebelum mulai berlaku. Periksa tanggalnya."))
        return found

    def read_price(self) -> PriceFact:
        """The price as the writer wants it."""
        found = self.cleaned_data
        texts = {name: " ".join(found[name].split()) for name in ("name", "unit", "source")}
        return PriceFact(
            kind=found["kind"],
            region=found["region"],
            ceiling=found["ceiling"],
            valid_from=found["valid_from"],
            valid_to=found["valid_to"],
            **texts,
        )


class PriceEndForm(forms.Form):
    """The last day on which a price holds."""

    valid_to = _day(
        label=_("Hari terakhir berlaku"),
        help_text=_("Harga tetap tersimpan, supaya rencana lama masih bisa dibaca."),
    )
