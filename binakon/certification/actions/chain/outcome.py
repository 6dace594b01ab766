"""The SKK of a competent person: recorded with its four numbers, issued, expired."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from binakon.certification.actions.steps import Deed, take_step
from binakon.certification.models import Case, CaseStep
from binakon.certification.queries.holding import (
    numbers_taken,
    occupation_words,
    same_certificate,
    valid_years,
)
from binakon.certification.rules.chain import (
    NUMBERS,
    expiry_problems,
    number_problems,
    years_after,
)
from binakon.certification.states import CasePath, CaseState
from binakon.core import clock
from binakon.core.actor import Actor
from binakon.core.numbers import used_once
from binakon.core.problems import IllegalMove, StaleState, refuse
from binakon.people.models import HeldCertificate
from binakon.planning import actions as planning
from binakon.planning.models import Commitment


@transaction.atomic
def record_numbers(
    case: Case,
    deed: Deed,
    *,
    numbers: Mapping[str, str],
    by: Actor,
    at: datetime | None = None,
) -> CaseStep:
    """The SKK was recorded on `deed.on` with its four numbers (`rules.chain.NUMBERS`), all of them at once.

    The person then counts as realised in the plan. Raises `Blocked` with every number that is missing or stands on
    somebody else's SKK.
    """
    told = {field: " ".join(numbers.get(field, "").split()) for field in NUMBERS}
    refuse([*number_problems(told), *numbers_taken(case, told)])
    with used_once(told["certificate_number"]):
        step = take_step(
            case,
            "record",
            Deed(deed.on, deed.reference or told["certificate_number"], deed.note, deed.evidence),
            by=by,
            at=at,
            recorded_on=deed.on,
            **told,
        )
    if case.commitment is not None and case.commitment.kind == Commitment.Kind.COMMITTED:
        planning.realise(case.commitment, by=by)
    return step


@transaction.atomic
def issue(
    case: Case,
    deed: Deed,
    *,
    by: Actor,
    expires_on: date | None = None,
    at: datetime | None = None,
) -> CaseStep:
    """The SKK was handed over: the person holds it from now on, until the day on it (else by the dated rule of its level).

    What it renews has ended. Raises `Blocked` when nobody says until when it holds.
    """
    years = valid_years(case.level, deed.on, is_fresh=case.path == CasePath.FRESH_GRADUATE)
    until = expires_on or (years_after(deed.on, years) if years else None)
    refuse(expiry_problems(deed.on, until))
    with used_once(case.certificate_number):
        held = _held(case, deed.on, until)
    step = take_step(
        case, "issue", deed, by=by, at=at, issued_on=deed.on, expires_on=until, held=held
    )
    if case.renews_id is not None:
        HeldCertificate.objects.filter(pk=case.renews_id, ended_on=None).update(ended_on=deed.on)
    return step


@transaction.atomic
def expire(case: Case, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """The day on the SKK is over. Raises `StaleState` while it still holds."""
    moment = at or clock.now()
    today = timezone.localdate(moment)
    if case.expires_on is None or case.expires_on >= today:
        raise StaleState(case.code)
    return take_step(case, "expire", Deed(today), by=by, at=moment)


def expire_due(*, by: Actor, at: datetime | None = None) -> int:
    """Let every SKK expire whose day is over, each in a transaction of its own; how many."""
    moment = at or clock.now()
    over = Case.objects.filter(state=CaseState.ISSUED, expires_on__lt=timezone.localdate(moment))
    cases = over.select_related("activity__programme__office", "worker")
    return sum(_expired(case, by, moment) for case in cases.order_by("expires_on", "id"))


def _held(case: Case, issued_on: date, expires_on: date | None) -> HeldCertificate:
    """The person's SKK: the row that an import brought already, or a new one."""
    classification, code = occupation_words(case)
    facts = {
        "occupation": case.occupation_name,
        "level": case.level,
        "issued_on": issued_on,
        "expires_on": expires_on,
        **{field: getattr(case, field) for field in NUMBERS},
    }
    known = same_certificate(case)
    if known is not None:
        HeldCertificate.objects.filter(pk=known.pk).update(**facts)
        return known
    return HeldCertificate.objects.create(
        worker=case.worker,
        occupation_code=code,
        classification=classification,
        issuer=case.batch.organisation if case.batch is not None else None,
        source=f"Kasus {case.code}",
        **facts,
    )


def _expired(case: Case, by: Actor, moment: datetime) -> bool:
    try:
        expire(case, by=by, at=moment)
    except (IllegalMove, StaleState):
        return False
    return True
