"""What may be wrong with the meaning of a plan: office, years, versions, activities, totals."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_activities import activity_problems
from binakon.planning.rules.plan_changes import version_changes
from binakon.planning.rules.plan_file import KnownFacts, PlanFile, TargetEntry, VersionEntry
from binakon.planning.rules.plan_order import in_line_order
from binakon.planning.rules.plan_totals import stated_problems
from binakon.planning.rules.plan_words import (
    FIRST_YEAR,
    LAST_YEAR,
    REGION,
    STAGES,
    STATUSES,
    Entry,
    line_of,
    region_fault,
    rupiah,
    sub_activity_fault,
    word_problem,
)
from binakon.planning.states import indicator_label

__all__ = ["in_line_order", "plan_problems", "version_changes"]

FIRST_HISTORY_YEAR = 1900

_PROVINCE = re.compile(r"[0-9]{2}")


def plan_problems(plan: PlanFile, known: KnownFacts) -> list[Problem]:
    """Everything in the plan that contradicts itself or what is known, in line order."""
    return in_line_order(
        [
            *_office_problems(plan, known),
            *_year_problems(plan),
            *_version_problems(plan, known),
            *activity_problems(plan, known),
            *stated_problems(plan, known),
        ]
    )


def _office_problems(plan: PlanFile, known: KnownFacts) -> Iterator[Problem]:
    line = line_of(plan, "office")
    if not plan.office:
        return
    if _PROVINCE.fullmatch(plan.office):
        if plan.office not in known.provinces:
            sentence = _("Kantor “%(code)s” bukan kode provinsi yang dikenal; periksa kodenya")
            yield Problem("unknown_province", sentence % {"code": plan.office}, line=line)
    elif not REGION.fullmatch(plan.office):
        sentence = _(
            "Kantor “%(code)s” bukan kode wilayah; tulis kode provinsi seperti “63” atau kode"
            " kabupaten/kota seperti “64.09”"
        )
        yield Problem("bad_office", sentence % {"code": plan.office}, line=line)
    elif fault := region_fault(plan.office, known):
        yield Problem("unknown_region", fault, line=line)
    elif _needs_name(plan, known):
        sentence = _(
            "Kantor %(code)s belum dikenal; isi kolom “office_name” dengan nama lengkapnya agar"
            " kantor itu dapat dibuat"
        )
        yield Problem("missing_office_name", sentence % {"code": plan.office}, line=line)


def _needs_name(plan: PlanFile, known: KnownFacts) -> bool:
    is_known = plan.office in known.offices or any(
        plan.office in regions for regions in known.regions_of.values()
    )
    is_told = plan.office_name or "programme.office_name" in plan.unread
    return not is_known and not is_told


def _year_problems(plan: PlanFile) -> Iterator[Problem]:
    yield from _year_problem(plan, plan, plan.year, "programme")
    for goal in plan.goals:
        yield from _year_problem(plan, goal, goal.year, "goal")
    for past in plan.history:
        yield from _year_problem(plan, past, past.year, "history")


def _year_problem(plan: PlanFile, entry: Entry, year: int, table: str) -> Iterator[Problem]:
    """Zero stands for a year that could not be read; that has been reported."""
    first = FIRST_HISTORY_YEAR if table == "history" else FIRST_YEAR
    is_unread = year == 0 and bool(plan.unread & {table, f"{table}.year"})
    if not is_unread and not first <= year <= LAST_YEAR:
        sentence = _("Tahun %(year)d di luar %(first)d–%(last)d; periksa angkanya") % {
            "year": year,
            "first": first,
            "last": LAST_YEAR,
        }
        yield Problem("bad_year", sentence, line=line_of(entry, "year"))


def _version_problems(plan: PlanFile, known: KnownFacts) -> Iterator[Problem]:
    first_lines: dict[tuple[str, int], int | None] = {}
    for version in plan.versions:
        yield from word_problem(version, "stage", version.stage, STAGES)
        yield from word_problem(version, "status", version.status, STATUSES)
        yield from _target_problems(version, known)
        yield from _ceiling_problems(plan, version, known)
        key = (version.stage, version.number)
        if not version.stage or "version.number" in plan.unread:
            continue
        if key in first_lines:
            sentence = _(
                "Versi %(stage)s nomor %(number)d sudah ada di baris %(line)s; beri nomor lain atau"
                " hapus salah satunya"
            ) % {"stage": key[0], "number": key[1], "line": first_lines[key]}
            yield Problem("duplicate_version", sentence, line=version.line)
        first_lines.setdefault(key, version.line)


def _target_problems(version: VersionEntry, known: KnownFacts) -> Iterator[Problem]:
    first_lines: dict[tuple[str, str], int | None] = {}
    for target in version.targets:
        yield from _sub_activity_problems(target, known)
        key = (target.indicator, target.sub_activity)
        if not target.indicator:
            continue
        if key in first_lines:
            sentence = _(
                "Target “%(indicator)s” dengan subkegiatan yang sama sudah ada di baris %(line)s;"
                " jadikan satu target"
            ) % {"indicator": indicator_label(target.indicator), "line": first_lines[key]}
            yield Problem("duplicate_target", sentence, line=target.line)
        first_lines.setdefault(key, target.line)


def _sub_activity_problems(target: TargetEntry, known: KnownFacts) -> Iterator[Problem]:
    fault = sub_activity_fault(target.sub_activity, known)
    if fault:
        yield Problem("unknown_sub_activity", fault, line=line_of(target, "sub_activity"))


def _ceiling_problems(
    plan: PlanFile, version: VersionEntry, known: KnownFacts
) -> Iterator[Problem]:
    """The parts of a ceiling: each sub-activity once, known, and together no more than the whole."""
    first_lines: dict[str, int | None] = {}
    for part in version.ceilings:
        if not part.sub_activity:
            continue
        fault = sub_activity_fault(part.sub_activity, known)
        if fault:
            yield Problem("unknown_sub_activity", fault, line=line_of(part, "sub_activity"))
        if part.sub_activity in first_lines:
            sentence = _(
                "Pagu subkegiatan %(code)s sudah ada di baris %(line)s; jadikan satu pagu"
            ) % {"code": part.sub_activity, "line": first_lines[part.sub_activity]}
            yield Problem("duplicate_ceiling", sentence, line=part.line)
        first_lines.setdefault(part.sub_activity, part.line)
    total = sum(part.ceiling for part in version.ceilings)
    is_read = not plan.unread & {"version.ceiling", "version.budget", "version.budget.ceiling"}
    if version.ceiling is not None and total > version.ceiling and is_read:
        sentence = _(
            "Pagu semua subkegiatan berjumlah %(total)s, melebihi pagu versi %(ceiling)s; betulkan"
            " salah satunya"
        ) % {"total": rupiah(total), "ceiling": rupiah(version.ceiling)}
        yield Problem("ceiling_parts", sentence, line=line_of(version, "ceiling"))
