"""Hearing how a quota is to be calculated, changed, and what a regency needs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import WholeField
from binakon.enrolment.rules.quota_plan import QuotaPlan
from binakon.enrolment.states import Basis

SALT = "enrolment.quota"
_MOST = 100_000


class QuotaForm(forms.Form):
    """The basis, the bounds and, for the basis of an earlier shortfall, the number of each regency."""

    basis = forms.ChoiceField(
        label=_("Dasar pembagian"), choices=Basis.choices, widget=forms.RadioSelect
    )
    floor = WholeField(
        label=_("Jatah minimum setiap wilayah"),
        required=True,
        most=_MOST,
        help_text=_("Kursi yang pasti didapat setiap kabupaten/kota; 0 bila tidak ada."),
    )
    cap = WholeField(label=_("Batas atas setiap wilayah"), most=_MOST)
    pool = WholeField(
        label=_("Kursi umum"),
        required=True,
        most=_MOST,
        help_text=_("Kursi yang tidak dibagi ke wilayah dan boleh diisi siapa saja."),
    )

    def __init__(
        self, data: Any = None, *, offices: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.offices = [code for code, _name in offices]
        for code, name in offices:
            self.fields[f"typed_{code}"] = WholeField(label=name, most=_MOST)

    def typed_fields(self) -> list[forms.BoundField]:
        """The fields of the shortfall, one a regency."""
        return [self[f"typed_{code}"] for code in self.offices]

    def typed(self) -> dict[str, int | None]:
        """The shortfalls as typed, by office code."""
        return {code: self.cleaned_data[f"typed_{code}"] for code in self.offices}

    def asked(self) -> dict[str, Any]:
        """The rest, by the names of `queries.quotas.plan_of`."""
        return {name: self.cleaned_data[name] for name in ("basis", "floor", "cap", "pool")}


class ApplyForm(forms.Form):
    """The calculation that was shown, signed, and why it is applied."""

    plan = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=500,
        label=_("Alasan"),
        help_text=_("Misalnya hasil rapat koordinasi; tercantum di setiap kuota dan di riwayat."),
    )


def sealed_plan(plan: QuotaPlan) -> str:
    """A plan as a page carries it: signed, so that what is applied is what was shown."""
    return signing.dumps(plan.as_json(), salt=SALT, compress=True)


def opened_plan(text: str) -> QuotaPlan | None:
    """The plan behind it; None when it was not sealed here."""
    try:
        return QuotaPlan.from_json(signing.loads(text, salt=SALT))
    except signing.BadSignature:
        return None


class QuotaEditForm(forms.Form):
    """Other places for one regency, and why."""

    places = WholeField(label=_("Kursi"), required=True, most=_MOST)
    reason = forms.CharField(max_length=500, label=_("Alasan"))


class NeedForm(forms.Form):
    """What regencies need, and where the numbers stand."""

    source = forms.CharField(
        max_length=300,
        label=_("Dasar angkanya"),
        help_text=_("Misalnya nomor surat, hasil rapat, atau data tenaga kerja."),
    )

    def __init__(
        self, data: Any = None, *, offices: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.offices = [code for code, _name in offices]
        for code, name in offices:
            self.fields[f"need_{code}"] = WholeField(label=name, most=_MOST)

    def needs(self) -> dict[str, int]:
        """What was filled in, by office code; an empty field says nothing and changes nothing."""
        found = {code: self.cleaned_data[f"need_{code}"] for code in self.offices}
        return {code: people for code, people in found.items() if people is not None}
