"""Hearing a new year, a new version, and what a draft promises and may spend."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import RupiahField, WholeField
from binakon.planning.rules.edits import amounts_of
from binakon.planning.rules.plan_file import VersionEntry
from binakon.planning.rules.plan_words import FIRST_YEAR, LAST_YEAR
from binakon.planning.states import Stage, indicator_label

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HEAD = ("dated", "ceiling", "note", "is_total_about")
SALT = "planning.version"


class NewYearForm(forms.Form):
    """A programme year that nobody has planned yet."""

    year = WholeField(required=True, label=_("Tahun"))
    name = forms.CharField(max_length=300, label=_("Nama program"))

    def clean_year(self) -> int:
        """A year that a plan may have."""
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(
                _("Isi tahun dari %(first)s sampai %(last)s."),
                params={"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        return year


class GoalForm(forms.Form):
    """What the office would need in the year."""

    people = WholeField(required=True, label=_("Kebutuhan ideal, layanan"))
    label = forms.CharField(max_length=200, label=_("Nama kebutuhan"))
    meaning = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Arti angka itu"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Apa yang dihitung, dan siapa yang menyatakannya. Tampil saat angkanya dibuka."
        ),
    )


class NewVersionForm(forms.Form):
    """Which stage comes next, from what it starts, and its date as planned."""

    stage = forms.ChoiceField(label=_("Tahap"), choices=Stage.choices, widget=forms.RadioSelect)
    base = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label=_("Mulai dari isi versi"),
        help_text=_("Isinya disalin, lalu Anda ubah. Kosongkan untuk mulai dari awal."),
    )
    dated = forms.DateField(
        label=_("Tanggal rencana"),
        widget=_DATE,
        help_text=_("Saat disahkan, tanggalnya menjadi tanggal dokumen."),
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya alasan pengurangan atau tambahan."),
    )

    def __init__(self, *args: Any, versions: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["base"].choices = [("", _("kosong")), *versions]  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """A draft's head, its targets and its ceilings in one table, and one empty row of each to add.

    `base` carries, signed, what the writer read, so that two people may edit at once.
    """

    dated = forms.DateField(label=_("Tanggal rencana"), widget=_DATE)
    ceiling = RupiahField(
        label=_("Pagu seluruhnya"), help_text=_("Kosongkan bila belum diketahui; kosong bukan nol.")
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_total_about = forms.BooleanField(
        required=False, label=_("Jumlahnya diumumkan sebagai “sekitar”")
    )
    base = forms.CharField(widget=forms.HiddenInput)
    new_indicator = forms.ChoiceField(required=False, label=_("Target baru: indikator"))
    new_target_code = forms.ChoiceField(required=False, label=_("Target baru: subkegiatan"))
    new_people = WholeField(label=_("Target baru: orang"))
    new_ceiling_code = forms.ChoiceField(required=False, label=_("Pagu baru: subkegiatan"))
    new_ceiling = RupiahField(label=_("Pagu baru: rupiah"))

    def __init__(
        self,
        data: Any = None,
        *,
        entry: VersionEntry,
        names: Mapping[str, str],
        indicators: Iterable[str],
        is_fresh: bool = False,
    ) -> None:
        self.amounts = amounts_of(entry)
        codes = sorted({t.sub_activity for t in entry.targets if t.sub_activity})
        self.amounts |= {
            f"ceiling:{code}": None for code in codes if f"ceiling:{code}" not in self.amounts
        }
        initial = {**self.amounts, **_head(entry)}
        initial["base"] = signing.dumps(_plain({**_head(entry), **self.amounts}), salt=SALT)
        if is_fresh and data is not None:
            # The second writer keeps what they typed, over what is stored by now.
            data = data.copy()
            data["base"] = initial["base"]
        super().__init__(data, initial=initial)
        for name in self.amounts:
            self.fields[name] = _amount_field(name, names)
        codes_known = [("", "–"), *((code, f"{code} {name}") for code, name in names.items())]
        for field in ("new_target_code", "new_ceiling_code"):
            self.fields[field].choices = codes_known  # type: ignore[attr-defined]
        self.fields["new_indicator"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((key, indicator_label(key)) for key in indicators),
        ]

    @property
    def targets(self) -> list[forms.BoundField]:
        """The fields of the targets."""
        return [self[name] for name in self.amounts if name.startswith("target:")]

    @property
    def ceilings(self) -> list[forms.BoundField]:
        """The fields of the ceilings."""
        return [self[name] for name in self.amounts if name.startswith("ceiling:")]

    def clean_base(self) -> dict[str, Any]:
        """What the writer had read."""
        try:
            found: dict[str, Any] = signing.loads(self.cleaned_data["base"], salt=SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("Formulirnya tidak lengkap. Muat ulang halaman, lalu isi lagi.")
            ) from error
        return {**found, "dated": date.fromisoformat(found["dated"])}

    def clean(self) -> dict[str, Any]:
        """A new row is whole or empty."""
        found = super().clean() or self.cleaned_data
        for name, amount, choose, fill in (
            ("new_indicator", "new_people", _("Pilih indikatornya."), _("Isi jumlah orangnya.")),
            ("new_ceiling_code", "new_ceiling", _("Pilih subkegiatannya."), _("Isi rupiahnya.")),
        ):
            if found.get(amount) is not None and not found.get(name):
                self.add_error(name, choose)
            if found.get(name) and found.get(amount) is None and amount not in self.errors:
                self.add_error(amount, fill)
        return found

    def mine(self) -> dict[str, Any]:
        """What the writer wants, by the names that `edit_version` takes."""
        found = self.cleaned_data
        wanted = {name: found[name] for name in (*HEAD, *self.amounts)}
        if found["new_people"] is not None:
            wanted[f"target:{found['new_indicator']}:{found['new_target_code']}"] = found[
                "new_people"
            ]
        if found["new_ceiling"] is not None:
            wanted[f"ceiling:{found['new_ceiling_code']}"] = found["new_ceiling"]
        return wanted


def _head(entry: VersionEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in HEAD}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _amount_field(name: str, names: Mapping[str, str]) -> forms.Field:
    kind, _colon, rest = name.partition(":")
    if kind == "ceiling":
        return RupiahField(label=f"{rest} {names.get(rest, '')}".strip())
    indicator, _colon, code = rest.partition(":")
    return WholeField(label=indicator_label(indicator), help_text=f"{code} {names.get(code, '')}")
