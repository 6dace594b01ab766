"""Who gets which seat: the most people, then the best orders, then the best wishes; always one answer.

Three rules, the later only among the answers that the earlier leave:

1. As many people as possible get a seat.
2. The seats go to the better orders: whoever has none, all seats that could have been theirs are held by people with
   a better order.
3. In their order, each gets the best wish that takes the seat of nobody under rule 1 and 2 and no better wish of
   somebody before. Then, in their order again, each takes the first of the own region's group, the own region, the own
   group, the pool that still leaves every class as it is.

Orders are distinct, so each rule leaves one answer, whatever the order of the rows and the version of any library.
"""

from collections.abc import Iterable, Mapping, Sequence

from binakon.core.problems import Problem, refuse
from binakon.enrolment.rules.seating_check import seating_input_problems, seating_problems
from binakon.enrolment.rules.seating_facts import (
    Bucket,
    BucketKind,
    BucketSeen,
    Candidate,
    ChoiceSeen,
    Reason,
    ReasonCode,
    SeatGiven,
    Seating,
    SeatingStep,
    SeatingStepKind,
)
from binakon.enrolment.rules.seating_flow import Network

__all__ = ["Bucket", "Candidate", "Reason", "SeatGiven", "Seating", "UnsoundSeating", "seat"]

_KINDS = list(BucketKind)
_FULL = {
    frozenset[BucketKind](): ReasonCode.NO_SEATS,
    frozenset({BucketKind.OFFICE}): ReasonCode.OFFICE_FULL,
    frozenset({BucketKind.GROUP}): ReasonCode.GROUP_FULL,
    frozenset({BucketKind.OFFICE_GROUP}): ReasonCode.GROUP_FULL,
    frozenset({BucketKind.POOL}): ReasonCode.POOL_FULL,
}


