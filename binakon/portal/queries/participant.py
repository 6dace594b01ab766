"""What a determined participant has on their page: sessions, materials, evaluation, the decision, the certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from binakon.core import clock, words
from binakon.enrolment.models import Registration
from binakon.trainings.models import Certificate, Completion, Material, Presence, Session
from binakon.trainings.queries.evaluation import OwnEvaluation, own_evaluation
from binakon.trainings.queries.materials import materials_for
from binakon.trainings.queries.rundown import sessions_for
from binakon.trainings.rules.completion_words import state_tone
from binakon.trainings.states import CompletionState


@dataclass(frozen=True, slots=True)
class ParticipantPage:
    """The participant's part of a status page; `attended` of `total` JP, None where no session has JP."""

    days: tuple[tuple[date, tuple[Session, ...]], ...]
    attended: int | None
    total: int
    materials: tuple[Material, ...]
    evaluation: str
    may_answer: bool
    result: str
    result_tone: str
    certificate: Certificate | None


def participant_page(
    registration: Registration, *, at: datetime | None = None
) -> ParticipantPage | None:
    """What stands for one participant at a moment; None while their class has nothing of it."""
    moment = at or clock.now()
    sessions = list(sessions_for(registration))
    evaluation = own_evaluation(registration, at=moment)
    completion = Completion.objects.filter(registration=registration).first()
    certificate = certificate_of(registration)
    materials = tuple(materials_for(registration, moment))
    if not (sessions or materials or evaluation or completion or certificate):
        return None
    total = sum(session.jp for session in sessions)
    by_day = groupby(sessions, key=lambda session: session.on)
    return ParticipantPage(
        days=tuple((on, tuple(rows)) for on, rows in by_day),
        attended=_attended(registration, sessions) if total else None,
        total=total,
        materials=materials,
        evaluation=_evaluation_words(evaluation),
        may_answer=evaluation is not None and evaluation.is_open and not evaluation.has_answered,
        result=_result_words(completion),
        result_tone=state_tone(completion.state) if completion else "",
        certificate=certificate,
    )


def certificate_of(registration: Registration) -> Certificate | None:
    """The certificate that was issued last, whatever became of it."""
    rows = Certificate.objects.filter(registration=registration).select_related("pdf")
    return rows.order_by("-id").first()


def material_of(
    registration: Registration, pk: int, *, at: datetime | None = None
) -> Material | None:
    """One material that this participant may read now."""
    return materials_for(registration, at or clock.now()).filter(pk=pk).first()


def _attended(registration: Registration, sessions: Sequence[Session]) -> int:
    present = set(
        Presence.objects.counted()
        .filter(registration=registration)
        .values_list("session_id", flat=True)
    )
    return sum(session.jp for session in sessions if session.pk in present)


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


def _result_words(completion: Completion | None) -> str:
    """The decision, politely; an exception that waits for its second person is not decided yet."""
    if completion is None or completion.state == CompletionState.PENDING:
        return ""
    if completion.state == CompletionState.COMPLETED:
        return _("Anda dinyatakan selesai mengikuti pelatihan ini.")
    if completion.state == CompletionState.EXCEPTION:
        return _("Hasil Anda sedang ditinjau.")
    return _("Hasil Anda: perlu pembinaan lanjutan. Hubungi narahubung untuk langkah berikutnya.")
