"""Hearing a cost line, the texts of a KAK, and rows that were shown before they are kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import RupiahField
from binakon.planning.rules.costs import Factor, LineEntry, line_problems, read_factors
from binakon.planning.states import ComponentKind, Recipient, Transport

SALT = "planning.costs"
_MOST_TEXT = 10_000


class LineForm(forms.Form):
    """One cost line; `revision` is the line that the writer read."""

    account_code = forms.CharField(
        max_length=30,
        label=_("Kode akun"),
        help_text=_("Pilih dari daftar, atau ketik seperti di DPA: 5.1.02.01.01.0052."),
        widget=forms.TextInput(attrs={"list": "accounts", "autocomplete": "off"}),
    )
    component = forms.CharField(
        max_length=300,
        label=_("Nama komponen"),
        help_text=_("Sama persis dengan daftar harga standar, supaya pagunya ditemukan."),
        widget=forms.TextInput(attrs={"list": "components", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Jenis komponen"), choices=ComponentKind.choices)
    unit = forms.CharField(
        max_length=60, label=_("Satuan harga"), help_text=_("Misalnya orang/kali atau OJ.")
    )
    unit_price = RupiahField(required=True, label=_("Harga satuan"))
    volumes = forms.CharField(
        max_length=80, label=_("Volume"), help_text=_("Paling banyak empat faktor: 35;3.")
    )
    units = forms.CharField(
        max_length=180,
        label=_("Satuan volume"),
        help_text=_("Satu satuan untuk setiap faktor: orang;hari."),
    )
    group_name = forms.CharField(required=False, max_length=300, label=_("Kelompok"))
    fund_code = forms.CharField(
        required=False,
        max_length=40,
        label=_("Kode sumber dana"),
        help_text=_("Misalnya 1.2.1.01.02."),
    )
    recipient = forms.ChoiceField(
        required=False, label=_("Dibayarkan kepada"), choices=[("", _("bukan orang"))]
    )
    transport = forms.ChoiceField(
        required=False,
        label=_("Cara membayar transport"),
        choices=[("", _("bukan transport"))],
        help_text=_("Keduanya dikenai pajak dengan cara berbeda."),
    )
    excess_reason = forms.CharField(
        required=False, max_length=500, label=_("Alasan bila ada peringatan")
    )
    note = forms.CharField(required=False, max_length=500, label=_("Keterangan"))
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        accounts: Mapping[str, str],
        entry: LineEntry | None = None,
        revision: int = 0,
    ) -> None:
        self.accounts = accounts
        initial = {"revision": revision, **(_initial(entry) if entry else {})}
        super().__init__(data, initial=initial)
        self.factors: tuple[Factor, ...] = ()
        self.fields["recipient"].choices += Recipient.choices  # type: ignore[attr-defined]
        self.fields["transport"].choices += Transport.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the factors, and judge the line where every field could be read."""
        found: dict[str, Any] = super().clean() or {}
        if {"volumes", "units"} <= set(found):
            self.factors, problems = read_factors(found["volumes"], found["units"])
            for problem in problems:
                self.add_error(problem.code, problem.sentence)
        if not self.errors:
            for problem in line_problems(self.read_entry()):
                self.add_error(problem.code, problem.sentence)
        return found

    def read_entry(self) -> LineEntry:
        """The line as the writer wants it."""
        found = self.cleaned_data
        words = {
            name: " ".join(found[name].split())
            for name in ("component", "unit", "group_name", "fund_code", "excess_reason", "note")
        }
        code = found["account_code"].strip()
        return LineEntry(
            account_code=code,
            account_name=self.accounts.get(code, ""),
            kind=found["kind"],
            unit_price=found["unit_price"],
            factors=self.factors,
            recipient=found["recipient"],
            transport=found["transport"],
            **words,
        )


class TermsForm(forms.Form):
    """The texts of a KAK; every one may wait, and is then printed as not filled in."""

    background = forms.CharField(label=_("Latar belakang"))
    legal_basis = forms.CharField(label=_("Dasar hukum"), help_text=_("Satu baris satu peraturan."))
    purpose = forms.CharField(label=_("Maksud dan tujuan"))
    goal = forms.CharField(label=_("Sasaran"))
    output = forms.CharField(label=_("Keluaran"))
    place_and_time = forms.CharField(label=_("Tempat dan waktu"))
    participants = forms.CharField(label=_("Peserta"))
    speakers = forms.CharField(label=_("Narasumber atau pengajar"))
    cost_text = forms.CharField(
        label=_("Biaya"), help_text=_("Jumlah dan rinciannya dicetak sendiri di bawah teks ini.")
    )
    closing = forms.CharField(label=_("Penutup"))
    place = forms.CharField(max_length=100, label=_("Tempat tanda tangan"))
    dated = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    signatory = forms.ChoiceField(label=_("Penanda tangan"))
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, officials: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        for name, field in self.fields.items():
            field.required = False
            if isinstance(field, forms.CharField) and name != "place":
                field.max_length = _MOST_TEXT
                field.widget = forms.Textarea(attrs={"rows": 4, "maxlength": _MOST_TEXT})
        choices = [("", _("Pilih pejabat")), *((str(pk), label) for pk, label in officials)]
        self.fields["signatory"].choices = choices  # type: ignore[attr-defined]


def sealed_rows(facts: Mapping[str, Any]) -> str:
    """What a preview showed, signed, to be kept when its reader says so."""
    return signing.dumps(dict(facts), salt=SALT, compress=True)


def opened_rows(text: str) -> dict[str, Any] | None:
    """What a preview showed; None when it was tampered with."""
    try:
        found: dict[str, Any] = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return found


def _initial(entry: LineEntry) -> dict[str, Any]:
    names = (
        "account_code", "component", "kind", "unit", "unit_price", "volumes", "units", "group_name", "fund_code",
        "recipient", "transport", "excess_reason", "note",
    )  # fmt: skip
    return {name: getattr(entry, name) for name in names}
