"""What is known of the people of cases, put together from every row of each person, in few queries for many cases."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from binakon.certification.models import Case, CaseDocument
from binakon.certification.queries.rule_rows import rule_book
from binakon.certification.rules.applicants import Applicant, Card, Held, Rules, Wanted
from binakon.certification.rules.reading import classification_of
from binakon.certification.states import CaseDocumentKind
from binakon.people.models import (
    EducationRecord,
    Experience,
    HeldCertificate,
    Membership,
    Worker,
)
from binakon.people.rules.experience import Work, months_worked
from binakon.people.states import MembershipState

# For so long the certificate of the 32-JP training counts, from the day on which the office saw it (SE DJBK 59/2022).
TRAINING_HOLDS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the rules need of one case."""

    who: Applicant
    wanted: Wanted
    rules: Rules


@dataclass(slots=True)
class _Person:
    studies: list[tuple[str, str]] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    trained: bool = False
    architect: bool = False


def with_facts() -> QuerySet[Case]:
    """Cases with what `facts_of` reads of them."""
    return Case.objects.select_related(
        "worker__root", "occupation", "activity__programme__office", "activity__funded_by"
    )


def facts_of(cases: Sequence[Case], on: date) -> dict[int, Facts]:
    """The facts and rules of a day by each case's number; ten queries, however many cases there are.

    Give it cases of `with_facts`. Rows of a person that were merged count for the person, whichever of them a case cites.
    """
    if not cases:
        return {}
    rows = _rows_of({case.worker.person_id for case in cases})
    people: dict[int, _Person] = defaultdict(_Person)
    _read_records(people, rows, on)
    _read_cases(people, rows, on)
    book = rule_book(cases, on)
    return {
        case.pk: Facts(
            _applicant(people[case.worker.person_id], on), _wanted(case, on), book.of(case)
        )
        for case in cases
    }


def _rows_of(people: Iterable[int]) -> Mapping[int, int]:
    """The person of each of their rows."""
    rows = Worker.objects.filter(Q(pk__in=people) | Q(root__in=people))
    return {row: root or row for row, root in rows.values_list("pk", "root")}


def _read_records(people: Mapping[int, _Person], rows: Mapping[int, int], on: date) -> None:
    for worker, diploma, programme in _of(EducationRecord, rows).values_list(
        "worker", "diploma", "study_programme"
    ):
        people[rows[worker]].studies.append((diploma, programme))
    for worker, first, last in _of(Experience, rows).values_list("worker", "starts_on", "ends_on"):
        people[rows[worker]].work.append(Work(first, last))
    cards = _of(Membership, rows).exclude(state=MembershipState.INACTIVE)
    for worker, association, state, first, last in cards.values_list(
        "worker", "association__name", "state", "valid_from", "valid_to"
    ):
        if first is None or first <= on:
            card = Card(association, is_active=state == MembershipState.ACTIVE, valid_to=last)
            people[rows[worker]].cards.append(card)
    for row in _of(HeldCertificate, rows):
        ends = [row.expires_on, row.ended_on - timedelta(days=1) if row.ended_on else None]
        people[rows[row.worker_id]].held.append(
            Held(
                occupation=row.occupation,
                level=row.level,
                classification=row.classification
                or classification_of(row.occupation, row.occupation_code),
                expires_on=min((end for end in ends if end), default=None),
            )
        )


def _read_cases(people: Mapping[int, _Person], rows: Mapping[int, int], on: date) -> None:
    """SKK of earlier cases that are not yet in the registry, and papers that the office has seen."""
    recorded = Case.objects.recorded().filter(worker__in=rows, held=None)
    for case in recorded.select_related("occupation"):
        code = case.occupation.code if case.occupation else ""
        people[rows[case.worker_id]].held.append(
            Held(
                occupation=case.occupation_name,
                level=case.level,
                classification=classification_of(case.occupation_name, code),
                expires_on=case.expires_on,
            )
        )
    seen = CaseDocument.objects.filter(
        case__worker__in=rows, replaced_at=None, problem="", checked_on__isnull=False
    )
    wanted = [CaseDocumentKind.PKT, CaseDocumentKind.ARCHITECT]
    for worker, kind, checked in seen.filter(kind__in=wanted).values_list(
        "case__worker", "kind", "checked_on"
    ):
        person = people[rows[worker]]
        if kind == CaseDocumentKind.ARCHITECT:
            person.architect = True
        elif checked is not None and checked + TRAINING_HOLDS >= on:
            person.trained = True


def _of(model: Any, rows: Mapping[int, int]) -> Any:
    return model.objects.filter(worker__in=rows).order_by("pk")


def _applicant(person: _Person, on: date) -> Applicant:
    return Applicant(
        studies=tuple(dict.fromkeys(person.studies)),
        months=months_worked(person.work, on=on) if person.work else None,
        cards=tuple(person.cards),
        held=tuple(person.held),
        has_graduate_training=person.trained,
        has_architect_papers=person.architect,
    )


def _wanted(case: Case, on: date) -> Wanted:
    code = case.occupation.code if case.occupation else ""
    return Wanted(
        occupation=case.occupation_name,
        level=case.level,
        classification=classification_of(case.occupation_name, code),
        path=case.path,
        tier=case.activity.programme.office.kind,
        on=on,
    )
