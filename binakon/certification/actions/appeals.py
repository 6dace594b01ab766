"""Appeals against a result: opened for the applicant, answered by the LSP; one that is upheld makes competent."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.certification.actions.steps import Deed, take_step
from binakon.certification.models import Appeal, Assessment
from binakon.certification.rules.appeals import answer_problems, opening_problems
from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse


@transaction.atomic
def open_appeal(
    assessment: Assessment,
    *,
    reason: str,
    made_on: date,
    by: Actor,
    evidence: files.RebuiltFile | None = None,
    at: datetime | None = None,
) -> Appeal:
    """Ask the LSP to look at a result again; raises `Blocked` for what is not the newest BK, or one that waits already."""
    moment = at or clock.now()
    case = assessment.case
    words = reason.strip()
    last = Assessment.objects.filter(case=case).order_by("-number").first()
    refuse(
        opening_problems(
            outcome=assessment.outcome,
            state=case.state,
            is_last=last == assessment,
            decided_on=assessment.decided_on,
            made_on=made_on,
            today=timezone.localdate(moment),
            reason=words,
        )
    )
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                assessment=assessment,
                reason=words,
                made_on=made_on,
                evidence=files.keep(evidence) if evidence else None,
                by_id=by.user_id,
                at=moment,
            )
    except IntegrityError:
        sentence = _("Banding atas hasil ini sudah diajukan dan masih menunggu.")
        raise Blocked([Problem("waiting", sentence)]) from None
    ledger.start(
        appeal,
        by=by,
        at=moment,
        sentence=f"Banding atas hasil uji kasus {case.code} diajukan",
        office_code=case.activity.programme.office.code,
    )
    return appeal


@transaction.atomic
def answer_appeal(
    appeal: Appeal,
    *,
    upheld: str,
    answer: str,
    answered_on: date,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Write down what the LSP answered ("yes" or "no"); upheld, the case is competent from that day on."""
    moment = at or clock.now()
    words = answer.strip()
    case = appeal.assessment.case
    refuse(
        answer_problems(
            upheld=upheld,
            answer=words,
            made_on=appeal.made_on,
            answered_on=answered_on,
            today=timezone.localdate(moment),
        )
    )
    is_upheld = upheld == "yes"
    ledger.move(
        appeal,
        "uphold" if is_upheld else "dismiss",
        by=by,
        at=moment,
        sentence=f"Banding kasus {case.code} {'diterima' if is_upheld else 'tidak diterima'}",
        office_code=case.activity.programme.office.code,
        answer=words,
        answered_on=answered_on,
    )
    if is_upheld:
        deed = Deed(answered_on, reference=_("banding diterima"), note=words)
        take_step(case, "uphold_appeal", deed, by=by, at=moment, competent_on=answered_on)
