"""Whether the totals as published are what the file itself adds up to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import GoalEntry, KnownFacts, PlanFile, VersionEntry
from binakon.planning.rules.plan_words import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    PROPOSAL,
    REGION,
    STAGES,
    STATUSES,
    is_lost,
)
from binakon.planning.states import indicator_label

_VERSION_KEYS = ("version.stage", "version.number", "version.status", "version.dated")
_TARGET_KEYS = (*_VERSION_KEYS, "version.target")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What every total is computed from."""

    plan: PlanFile
    known: KnownFacts
    version: VersionEntry | None


@dataclass(frozen=True, slots=True)
class _Total:
    """A total that may be stated: how to count it, from which keys, and why it may be unknown."""

    count: Callable[[_Facts], int | None]
    needs: tuple[str, ...]
    why_unknown: str


def stated_problems(plan: PlanFile, known: KnownFacts) -> Iterator[Problem]:
    """Every stated total that is unknown, cannot be counted, or differs from the content."""
    facts = _Facts(plan, known, last_version(plan))
    lost = _lost(plan, known)
    for name, (stated, line) in plan.stated.items():
        total = TOTALS.get(name) or _indicator_total(plan, name)
        if total is None:
            if not is_lost(lost, "version"):
                yield Problem("unknown_total", _unknown_sentence(name), line=line)
            continue
        if is_lost(lost, *total.needs):
            continue
        counted = total.count(facts)
        if counted is None:
            sentence = _("%(name)s tertulis %(stated)d, tetapi tidak dapat dihitung: %(why)s") % {
                "name": name,
                "stated": stated,
                "why": _(total.why_unknown),
            }
            yield Problem("total_unknown", sentence, line=line)
        elif counted != stated:
            yield Problem("total_differs", _mismatch(facts, name, stated, counted), line=line)


def last_version(plan: PlanFile) -> VersionEntry | None:
    """The last ratified budget version, else the last budget version, else the last proposal."""
    budgets = [version for version in plan.versions if version.stage != PROPOSAL]
    ratified = [version for version in budgets if version.status == "ratified"]
    candidates = ratified or budgets or plan.versions
    return max(candidates, key=_version_order, default=None)


def _version_order(version: VersionEntry) -> tuple[object, ...]:
    stage = STAGES.index(version.stage) if version.stage in STAGES else -1
    return (version.dated, stage, version.number)


def _lost(plan: PlanFile, known: KnownFacts) -> frozenset[str]:
    """What could not be read or makes no sense; it is reported, and no total follows from it."""
    numbers = {(version.stage, version.number) for version in plan.versions}
    senseless = {
        "version.number": len(numbers) < len(plan.versions),
        "version.stage": any(version.stage not in STAGES for version in plan.versions),
        "version.status": any(version.status not in STATUSES for version in plan.versions),
        "activity.kind": any(activity.kind not in KINDS for activity in plan.activities),
        "programme.year": not FIRST_YEAR <= plan.year <= LAST_YEAR,
        "programme.office": plan.office[:2] not in known.provinces,
    }
    return plan.unread.union(name for name, is_senseless in senseless.items() if is_senseless)


def _unknown_sentence(name: str) -> str:
    shown = name if len(name) <= 60 else name[:60] + "…"
    return _(
        "Jumlah “%(name)s” tidak dikenal pada [stated]; pakai %(names)s, atau indikator yang punya"
        " target"
    ) % {"name": shown, "names": ", ".join(TOTALS)}


def _mismatch(facts: _Facts, name: str, stated: int, counted: int) -> str:
    sentence = _(
        "%(name)s tertulis %(stated)d, padahal isi berkas berjumlah %(counted)d%(parts)s; betulkan"
        " salah satunya"
    )
    parts = _parts(facts) if name == "total_people" else ""
    return sentence % {"name": name, "stated": stated, "counted": counted, "parts": parts}


