"""What an answer proposes, as a version: targets, ceilings and activities, every price of it marked an assumption."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import Window, parse_window
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.rules.scenario_others import kept_people, paid_from
from binakon.planning.rules.scenarios.answers import Answer, Pick
from binakon.planning.rules.scenarios.facts import Assumption, Candidate, Indicator, Question

# The longest that an activity's code may be before the number of a further class is put to it.
LONGEST_CODE = 70
# So many activities are named in a note; the rest is counted.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Lifted:
    """A class of which more places are shared out among offices than its people are counted."""

    code: str
    title: str
    indicator: str
    people: int
    seats: int


def lifted(question: Question, answer: Answer, shared: Mapping[str, int]) -> tuple[Lifted, ...]:
    """The held classes that keep more seats than the answer counts people, for so many are shared out (`shared`, by code).

    Nobody may give them fewer: no quota changes once the people of a class are determined.
    """
    held = {each.code: each for each in question.candidates if each.is_held}
    return tuple(
        Lifted(pick.code, each.title, each.indicator.value, pick.people, shared[pick.code])
        for pick in answer.picks
        if (each := held.get(pick.code)) and shared.get(pick.code, 0) > pick.people
    )


def proposed(
    question: Question,
    answer: Answer,
    base: VersionEntry,
    dated: date,
    *,
    taken: Collection[str] = (),
    shared: Mapping[str, int] | None = None,
    standing: Mapping[str, ActivityEntry] | None = None,
) -> VersionEntry:
    """The version that says what the answer holds; what the base says of other things stays as it is.

    `taken` are the codes of the year's living activities: no further class is given one of them. `shared` are the places
    of each that are quotas: a held class keeps as many seats, and the target of its indicator holds them. `standing` are the
    living activities: one that was given days since keeps them where the answer's time holds them.
    """
    more = lifted(question, answer, shared or {})
    candidates = {each.code: each for each in question.candidates}
    stated = {entry.code: entry for entry in base.activities}
    others = [entry for entry in base.activities if entry.code not in candidates]
    codes = _codes(answer.picks, {*taken, *candidates, *stated})
    kept, living = {each.code: each.seats for each in more}, standing or {}
    held = [
        _entry(pick, code, candidates, stated.get(pick.code), kept.get(code), living.get(code))
        for pick, code in codes
    ]
    return VersionEntry(
        stage="usulan",
        number=1,
        status="draft",
        dated=dated,
        ceiling=_sum((answer.rupiah, *(entry.cost for entry in others))),
        targets=_targets(answer, base, others, more),
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


def assumed_costs(version: VersionEntry, base: VersionEntry) -> dict[str, int]:
    """The rupiah of activities that rest on an answer and not on the base, by code."""
    stated = {entry.code: entry.cost for entry in base.activities}
    return {
        entry.code: entry.cost
        for entry in version.activities
        if entry.cost is not None and stated.get(entry.code) != entry.cost
    }


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


def proposal_note(
    name: str, answer: Answer, unknown: Sequence[str], more: Sequence[Lifted] = ()
) -> str:
    """What the note of the proposal tells, short enough to be kept whole: no target, on what it rests, what is missing.

    And by how much its targets pass the answer, and why.

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
        sentences.append(rest % {"titles": _named(unknown)})
    if more:
        kept = _(
            "Targetnya %(count)d orang lebih banyak daripada jawaban itu, karena kuota wilayah membagikan lebih banyak "
            "kursi daripada orangnya: %(rows)s."
        )
        row = _("%(title)s (%(seats)d kursi, %(people)d orang)")
        rows = [
            row % {"title": each.title, "seats": each.seats, "people": each.people} for each in more
        ]
        count = sum(each.seats - each.people for each in more)
        sentences.append(kept % {"count": count, "rows": _named(rows)})
    return " ".join(sentences)


def _named(titles: Sequence[str]) -> str:
    named = list(titles[:MOST_NAMED])
    if len(titles) > MOST_NAMED:
        named.append(_("%(count)d kegiatan lain") % {"count": len(titles) - MOST_NAMED})
    return words.joined(named)


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
    pick: Pick,
    code: str,
    candidates: Mapping[str, Candidate],
    stated: ActivityEntry | None,
    kept: int | None,
    standing: ActivityEntry | None,
) -> ActivityEntry:
    """One class as an activity; `kept` are its seats where more are shared out than its people are counted."""
    candidate = candidates[pick.code]
    seats = pick.people if kept is None else kept
    title = candidate.title if pick.number == 1 else f"{candidate.title} ({pick.number})"
    if candidate.is_held and stated is not None:
        # What has happened stays as it stands, with the places that were taken or promised: the target counts those.
        return replace(
            stated,
            seats=seats,
            cost=pick.rupiah if stated.cost is None else stated.cost,
        )
    month = parse_window(f"{pick.day.year}-{pick.day.month:02d}")
    if stated is not None:
        found = replace(
            stated,
            code=code,
            title=title,
            seats=seats,
            cost=pick.rupiah,
            sub_activity=candidate.sub_activity,
        )
        return _timed(found, (standing, stated), pick.day, month)
    return ActivityEntry(
        code=code,
        kind=candidate.kind,
        title=title,
        window=month,
        is_approximate=True,
        seats=seats,
        partners=(candidate.partner,) if candidate.partner else (),
        regions=candidate.regions,
        is_all_regions=not candidate.regions,
        cost=pick.rupiah,
        indicator=candidate.indicator.value,
        sub_activity=candidate.sub_activity,
    )


def _timed(
    entry: ActivityEntry, known: Iterable[ActivityEntry | None], day: date, month: Window
) -> ActivityEntry:
    for each in known:
        if each is not None and _holds(each.window, day, month):
            guess, text = each.is_approximate, each.window_text
            return replace(entry, window=each.window, window_text=text, is_approximate=guess)
    return replace(entry, window=month, window_text="")


def _holds(window: Window, day: date, month: Window) -> bool:
    """Whether a class that may begin on this day stays in its window: it holds the day, or later days of that month."""
    if window.contains(day):
        return True
    first, last = window.start, window.end
    return first is not None and last is not None and day <= first and month.contains(last)


def _targets(
    answer: Answer,
    base: VersionEntry,
    left: Sequence[ActivityEntry],
    more: Iterable[Lifted],
) -> tuple[TargetEntry, ...]:
    """The people of the answer, and of the activities that it `left` alone."""
    kept = {target.indicator: target for target in base.targets}
    people = {}
    for share in answer.by_indicator:
        key = share.indicator.value
        promised = (kept[key].people or 0) if key in kept else 0
        own = kept_people(share.indicator, promised, left, base.activities, share.people)
        people[key] = share.people + own
    for each in more:
        people[each.indicator] = people.get(each.indicator, 0) + each.seats - each.people
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
        code = paid_from(entry, base)
        if code in asked:
            costs.setdefault(code, []).append(entry.cost)
    sums = {code: _sum(amounts) for code, amounts in sorted(costs.items())}
    return tuple(CeilingEntry(code, total) for code, total in sums.items() if total is not None)


def _sum(amounts: Iterable[int | None]) -> int | None:
    """None as soon as one of them is unknown: nothing unknown counts as nought."""
    held = list(amounts)
    known = [amount for amount in held if amount is not None]
    return sum(known) if len(known) == len(held) else None
