"""What a file says otherwise than the register, person by person, for the page where the desk decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from binakon.core import words
from binakon.people.models import Office, Organisation, PeopleImport, Sex, StagedRow, Worker
from binakon.people.queries.import_matching import Match, matched
from binakon.people.rules.import_facts import Judged
from binakon.people.rules.import_fields import label_of
from binakon.people.rules.import_sealed import open_row
from binakon.people.states import Classification


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one person or SKK: what stands, and what the file says."""

    number: int
    name: str
    field: str
    stands: str
    says: str


def differences(row: PeopleImport, staged: Sequence[StagedRow]) -> list[Difference]:
    """Every difference of these rows as the register stands now."""
    judged = [
        Judged(each.number, open_row(bytes(each.sealed), source=row.pk, number=each.number), [])
        for each in staged
    ]
    matches = matched(row.kind, judged)
    people = {match.person for match in matches if match.person is not None}
    names = dict(Worker.objects.filter(pk__in=people).values_list("pk", "name"))
    said = _Said(matches)
    return [
        Difference(
            match.judged.number,
            names.get(match.person or 0, ""),
            label_of(row.kind, key),
            said.words(key, match.known.get(key)),
            said.words(key, value),
        )
        for match in matches
        for key, value in match.comparison.differs.items()
    ]


class _Said:
    """Values as a page says them; what is a number of a row is asked for once."""

    def __init__(self, matches: Sequence[Match]) -> None:
        self._offices = _named(Office, "office", matches)
        self._bodies = _named(Organisation, "issuer", matches)

    def words(self, key: str, value: Any) -> str:
        """One value."""
        if value in ("", None):
            return ""
        if isinstance(value, date):
            return words.day(value)
        if key == "office":
            return self._offices.get(value, "")
        if key == "issuer":
            return self._bodies.get(value, "")
        if key == "sex":
            return str(Sex(value).label)
        if key == "classification":
            return str(Classification(value).label)
        return f"+{value}" if key == "phone" else str(value)


def _named(model: Any, key: str, matches: Sequence[Match]) -> Mapping[int, str]:
    wanted = {match.comparison.differs.get(key) for match in matches}
    wanted |= {match.known.get(key) for match in matches}
    rows = model.objects.filter(pk__in=[each for each in wanted if each])
    return {row.pk: str(row) for row in rows}
