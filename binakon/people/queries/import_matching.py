"""Who and what the rows of a file are in the registry: found by NIK, by name and day of birth, by the numbers of an SKK."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from binakon.people.models import (
    EducationRecord,
    Employment,
    HeldCertificate,
    Membership,
    Worker,
)
from binakon.people.rules.import_compare import (
    HELD_DATA,
    PERSON_FIELDS,
    Additions,
    Comparison,
    Outcome,
    compare,
    is_new_employer,
    new_besides,
)
from binakon.people.rules.import_facts import Judged, Values
from binakon.people.rules.import_fields import NUMBERS
from binakon.people.rules.names import name_key
from binakon.people.rules.sealed import nik_index
from binakon.people.states import ImportKind

# How many values one question names: within what both databases take.
_AT_ONCE = 500


@dataclass(slots=True)
class Match:
    """A row with what it meets: `person` and `held` are numbers of rows, None where there is none yet."""

    judged: Judged
    index: str = ""
    person: int | None = None
    held: int | None = None
    comparison: Comparison = field(default_factory=Comparison)
    known: Mapping[str, Any] = field(default_factory=dict)
    besides: frozenset[str] = frozenset()
    outcome: Outcome = Outcome.NEW

    @property
    def values(self) -> Values:
        """What the row says."""
        return self.judged.values


def matched(kind: str, rows: Sequence[Judged]) -> list[Match]:
    """What each row meets today; what an SKK's row cannot be for lack of its person is added to its findings."""
    matches = [Match(row, index=_index(row)) for row in rows]
    _find_people(matches)
    if kind == ImportKind.WORKERS:
        _compare_people(matches)
    else:
        _find_held(matches)
    return matches


def _index(row: Judged) -> str:
    nik = row.values.get("nik")
    return nik_index(nik) if nik else ""


def _find_people(matches: list[Match]) -> None:
    known = _people_at({match.index for match in matches} - {""})
    nameless = [
        match
        for match in matches
        if "nik" not in match.values and match.values.get("name") and match.values.get("born_on")
    ]
    named = _people_called(nameless)
    for match in matches:
        if match.index:
            match.person = known.get(match.index)
    for match in nameless:
        found = named.get((name_key(match.values["name"]), match.values["born_on"]), set())
        if len(found) == 1:
            match.person = min(found)
        elif len(found) > 1:
            match.judged.findings.append(("name", "person_doubtful", "", True))


def _people_at(indexes: Iterable[str]) -> dict[str, int]:
    """The person behind each index of a NIK: whoever was merged is the row that goes on."""
    found: dict[str, int] = {}
    for some in _portions(sorted(indexes)):
        rows = Worker.objects.filter(nik_index__in=some).values_list("nik_index", "root_id", "pk")
        found.update({index: root or pk for index, root, pk in rows})
    return found


def _people_called(matches: Sequence[Match]) -> dict[tuple[str, date], set[int]]:
    wanted = {(name_key(match.values["name"]), match.values["born_on"]) for match in matches}
    found: dict[tuple[str, date], set[int]] = {}
    for some in _portions(sorted({key for key, _born in wanted})):
        rows = Worker.objects.filter(name_key__in=some, born_on__isnull=False)
        for key, born_on, root, pk in rows.values_list("name_key", "born_on", "root_id", "pk"):
            if born_on is not None and (key, born_on) in wanted:
                found.setdefault((key, born_on), set()).add(root or pk)
    return found


def _compare_people(matches: list[Match]) -> None:
    people = {match.person for match in matches if match.person is not None}
    known = _rows_of(Worker, people, ("name", "born_on", "sex", "phone", "email", "office_id"))
    besides = _additions(people)
    for match in matches:
        if match.person is None:
            continue
        row, beside = known[match.person], besides[match.person]
        match.known = {**row, "office": row["office_id"], "employer": beside.employer}
        match.comparison = compare(match.values, match.known, PERSON_FIELDS)
        match.besides = new_besides(match.values, beside)
        if is_new_employer(match.values, beside) and beside.employer:
            differs = {**match.comparison.differs, "employer": match.values["employer"]}
            match.comparison = Comparison(match.comparison.fills, differs)
        match.outcome = match.comparison.outcome
        if match.besides and match.outcome == Outcome.SAME:
            match.outcome = Outcome.FILLS


