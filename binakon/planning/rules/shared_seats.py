"""What a version may not do to seats that are shared out: give a class fewer than its offices were promised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import ActivityEntry


@dataclass(frozen=True, slots=True)
class QuotaShare:
    """The places of one office in one activity."""

    office: str
    places: int


def shared_sums(shared: Mapping[str, Iterable[QuotaShare]]) -> dict[str, int]:
    """How many places of each activity are shared out, by its code."""
    return {code: sum(each.places for each in rows) for code, rows in shared.items()}


def shared_problems(
    stated: Iterable[ActivityEntry], shared: Mapping[str, Iterable[QuotaShare]]
) -> list[Problem]:
    """Why activities may not be stated so: each with fewer seats than the quotas of its offices add up to.

    A quota belongs to the living activity and not to a version: whoever set it, by a calculation or at a meeting, it
    stands whichever version is in force. Seats that a version does not state limit nothing; an activity that it no longer
    holds is cancelled, and its quotas with it.
    """
    return [
        Problem("below_quota", _sentence(entry, entry.seats, held), line=entry.line)
        for entry in stated
        if entry.seats is not None
        and (held := [each for each in shared.get(entry.code, ()) if each.places])
        and entry.seats < sum(each.places for each in held)
    ]


def _sentence(entry: ActivityEntry, seats: int, held: list[QuotaShare]) -> str:
    sentence = _(
        "Kursi %(title)s %(seats)d di bawah %(shared)d kursi yang sudah dibagikan sebagai kuota: %(rows)s. "
        "Turunkan dulu kuotanya, atau isi kursinya paling sedikit %(shared)d."
    )
    return sentence % {
        "title": entry.title,
        "seats": seats,
        "shared": sum(each.places for each in held),
        "rows": "; ".join(f"{each.office} ({each.places})" for each in held),
    }
