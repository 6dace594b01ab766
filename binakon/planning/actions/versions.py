"""Moving a plan version: submitted, returned with a reason, ratified, superseded."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.queries import approvers_of
from binakon.planning.models import Commitment, PlanVersion, Target
from binakon.planning.queries import commitments_of, fact_of, version_in_force
from binakon.planning.rules.versions import Bound, ratify_problems, version_order


@transaction.atomic
def submit_version(
    version: PlanVersion, *, by: Actor, revision: int, at: datetime | None = None, tell: bool = True
) -> None:
    """Hand a draft in for approval and tell those who may ratify it.

    `revision` is what the writer saw; `StaleState` when somebody edited the draft meanwhile.
    """
    _demand_revision(version, revision)
    code = version.programme.office.code
    ledger.move(
        version, "submit", by=by, at=at, office_code=code, sentence=f"Versi {version} diajukan"
    )
    if tell:
        for user in approvers_of(code):
            context = {
                "version": version,
                "programme": version.programme,
                "name": user.name,
                "by": by.label,
            }
            outbox.post("version_submitted", to=user.email, context=context, office_code=code)


@transaction.atomic
def return_version(
    version: PlanVersion, *, by: Actor, reason: str, at: datetime | None = None
) -> None:
    """Give a submitted version back to its writers; a reason is demanded."""
    if not reason.strip():
        raise Blocked(
            [
                Problem(
                    "reason",
                    _("Tulis alasan pengembalian supaya penyusun tahu apa yang diperbaiki."),
                )
            ]
        )
    ledger.move(
        version,
        "return",
        by=by,
        at=at,
        note=reason.strip(),
        office_code=version.programme.office.code,
        sentence=f"Versi {version} dikembalikan: {reason.strip()}",
    )


@transaction.atomic
def ratify_version(
    version: PlanVersion,
    *,
    by: Actor,
    revision: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> None:
    """Ratify a submitted version.

    1. Lock the version in force by superseding it, so that nothing can be bound to it meanwhile.
    2. Refuse when a promise would fall below people determined or money bound, with the whole list.
    3. Carry the counters of what is bound over to the new version, under its CHECK.
    4. A version older than the one in force is recorded as ratified then and superseded today.

    `revision` is what the decider read; `StaleState` when somebody edited the version meanwhile.
    """
    if revision is not None:
        _demand_revision(version, revision)
    code = version.programme.office.code
    words = f"Versi {version} disahkan, tertanggal {version.dated.isoformat()}"
    if not version.is_budget:
        ledger.move(version, "ratify", by=by, at=at, note=note, office_code=code, sentence=words)
        return
    in_force = version_in_force(version.programme_id)
    if in_force is not None and _order(in_force) > _order(version):
        sentence = f"{words}; sudah digantikan versi {in_force}"
        ledger.move(
            version, "ratify_earlier", by=by, at=at, note=note, office_code=code, sentence=sentence
        )
        return
    if in_force is not None:
        sentence = f"Versi {in_force} digantikan versi {version}"
        ledger.move(in_force, "supersede", by=by, at=at, office_code=code, sentence=sentence)
    bound = list(commitments_of(version.programme_id))
    refuse(ratify_problems(fact_of(version), [_bound(row) for row in bound]))
    _carry(version, bound)
    ledger.move(version, "ratify", by=by, at=at, note=note, office_code=code, sentence=words)


def _order(version: PlanVersion) -> tuple[object, int, int]:
    return version_order(version.stage, version.number, version.dated)


def _bound(row: Commitment) -> Bound:
    is_people = row.unit == Commitment.Unit.PEOPLE
    indicator = row.activity.indicator.key if row.activity.indicator else ""
    return Bound(
        indicator, row.amount if is_people else 0, 0 if is_people else row.amount, row.label
    )


def _carry(version: PlanVersion, bound: list[Commitment]) -> None:
    money = sum(row.amount for row in bound if row.unit == Commitment.Unit.RUPIAH)
    PlanVersion.objects.filter(pk=version.pk).update(money_committed=money)
    people: dict[int | None, int] = {}
    for row in bound:
        if row.unit == Commitment.Unit.PEOPLE:
            people[row.activity.indicator_id] = (
                people.get(row.activity.indicator_id, 0) + row.amount
            )
    for target in Target.objects.filter(version=version, people__isnull=False).order_by("id"):
        share = min(target.people or 0, people.get(target.indicator_id, 0))
        people[target.indicator_id] = people.get(target.indicator_id, 0) - share
        Target.objects.filter(pk=target.pk).update(committed=share)


def _demand_revision(version: PlanVersion, revision: int) -> None:
    if not PlanVersion.objects.filter(pk=version.pk, revision=revision).update(revision=revision):
        raise StaleState(
            _(
                "Versi ini baru saja diubah orang lain. Muat ulang halaman, lihat perubahannya, lalu putuskan lagi."
            )
        )
