"""Quotas of a training: set by a calculation that is kept, or by hand with a reason; and what regencies need."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.replies import follow_reply_clocks
from binakon.enrolment.actions.seats import hold, promote, sync_pool
from binakon.enrolment.models import QuotaCalculation, RegencyNeed, Training
from binakon.enrolment.queries.quotas import names_of, plan_of
from binakon.enrolment.rules.apportion import Apportionment
from binakon.enrolment.rules.apportion_words import basis_words
from binakon.enrolment.rules.quota_plan import QuotaPlan, differing, share_out, taken_problems
from binakon.enrolment.states import Basis, TrainingState
from binakon.people.models import Office
from binakon.planning import actions as planning
from binakon.planning.models import RegionalQuota

_CHANGEABLE = frozenset(
    {TrainingState.PREPARED, TrainingState.OPEN, TrainingState.CLOSED, TrainingState.SELECTED}
)


@transaction.atomic
def apply_quota(
    training: Training, plan: QuotaPlan, *, reason: str, by: Actor, at: datetime | None = None
) -> QuotaCalculation:
    """Set the quotas of all regencies by a calculation, exactly as it was shown, and keep it with its steps.

    Raises `StaleState` when the facts behind the plan have changed since, `Blocked` with every regency that would
    get fewer places than people hold there.
    """
    hold(training, by=by)
    _refuse_over(training)
    _demand_same_plan(training, plan)
    names = names_of(training)
    result = share_out(plan, names)
    _set_all(training, result, names, _reason(plan, reason), by, at)
    moment = at or clock.now()
    calculation = QuotaCalculation(
        training=training,
        basis=plan.basis,
        inputs=plan.as_json(),
        steps=_steps(result),
        result=result.as_json(),
        reason=reason.strip(),
        made_by_id=by.user_id,
        made_at=moment,
    )
    calculation.save(force_insert=True)
    ledger.record(
        training,
        "quota:calculate",
        by=by,
        at=moment,
        sentence=f"Kuota {training} dihitung: {plan.total} kursi, dasar {basis_words(plan.basis)}",
        after={"calculation": calculation.pk, "places": dict(result.places)},
        note=reason.strip(),
        office_code=training.office_code,
    )
    _settle(training, by, at)
    return calculation


@transaction.atomic
def change_quota(
    training: Training,
    *,
    office: Office,
    places: int,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Give one regency other places than calculated, with a reason; the calculation stays readable.

    The difference comes out of the pool or goes there. Raises `Blocked` with what stands in the way.
    """
    hold(training, by=by)
    _refuse_over(training)
    quotas = _quotas(training)
    quotas[office.code] = (places, quotas.get(office.code, (0, 0))[1])
    refuse(_taken(training, quotas, names_of(training)))
    planning.set_quota(training.activity, office=office, places=places, reason=reason, by=by, at=at)
    _settle(training, by, at)


def follow_quotas(training: Training, *, by: Actor, at: datetime | None = None) -> None:
    """The class follows quotas that were agreed elsewhere: its pool becomes what they leave, whoever waits is offered it.

    Call it inside the action, with the training held since before the quotas changed. Raises `Blocked` where the class
    is over, or its pool or a regency would fall below what is taken.
    """
    _refuse_over(training)
    refuse(_taken(training, _quotas(training), names_of(training)))
    _settle(training, by, at)


@transaction.atomic
def record_need(
    training: Training,
    *,
    office: Office,
    people: int,
    source: str,
    by: Actor,
    at: datetime | None = None,
) -> RegencyNeed:
    """Write down how many people a regency says it needs in this class, and where the number stands."""
    if not source.strip():
        raise Blocked(
            [Problem("source", _("Tulis dasar angkanya, misalnya nomor surat atau hasil rapat."))]
        )
    before = RegencyNeed.objects.filter(training=training, office=office).first()
    was = before.people if before else None
    need, _is_new = RegencyNeed.objects.update_or_create(
        training=training, office=office, defaults={"people": people, "source": source.strip()}
    )
    ledger.record(
        need,
        "need:record",
        by=by,
        at=at,
        sentence=f"Kebutuhan {office} di {training}: {people} orang. {source.strip()}",
        before={"people": was},
        after={"people": people},
        office_code=training.office_code,
    )
    return need


