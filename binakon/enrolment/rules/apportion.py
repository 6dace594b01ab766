"""Sharing seats among offices: a floor for each, the rest in proportion, every step kept as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem, refuse
from binakon.enrolment.rules.canonical import plain


class Basis(StrEnum):
    """What the proportion is taken from; the rule itself knows only weights."""

    EQUAL = "equal"
    POPULATION = "population"
    NEED = "need"
    SHORTFALL = "shortfall"


class StepKind(StrEnum):
    """What one line of the calculation says."""

    START = "start"
    FLOOR = "floor"
    ROUND = "round"
    CAPPED = "capped"
    SHARE = "share"
    ORDER = "order"
    EXTRA = "extra"
    RESULT = "result"
    POOL = "pool"


class Decided(StrEnum):
    """What decided an extra seat, or why seats stay in the pool."""

    REMAINDER = "remainder"
    WEIGHT = "weight"
    CODE = "code"
    CAPS = "caps"
    NO_WEIGHT = "no_weight"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Share:
    """What an office brings: its Kemendagri code, weight on the basis, and its least and most seats.

    `weight` None is not filled in, which is refused and never read as 0; `cap` None is no limit.
    """

    office: str
    weight: int | Fraction | None
    floor: int = 0
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation; `kind` says which of the facts are used.

    `seats` given or to give; `floor` the seats of the floors; `round` counts sharings from 1; `quota` is the
    exact share, `remainder` what is over its whole part; `place` is the place in the order of remainders;
    `offices` that order itself; `decided` why.
    """

    kind: StepKind
    office: str = ""
    seats: int = 0
    floor: int = 0
    round: int = 0
    weight: Fraction = Fraction(0)
    total_weight: Fraction = Fraction(0)
    quota: Fraction = Fraction(0)
    remainder: Fraction = Fraction(0)
    place: int = 0
    offices: tuple[str, ...] = ()
    basis: str = ""
    decided: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The step that was stored."""
        exact = {
            name: Fraction(data[name]) for name in ("weight", "total_weight", "quota", "remainder")
        }
        kind, offices = StepKind(data["kind"]), tuple(data["offices"])
        return cls(**(dict(data) | exact | {"kind": kind, "offices": offices}))


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Who got how many seats, what stays in the pool, and the whole calculation."""

    basis: str
    total: int
    places: tuple[tuple[str, int], ...]
    pool: int
    steps: tuple[Step, ...]

    @property
    def by_office(self) -> dict[str, int]:
        """Seats by office, in the order of codes."""
        return dict(self.places)

    def as_json(self) -> object:
        """The record as JSON stores it."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The record that was stored, equal to the one that was calculated."""
        places = tuple((office, seats) for office, seats in data["places"])
        steps = tuple(Step.from_json(step) for step in data["steps"])
        return cls(data["basis"], data["total"], places, data["pool"], steps)


def apportion(
    shares: Iterable[Share],
    total: int,
    *,
    basis: str = Basis.EQUAL,
    names: Mapping[str, str] | None = None,
) -> Apportionment:
    """Share `total` seats: the floor first, then the rest in proportion to the weights.

    Whole parts are given first; the seats left over go one each to the largest remainders. Equal remainders:
    the larger weight first, then the lower Kemendagri code. An office that reaches its cap gets no more, and
    what it could not take is shared among the others anew. Where nobody can take more, the rest is the pool's.
    Exact fractions throughout. `names` of offices by code are for the sentences of a refusal.
    Raises `Blocked` with `share_problems`.
    """
    known = sorted(shares, key=lambda share: share.office)
    refuse(share_problems(known, total, names))
    floors = sum(share.floor for share in known)
    steps = [Step(StepKind.START, seats=total, floor=floors, basis=basis)]
    steps += [
        Step(StepKind.FLOOR, share.office, seats=share.floor) for share in known if share.floor
    ]
    given, shared = _proportion(known, total - floors)
    places = tuple((share.office, share.floor + given.get(share.office, 0)) for share in known)
    steps += shared
    steps += [
        Step(StepKind.RESULT, share.office, seats=seats, floor=share.floor)
        for share, (_office, seats) in zip(known, places, strict=True)
    ]
    pool = total - sum(seats for _office, seats in places)
    steps.append(Step(StepKind.POOL, seats=pool, decided=_why_pool(known, pool)))
    return Apportionment(str(basis), total, places, pool, tuple(steps))


