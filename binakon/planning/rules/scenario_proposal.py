"""What an answer proposes, as a version: targets, ceilings and activities, every price of it marked an assumption."""

from collections.abc import Collection, Iterable, Sequence
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

# The longest that an activity's code may be before the number of a further class is put to it.
LONGEST_CODE = 70
# So many activities are named in a note; the rest is counted.
MOST_NAMED = 5


def proposed(
    question: Question,
    answer: Answer,
    base: VersionEntry,
    dated: date,
    taken: Collection[str] = (),
) -> VersionEntry:
    """The version that says what the answer holds; what the base says of other things stays as it is.

    `taken` are the codes of the year's living activities: no further class is given one of them.
    """
    candidates = {each.code: each for each in question.candidates}
    stated = {entry.code: entry for entry in base.activities}
    others = [entry for entry in base.activities if entry.code not in candidates]
    codes = _codes(answer.picks, {*taken, *candidates, *stated})
    held = [
        _entry(pick, code, candidates[pick.code], stated.get(pick.code)) for pick, code in codes
    ]
    return VersionEntry(
        stage="usulan",
        number=1,
        status="draft",
        dated=dated,
        ceiling=_sum((answer.rupiah, *(entry.cost for entry in others))),
        targets=_targets(answer, base),
        ceilings=_ceilings(answer, candidates, base, others),
        activities=(*others, *held),
    )


def unchanged(version: VersionEntry, base: VersionEntry) -> list[str]:
    """The codes of the activities whose cost and people both say alike: what is counted out of one holds in the other."""
    stated = {entry.code: (entry.cost, entry.seats) for entry in base.activities}
    return [
        entry.code
        for entry in version.activities
        if stated.get(entry.code) == (entry.cost, entry.seats)
    ]


def assumption_line(assumption: Assumption) -> str:
    """One assumption as it is printed everywhere: its figure, the mark, and where it comes from."""
    value = (
        words.rupiah(assumption.value)
        if assumption.unit == "rupiah"
        else f"{words.number(assumption.value)} {assumption.unit}"
    )
    source = assumption.source or _("tanpa sumber")
    return f"{assumption.label}: {value} (asumsi; {source})"


def unpriced(question: Question, base: VersionEntry) -> tuple[str, ...]:
    """The titles of the other activities of the version whose cost nobody has said."""
    asked = {each.code for each in question.candidates}
    others = [entry for entry in base.activities if entry.code not in asked]
    return tuple(entry.title for entry in others if entry.cost is None)


def proposal_note(name: str, answer: Answer, unknown: Sequence[str]) -> str:
    """What the note of the proposal tells, short enough to be kept whole: no target, on what it rests, what is missing.

    The assumptions themselves stand on the answer, to which the page of the version leads.
    """
    head = _(
        "Usulan dari skenario “%(name)s”, bukan target. Seluruh rupiahnya (%(rupiah)s) bersandar pada "
        "%(count)d asumsi harga yang tercantum di jawaban skenarionya."
    )
    facts = {
        "name": name,
        "rupiah": words.rupiah(answer.rupiah),
        "count": len(answer.assumptions),
    }
    sentences = [head % facts]
    if unknown:
        rest = _("Pagu seluruhnya belum diisi, karena biaya kegiatan lain belum diisi: %(titles)s.")
        named = list(unknown[:MOST_NAMED])
        if len(unknown) > MOST_NAMED:
            more = _("%(count)d kegiatan lain") % {"count": len(unknown) - MOST_NAMED}
            named.append(more)
        sentences.append(rest % {"titles": words.joined(named)})
    return " ".join(sentences)


def _codes(picks: Iterable[Pick], taken: set[str]) -> list[tuple[Pick, str]]:
    """Each class with its code: the candidate's own, and for a further class the first number that nothing else has."""
    found = []
    for pick in sorted(picks, key=lambda each: (each.code, each.number)):
        code, number = pick.code, pick.number
        while pick.number > 1 and code in taken:
            code, number = f"{pick.code[:LONGEST_CODE]}-{number}", number + 1
        taken.add(code)
        found.append((pick, code))
    return found


def _entry(
    pick: Pick, code: str, candidate: Candidate, stated: ActivityEntry | None
) -> ActivityEntry:
    title = candidate.title if pick.number == 1 else f"{candidate.title} ({pick.number})"
    if candidate.is_held and stated is not None:
        # What has happened stays as it stands, with the places that were taken, for the target counts those.
        return replace(
            stated,
            seats=pick.people,
            cost=pick.rupiah if stated.cost is None else stated.cost,
        )
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
    answer: Answer,
    candidates: dict[str, Candidate],
    base: VersionEntry,
    others: Sequence[ActivityEntry],
) -> tuple[CeilingEntry, ...]:
    """The parts of what was asked are added up anew; one of which a cost is unknown stays "belum diisi"."""
    asked = {candidate.sub_activity for candidate in candidates.values()}
    costs: dict[str, list[int | None]] = {
        part.sub_activity: [part.ceiling]
        for part in base.ceilings
        if part.sub_activity not in asked
    }
    for pick in answer.picks:
        costs.setdefault(candidates[pick.code].sub_activity, []).append(pick.rupiah)
    for entry in others:
        if entry.sub_activity in asked:
            costs.setdefault(entry.sub_activity, []).append(entry.cost)
    sums = {code: _sum(amounts) for code, amounts in sorted(costs.items())}
    return tuple(CeilingEntry(code, total) for code, total in sums.items() if total is not None)


def _sum(amounts: Iterable[int | None]) -> int | None:
    """None as soon as one of them is unknown: nothing unknown counts as nought."""
    held = list(amounts)
    known = [amount for amount in held if amount is not None]
    return sum(known) if len(known) == len(held) else None
