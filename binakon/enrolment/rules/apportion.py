"""Sharing seats among offices: a floor for each, the rest in proportion, every step kept as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem, refuse
from binakon.enrolment.rules.apportion_facts import (
    Apportionment,
    Basis,
    Decided,
    Share,
    Step,
    StepKind,
)

__all__ = ["Apportionment", "Basis", "Share", "Step", "apportion", "share_problems"]


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
