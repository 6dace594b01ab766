"""From how many classes and people to each class: its code, its day, its people, and the regions they come from."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from binakon.planning.rules.scenarios.answers import Begin, Pick, Share
from binakon.planning.rules.scenarios.dates import day_in, is_working_week, over_on
from binakon.planning.rules.scenarios.facts import Candidate, Indicator, PartnerLimit
from binakon.planning.rules.scenarios.rows import Built, Choice


@dataclass(frozen=True, slots=True)
class Class:
    """A class without its days."""

    choice: Choice
    candidate: Candidate
    number: int
    people: int


def picks_of(built: Built, values: Sequence[int]) -> tuple[Pick, ...]:
    """Every class that is held, in the order of codes."""
    classes = [found for choice in built.choices for found in _classes(choice, values)]
    begins = _begins(classes, built.question.limits)
    regions = spread(
        [(found.people, found.candidate.regions or built.question.regions) for found in classes],
        {floor.region: floor.people for floor in built.question.floors},
    )
    picks = [
        Pick(
            found.candidate.code,
            found.number,
            found.people,
            found.choice.prices.fixed + found.people * found.choice.prices.person,
            when,
            over_on(found.candidate.chain, when[-1].day),
            where,
        )
        for found, when, where in zip(classes, begins, regions, strict=True)
    ]
    return tuple(sorted(picks, key=lambda pick: (pick.code, pick.number)))


def spread(
    classes: Sequence[tuple[int, tuple[str, ...]]], floors: dict[str, int]
) -> list[tuple[Share, ...]]:
    """Spread places over regions: floors first, then as evenly as the classes allow.

    Each place goes to the neediest region that can be reached, be it by moving others: the one below its floor, then the one
    with the fewest, then the first code. Need only falls with every place, so this is a cheapest flow grown place by place:
    the most even of all spreads, and short of a floor only where no spread reaches it.
    """
    people: Counter[tuple[str, ...]] = Counter()
    for count, own in classes:
        people[tuple(sorted(own))] += count
    held: dict[tuple[str, ...], Counter[str]] = {own: Counter() for own in sorted(people) if own}
    load: Counter[str] = Counter()
    for own in held:
        for _place in range(people[own]):
            _place_one(own, held, load, floors)
    dealt = {own: _deal(counts) for own, counts in held.items()}
    return [_share(count, dealt.get(tuple(sorted(own)), iter(()))) for count, own in classes]


def _place_one(
    start: tuple[str, ...],
    held: dict[tuple[str, ...], Counter[str]],
    load: Counter[str],
    floors: dict[str, int],
) -> None:
    came: dict[str, tuple[tuple[str, ...], str]] = dict.fromkeys(start, (start, ""))
    queue = deque(start)
    while queue:
        region = queue.popleft()
        for own, counts in held.items():
            if counts[region] > 0:
                for way in own:
                    if way not in came:
                        came[way] = (own, region)
                        queue.append(way)
    region = min(came, key=lambda code: (load[code] >= floors.get(code, 0), load[code], code))
    load[region] += 1
    while region:
        mover, before = came[region]
        held[mover][region] += 1
        if before:
            held[mover][before] -= 1
        region = before


def _deal(counts: Counter[str]) -> Iterator[str]:
    """The regions one after the other, again and again, until each has all its places: classes next to each other mix."""
    for turn in range(max(counts.values(), default=0)):
        for region in sorted(counts):
            if counts[region] > turn:
                yield region


def _share(count: int, dealt: Iterator[str]) -> tuple[Share, ...]:
    taken = Counter(islice(dealt, count))
    return tuple(Share(region, taken[region]) for region in sorted(taken))


def _classes(choice: Choice, values: Sequence[int]) -> list[Class]:
    count, people = values[choice.classes], values[choice.people]
    times = Counter({candidate.code: candidate.least_times for candidate in choice.candidates})
    spare = count - times.total()
    for candidate in choice.candidates:
        more = min(spare, candidate.most_times - times[candidate.code])
        times[candidate.code] += more
        spare -= more
    each, over = divmod(people, count) if count else (0, 0)
    named = [
        (candidate, number)
        for candidate in choice.candidates
        for number in range(1, times[candidate.code] + 1)
    ]
    return [
        Class(choice, candidate, number, each + (place < over))
        for place, (candidate, number) in enumerate(named)
    ]


def _begins(classes: Sequence[Class], limits: Iterable[PartnerLimit]) -> list[tuple[Begin, ...]]:
    """The earliest slots that the partners have: what must begin soonest goes first, which fits whenever anything does."""
    each = {limit.partner: limit for limit in limits}
    used: Counter[tuple[str, Indicator, int]] = Counter()
    found: dict[int, tuple[Begin, ...]] = {}
    for number in _by_slots(classes):
        own = classes[number]
        limit = each.get(own.candidate.partner)
        if limit is not None and _most(own.candidate, limit) is not None:
            continue
        found[number] = (Begin(own.choice.window.first, own.people),)
    waiting = [number for number in _by_slots(classes) if number not in found]
    left = {number: _load(classes[number]) for number in waiting}
    taken: dict[int, list[tuple[int, int]]] = {number: [] for number in waiting}
    for slot in range(1 + max((classes[n].choice.slots.last for n in waiting), default=-1)):
        for number in waiting:
            own = classes[number]
            if own.choice.slots.first <= slot and left[number]:
                key = (own.candidate.partner, own.candidate.indicator, slot)
                room = _room(own.candidate, each[own.candidate.partner], own, slot) - used[key]
                now = min(left[number], room)
                if now > 0:
                    used[key] += now
                    left[number] -= now
                    taken[number].append((slot, now))
    return [found.get(n) or _days(classes[n], taken[n]) for n in range(len(classes))]


def _by_slots(classes: Sequence[Class]) -> list[int]:
    return sorted(
        range(len(classes)),
        key=lambda n: (classes[n].choice.slots.last, classes[n].candidate.code, classes[n].number),
    )


def _load(own: Class) -> int:
    return 1 if own.candidate.indicator is Indicator.TRAINED else own.people


def _most(candidate: Candidate, limit: PartnerLimit) -> int | None:
    trained = candidate.indicator is Indicator.TRAINED
    return limit.classes_per_month if trained else limit.cases_per_week


def _room(candidate: Candidate, limit: PartnerLimit, own: Class, slot: int) -> int:
    if candidate.indicator is Indicator.FACILITATED and not is_working_week(
        own.choice.window.first.year, slot
    ):
        return 0
    return _most(candidate, limit) or 0


def _days(own: Class, taken: Sequence[tuple[int, int]]) -> tuple[Begin, ...]:
    trained = own.candidate.indicator is Indicator.TRAINED
    return tuple(
        Begin(
            day_in(own.candidate, own.choice.window, slot),
            own.people if trained else people,
        )
        for slot, people in taken
    )
