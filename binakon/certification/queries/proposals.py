"""Whom an activity may facilitate: people who completed a class, with the papers that are there, and people of the register."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from binakon.certification.models import Case
from binakon.certification.rules.papers import FROM_CLASS, papers_missing
from binakon.certification.states import CaseDocumentKind
from binakon.enrolment.models import Document, Registration, Training
from binakon.enrolment.queries.visible import trainings_of
from binakon.enrolment.states import DocumentKind, DocumentState
from binakon.people.models import Office, Worker
from binakon.people.rules import SEERS, Viewer, province_of
from binakon.people.rules.names import name_key
from binakon.planning.models import Activity, Occupation
from binakon.planning.states import ActivityKind
from binakon.trainings.states import CompletionState

MOST_FOUND = 100
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be proposed: `pk` of the registration or the worker, papers that come along or are asked for."""

    pk: int
    name: str
    region: str
    held: tuple[CaseDocumentKind, ...]
    missing: tuple[CaseDocumentKind, ...]
    open_cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """A class with people who completed it."""

    slug: str
    title: str
    many: int


def activities_of(viewer: Viewer, office_code: str) -> list[Activity]:
    """The certification activities of an office, the newest year first."""
    rows = Activity.objects.filter(
        kind=ActivityKind.CERTIFICATION, programme__office__code=office_code
    )
    assert viewer.roles_at(office_code), "asked by somebody of the office"
    return list(rows.select_related("programme").order_by("-programme__year", "title"))


def class_of(viewer: Viewer, slug: str) -> Training | None:
    """A class whose people the viewer sees."""
    return trainings_of(viewer, SEERS).filter(activity__slug=slug).first()


def class_choices(viewer: Viewer) -> list[ClassChoice]:
    """The classes with people who completed, the newest first."""
    completed = Count(
        "registrations",
        filter=Q(registrations__completion__state=CompletionState.COMPLETED),
        distinct=True,
    )
    rows = trainings_of(viewer, SEERS).annotate(many=completed).filter(many__gt=0)
    return [
        ClassChoice(row.activity.slug, row.activity.title, row.many)
        for row in rows.order_by("-starts_on", "-pk")
    ]


def completed_people(training: Training, path: str) -> list[Candidate]:
    """Everybody who completed a class, with the papers that were accepted there and those still to ask for."""
    rows = list(completed_of(training).select_related("worker", "office").order_by("name", "pk"))
    papers = _accepted(rows)
    cases = _open_cases([row.worker for row in rows if row.worker])
    return [
        Candidate(
            pk=row.pk,
            name=str(row),
            region=row.office.name if row.office else "",
            held=tuple(kind for kind in CaseDocumentKind if kind in papers[row.pk]),
            missing=papers_missing(path, papers[row.pk], is_architect=False),
            open_cases=tuple(cases[row.worker.person_id]) if row.worker else (),
        )
        for row in rows
    ]


def completed_of(training: Training) -> QuerySet[Registration]:
    """The registrations of a class that completed it."""
    return Registration.objects.filter(
        training=training, completion__state=CompletionState.COMPLETED
    ).exclude(worker=None)


def register_people(viewer: Viewer, words: str, region: str, path: str) -> list[Candidate]:
    """People of the register by name or by kabupaten/kota; at most `MOST_FOUND`, one row for each person."""
    rows = list(
        people_within(viewer, words, region)
        .select_related("office")
        .order_by("name", "pk")[:MOST_FOUND]
    )
    cases = _open_cases(rows)
    return [
        Candidate(
            pk=row.pk,
            name=str(row),
            region=row.office.name if row.office else "",
            held=(),
            missing=papers_missing(path, (), is_architect=False),
            open_cases=tuple(cases[row.person_id]),
        )
        for row in rows
    ]


def people_within(viewer: Viewer, words: str = "", region: str = "") -> QuerySet[Worker]:
    """The people whom this viewer may propose: those of their provinces, and those of no known region."""
    provinces = {province_of(code) for code in viewer.codes_with(SEERS)}
    rows = Worker.objects.people().filter(
        Q(office=None) | Q(office__code__in=provinces) | Q(office__parent__code__in=provinces)
    )
    for word in name_key(words).split():
        rows = rows.filter(name_key__contains=word)
    return rows.filter(office__code=region) if region else rows


def regions_of(office_code: str) -> list[Office]:
    """The kabupaten and kota of an office's province."""
    return list(Office.objects.filter(parent__code=province_of(office_code)).order_by("code"))


def occupations() -> list[Occupation]:
    """The list of occupations that are chosen from."""
    return list(Occupation.objects.order_by("name", "pk"))


def _accepted(rows: Sequence[Registration]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    accepted = Document.objects.filter(registration__in=rows, state=DocumentState.ACCEPTED)
    for number, kind in accepted.values_list("registration", "kind"):
        if kind in FROM_CLASS:
            found[number].add(FROM_CLASS[DocumentKind(kind)].value)
    return found


def _open_cases(workers: Iterable[Worker]) -> dict[int, list[Case]]:
    people = {worker.person_id for worker in workers}
    found: dict[int, list[Case]] = defaultdict(list)
    rows = Case.objects.open().filter(Q(worker__in=people) | Q(worker__root__in=people))
    for case in rows.select_related("worker"):
        found[case.worker.person_id].append(case)
    return found