@transaction.atomic
def record_needs(
    training: Training,
    needs: Mapping[Office, int],
    *,
    source: str,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Write down the needs of several regencies at once; how many were different from what stood there."""
    known = dict(RegencyNeed.objects.filter(training=training).values_list("office", "people"))
    changed = {office: n for office, n in needs.items() if known.get(office.pk) != n}
    for office, people in changed.items():
        record_need(training, office=office, people=people, source=source, by=by, at=at)
    return len(changed)


def _reason(plan: QuotaPlan, reason: str) -> str:
    words = f"dihitung dengan dasar {basis_words(plan.basis)}"
    return f"{reason.strip()} ({words})" if reason.strip() else words


def _steps(result: Apportionment) -> object:
    """The steps alone, as JSON stores them."""
    stored = result.as_json()
    assert isinstance(stored, dict), "a record becomes an object"
    return stored["steps"]


def _refuse_over(training: Training) -> None:
    """Refuse other quotas once participants are determined or the class is cancelled."""
    if training.state not in _CHANGEABLE:
        sentence = _("Kuota tidak berubah lagi setelah peserta ditetapkan atau kelas dibatalkan.")
        raise Blocked([Problem("state", sentence)])


def _demand_same_plan(training: Training, plan: QuotaPlan) -> None:
    typed = dict(plan.weights) if plan.basis == Basis.SHORTFALL else None
    now = plan_of(
        training, basis=plan.basis, pool=plan.pool, floor=plan.floor, cap=plan.cap, typed=typed
    )
    if (now.seats, now.reserved, now.weights) != (plan.seats, plan.reserved, plan.weights):
        sentence = _(
            "Kursi atau dasar pembagiannya berubah sejak hitungan ini ditampilkan. Hitung lagi, lalu periksa."
        )
        raise StaleState(sentence)


def _quotas(training: Training) -> dict[str, tuple[int, int]]:
    """Places and seats taken, by office code."""
    rows = RegionalQuota.objects.filter(activity=training.activity_id)
    return {
        code: (places, taken)
        for code, places, taken in rows.values_list("office__code", "places", "taken")
    }


def _taken(
    training: Training, quotas: Mapping[str, tuple[int, int]], names: Mapping[str, str]
) -> list[Problem]:
    """Why these quotas do not fit: offices that hold more people, the pool, the seats."""
    reserved = training.reserved.aggregate(sum=Sum("places"))["sum"] or 0
    places = {code: pair[0] for code, pair in quotas.items()}
    left = training.seats - reserved - sum(places.values())
    problems = taken_problems(
        places,
        {code: pair[1] for code, pair in quotas.items()},
        pool=max(0, left),
        pool_taken=training.pool_taken,
        names=names,
    )
    if left < 0:
        sentence = _(
            "Kuota semua wilayah dan kursi kelompok menjadi %(shared)d, padahal kelas ini punya %(seats)d kursi."
        )
        facts = {"shared": training.seats - left, "seats": training.seats}
        problems.append(Problem("over_seats", sentence % facts))
    return problems


def _set_all(
    training: Training,
    result: Apportionment,
    names: Mapping[str, str],
    reason: str,
    by: Actor,
    at: datetime | None,
) -> None:
    now = _quotas(training)
    wanted = {code: (0, taken) for code, (_places, taken) in now.items()}
    wanted |= {code: (seats, now.get(code, (0, 0))[1]) for code, seats in result.places}
    refuse(_taken(training, wanted, names))
    offices = {office.code: office for office in Office.objects.filter(code__in=wanted)}
    for code, seats in differing(result.places, {code: pair[0] for code, pair in now.items()}):
        planning.set_quota(
            training.activity, office=offices[code], places=seats, reason=reason, by=by, at=at
        )


def _settle(training: Training, by: Actor, at: datetime | None) -> None:
    """After quotas changed: the pool is what they leave, whoever waits is offered it, and 0 places ask for nobody."""
    sync_pool(training, by=by)
    promote(training, by=by, at=at)
    training.refresh_from_db()
    follow_reply_clocks(training, by=by, at=at)
