"""The announcement of a selection: places as proposed, messages to all, the window for objections."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.models import Deadline
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.actions.seats import promote, take_seat
from binakon.enrolment.actions.selection import held, set_aside
from binakon.enrolment.models import Place, SelectionResult, SelectionRun, Training
from binakon.enrolment.queries.competition import inputs_now, other_proposals, trainings_of
from binakon.enrolment.rules.competition_changes import change_words
from binakon.enrolment.rules.competition_facts import Inputs
from binakon.enrolment.rules.links import token_of

OBJECTIONS = "objections"


@transaction.atomic
def announce(run: SelectionRun, *, by: Actor, at: datetime | None = None) -> None:
    """Make a proposal binding, exactly as it was proposed.

    1. Hold every class in the order of their numbers; from here on nobody takes or leaves a seat.
    2. The facts must still be those of the proposal, else `StaleState` says what became different.
    3. Places: seats of the proposed buckets, then the waiting list in the order of rank.
    4. Classes move on, other proposals are set aside, the window for objections opens, everybody is told.
    """
    moment = at or clock.now()
    trainings = held(trainings_of(run), by=by)
    until = deadlines.due_after(moment, max(each.objection_days for each in trainings))
    ledger.move(
        run,
        "announce",
        by=by,
        at=moment,
        sentence=f"Hasil seleksi {', '.join(map(str, trainings))} diumumkan ({run.inputs_hash[:12]})",
        office_code=trainings[0].office_code,
        announced_at=moment,
        objections_until=until,
    )
    _demand_same_facts(run, trainings)
    for training in trainings:
        _announce_in(run, training, by, moment)
    for other in other_proposals(run, trainings):
        set_aside(other, reason="hasil lain diumumkan", by=by, at=moment)
    deadlines.start_clock(
        run,
        OBJECTIONS,
        title=f"Masa keberatan atas hasil {trainings[0]} berakhir",
        office_code=trainings[0].office_code,
        due_at=until,
        path=f"/meja/pelatihan/{trainings[0].activity.slug}/keberatan/",
    )
    _tell(run)


@transaction.atomic
def end_windows(*, by: Actor, at: datetime | None = None) -> int:
    """Stop the clocks of windows for objections that are over; how many."""
    moment = at or clock.now()
    ended = Deadline.objects.open().filter(
        subject_type=SelectionRun._meta.label_lower, kind=OBJECTIONS, due_at__lte=moment
    )
    return ended.update(done_at=moment)


def _demand_same_facts(run: SelectionRun, trainings: Sequence[Training]) -> None:
    try:
        now = inputs_now(trainings)
    except Blocked as refused:
        changes = " ".join(problem.sentence for problem in refused.problems)
    else:
        if now.hash == run.inputs_hash:
            return
        changes = " ".join(change_words(Inputs.from_json(run.inputs), now))
    sentence = _(
        "Keadaannya berubah sejak hasil ini diusulkan, jadi belum diumumkan. %(changes)s Susun usulan baru."
    )
    raise StaleState(sentence % {"changes": changes})


def _announce_in(run: SelectionRun, training: Training, by: Actor, moment: datetime) -> None:
    results = list(
        run.results.filter(registration__training=training)
        .select_related("registration__office")
        .order_by("rank", "pk")
    )
    places = _born(training, results, by, moment)
    for result in results:
        if result.outcome == SelectionResult.Outcome.SEATED:
            _seat(places[result.pk], result, by, moment)
        elif result.outcome == SelectionResult.Outcome.NOT_SELECTED:
            _pass_over(places[result.pk], result, by, moment)
    training.refresh_from_db()
    ledger.move(
        training,
        "announce",
        by=by,
        at=moment,
        sentence=f"Hasil seleksi {training} diumumkan: {training.taken} kursi terisi",
        office_code=training.office_code,
    )
    promote(training, by=by, at=moment)


def _born(
    training: Training, results: Sequence[SelectionResult], by: Actor, moment: datetime
) -> dict[int, Place]:
    """A place for each result, in the order of rank behind whoever waits already."""
    last = training.last_queue
    Training.objects.filter(pk=training.pk).update(last_queue=F("last_queue") + len(results))
    places = [
        _place(training, result, queue=last + number)
        for number, result in enumerate(results, start=1)
    ]
    born = Place.objects.bulk_create(places, batch_size=500)
    ledger.start_many(
        [
            (place, f"{result.registration.code} di urutan {result.rank} seleksi {training}")
            for place, result in zip(born, results, strict=True)
        ],
        by=by,
        at=moment,
        office_code=training.office_code,
    )
    return {result.pk: place for result, place in zip(results, born, strict=True)}


def _place(training: Training, result: SelectionResult, *, queue: int) -> Place:
    registration = result.registration
    assert registration.worker_id is not None, "whoever competes is a worker"
    return Place(
        training=training,
        registration=registration,
        worker_id=registration.worker_id,
        office_id=registration.office_id,
        queue=queue,
        rank=result.rank,
        points=result.points,
    )


def _seat(place: Place, result: SelectionResult, by: Actor, moment: datetime) -> None:
    training = place.training
    bucket = take_seat(training, buckets=[result.bucket], office_id=place.office_id, by=by)
    if not bucket:
        sentence = _("Kursi %(code)s baru saja diberikan kepada orang lain. Susun usulan baru.")
        raise StaleState(sentence % {"code": result.registration.code})
    ledger.move(
        place,
        "seat",
        by=by,
        at=moment,
        sentence=f"{result.registration.code} mendapat kursi di {training}",
        office_code=training.office_code,
        bucket=bucket,
    )


def _pass_over(place: Place, result: SelectionResult, by: Actor, moment: datetime) -> None:
    sentence = str(result.facts["sentence"])
    ledger.move(
        place,
        "pass_over",
        by=by,
        at=moment,
        sentence=f"{result.registration.code} tidak mendapat kursi di {place.training}",
        office_code=place.training.office_code,
        reason=sentence,
    )


def _tell(run: SelectionRun) -> None:
    rows = run.results.select_related("registration__training__activity__programme__office")
    for result in rows.order_by("rank", "pk"):
        registration = result.registration
        outbox.post(
            "selection_result",
            to=registration.email,
            to_name=str(registration),
            phone=registration.phone,
            about=registration,
            condition="selection_result",
            office_code=registration.training.office_code,
            context={
                "registration": registration,
                "training": registration.training,
                "sentence": result.facts["sentence"],
                "until": run.objections_until,
                "token": token_of(registration.key.hex, registration.link_version),
            },
        )
