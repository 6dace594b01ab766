"""Proposing people for facilitation: one by one, or everybody who completed a class, with the papers they handed in there."""

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.certification.models import Case, CaseDocument, CaseStep
from binakon.certification.rules.chain import WAITS_ON
from binakon.certification.rules.papers import FROM_CLASS
from binakon.certification.states import CasePath, CaseState
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, refuse
from binakon.enrolment.models import Document, Registration
from binakon.enrolment.states import DocumentKind, DocumentState
from binakon.people.models import HeldCertificate, Office, Worker
from binakon.planning.models import Activity, Occupation
from binakon.planning.states import ActivityKind
from binakon.trainings.models import Completion
from binakon.trainings.states import CompletionState

# Without letters that are mistaken for digits when a code is read out.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which SKK is asked for; `occupation` is the row of the list where one fits."""

    name: str
    level: int
    path: str = CasePath.NEW
    occupation: Occupation | None = None


@transaction.atomic
def propose(
    activity: Activity,
    worker: Worker,
    asked: Asked,
    *,
    by: Actor,
    office: Office | None = None,
    registration: Registration | None = None,
    at: datetime | None = None,
) -> Case:
    """A new case of somebody, at the beginning of the chain; the papers of their class come along.

    A renewal cites the SKK that it goes on from, where the register knows it.

    Raises `Blocked` when the activity facilitates nobody, when an open case of the same SKK is there already (also one of
    a row that was merged with this person).
    """
    refuse(_problems(activity, worker, asked))
    moment = at or clock.now()
    case = Case.objects.create(
        activity=activity,
        worker=worker,
        office=office or worker.office,
        registration=registration,
        key=uuid.uuid4(),
        code="".join(secrets.choice(_LETTERS) for _place in range(8)),
        path=asked.path,
        occupation=asked.occupation,
        occupation_name=asked.name,
        level=asked.level,
        renews=_renewed(worker, asked) if asked.path == CasePath.RENEWAL else None,
        proposed_at=moment,
        state_since=moment,
        is_invented=worker.is_invented,
    )
    ledger.start(
        case,
        by=by,
        at=moment,
        sentence=f"Kasus {case.code} diusulkan: {asked.name} jenjang {asked.level}",
        office_code=activity.programme.office.code,
    )
    _first_step(case, by=by, at=moment)
    if registration is not None:
        _take_along(case, registration, at=moment)
    return case


@transaction.atomic
def propose_completed(
    activity: Activity,
    registrations: Iterable[Registration],
    asked: Asked,
    *,
    by: Actor,
    at: datetime | None = None,
) -> list[Case]:
    """Cases of people who completed a class; all of them or none.

    Raises `Blocked` with everybody who has not completed or has an open case already.
    """
    chosen = list(registrations)
    completed = set(
        Completion.objects.filter(
            registration__in=chosen, state=CompletionState.COMPLETED
        ).values_list("registration_id", flat=True)
    )
    problems = []
    for row in chosen:
        assert row.worker is not None, "whoever takes part is a worker"
        if row.pk not in completed:
            sentence = _("%(name)s belum dinyatakan selesai pada kelasnya.")
            problems.append(Problem("not_completed", sentence % {"name": row}))
        problems += _problems(activity, row.worker, asked)
    refuse(problems)
    return [
        propose(activity, row.worker, asked, by=by, office=row.office, registration=row, at=at)
        for row in chosen
        if row.worker is not None
    ]


@transaction.atomic
def propose_people(
    activity: Activity,
    workers: Iterable[Worker],
    asked: Asked,
    *,
    by: Actor,
    at: datetime | None = None,
) -> list[Case]:
    """Cases of people of the register, with no class behind them; all of them or none.

    Raises `Blocked` with everybody who has an open case of the same SKK already.
    """
    chosen = list(workers)
    refuse([problem for worker in chosen for problem in _problems(activity, worker, asked)])
    return [propose(activity, worker, asked, by=by, at=at) for worker in chosen]


def _problems(activity: Activity, worker: Worker, asked: Asked) -> list[Problem]:
    problems = []
    if activity.kind != ActivityKind.CERTIFICATION:
        sentence = _("%(activity)s bukan kegiatan fasilitasi sertifikasi. Pilih kegiatan lain.")
        problems.append(Problem("kind", sentence % {"activity": activity}))
    rows = Worker.objects.of_person(worker)
    same = Case.objects.open().filter(
        worker__in=rows, occupation_name__iexact=asked.name, level=asked.level
    )
    if same.exists():
        sentence = _("%(name)s sudah punya kasus %(occupation)s jenjang %(level)d yang berjalan.")
        words = {"name": worker, "occupation": asked.name, "level": asked.level}
        problems.append(Problem("open_case", sentence % words))
    return problems


def _renewed(worker: Worker, asked: Asked) -> HeldCertificate | None:
    """The SKK that a renewal goes on from: the one of this occupation and level that ends last."""
    rows = HeldCertificate.objects.filter(
        Q(level=asked.level) | Q(level=None),
        worker__in=Worker.objects.of_person(worker),
        occupation__iexact=asked.name,
        ended_on=None,
    )
    return rows.order_by(F("expires_on").desc(nulls_first=True), "-pk").first()


def _first_step(case: Case, *, by: Actor, at: datetime) -> None:
    CaseStep.objects.create(
        case=case,
        move="propose",
        reached=CaseState.PROPOSED,
        on=timezone.localdate(at),
        waits_on=WAITS_ON[CaseState.PROPOSED],
        by_id=by.user_id,
        at=at,
    )


def _take_along(case: Case, registration: Registration, *, at: datetime) -> None:
    accepted = Document.objects.filter(registration=registration, state=DocumentState.ACCEPTED)
    CaseDocument.objects.bulk_create(
        [
            CaseDocument(
                case=case,
                kind=FROM_CLASS[DocumentKind(document.kind)],
                document=document,
                uploaded_at=document.uploaded_at,
                checked_on=timezone.localdate(at),
            )
            for document in accepted
            if document.kind in FROM_CLASS
        ]
    )
