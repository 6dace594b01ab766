"""Preparing a training from a planned activity, and changing its terms beside other people's edits."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import deadlines, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.places import change_capacity
from binakon.enrolment.actions.seats import hold, sync_pool
from binakon.enrolment.models import ReservedSeats, Training, TrainingDay
from binakon.enrolment.queries.training_terms import terms_of
from binakon.enrolment.rules.draw import commitment, seed_problems
from binakon.enrolment.rules.training_terms import (
    LABELS,
    TOLD,
    Terms,
    hurting_changes,
    moment_of,
    term_problems,
)
from binakon.enrolment.states import Policy, TrainingState
from binakon.planning.models import Activity
from binakon.planning.rules.edits import EditConflict, merged

CLOSES = "registration_closes"
# Terms that are rows of their own, or columns of another name.
_APART = {"days", "reserved", "partner", "opens_at", "closes_at", "nominations_due_at"}


@transaction.atomic
def prepare_training(
    activity: Activity,
    terms: Terms,
    *,
    seed: str = "",
    by: Actor,
    at: datetime | None = None,
) -> Training:
    """Make the training of an activity, not yet open; raises `Blocked` with everything that is wrong.

    For the policy *draw* the seed is fixed here: typed, else 128 random bits; until the draw only its hash is shown.
    """
    refuse(_all_problems(activity, terms, seed))
    training = Training(activity=activity, pool=0, **_columns(terms), **_seeded(terms, seed))
    try:
        with transaction.atomic():
            training.save(force_insert=True)
    except IntegrityError:
        raise StaleState(
            _("Kelas untuk kegiatan ini sudah disiapkan orang lain. Buka halamannya.")
        ) from None
    _write_rows(training, terms)
    sync_pool(training, by=by)
    ledger.start(
        training,
        by=by,
        at=at,
        sentence=f"Kelas {training} disiapkan: {training.seats} kursi",
        office_code=training.office_code,
    )
    training.refresh_from_db()
    return training


@transaction.atomic
def edit_training(
    training: Training,
    *,
    base: Mapping[str, Any],
    mine: Terms,
    seed: str = "",
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Store what the writer changed since they read `base`, beside what others changed.

    1. Hold the row, so that what is stored now stays as it is until the end.
    2. Merge; a term that both changed raises `EditConflict` with both values.
    3. After opening only what hurts nobody who registered; everything that does is refused at once.
    4. Days and venue that change after opening are told to everybody who has registered.
    """
    hold(training, by=by)
    training.refresh_from_db()
    theirs = terms_of(training)
    changes, clashes = merged(base, mine, theirs)
    if clashes:
        raise EditConflict(clashes)
    wanted = {**theirs, **changes}
    refuse(
        [
            *hurting_changes(training.state, theirs, changes),
            *(_all_problems(training.activity, wanted, seed) if changes or seed else []),
        ]
    )
    seeded = _seeded(wanted, seed, training)
    if not changes and not seeded:
        return
    Training.objects.filter(pk=training.pk).update(
        **_columns(wanted), **seeded, revision=F("revision") + 1
    )
    _write_rows(training, wanted)
    training.refresh_from_db()
    sync_pool(training, by=by)
    _after_edit(training, changes, theirs, by, at)


def _after_edit(
    training: Training, changes: Terms, theirs: Terms, by: Actor, at: datetime | None
) -> None:
    names = ", ".join(str(LABELS[name]).lower() for name in changes) or "benih undian"
    ledger.record(
        training,
        "training:edit",
        by=by,
        at=at,
        sentence=f"{training}: {names} diubah",
        before={name: theirs[name] for name in changes},
        after=changes,
        office_code=training.office_code,
    )
    if training.state == TrainingState.PREPARED:
        return
    if "closes_at" in changes and training.state == TrainingState.OPEN:
        start_closing_clock(training, by=by)
    if any(name in changes for name in TOLD):
        tell_registrants(training, "training_changed", by=by)


def start_closing_clock(training: Training, *, by: Actor) -> None:
    """Let the clock of the end of registration run, or set it anew."""
    deadlines.start_clock(
        training,
        CLOSES,
        title=f"Pendaftaran {training} ditutup",
        office_code=training.office_code,
        due_at=training.closes_at,
        path=f"/meja/pelatihan/{training.activity.slug}/",
    )


def tell_registrants(training: Training, name: str, *, by: Actor, reason: str = "") -> int:
    """Post one message to everybody who still asks for a place; how many."""
    from_here = training.registrations.active().order_by("id")
    for registration in from_here:
        context = {"registration": registration, "training": training, "reason": reason}
        facts: dict[str, Any] = {
            "to": registration.email,
            "to_name": str(registration),
            "phone": registration.phone,
            "about": registration,
            "office_code": training.office_code,
            "context": context,
        }
        if name == "training_cancelled":
            outbox.post("training_cancelled", **facts)
        else:
            outbox.post("training_changed", condition="training_changed", **facts)
    return len(from_here)


@transaction.atomic
def change_seats(
    training: Training, *, seats: int, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Give a training more or fewer seats, in the rush too: never more than the plan's, never fewer than are taken."""
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", _("Tulis alasan mengubah jumlah kursi.")))
    plan = training.activity.seats
    if plan is not None and seats > plan:
        sentence = _("Rencana menyebut %(plan)d kursi; tulis paling banyak %(plan)d.")
        problems.append(Problem("seats", sentence % {"plan": plan}))
    refuse(problems)
    change_capacity(training, seats=seats, reason=reason.strip(), by=by, at=at)


def _all_problems(activity: Activity, terms: Terms, seed: str) -> list[Problem]:
    problems = term_problems(terms, activity.seats)
    if seed and terms["policy"] == Policy.DRAW:
        problems += [Problem("seed", problem.sentence) for problem in seed_problems(seed)]
    return problems


def _seeded(terms: Terms, seed: str, training: Training | None = None) -> dict[str, str]:
    """The seed of a draw, fixed once unless another one is typed before opening."""
    if terms["policy"] != Policy.DRAW:
        return {}
    if training is not None and training.seed_hash:
        if not seed:
            return {}
        if training.state != TrainingState.PREPARED:
            sentence = _(
                "Sidik jari benih sudah diumumkan; benihnya tidak bisa diganti setelah pendaftaran dibuka."
            )
            raise Blocked([Problem("seed", sentence)])
    fixed = seed or secrets.token_hex(16)
    return {"seed": fixed, "seed_hash": commitment(fixed)}


def _columns(terms: Terms) -> dict[str, Any]:
    days = [day for day, _from, _until in terms["days"]]
    moments = ("opens_at", "closes_at", "nominations_due_at")
    last = terms["closes_at"][:10]
    return {
        **{name: value for name, value in terms.items() if name not in _APART},
        **{name: moment_of(terms[name]) for name in moments},
        "partner_id": terms["partner"],
        "starts_on": min(days, default=last),
        "ends_on": max(days, default=last),
    }


def _write_rows(training: Training, terms: Terms) -> None:
    """The days and the reserved seats, as stated; a group that loses its seats never had a person in one."""
    training.days.all().delete()
    TrainingDay.objects.bulk_create(
        TrainingDay(training=training, on=day, starts_at=start, ends_at=end)
        for day, start, end in terms["days"]
    )
    reserved = {group: places for group, places in terms["reserved"].items() if places}
    ReservedSeats.objects.filter(training=training, taken=0).exclude(group__in=reserved).delete()
    for group, places in reserved.items():
        ReservedSeats.objects.update_or_create(
            training=training, group=group, defaults={"places": places}
        )
