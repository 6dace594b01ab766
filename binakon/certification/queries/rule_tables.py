"""The dated rules as tables to read: every row with its days and source, and which of them holds on a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.certification.models import (
    AssessorRule,
    ExperienceRule,
    FeeRule,
    LevelRule,
    StepRule,
    StudyProgrammeRule,
)
from binakon.certification.queries.rule_rows import tier_names
from binakon.certification.rules.reading import newest
from binakon.core import words
from binakon.people.states import Classification


@dataclass(frozen=True, slots=True)
class RuleTable:
    """One kind of rule: its name in addresses, what tells its rows apart, and its cells."""

    key: str
    title: Any
    heads: tuple[Any, ...]
    model: Any
    told_apart: tuple[str, ...]
    cells: Callable[[Any], tuple[str, ...]]

    def identity(self, row: Any) -> tuple[Any, ...]:
        """What a newer row replaces."""
        return tuple(getattr(row, name) for name in self.told_apart)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row as it is read."""

    cells: tuple[tuple[Any, str], ...]
    valid_from: date | None
    valid_to: date | None
    source: str
    is_in_force: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its rows: what holds today, what is to come, and what held before."""

    table: RuleTable
    now: tuple[RuleLine, ...]
    others: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeList:
    """A list of study programmes of one source."""

    source: str
    valid_from: date | None
    many: int


def _number(value: int | None) -> str:
    return "–" if value is None else words.number(value)


def _level(row: LevelRule) -> tuple[str, ...]:
    required = row.required_classification
    return (
        str(row.level),
        tier_names().get(row.authority, ""),
        _number(row.valid_years),
        _number(row.fresh_valid_years),
        _number(row.renewal_credits),
        _number(row.most_certificates),
        _number(row.most_classifications),
        str(Classification(required).label) if required else "–",
        _("ya") if row.needs_membership else _("tidak"),
    )


TABLES = (
    RuleTable(
        "pengalaman",
        gettext_lazy("Pengalaman kerja menurut ijazah"),
        (
            gettext_lazy("Jenjang"),
            gettext_lazy("Ijazah"),
            gettext_lazy("Jalur"),
            gettext_lazy("Tahun"),
            gettext_lazy("PKT 32 JP"),
        ),
        ExperienceRule,
        ("level", "diploma", "path"),
        lambda row: (
            str(row.level),
            str(row.get_diploma_display()),
            str(row.get_path_display()),
            _number(row.years),
            _("perlu") if row.needs_training else "–",
        ),
    ),
    RuleTable(
        "jenjang",
        gettext_lazy("Ketentuan jenjang"),
        (
            gettext_lazy("Jenjang"),
            gettext_lazy("Wewenang"),
            gettext_lazy("Berlaku (tahun)"),
            gettext_lazy("Lulusan baru (tahun)"),
            gettext_lazy("Angka kredit perpanjangan"),
            gettext_lazy("Paling banyak SKK"),
            gettext_lazy("Paling banyak klasifikasi"),
            gettext_lazy("Klasifikasi wajib"),
            gettext_lazy("Perlu KTA"),
        ),
        LevelRule,
        ("level",),
        _level,
    ),
    RuleTable(
        "biaya",
        gettext_lazy("Biaya uji"),
        (
            gettext_lazy("Jenjang"),
            gettext_lazy("Jalur"),
            gettext_lazy("Cara"),
            gettext_lazy("Rupiah per orang"),
        ),
        FeeRule,
        ("level", "path", "mode"),
        lambda row: (
            str(row.level),
            str(row.get_path_display()),
            row.mode,
            words.rupiah(row.rupiah),
        ),
    ),
    RuleTable(
        "asesor",
        gettext_lazy("Jenjang asesor"),
        (gettext_lazy("Jenjang asesor"), gettext_lazy("Menguji sampai jenjang")),
        AssessorRule,
        ("assessor_level",),
        lambda row: (str(row.assessor_level), str(row.highest_candidate)),
    ),
    RuleTable(
        "waktu",
        gettext_lazy("Lama setiap langkah"),
        (
            gettext_lazy("Langkah"),
            gettext_lazy("Kantor"),
            gettext_lazy("Hari"),
            gettext_lazy("Hitungan"),
        ),
        StepRule,
        ("key", "office_id"),
        lambda row: (
            row.key,
            str(row.office or _("semua")),
            _number(row.days),
            _("hari kerja") if row.is_working else _("hari kalender"),
        ),
    ),
)
BY_KEY = {table.key: table for table in TABLES}


def shown_tables(on: date) -> list[ShownTable]:
    """Every table with its rows on a day."""
    return [_shown(table, on) for table in TABLES]


def _shown(table: RuleTable, on: date) -> ShownTable:
    rows = list(table.model.objects.all())
    holding = table.model.objects.valid_on(on)
    in_force = {row.pk for row in newest(holding, table.identity).values()}
    lines = [
        RuleLine(
            cells=tuple(zip(table.heads, table.cells(row), strict=True)),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
            is_in_force=row.pk in in_force,
            is_to_come=row.valid_from is not None and row.valid_from > on,
        )
        for row in rows
    ]
    return ShownTable(
        table,
        tuple(line for line in lines if line.is_in_force),
        tuple(line for line in lines if not line.is_in_force),
    )


def programme_lists() -> list[ProgrammeList]:
    """The lists of study programmes by source, the newest first."""
    rows = StudyProgrammeRule.objects.values("source", "valid_from").annotate(many=Count("pk"))
    return [
        ProgrammeList(row["source"], row["valid_from"], row["many"])
        for row in rows.order_by("-valid_from", "source")
    ]
