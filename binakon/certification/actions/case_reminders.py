"""Reminders before it is too late: a bill about to lapse, a correction due, a test tomorrow, an LSP that is silent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from binakon.certification.actions.case_clocks import ANSWER, CORRECTION, PAYMENT, TEST
from binakon.certification.actions.case_letters import CaseLetters
from binakon.certification.actions.costs import hold
from binakon.certification.models import Assessment, Case
from binakon.certification.queries.costs import payer_of
from binakon.certification.states import AssessmentOutcome, CaseState
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.models import Deadline, Message

# How long before its end a clock is spoken of; an LSP is reminded only once its time is over.
_AHEAD: Mapping[str, timedelta] = {
    PAYMENT: timedelta(days=2),
    CORRECTION: timedelta(days=2),
    TEST: timedelta(days=1),
    ANSWER: timedelta(0),
}
_STATES: Mapping[str, tuple[CaseState, ...]] = {
    PAYMENT: (CaseState.AWAITING_PAYMENT,),
    CORRECTION: (CaseState.CORRECTION,),
    TEST: (CaseState.SCHEDULED,),
    ANSWER: (CaseState.APPLIED, CaseState.REVIEWING),
}


@dataclass(frozen=True, slots=True)
class _Reminder:
    name: str
    send: Callable[[Case, Deadline], None]


def remind_due(*, by: Actor, at: datetime | None = None) -> int:
    """Post every reminder whose time has come, each in a transaction of its own; how many.

    One reminder for each time that a case began to wait: a bill that is asked anew is spoken of anew.
    """
    moment = at or clock.now()
    return sum(
        remind(case, kind, by=by, at=moment) for kind in _AHEAD for case in _due(kind, moment)
    )


@transaction.atomic
def remind(case: Case, kind: str, *, by: Actor, at: datetime | None = None) -> bool:
    """Remind once of this clock of a case; False when that was done, or the clock has stopped meanwhile."""
    moment = at or clock.now()
    # Whoever comes second waits here, and then finds the first one's message.
    hold(case, by=by)
    case.refresh_from_db(fields=["state_since"])
    reminder = _REMINDERS[kind]
    running = _clocks(kind).filter(subject_id=case.pk).first()
    sent = Message.objects.filter(
        name=reminder.name,
        subject_type=Case._meta.label_lower,
        subject_id=case.pk,
        created_at__gte=case.state_since,
    )
    if running is None or case.state not in _STATES[kind] or sent.exists():
        return False
    reminder.send(case, running)
    ledger.record(
        case,
        f"case:remind_{kind.removeprefix('case_')}",
        by=by,
        at=moment,
        sentence=f"Pengingat kasus {case.code}: {case.get_state_display()}",
        office_code=case.activity.programme.office.code,
    )
    return True


def _clocks(kind: str) -> QuerySet[Deadline]:
    return Deadline.objects.open().filter(subject_type=Case._meta.label_lower, kind=kind)


def _due(kind: str, moment: datetime) -> list[Case]:
    near = _clocks(kind).filter(due_at__lte=_last(kind, moment))
    if kind in (PAYMENT, TEST):
        # A bill that is over lapses, and a test that is over was taken or missed: neither is spoken of ahead.
        near = near.filter(due_at__gt=moment)
    rows = Case.objects.filter(
        pk__in=list(near.values_list("subject_id", flat=True)), state__in=_STATES[kind]
    )
    sent = Message.objects.filter(
        name=_REMINDERS[kind].name,
        subject_type=Case._meta.label_lower,
        subject_id=OuterRef("pk"),
        created_at__gte=OuterRef("state_since"),
    )
    return list(
        rows.exclude(Exists(sent))
        .select_related(
            "activity__programme__office", "worker__root", "registration", "batch__organisation"
        )
        .order_by("pk")
    )


def _last(kind: str, moment: datetime) -> datetime:
    if kind == TEST:
        return clock.end_of(timezone.localdate(moment) + _AHEAD[TEST])
    return moment + _AHEAD[kind]


def _bill(case: Case, running: Deadline) -> None:
    CaseLetters(case).bill_soon(payer_of(case), running.due_at)


def _correction(case: Case, running: Deadline) -> None:
    CaseLetters(case).correction_soon(running.due_at)


def _test(case: Case, running: Deadline) -> None:
    go = (
        Assessment.objects.filter(case=case, outcome=AssessmentOutcome.PENDING)
        .select_related("assessment_site")
        .first()
    )
    site = go.assessment_site if go is not None else None
    CaseLetters(case).test_soon(timezone.localdate(running.due_at), site)


def _silence(case: Case, _running: Deadline) -> None:
    CaseLetters(case).silence(timezone.localdate(case.state_since))


_REMINDERS: Mapping[str, _Reminder] = {
    PAYMENT: _Reminder("case_bill_soon", _bill),
    CORRECTION: _Reminder("case_correction_soon", _correction),
    TEST: _Reminder("case_test_soon", _test),
    ANSWER: _Reminder("case_silence", _silence),
}
