"""What an answer proposes, as a version: targets, ceilings and activities, every price of it marked an assumption."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import parse_window
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.rules.scenarios.answers import Answer, Pick
from binakon.planning.rules.scenarios.facts import Assumption, Candidate, Indicator, Question


def proposed(question: Question, answer: Answer, base: VersionEntry, dated: date) -> VersionEntry:
    """The version that says what the answer holds; what the base says of other things stays as it is."""
    picks = {(pick.code, pick.number): pick for pick in answer.picks}
    candidates = {each.code: each for each in question.candidates}
    stated = {entry.code: entry for entry in base.activities}
    others = [entry for entry in base.activities if entry.code not in candidates]
    held = [
        _entry(pick, candidates[pick.code], stated.get(pick.code))
        for _key, pick in sorted(picks.items())
    ]
    return VersionEntry(
        stage="usulan",
        number=1,
        status="draft",
        dated=dated,
        ceiling=answer.rupiah + sum(entry.cost or 0 for entry in others),
        targets=_targets(answer, base),
        ceilings=_ceilings(answer, candidates, base),
        activities=(*others, *held),
    )


def assumption_line(assumption: Assumption) -> str:
    """One assumption as it is printed everywhere: its figure, the mark, and where it comes from."""
    value = (
        words.rupiah(assumption.value)
        if assumption.unit == "rupiah"
        else f"{words.number(assumption.value)} {assumption.unit}"
    )
    source = assumption.source or _("tanpa sumber")
    return f"{assumption.label}: {value} (asumsi; {source})"


def proposal_note(name: str, assumptions: Iterable[Assumption], solver: str) -> str:
    """What the note of the proposal tells: the scenario, its assumptions, and that it is no target."""
    head = _(
        "Usulan dari skenario “%(name)s”, bukan target. Seluruh rupiahnya bersandar pada asumsi:"
    )
    lines = [head % {"name": name}, *(f"– {assumption_line(each)}" for each in assumptions)]
    return "\n".join([*lines, solver])[:2000]


def _entry(pick: Pick, candidate: Candidate, stated: ActivityEntry | None) -> ActivityEntry:
    code = pick.code if pick.number == 1 else f"{pick.code}-{pick.number}"
    title = candidate.title if pick.number == 1 else f"{candidate.title} ({pick.number})"
    window = parse_window(f"{pick.day.year}-{pick.day.month:02d}")
    if stated is not None:
        window = stated.window if stated.window.contains(pick.day) else window
        return replace(
            stated,
            code=code,
            title=title,
            window=window,
            window_text=stated.window_text if window is stated.window else "",
            seats=pick.people,
            cost=pick.rupiah,
            sub_activity=candidate.sub_activity,
        )
    return ActivityEntry(
        code=code,
        kind=candidate.kind,
        title=title,
        window=window,
        is_approximate=True,
        seats=pick.people,
        partners=(candidate.partner,) if candidate.partner else (),
        regions=candidate.regions,
        is_all_regions=not candidate.regions,
        cost=pick.rupiah,
        indicator=candidate.indicator.value,
        sub_activity=candidate.sub_activity,
    )


def _targets(answer: Answer, base: VersionEntry) -> tuple[TargetEntry, ...]:
    people = {share.indicator.value: share.people for share in answer.by_indicator}
    kept = {target.indicator: target for target in base.targets}
    others = [target for target in base.targets if target.indicator not in set(Indicator)]
    held = [
        replace(kept[key], people=count) if key in kept else TargetEntry(key, people=count)
        for key, count in people.items()
        if count or key in kept
    ]
    return (*held, *others)


def _ceilings(
    answer: Answer, candidates: dict[str, Candidate], base: VersionEntry
) -> tuple[CeilingEntry, ...]:
    asked = {candidate.sub_activity for candidate in candidates.values()}
    sums = {
        part.sub_activity: part.ceiling for part in base.ceilings if part.sub_activity not in asked
    }
    for pick in answer.picks:
        code = candidates[pick.code].sub_activity
        sums[code] = sums.get(code, 0) + pick.rupiah
    return tuple(CeilingEntry(code, amount) for code, amount in sorted(sums.items()))
