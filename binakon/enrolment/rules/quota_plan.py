"""A quota as it is asked for: how many seats are shared, on which basis, within which bounds; and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem, refuse
from binakon.enrolment.rules.apportion import Apportionment, Share, apportion
from binakon.enrolment.rules.canonical import fingerprint, plain


@dataclass(frozen=True, slots=True)
class QuotaPlan:
    """Everything that decides a quota; equal plans have equal fingerprints.

    `weights` by office code on the basis, None where nobody filled it in; `source` says where they come from.
    `floor` and `cap` are for every office, `cap` None is no limit; `pool` is left to everybody.
    """

    basis: str
    seats: int
    reserved: int
    pool: int
    floor: int
    cap: int | None
    weights: tuple[tuple[str, int | None], ...]
    source: str

    @property
    def total(self) -> int:
        """The seats that the offices share."""
        return self.seats - self.reserved - self.pool

    @property
    def hash(self) -> str:
        """SHA-256 of the plan."""
        return fingerprint(self)

    def as_json(self) -> object:
        """The plan as JSON stores it."""
        return plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The plan that was stored."""
        weights = tuple((office, weight) for office, weight in data["weights"])
        return cls(**(dict(data) | {"weights": weights}))


def share_out(plan: QuotaPlan, names: Mapping[str, str] | None = None) -> Apportionment:
    """The places of each office, with every step. Raises `Blocked` with everything that is wrong."""
    if plan.total < 0:
        sentence = _(
            "Kursi kelompok %(reserved)s dan kursi umum %(pool)s lebih banyak daripada %(seats)s kursi. Kurangi kursi umum."
        )
        facts = {
            "reserved": words.number(plan.reserved),
            "pool": words.number(plan.pool),
            "seats": words.number(plan.seats),
        }
        refuse([Problem("pool", sentence % facts)])
    shares = [Share(office, weight, plan.floor, plan.cap) for office, weight in plan.weights]
    return apportion(shares, plan.total, basis=plan.basis, names=names)


def taken_problems(
    places: Mapping[str, int],
    taken: Mapping[str, int],
    *,
    pool: int,
    pool_taken: int,
    names: Mapping[str, str],
) -> list[Problem]:
    """Offices (and the pool) that would get fewer seats than people hold there already."""
    problems = [
        Problem(
            "below_taken",
            _("%(office)s: %(taken)s kursi sudah terisi, padahal kuotanya menjadi %(places)s.")
            % {
                "office": names.get(office, office),
                "taken": words.number(held),
                "places": words.number(places.get(office, 0)),
            },
        )
        for office, held in sorted(taken.items())
        if held > places.get(office, 0)
    ]
    if pool_taken > pool:
        sentence = _(
            "Kursi umum tinggal %(pool)s, padahal %(taken)s sudah terisi. Kurangi kuota lain, atau tambah kursi kelasnya."
        )
        facts = {"taken": words.number(pool_taken), "pool": words.number(pool)}
        problems.append(Problem("pool_below_taken", sentence % facts))
    return problems


def differing(places: Sequence[tuple[str, int]], now: Mapping[str, int]) -> list[tuple[str, int]]:
    """The offices whose places change: those that lose first, so that no sum ever exceeds the seats."""
    wanted = dict(places) | {office: 0 for office in now if office not in dict(places)}
    changed = [(office, seats) for office, seats in wanted.items() if now.get(office) != seats]
    return sorted(changed, key=lambda pair: (pair[1] - now.get(pair[0], 0), pair[0]))