def _proportion(shares: Sequence[Share], rest: int) -> tuple[dict[str, int], list[Step]]:
    """Seats above the floor by office, and the steps."""
    given: dict[str, int] = {}
    steps: list[Step] = []
    takers = [share for share in shares if _weight(share)]
    number = 0
    while rest and takers:
        number += 1
        whole = sum((_weight(share) for share in takers), Fraction(0))
        opening = Step(StepKind.ROUND, round=number, seats=rest, total_weight=whole)
        exact = [
            replace(
                opening,
                kind=StepKind.SHARE,
                office=share.office,
                weight=_weight(share),
                quota=rest * _weight(share) / whole,
            )
            for share in takers
        ]
        rooms = {share.office: _room(share) for share in takers}
        full = [step for step in exact if _is_over(step.quota, rooms[step.office])]
        steps.append(opening)
        if not full:
            seats, last = _largest_remainder(exact, rest)
            return given | seats, steps + last
        for step in full:
            room = rooms[step.office] or 0
            steps.append(replace(step, kind=StepKind.CAPPED, seats=room))
            given[step.office] = room
            rest -= room
        takers = [share for share in takers if share.office not in given]
    return given, steps


def _largest_remainder(exact: Sequence[Step], rest: int) -> tuple[dict[str, int], list[Step]]:
    """Whole parts, then one seat each to the largest remainders.

    No cap can bind here: a quota that is not whole and at most the cap has room for one more.
    """
    steps = [
        replace(step, seats=int(step.quota), remainder=step.quota - int(step.quota))
        for step in exact
    ]
    given = {step.office: step.seats for step in steps}
    extra = rest - sum(given.values())
    if not extra:
        return given, steps
    order = sorted(steps, key=lambda step: (-step.remainder, -step.weight, step.office))
    offices = tuple(step.office for step in order)
    steps.append(Step(StepKind.ORDER, seats=extra, round=order[0].round, offices=offices))
    # The first who gets nothing: against that office is said why each of the others does.
    loser = order[extra]
    for place, step in enumerate(order[:extra], start=1):
        given[step.office] += 1
        why = _decided(step, loser)
        steps.append(replace(step, kind=StepKind.EXTRA, seats=1, place=place, decided=why))
    return given, steps


def _decided(winner: Step, loser: Step) -> Decided:
    if winner.remainder != loser.remainder:
        return Decided.REMAINDER
    return Decided.WEIGHT if winner.weight != loser.weight else Decided.CODE


def _weight(share: Share) -> Fraction:
    return Fraction(share.weight or 0)


def _room(share: Share) -> int | None:
    return None if share.cap is None else share.cap - share.floor


def _is_over(quota: Fraction, room: int | None) -> bool:
    return room is not None and quota > room


def _why_pool(shares: Sequence[Share], pool: int) -> Decided:
    if not pool:
        return Decided.NOTHING_LEFT
    return Decided.CAPS if any(_weight(share) for share in shares) else Decided.NO_WEIGHT


def share_problems(
    shares: Sequence[Share], total: int, names: Mapping[str, str] | None = None
) -> list[Problem]:
    """Everything that stands in the way of sharing these seats."""
    problems = _office_problems(shares, names or {})
    floors = sum(share.floor for share in shares)
    if total < 0:
        problems.append(
            Problem("negative_total", _("Jumlah kursi tidak boleh di bawah nol. Isi 0 atau lebih."))
        )
    elif total < floors:
        problems.append(
            Problem(
                "floors_above_total",
                _(
                    "Kursi yang dibagi %(total)s, padahal jatah minimum semua wilayah berjumlah %(floors)s."
                    " Tambah kursi atau turunkan jatah minimum."
                )
                % {"total": words.number(total), "floors": words.number(floors)},
            )
        )
    return problems


def _office_problems(shares: Sequence[Share], names: Mapping[str, str]) -> list[Problem]:
    offices = [share.office for share in shares]
    sentences = {
        "no_office": (
            [""] if not shares else [],
            _("Belum ada wilayah yang berbagi kursi. Pilih wilayahnya dulu."),
        ),
        "office_twice": (
            sorted({office for office in offices if offices.count(office) > 1}),
            _("Wilayah ini tercantum lebih dari sekali: %(offices)s. Hapus yang berlebih."),
        ),
        "unknown_weight": (
            [share.office for share in shares if share.weight is None],
            _(
                "Dasar pembagian belum diisi untuk %(offices)s. Isi angkanya; tulis 0 bila memang nol."
            ),
        ),
        "negative_weight": (
            [share.office for share in shares if share.weight is not None and share.weight < 0],
            _("Dasar pembagian di bawah nol untuk %(offices)s. Isi 0 atau lebih."),
        ),
        "negative_floor": (
            [share.office for share in shares if share.floor < 0],
            _("Jatah minimum di bawah nol untuk %(offices)s. Isi 0 atau lebih."),
        ),
        "floor_above_cap": (
            [share.office for share in shares if share.cap is not None and share.cap < share.floor],
            _(
                "Jatah minimum melebihi batas atas untuk %(offices)s. Turunkan minimum atau naikkan batasnya."
            ),
        ),
    }
    return [
        Problem(
            code,
            sentence % {"offices": words.joined([names.get(office, office) for office in found])},
        )
        for code, (found, sentence) in sentences.items()
        if found
    ]