def _additions(people: Iterable[int]) -> dict[int, Additions]:
    """What stands beside these people of what a file may say."""
    diplomas: dict[int, set[tuple[str, str]]] = {}
    cards: dict[int, set[tuple[int, str]]] = {}
    employers: dict[int, set[str]] = {}
    present: dict[int, str] = {}
    ids = sorted(people)
    for some in _portions(ids):
        education = EducationRecord.objects.filter(worker__in=some)
        for pk, diploma, programme in education.values_list(
            "worker_id", "diploma", "study_programme"
        ):
            diplomas.setdefault(pk, set()).add((diploma, programme.casefold()))
        memberships = Membership.objects.filter(worker__in=some)
        for pk, body, number in memberships.values_list("worker_id", "association_id", "number"):
            cards.setdefault(pk, set()).add((body, number))
        work = Employment.objects.filter(worker__in=some).order_by("pk")
        for pk, employer, ends_on in work.values_list("worker_id", "employer", "ends_on"):
            employers.setdefault(pk, set()).add(employer.casefold())
            if ends_on is None:
                present[pk] = employer
    return {
        pk: Additions(
            frozenset(diplomas.get(pk, ())),
            frozenset(cards.get(pk, ())),
            frozenset(employers.get(pk, ())),
            present.get(pk, ""),
        )
        for pk in ids
    }


def _find_held(matches: list[Match]) -> None:
    by_number = _held_numbered(matches)
    alike = _held_without_numbers({match.person for match in matches if match.person is not None})
    names = _rows_of(Worker, {m.person for m in matches if m.person is not None}, ("name",))
    for match in matches:
        _judge_person(match, names)
        met = {by_number[key, match.values[key]] for key in NUMBERS if (key, match.values.get(key)) in by_number}  # fmt: skip
        if len({held for held, _person in met}) > 1:
            match.judged.findings.append((_first_number(match), "numbers_apart", "", True))
        elif met:
            match.held, person = met.pop()
            if match.person is not None and person != match.person:
                match.judged.findings.append((_first_number(match), "number_of_other", "", True))
        elif match.person is not None:
            match.held = alike.get(_likeness(match.person, match.values))
    known = _rows_of(
        HeldCertificate,
        {match.held for match in matches if match.held is not None},
        tuple("issuer_id" if key == "issuer" else key for key in HELD_DATA),
    )
    for match in matches:
        if match.held is not None:
            row = known[match.held]
            match.known = {**row, "issuer": row["issuer_id"]}
            match.comparison = compare(match.values, match.known, HELD_DATA)
            match.outcome = match.comparison.outcome


def _judge_person(match: Match, names: Mapping[int, Mapping[str, Any]]) -> None:
    values, findings = match.values, match.judged.findings
    if match.person is None:
        if values.get("nik"):
            findings.append(("nik", "person_unknown", "", True))
        elif "nik" not in values and values.get("name") and values.get("born_on"):
            is_doubtful = any(code == "person_doubtful" for _key, code, _fact, _blocks in findings)
            findings += [] if is_doubtful else [("name", "person_not_found", "", True)]
    elif values.get("name") and name_key(values["name"]) != name_key(names[match.person]["name"]):
        findings.append(("name", "name_of_other", "", False))


def _first_number(match: Match) -> str:
    return next((key for key in NUMBERS if match.values.get(key)), "occupation")


def _held_numbered(matches: Sequence[Match]) -> dict[tuple[str, str], tuple[int, int]]:
    """The SKK and the person behind each number that the rows name."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for key in NUMBERS:
        wanted = sorted({match.values[key] for match in matches if match.values.get(key)})
        for some in _portions(wanted):
            rows = HeldCertificate.objects.filter(**{f"{key}__in": some})
            for number, pk, root, worker in rows.values_list(key, "pk", "worker__root_id", "worker_id"):  # fmt: skip
                found[key, number] = (pk, root or worker)
    return found


def _held_without_numbers(people: Iterable[int]) -> dict[tuple[int, str, int | None, date | None], int]:  # fmt: skip
    found = {}
    for some in _portions(sorted(people)):
        rows = HeldCertificate.objects.filter(worker__in=some)
        for pk, worker, occupation, level, issued_on in rows.values_list(
            "pk", "worker_id", "occupation", "level", "issued_on"
        ):
            found[worker, occupation.casefold(), level, issued_on] = pk
    return found


def _likeness(person: int, values: Values) -> tuple[int, str, int | None, date | None]:
    """By what an SKK whose numbers are new or unknown is the same: its person, occupation, level and day of issue."""
    return (
        person,
        str(values.get("occupation", "")).casefold(),
        values.get("level"),
        values.get("issued_on"),
    )


def _rows_of(model: Any, pks: Iterable[int], fields: Sequence[str]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for some in _portions(sorted(pks)):
        for row in model.objects.filter(pk__in=some).values("pk", *fields):
            found[row.pop("pk")] = row
    return found


def _portions(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
