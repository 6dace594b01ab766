"""What stands against merging two rows, and which row stands for a person when rows were merged: the end of each chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.people.rules.messages import holds_nik, no_nik_here

SHORTEST_REASON = 5


@dataclass(frozen=True, slots=True)
class Side:
    """What a merge looks at of one of its two people; `weight` is how much is known of them and was done by them."""

    person: int
    is_invented: bool = False
    has_nik: bool = False
    born_on: date | None = None
    sex: str = ""
    weight: int = 0


def merge_problems(kept: Side, merged: Side, *, reason: str, said_two: str = "") -> list[Problem]:
    """Everything that stops a merge, and what to look at before it (never stopping).

    `said_two` is who said that they are two people, "" where nobody did.
    """
    problems = []
    if kept.person == merged.person:
        problems.append(Problem("same", _("Kedua catatan ini sudah satu orang.")))
    if said_two:
        sentence = _(
            "%(who)s menyatakan bahwa mereka dua orang. Cabut dulu pernyataan itu, lalu gabungkan."
        )
        problems.append(Problem("said_two", sentence % {"who": said_two}))
    if kept.is_invented != merged.is_invented:
        sentence = _("Orang contoh tidak bisa digabung dengan orang sungguhan.")
        problems.append(Problem("invented", sentence))
    if len(" ".join(reason.split())) < SHORTEST_REASON:
        sentence = _("Tulis alasannya, sedikitnya beberapa kata.")
        problems.append(Problem("reason", sentence))
    if holds_nik(reason):
        problems.append(no_nik_here())
    return [*problems, *merge_hints(kept, merged)]


def merge_hints(kept: Side, merged: Side) -> list[Problem]:
    """What speaks against one person and should be looked at on their papers first."""
    hints = []
    if kept.has_nik and merged.has_nik:
        sentence = _(
            "Keduanya punya NIK yang berbeda. Cocokkan dengan KTP: bila satu orang, salah satunya salah tulis."
        )
        hints.append(Problem("other_nik", sentence, blocks=False))
    if kept.born_on and merged.born_on and kept.born_on != merged.born_on:
        hints.append(Problem("other_born", _("Tanggal lahirnya berbeda."), blocks=False))
    if kept.sex and merged.sex and kept.sex != merged.sex:
        hints.append(Problem("other_sex", _("Jenis kelaminnya berbeda."), blocks=False))
    return hints


def goes_on(one: Side, other: Side) -> int:
    """The person proposed to go on: who has a NIK, then of whom more is known, then the older row."""
    return min((one, other), key=lambda side: (not side.has_nik, -side.weight, side.person)).person


def roots(edges: Mapping[int, int | None]) -> dict[int, int | None]:
    """For every row the last of its chain of `merged into`, None for one that was not merged.

    Raises ValueError when a chain leads back to itself.
    """
    found: dict[int, int | None] = {}
    for row in edges:
        seen = {row}
        last, onward = row, edges[row]
        while onward is not None:
            if onward in seen:
                raise ValueError(f"{row} is merged into itself")
            seen.add(onward)
            last, onward = onward, edges.get(onward)
        found[row] = None if last == row else last
    return found


def below(row: int, edges: Mapping[int, int | None]) -> set[int]:
    """The rows whose chain passes through `row`, without itself."""
    found: set[int] = set()
    onward = {row}
    while onward:
        onward = {each for each, into in edges.items() if into in onward} - found
        found |= onward
    return found
