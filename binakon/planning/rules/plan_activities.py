"""What may be wrong with the activities of a plan: codes, windows, regions, funding and seats."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import ActivityEntry, KnownFacts, PlanFile, VersionEntry
from binakon.planning.rules.plan_words import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    REGION,
    STAGES,
    line_of,
    region_fault,
    sub_activity_fault,
    word_problem,
)
from binakon.planning.states import indicator_label


def activity_problems(plan: PlanFile, known: KnownFacts) -> Iterator[Problem]:
    """Each activity alone, then what the activities do to one another."""
    funding = _funding_versions(plan, known)
    for activity in plan.activities:
        yield from word_problem(activity, "kind", activity.kind, KINDS)
        yield from word_problem(activity, "funded_by", activity.funded_by, STAGES)
        yield from _level_problems(plan, activity)
        yield from _window_problems(plan, activity)
        yield from _region_problems(activity, known)
        yield from _sub_activity_problems(activity, known)
        yield from _repeat_problems(activity, "partners", activity.partners)
        yield from _repeat_problems(activity, "regions", activity.regions)
        yield from _repeat_problems(activity, "levels", activity.levels)
        yield from _funding_problems(plan, activity, funding)
    yield from _duplicate_problems(plan)
    yield from _seat_problems(plan, funding)


def _duplicate_problems(plan: PlanFile) -> Iterator[Problem]:
    first: dict[str, ActivityEntry] = {}
    for activity in plan.activities:
        earlier = first.setdefault(activity.code, activity)
        if activity.code and earlier is not activity:
            sentence = _(
                "Kode kegiatan “%(code)s” sudah dipakai di baris %(line)s; beri kode yang lain"
            ) % {"code": activity.code, "line": line_of(earlier, "code")}
            yield Problem("duplicate_activity", sentence, line=line_of(activity, "code"))


def _level_problems(plan: PlanFile, activity: ActivityEntry) -> Iterator[Problem]:
    is_province = len(plan.office) == 2
    if not is_province and not REGION.fullmatch(plan.office):
        return
    lowest, highest = (7, 9) if is_province else (1, 6)
    for number, level in enumerate(activity.levels):
        if not lowest <= level <= highest:
            owner = _("provinsi") if is_province else _("kabupaten/kota")
            sentence = _(
                "Jenjang %(level)d bukan urusan %(owner)s; pakai jenjang %(lowest)d sampai"
                " %(highest)d"
            ) % {"level": level, "owner": owner, "lowest": lowest, "highest": highest}
            yield Problem("bad_level", sentence, line=line_of(activity, f"levels.{number}"))


def _window_problems(plan: PlanFile, activity: ActivityEntry) -> Iterator[Problem]:
    start, end = activity.window.start, activity.window.end
    if start is None or end is None or not FIRST_YEAR <= plan.year <= LAST_YEAR:
        return
    if start < date(plan.year, 1, 1) or end > date(plan.year, 12, 31):
        sentence = _(
            "Waktu kegiatan %(window)s di luar tahun program %(year)d; sesuaikan waktunya"
        ) % {"window": activity.window.text, "year": plan.year}
        yield Problem("window_outside_year", sentence, line=line_of(activity, "window"))


def _region_problems(activity: ActivityEntry, known: KnownFacts) -> Iterator[Problem]:
    for number, code in enumerate(activity.regions):
        fault = region_fault(code, known)
        if fault:
            yield Problem("unknown_region", fault, line=line_of(activity, f"regions.{number}"))


def _sub_activity_problems(activity: ActivityEntry, known: KnownFacts) -> Iterator[Problem]:
    fault = sub_activity_fault(activity.sub_activity, known)
    if fault:
        yield Problem("unknown_sub_activity", fault, line=line_of(activity, "sub_activity"))


def _repeat_problems(
    activity: ActivityEntry, key: str, members: Sequence[str | int]
) -> Iterator[Problem]:
    if len(set(members)) == len(members):
        return
    met: set[str | int] = set()
    for number, member in enumerate(members):
        if member in met:
            sentence = _("“%(member)s” tertulis lebih dari sekali pada “%(key)s”; sisakan satu")
            words = {"member": member, "key": key}
            yield Problem("repeated", sentence % words, line=line_of(activity, f"{key}.{number}"))
        met.add(member)


def _funding_versions(plan: PlanFile, known: KnownFacts) -> dict[str, VersionEntry]:
    """The latest number of each stage, stored or in the file; the file wins where both hold it."""
    held = {(row.stage, row.number): row.entry for row in known.stored_versions}
    # Backwards, so that of two with one number (a problem of its own) the first is judged by.
    given = {(version.stage, version.number): version for version in reversed(plan.versions)}
    versions = held | given
    return {stage: versions[stage, number] for stage, number in sorted(versions)}


def _funding_problems(
    plan: PlanFile, activity: ActivityEntry, funding: dict[str, VersionEntry]
) -> Iterator[Problem]:
    stage = activity.funded_by
    if not stage or stage not in STAGES:
        return
    version = funding.get(stage)
    if version is None:
        if not _has_nameless_version(plan):
            sentence = _(
                "Kegiatan ini didanai dari %(stage)s, tetapi belum ada versi %(stage)s; tambahkan"
                " [[version]] itu atau hapus funded_by"
            ) % {"stage": stage}
            yield Problem("unknown_funding", sentence, line=line_of(activity, "funded_by"))
        return
    if activity.indicator and not _may_have_target(plan, version, activity.indicator):
        sentence = _(
            "Indikator “%(indicator)s” tidak punya target pada versi %(stage)s nomor %(number)d;"
            " tambahkan [[version.target]] atau betulkan indikatornya"
        ) % {
            "indicator": indicator_label(activity.indicator),
            "stage": stage,
            "number": version.number,
        }
        yield Problem("indicator_without_target", sentence, line=line_of(activity, "indicator"))


def _has_nameless_version(plan: PlanFile) -> bool:
    """A version that could not be read, or whose stage is misspelt, may be the one meant."""
    is_misspelt = any(version.stage not in STAGES for version in plan.versions)
    return is_misspelt or bool(plan.unread & {"version", "version.stage"})


def _may_have_target(plan: PlanFile, version: VersionEntry, indicator: str) -> bool:
    if any(target.indicator in (indicator, "") for target in version.targets):
        return True
    return "version.target" in plan.unread or _has_nameless_version(plan)


@dataclass(frozen=True, slots=True)
class _Seats:
    """The seats that some activities take of one target."""

    stage: str
    indicator: str
    people: int
    version: VersionEntry


def _seat_problems(plan: PlanFile, funding: dict[str, VersionEntry]) -> Iterator[Problem]:
    sharing: dict[tuple[str, str], list[ActivityEntry]] = defaultdict(list)
    for activity in plan.activities:
        if activity.seats is not None and activity.indicator and activity.funded_by in funding:
            sharing[activity.funded_by, activity.indicator].append(activity)
    for (stage, indicator), activities in sharing.items():
        people = _target_people(plan, funding[stage], indicator)
        if people is not None:
            yield from _too_many_seats(_Seats(stage, indicator, people, funding[stage]), activities)


def _target_people(plan: PlanFile, version: VersionEntry, indicator: str) -> int | None:
    """The people promised for the indicator; None when it is not counted in people or not read."""
    if "version.target" in plan.unread or any(not target.indicator for target in version.targets):
        return None
    counted = [target.people for target in version.targets if target.indicator == indicator]
    known = [people for people in counted if people is not None]
    return sum(known) if known and len(known) == len(counted) else None


def _too_many_seats(seats: _Seats, activities: list[ActivityEntry]) -> Iterator[Problem]:
    """One problem for each activity too large alone, one more where the others exceed together."""
    total = 0
    for activity in activities:
        taken = activity.seats or 0
        if taken > seats.people:
            sentence = _(
                "Jumlah tempat %(seats)d melebihi target “%(indicator)s” %(people)d orang pada"
                " versi %(stage)s nomor %(number)d; kurangi tempatnya atau ubah targetnya"
            ) % _seat_words(seats, taken)
            yield Problem("seats_over_target", sentence, line=line_of(activity, "seats"))
            continue
        if total <= seats.people < total + taken:
            together = sum(each.seats or 0 for each in activities if _fits(each, seats))
            sentence = _(
                "Tempat semua kegiatan “%(indicator)s” berjumlah %(seats)d, melebihi target"
                " %(people)d orang pada versi %(stage)s nomor %(number)d; kurangi tempatnya atau"
                " ubah targetnya"
            ) % _seat_words(seats, together)
            yield Problem("seats_over_target", sentence, line=line_of(activity, "seats"))
        total += taken


def _fits(activity: ActivityEntry, seats: _Seats) -> bool:
    return (activity.seats or 0) <= seats.people


def _seat_words(seats: _Seats, taken: int) -> dict[str, object]:
    return {
        "seats": taken,
        "indicator": indicator_label(seats.indicator),
        "people": seats.people,
        "stage": seats.stage,
        "number": seats.version.number,
    }
