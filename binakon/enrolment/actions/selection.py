"""A selection as a deed: proposed as a frozen record, announced exactly as proposed, or set aside."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Registration, SelectionResult, SelectionRun, Training
from binakon.enrolment.queries.competition import inputs_now, office_names, trainings_of
from binakon.enrolment.queries.wishes import wished_beyond
from binakon.enrolment.rules.competition import together_problems
from binakon.enrolment.rules.competition_facts import Given
from binakon.enrolment.rules.competition_run import run as run_selection
from binakon.enrolment.rules.result_words import result_sentence
from binakon.enrolment.states import Policy, TrainingState


@transaction.atomic
def propose(
    trainings: Iterable[Training], *, by: Actor, at: datetime | None = None
) -> SelectionRun:
    """Run the selection of these classes and keep it as a frozen proposal; nobody gets a seat yet.

    The same facts give the same fingerprint and the same results. Raises `Blocked` with everything in the way.
    """
    known = held(trainings, by=by)
    _refuse_open(known)
    refuse(together_problems(wished_beyond(known)))
    inputs = inputs_now(known)
    seed = known[0].seed if inputs.policy == Policy.DRAW else ""
    outcome = run_selection(inputs, seed=seed, names=office_names(known))
    moment = at or clock.now()
    run = SelectionRun(
        policy=inputs.policy,
        weights=inputs.as_json()["weights"] if inputs.policy == Policy.RANKED else {},
        seed=seed,
        inputs=inputs.as_json(),
        inputs_hash=inputs.hash,
        steps=outcome.steps,
        made_by_id=by.user_id,
        made_at=moment,
    )
    run.save(force_insert=True)
    run.trainings.set(known)
    _keep_results(run, outcome.results, known)
    ledger.start(
        run,
        by=by,
        at=moment,
        sentence=f"Usulan hasil seleksi {_titles(known)}: {_counted(outcome.results)}, sidik jari {run.inputs_hash[:12]}",
        office_code=known[0].office_code,
    )
    return run


@transaction.atomic
def discard(run: SelectionRun, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Set a proposal aside, with the reason; it stays readable."""
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan usulan hasil ini tidak dipakai."))])
    set_aside(run, reason=reason.strip(), by=by, at=at)


def set_aside(run: SelectionRun, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Move a proposal to what is not used. Raises `IllegalMove` once it was announced."""
    trainings = trainings_of(run)
    ledger.move(
        run,
        "discard",
        by=by,
        at=at,
        note=reason,
        sentence=f"Usulan hasil seleksi {_titles(trainings)} tidak dipakai: {reason}",
        office_code=trainings[0].office_code,
    )


def held(trainings: Iterable[Training], *, by: Actor) -> list[Training]:
    """The classes held in the order of their numbers, the same everywhere, and read anew."""
    pks = sorted({training.pk for training in trainings})
    rows = Training.objects.filter(pk__in=pks).select_related("activity__programme__office")
    known = list(rows.order_by("pk"))
    for training in known:
        hold(training, by=by)
    return known


def _refuse_open(trainings: Sequence[Training]) -> None:
    open_still = [str(each) for each in trainings if each.state != TrainingState.CLOSED]
    if not trainings or open_still:
        sentence = _(
            "Seleksi disusun setelah pendaftaran ditutup dan sebelum hasilnya diumumkan. Periksa keadaan %(titles)s."
        )
        facts = {"titles": ", ".join(open_still)}
        raise Blocked([Problem("not_closed", sentence % facts)])
    offices = {each.office_code for each in trainings}
    years = {each.activity.programme.year for each in trainings}
    if len(offices) > 1 or len(years) > 1:
        sentence = _(
            "Kelas yang diseleksi bersama harus dari kantor dan tahun yang sama. Pisahkan."
        )
        raise Blocked([Problem("other_office", sentence)])


def _keep_results(
    run: SelectionRun, results: Sequence[Given], trainings: Sequence[Training]
) -> None:
    names = office_names(trainings)
    titles = {training.pk: str(training) for training in trainings}
    pks = dict(
        Registration.objects.filter(code__in=[result.code for result in results]).values_list(
            "code", "pk"
        )
    )
    rows = [_row(run, pks[result.code], result, names, titles) for result in results]
    SelectionResult.objects.bulk_create(rows, batch_size=500)


def _row(
    run: SelectionRun, pk: int, result: Given, names: dict[str, str], titles: dict[int, str]
) -> SelectionResult:
    facts: dict[str, Any] = dict(result.facts)
    facts["office_name"] = names.get(str(facts["office"]), str(facts["office"]))
    facts["elsewhere_title"] = titles.get(facts.get("elsewhere", 0), "")
    # What was announced stays readable as it was said, in the language of the office.
    with translation.override("id"):
        facts["sentence"] = result_sentence(result.outcome, result.reason, facts)
    return SelectionResult(
        run=run,
        registration_id=pk,
        outcome=result.outcome,
        bucket=result.bucket,
        rank=result.rank,
        points=result.points,
        waiting_number=result.waiting_number,
        reason=result.reason,
        facts=facts,
    )


def _titles(trainings: Sequence[Training]) -> str:
    return ", ".join(map(str, trainings))


def _counted(results: Sequence[Given]) -> str:
    seated = sum(result.outcome == SelectionResult.Outcome.SEATED for result in results)
    waiting = sum(result.outcome == SelectionResult.Outcome.WAITING for result in results)
    return f"{seated} mendapat kursi, {waiting} cadangan"