class UnsoundSeating(Exception):
    """A seating that its own check refuses: a fault of the program, never of the people in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.sentence for problem in problems))


def seat(candidates: Iterable[Candidate], buckets: Iterable[Bucket]) -> Seating:
    """Seat the candidates by the three rules above.

    Raises `Blocked` with `seating_input_problems`; the result is checked by `seating_problems` before it is
    returned, and `UnsoundSeating` would be a fault of this module.
    """
    people, stock = list(candidates), list(buckets)
    refuse(seating_input_problems(people, stock))
    people.sort(key=lambda candidate: candidate.order)
    stock.sort(key=lambda bucket: (bucket.training, _KINDS.index(bucket.kind), bucket.key))
    hall = _Hall(people, stock)
    seating = hall.seating(hall.given())
    problems = seating_problems(people, stock, seating)
    if problems:
        raise UnsoundSeating(problems)
    return seating


class _Hall:
    """The candidates in order and the buckets in the order in which a person takes them."""

    def __init__(self, people: Sequence[Candidate], stock: Sequence[Bucket]) -> None:
        self.people = people
        self.stock = stock
        self._by_training: dict[int, list[int]] = {}
        for number, bucket in enumerate(stock):
            self._by_training.setdefault(bucket.training, []).append(number)
        self._known: dict[tuple[int, str, frozenset[str]], tuple[int, ...]] = {}

    def open_to(self, person: Candidate, training: int) -> tuple[int, ...]:
        """The buckets of a class with at least one seat that this person may take, in order."""
        key = (training, person.office, person.groups)
        if key not in self._known:
            self._known[key] = tuple(
                number
                for number in self._by_training.get(training, ())
                if self.stock[number].places
                and self.stock[number].admits(person.office, person.groups)
            )
        return self._known[key]

    def given(self) -> dict[int, int]:
        """The bucket of each person who gets a seat, both by number, by the three rules."""
        network = Network([bucket.places for bucket in self.stock])
        for number, person in enumerate(self.people):
            whole = sum((self.open_to(person, training) for training in person.wishes), ())
            network.seat(number, whole)
        seated = sorted(network.at)
        for number in seated:
            person = self.people[number]
            for training in person.wishes:
                if network.prefer(number, self.open_to(person, training)):
                    break
        for number in seated:
            training = self.stock[network.at[number]].training
            for bucket in self.open_to(self.people[number], training):
                if network.prefer(number, (bucket,)):
                    break
        return network.at

    def seating(self, given: Mapping[int, int]) -> Seating:
        """The answer in the words of the interface."""
        places = {}
        for number in sorted(given):
            person, bucket = self.people[number], self.stock[given[number]]
            choice = person.wishes.index(bucket.training) + 1
            places[person.key] = SeatGiven(bucket.training, bucket.key, choice)
        waiting: dict[int, list[str]] = {training: [] for training in self._by_training}
        for number, person in enumerate(self.people):
            if number not in given:
                for training in person.wishes:
                    waiting.setdefault(training, []).append(person.key)
        queues = {training: tuple(waiting[training]) for training in sorted(waiting)}
        seen = self._seen(given)
        return Seating(
            places, queues, self._reasons(places, seen), self._steps(places, queues, seen)
        )

    def _seen(self, given: Mapping[int, int]) -> list[BucketSeen]:
        last: dict[int, int] = {}
        for number in sorted(given):
            last[given[number]] = self.people[number].order
        return [
            BucketSeen(bucket.key, bucket.kind, bucket.group, bucket.places, last.get(number))
            for number, bucket in enumerate(self.stock)
        ]

    def _reasons(
        self, places: Mapping[str, SeatGiven], seen: Sequence[BucketSeen]
    ) -> dict[str, Reason]:
        reasons = {}
        queues: dict[tuple[int, str], int] = {}

        def next_in(training: int, office: str) -> int:
            queues[training, office] = queues.get((training, office), 0) + 1
            return queues[training, office]

        for person in self.people:
            own = places.get(person.key)
            unmet = person.wishes[: own.choice - 1] if own else person.wishes
            choices = []
            for training in unmet:
                found = tuple(seen[number] for number in self.open_to(person, training))
                # "/" is no office: the queue of everybody.
                queue = (
                    (0, 0) if own else (next_in(training, "/"), next_in(training, person.office))
                )
                choices.append(ChoiceSeen(training, found, *queue))
            if choices:
                code = ReasonCode.OTHER_CHOICE if own else _full_code(choices)
                reasons[person.key] = Reason(code, person.order, person.office, tuple(choices))
        return reasons

    def _steps(
        self,
        places: Mapping[str, SeatGiven],
        queues: Mapping[int, tuple[str, ...]],
        seen: Sequence[BucketSeen],
    ) -> tuple[SeatingStep, ...]:
        orders = {person.key: person.order for person in self.people}
        seated: dict[str, int] = {}
        for own in places.values():
            seated[own.bucket] = seated.get(own.bucket, 0) + 1
        whole = sum(bucket.places for bucket in self.stock)
        left = len(self.people) - len(places)
        steps = [SeatingStep(SeatingStepKind.START, places=whole, seated=len(places), waiting=left)]
        steps += [
            SeatingStep(
                SeatingStepKind.GIVEN,
                own.training,
                own.bucket,
                key=key,
                order=orders[key],
                choice=own.choice,
            )
            for key, own in places.items()
        ]
        steps += [
            SeatingStep(
                SeatingStepKind.BUCKET,
                bucket.training,
                bucket.key,
                order=fact.last_order,
                places=bucket.places,
                seated=seated.get(bucket.key, 0),
            )
            for bucket, fact in zip(self.stock, seen, strict=True)
        ]
        for training, queue in queues.items():
            stock = [self.stock[number] for number in self._by_training.get(training, ())]
            steps.append(
                SeatingStep(
                    SeatingStepKind.TRAINING,
                    training,
                    places=sum(bucket.places for bucket in stock),
                    seated=sum(seated.get(bucket.key, 0) for bucket in stock),
                    waiting=len(queue),
                )
            )
        return tuple(steps)


def _full_code(choices: Iterable[ChoiceSeen]) -> ReasonCode:
    kinds = frozenset(bucket.kind for choice in choices for bucket in choice.buckets)
    return _FULL.get(kinds, ReasonCode.ALL_FULL)
