"""What a determined participant has on their page: sessions, materials, evaluation, the decision, the certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, words
from binakon.enrolment.models import Registration
from binakon.enrolment.states import TrainingState
from binakon.portal.queries.exams import OwnTest
from binakon.portal.rules.participant import ClassStage, ParticipantFacts, Said, said_of
from binakon.trainings.models import Certificate, Completion, Material, Presence, Session
from binakon.trainings.queries.evaluation import OwnEvaluation, own_evaluation
from binakon.trainings.queries.materials import materials_for
from binakon.trainings.queries.rundown import days_of, place_words, sessions_for
from binakon.trainings.states import CertificateState, EngagementState, SessionKind


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One session as its participant reads it; `about` is its JP, its room and who teaches it."""

    session: Session
    about: tuple[str, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class ParticipantPage:
    """The participant's part of a status page; `attended` of `total` JP, None where nothing was held or has JP.

    `said` is the head of the page, None where the registration's own words hold.
    """

    stage: str
    said: Said | None
    days: tuple[tuple[date, tuple[OwnSession, ...]], ...]
    attended: int | None
    total: int
    materials: tuple[Material, ...]
    evaluation: str
    may_answer: bool
    certificate: Certificate | None
    tests: tuple[OwnTest, ...]
    open_test: OwnTest | None
    meeting: str

    @property
    def has_certificate(self) -> bool:
        """Whether there is one that stands and can be taken."""
        found = self.certificate
        return found is not None and found.state == CertificateState.VALID and bool(found.pdf_id)


def participant_page(
    registration: Registration, tests: tuple[OwnTest, ...], *, at: datetime | None = None
) -> ParticipantPage | None:
    """What stands for one participant at a moment; None for a class that was called off."""
    if registration.training.state == TrainingState.CANCELLED:
        return None
    moment = at or clock.now()
    here = timezone.localtime(moment)
    days = days_of(registration.training)
    sessions = list(sessions_for(registration))
    evaluation = own_evaluation(registration, at=moment)
    certificate = certificate_of(registration)
    open_test = next((test for test in tests if test.is_open), None)
    coming = _coming(sessions, here)
    asked = evaluation if evaluation and _may_answer(evaluation) else None
    facts = ParticipantFacts(
        first=days[0],
        last=days[-1],
        today=here.date(),
        completion=_completion_of(registration),
        **_certificate_facts(certificate),
        upcoming=_named(coming) if coming else "",
        open_test=open_test.label if open_test else "",
        evaluation_until=words.moment(asked.form.closes_at) if asked else "",
    )
    total = sum(session.jp for session in sessions)
    has_begun = facts.stage != ClassStage.BEFORE
    return ParticipantPage(
        stage=facts.stage.value,
        said=said_of(facts),
        days=tuple(
            (on, tuple(_own(row, here) for row in rows))
            for on, rows in groupby(sessions, key=lambda session: session.on)
        ),
        attended=_attended(registration, sessions) if total and has_begun else None,
        total=total,
        materials=tuple(materials_for(registration, moment)),
        evaluation=_evaluation_words(evaluation),
        may_answer=asked is not None,
        certificate=certificate,
        tests=tests,
        open_test=open_test,
        meeting=coming.link if coming else "",
    )


def certificate_of(registration: Registration) -> Certificate | None:
    """The certificate that was issued last, whatever became of it."""
    rows = Certificate.objects.filter(registration=registration).select_related("pdf", "replaces")
    return rows.order_by("-id").first()


def material_of(
    registration: Registration, pk: int, *, at: datetime | None = None
) -> Material | None:
    """One material that this participant may read now."""
    return materials_for(registration, at or clock.now()).filter(pk=pk).first()


def _completion_of(registration: Registration) -> str:
    found = Completion.objects.filter(registration=registration).values_list("state", flat=True)
    return found.first() or ""


def _certificate_facts(certificate: Certificate | None) -> dict[str, Any]:
    if certificate is None:
        return {}
    ended = certificate.ended_at
    return {
        "certificate": certificate.state,
        "number": certificate.number,
        "has_file": certificate.pdf_id is not None,
        "ended_on": timezone.localtime(ended).date() if ended else None,
        "ended_because": certificate.ended_because,
    }


def _coming(sessions: Sequence[Session], here: datetime) -> Session | None:
    """The session of today that runs or comes next; breaks are none."""
    return next(
        (
            row
            for row in sessions
            if row.on == here.date() and row.ends_at > here.time() and row.kind != SessionKind.BREAK
        ),
        None,
    )


def _named(session: Session) -> str:
    hours = f"{session.starts_at:%H.%M}–{session.ends_at:%H.%M}"
    return ", ".join(filter(None, (f"{hours} {session.topic}", place_words(session))))


def _own(session: Session, here: datetime) -> OwnSession:
    teachers = [
        str(each.instructor)
        for each in session.engagements.all()
        if each.state == EngagementState.CONFIRMED
    ]
    jp = f"{session.jp} JP" if session.jp else ""
    is_today = session.on == here.date()
    return OwnSession(
        session=session,
        about=tuple(filter(None, (jp, session.room, words.joined(teachers)))),
        is_now=is_today and session.starts_at <= here.time() < session.ends_at,
    )


def _attended(registration: Registration, sessions: Sequence[Session]) -> int:
    present = set(
        Presence.objects.counted()
        .filter(registration=registration)
        .values_list("session_id", flat=True)
    )
    return sum(session.jp for session in sessions if session.pk in present)


def _may_answer(evaluation: OwnEvaluation) -> bool:
    return evaluation.is_open and not evaluation.has_answered


def _evaluation_words(evaluation: OwnEvaluation | None) -> str:
    if evaluation is None:
        return ""
    if evaluation.has_answered:
        return _("Sudah Anda isi. Terima kasih.")
    if evaluation.is_early:
        return _("Dibuka %(when)s.") % {"when": words.moment(evaluation.form.opens_at)}
    if evaluation.is_open:
        return _("Bisa diisi sampai %(when)s, tanpa nama.") % {
            "when": words.moment(evaluation.form.closes_at)
        }
    return _("Sudah ditutup.")
