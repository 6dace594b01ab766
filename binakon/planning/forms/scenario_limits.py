"""Hearing the limits of a scenario: goal, ceilings from a version or assumed, cuts, days, partners and floors."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import words
from binakon.core.fields import RupiahField, WholeField
from binakon.core.typed import whole_numbers
from binakon.planning.rules.scenarios.facts import (
    Ceiling,
    Goal,
    PartnerLimit,
    Question,
    RegionFloor,
)

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_APART = re.compile(r"[\s,;%]+")
MOST_CUTS, CHANGE_DAYS = 5, 3


@dataclass(frozen=True, slots=True)
class VersionCeilings:
    """What a version of the plan may spend, by sub-activity (empty: altogether); what is not filled in is left out."""

    pk: int
    label: str
    rupiah: Mapping[str, int]


class LimitsForm(forms.Form):
    """Goal, ceilings, cuts, days, what partners can take and what every regency must have.

    A ceiling that is left empty is taken from the chosen version; one that says another thing needs a reason.
    """

    goal = WholeField(label=_("Kebutuhan (layanan)"))
    source = forms.ChoiceField(
        required=False,
        label=_("Pagu diambil dari"),
        help_text=_(
            "Pagu yang Anda kosongkan diambil dari versi ini. Pagu yang Anda isi lain butuh alasan."
        ),
    )
    ceiling = RupiahField(label=_("Pagu seluruhnya"))
    reason = forms.CharField(
        required=False,
        max_length=200,
        label=_("Alasan pagu andaian"),
        help_text=_("Wajib bila ada pagu yang bukan pagu versi yang dipilih."),
    )
    cuts = forms.CharField(
        required=False,
        max_length=60,
        label=_("Pemotongan yang dicoba (persen)"),
        help_text=_("Boleh beberapa, misalnya 10, 20, 30."),
    )
    pays_travel = forms.BooleanField(required=False, label=_("Perjalanan peserta dibayar"))
    finish_by = forms.DateField(label=_("Hasil terakhir tercatat dan terbayar"), widget=_DATE)
    change_on = forms.DateField(
        required=False,
        label=_("Perubahan anggaran berlaku mulai"),
        help_text=_("Kosongkan bila tidak ada perubahan tahun ini."),
        widget=_DATE,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        question: Question,
        regions: Mapping[str, str],
        versions: Sequence[VersionCeilings],
        names: Mapping[str, str],
    ) -> None:
        self.question, self.regions = question, regions
        self.versions = {str(each.pk): each for each in versions}
        self.partners = sorted({each.partner for each in question.candidates if each.partner})
        asked = {each.sub_activity for each in question.candidates}
        held = {each.sub_activity for each in question.ceilings}
        self.parts = sorted((asked | held) - {""})
        super().__init__(data, initial=self._initial())
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("", _("tidak dari versi; semua pagu andaian")),
            *((key, self._version_words(each)) for key, each in self.versions.items()),
        ]
        self._add_fields(names)

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields as the page shows them: heading, what it is for, and which; none stands twice."""
        parts = [f"ceiling-{number}" for number in range(len(self.parts))]
        changes = [f"change-{number}" for number in range(CHANGE_DAYS)]
        partners = [
            f"{name}-{number}"
            for number in range(len(self.partners))
            for name in ("classes", "cases")
        ]
        told = [
            (
                _("Kebutuhan dan pagu"),
                "",
                ["goal", "source", "ceiling", *parts, "reason", "cuts", "pays_travel"],
            ),
            (
                _("Waktu"),
                _(
                    "Hari perubahan yang dicoba menjawab: kalau perubahan datang hari itu, apa yang masih sempat?"
                ),
                ["finish_by", "change_on", *changes],
            ),
            (_("Kemampuan mitra"), "", partners),
            (
                _("Jatah paling sedikit"),
                _("Orang dari setiap kabupaten/kota yang harus dilayani."),
                [f"floor-{code}" for code in self.regions],
            ),
        ]
        return [
            (str(head), str(note), [self[name] for name in names])
            for head, note, names in told
            if names
        ]

    def _add_fields(self, names: Mapping[str, str]) -> None:
        for number, code in enumerate(self.parts):
            label = _("Pagu %(code)s %(name)s") % {"code": code, "name": names.get(code, "")}
            self.fields[f"ceiling-{number}"] = RupiahField(label=label)
        days = [_("Hari perubahan yang dicoba (%(n)d)") % {"n": n + 1} for n in range(CHANGE_DAYS)]
        for number, label in enumerate(days):
            self.fields[f"change-{number}"] = forms.DateField(
                required=False, label=label, widget=_DATE
            )
        for number, partner in enumerate(self.partners):
            classes = _("%(partner)s: kelas per bulan") % {"partner": partner}
            cases = _("%(partner)s: orang diuji per pekan") % {"partner": partner}
            self.fields[f"classes-{number}"] = WholeField(label=classes)
            self.fields[f"cases-{number}"] = WholeField(label=cases)
        for code, name in self.regions.items():
            self.fields[f"floor-{code}"] = WholeField(label=name)
        after = ["goal", "source", "ceiling", *(f"ceiling-{n}" for n in range(len(self.parts)))]
        changes = [f"change-{number}" for number in range(CHANGE_DAYS)]
        self.order_fields(
            [*after, "reason", "cuts", "pays_travel", "finish_by", "change_on", *changes]
        )

    @staticmethod
    def _version_words(version: VersionCeilings) -> str:
        total = version.rupiah.get("")
        parts = len([code for code in version.rupiah if code])
        named = _("%(label)s: %(total)s, %(parts)d pagu subkegiatan")
        return named % {"label": version.label, "total": words.rupiah(total), "parts": parts}

    def _initial(self) -> dict[str, Any]:
        question = self.question
        by_label = {each.label: key for key, each in self.versions.items()}
        sources = [each.version for each in question.ceilings if each.version in by_label]
        source = by_label[sources[0]] if sources else ""
        chosen = self.versions.get(source)
        found: dict[str, Any] = {
            "goal": question.goals[0].people if question.goals else None,
            "source": source,
            "pays_travel": question.pays_travel,
            "change_on": question.change_on,
            "finish_by": question.finish_by,
            "cuts": ", ".join(map(str, question.cuts)),
        }
        for number, day in enumerate(question.change_days[:CHANGE_DAYS]):
            found[f"change-{number}"] = day
        for each in question.ceilings:
            is_taken = chosen is not None and chosen.rupiah.get(each.sub_activity) == each.rupiah
            if not is_taken:
                found |= {self._ceiling_field(each.sub_activity): each.rupiah}
                found["reason"] = each.version
        limits = {limit.partner: limit for limit in question.limits}
        for number, partner in enumerate(self.partners):
            if partner in limits:
                found[f"classes-{number}"] = limits[partner].classes_per_month
                found[f"cases-{number}"] = limits[partner].cases_per_week
        return found | {f"floor-{floor.region}": floor.people for floor in question.floors}

    def _ceiling_field(self, code: str) -> str:
        return f"ceiling-{self.parts.index(code)}" if code else "ceiling"

    def clean_cuts(self) -> tuple[int, ...]:
        """Each percent once, the smallest first."""
        texts = [text for text in _APART.split(self.cleaned_data["cuts"]) if text]
        numbers = whole_numbers(texts)
        if len(numbers) < len(texts) or any(not 1 <= number <= 100 for number in numbers):
            raise forms.ValidationError(_("Tulis persen dari 1 sampai 100, misalnya 10, 20, 30."))
        found = tuple(sorted(set(numbers)))
        if len(found) > MOST_CUTS:
            raise forms.ValidationError(
                _("Paling banyak %(most)d pemotongan."), params={"most": MOST_CUTS}
            )
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        chosen = self.versions.get(found.get("source") or "")
        assumed = [each for each in self._typed() if not self._is_stated(chosen, each)]
        if assumed and not found.get("reason", "").strip():
            self.add_error(
                "reason", _("Tulis alasannya: ada pagu yang bukan pagu versi yang dipilih.")
            )
        if chosen is not None and not chosen.rupiah and not assumed:
            self.add_error(
                "source", _("Pagu versi ini belum diisi. Isi pagu andaian beserta alasannya.")
            )
        finish: date | None = found.get("finish_by")
        if finish and finish.year != self.question.year:
            self._wrong_year("finish_by")
        for number in range(CHANGE_DAYS):
            day = found.get(f"change-{number}")
            if day and day.year != self.question.year:
                self._wrong_year(f"change-{number}")
        return found

    def _wrong_year(self, name: str) -> None:
        self.add_error(name, _("Pilih tanggal di tahun %(year)d.") % {"year": self.question.year})

    def _typed(self) -> Iterator[Ceiling]:
        for code in ("", *self.parts):
            rupiah = self.cleaned_data.get(self._ceiling_field(code))
            if rupiah is not None:
                yield Ceiling(code, rupiah)

    @staticmethod
    def _is_stated(chosen: VersionCeilings | None, ceiling: Ceiling) -> bool:
        return chosen is not None and chosen.rupiah.get(ceiling.sub_activity) == ceiling.rupiah

    def _ceilings(self) -> tuple[Ceiling, ...]:
        """Of the version, where nothing else was typed; each says where it comes from."""
        chosen = self.versions.get(self.cleaned_data["source"])
        found: dict[str, Ceiling] = {}
        if chosen is not None:
            found = {
                code: Ceiling(code, rupiah, chosen.label)
                for code, rupiah in chosen.rupiah.items()
                if code in {"", *self.parts}
            }
        reason = self.cleaned_data["reason"].strip()
        for each in self._typed():
            if not self._is_stated(chosen, each):
                found[each.sub_activity] = replace(each, version=reason)
        return tuple(found[code] for code in sorted(found))

    def taken(self) -> Question:
        """The question with these limits."""
        found, question = self.cleaned_data, self.question
        limits = [
            PartnerLimit(partner, found[f"classes-{number}"], found[f"cases-{number}"])
            for number, partner in enumerate(self.partners)
        ]
        floors = [RegionFloor(code, found[f"floor-{code}"] or 0) for code in self.regions]
        days = {found[f"change-{number}"] for number in range(CHANGE_DAYS)}
        return replace(
            question,
            goals=(Goal(found["goal"]),) if found["goal"] else (),
            ceilings=self._ceilings(),
            pays_travel=found["pays_travel"],
            change_on=found["change_on"],
            finish_by=found["finish_by"],
            cuts=found["cuts"],
            change_days=tuple(sorted(day for day in days if day)),
            limits=tuple(
                each
                for each in limits
                if (each.classes_per_month, each.cases_per_week) != (None, None)
            ),
            floors=tuple(each for each in floors if each.people),
        )