def _parts(facts: _Facts) -> str:
    """The addends of the total, so that the reader sees which one is meant."""
    if facts.version is None:
        return ""
    addends = " + ".join(
        f"{indicator_label(target.indicator)} {target.people}"
        for target in facts.version.targets
        if target.people is not None
    )
    return f" ({facts.version.stage} {facts.version.number}: {addends})" if addends else ""


def _indicator_total(plan: PlanFile, name: str) -> _Total | None:
    indicators = {target.indicator for version in plan.versions for target in version.targets}
    if name not in indicators:
        return None
    return _Total(
        lambda facts: _indicator_count(facts.version, name),
        _TARGET_KEYS,
        gettext_noop("target indikator itu memakai satuan yang berbeda-beda; hapus jumlah ini"),
    )


def _indicator_count(version: VersionEntry | None, name: str) -> int | None:
    """People are added to people, a value only to values of the same unit."""
    targets = [target for target in version.targets if target.indicator == name] if version else []
    if len({target.unit if target.people is None else None for target in targets}) > 1:
        return None
    return sum(
        (target.people if target.people is not None else target.value) or 0 for target in targets
    )


def _total_people(facts: _Facts) -> int | None:
    return facts.version.people if facts.version else None


def _first_goal(plan: PlanFile) -> GoalEntry | None:
    return next((goal for goal in plan.goals if goal.year == plan.year), None)


def _goal(facts: _Facts) -> int | None:
    goal = _first_goal(facts.plan)
    return goal.people if goal else None


def _gap(facts: _Facts) -> int | None:
    goal, total = _goal(facts), _total_people(facts)
    return None if goal is None or total is None else goal - total


def _activities(facts: _Facts) -> int:
    return len(facts.plan.activities)


def _bimtek(facts: _Facts) -> int:
    return sum(activity.kind == "bimtek" for activity in facts.plan.activities)


def _regions(facts: _Facts) -> int | None:
    """The distinct codes over all activities; "all" needs the regions of the province."""
    codes = {code for activity in facts.plan.activities for code in activity.regions}
    if any(activity.is_all_regions for activity in facts.plan.activities):
        loaded = facts.known.regions_of.get(facts.plan.office[:2])
        if not loaded:
            return None
        codes |= loaded
    return sum(bool(REGION.fullmatch(code)) for code in codes)


def _ceiling(facts: _Facts) -> int | None:
    return facts.version.ceiling if facts.version else None


def _cost(facts: _Facts) -> int | None:
    costs = [each.cost for each in facts.plan.activities if each.cost is not None]
    return sum(costs) if costs else None


_NO_VERSION = gettext_noop("berkas belum memuat [[version]]; tambahkan atau hapus jumlah ini")

TOTALS: Mapping[str, _Total] = {
    "total_people": _Total(_total_people, _TARGET_KEYS, _NO_VERSION),
    "goal": _Total(
        _goal,
        ("goal", "programme.year"),
        gettext_noop("belum ada [[goal]] untuk tahun program; tambahkan atau hapus jumlah ini"),
    ),
    "gap": _Total(
        _gap,
        ("goal", "programme.year", *_TARGET_KEYS),
        gettext_noop(
            "perlu [[goal]] untuk tahun program dan [[version]]; tambahkan atau hapus jumlah ini"
        ),
    ),
    "activities": _Total(_activities, ("activity.table",), ""),
    "bimtek": _Total(_bimtek, ("activity.kind",), ""),
    "regions": _Total(
        _regions,
        ("activity.regions", "programme.office"),
        gettext_noop(
            "daftar kabupaten/kota provinsi ini belum dimuat; tulis kode wilayahnya satu per satu"
        ),
    ),
    "ceiling": _Total(
        _ceiling,
        ("version.ceiling", *_VERSION_KEYS),
        gettext_noop("pagu pada [[version]] belum diisi; isi atau hapus jumlah ini"),
    ),
    "cost": _Total(
        _cost,
        ("activity.cost",),
        gettext_noop("belum ada kegiatan yang biayanya diisi; isi atau hapus jumlah ini"),
    ),
}
