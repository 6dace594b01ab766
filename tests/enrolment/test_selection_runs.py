"""Selections proposed and announced: the same facts give the same record, and only the record becomes places."""

import hmac
import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binakon.core import ledger
from binakon.core.actor import job_actor
from binakon.core.models import AuditEvent, Deadline
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.enrolment import actions
from binakon.enrolment.actions import announcing, selection
from binakon.enrolment.models import Place, Registration, SelectionResult, SelectionRun, Training
from binakon.enrolment.queries import competition
from binakon.enrolment.rules.competition_facts import Inputs
from binakon.enrolment.rules.competition_run import run as run_selection
from binakon.enrolment.rules.result_words import result_sentence
from binakon.enrolment.states import Policy, SelectionState, TrainingState
from binakon.reports.queries.check import figure_problems
from tests.enrolment.people import counters_agree, registered
from tests.enrolment.selections import (
    SEED,
    a_competed_class,
    a_draw_class,
    a_need,
    a_ranked_class,
    closed,
    letters,
    outcomes,
    places,
    verified,
)
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]
SEATED, WAITING = SelectionResult.Outcome.SEATED, SelectionResult.Outcome.WAITING


def propose(*trainings: Training) -> SelectionRun:
    return selection.propose(trainings, by=BY)


def refusal(*trainings: Training) -> list[str]:
    with pytest.raises(Blocked) as refused:
        propose(*trainings)
    return [problem.code for problem in refused.value.problems]


def test_the_same_facts_give_the_same_fingerprint_and_the_same_results() -> None:
    training = a_competed_class()
    first, second = propose(training), propose(training)
    assert first.inputs_hash == second.inputs_hash
    assert first.steps == second.steps
    assert outcomes(first) == outcomes(second)
    assert [outcome for _code, outcome, _bucket in outcomes(first)].count(SEATED) == 3


def test_the_order_in_which_rows_are_read_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    training = a_competed_class()
    first = propose(training)
    read = competition.competing_in

    def shuffled(trainings: list[Training]) -> QuerySet[Registration]:
        return read(trainings).order_by("-code")

    monkeypatch.setattr(competition, "competing_in", shuffled)
    second = propose(training)
    assert (first.inputs_hash, outcomes(first)) == (second.inputs_hash, outcomes(second))


def test_a_stored_run_can_be_run_again_from_its_record_alone() -> None:
    run = propose(a_competed_class())
    run.refresh_from_db()
    inputs = Inputs.from_json(run.inputs)
    assert inputs.hash == run.inputs_hash
    again = run_selection(inputs)
    assert [(r.code, r.outcome, r.bucket) for r in again.results] == outcomes(run)


def test_a_run_names_people_by_public_codes_only() -> None:
    training = a_competed_class()
    run = propose(training)
    text = f"{run.inputs}{run.steps}"
    people = training.registrations.all()
    assert all(person.code in text for person in people)
    secrets = [s for p in people for s in (p.name, p.nik_index, p.nik_mask, p.phone, p.email)]
    assert [secret for secret in secrets if secret in text] == []


def test_only_accepted_papers_compete() -> None:
    training = a_ranked_class()
    own = verified(training, 1)
    registered(training, 2)
    late = registered(training, 3)
    actions.withdraw(late, reason="uji", by=BY)
    run = propose(closed(training))
    assert outcomes(run) == [(own.code, SEATED, "pool")]
    standing = competition.standing_of_entries([training])
    assert (standing.competing, standing.unchecked, standing.withdrawn) == (1, 1, 1)


def test_a_selection_is_refused_before_registration_closes_and_without_anybody() -> None:
    training = a_ranked_class()
    assert refusal(training) == ["not_closed"]
    assert refusal() == ["not_closed"]
    assert refusal(closed(training)) == ["nobody"]


def test_every_reason_against_a_selection_is_said_at_once() -> None:
    training = a_ranked_class(weights={})
    closed(training)
    assert refusal(training) == ["no_weights", "nobody"]
    seedless = a_draw_class(seed="benih lain yang tidak diumumkan")
    verified(seedless, 1)
    assert refusal(closed(seedless)) == ["other_seed"]
    first_come = closed(a_ranked_class(policy=Policy.FIRST_COME))
    assert refusal(first_come) == ["first_come", "nobody"]


def test_a_need_that_nobody_filled_in_is_refused_by_name_and_never_read_as_zero() -> None:
    weights = {"never_trained": 10, "need": 20}
    training = a_ranked_class(weights=weights)
    verified(training, 1, office="63.05")
    verified(training, 2, office="63.09")
    a_need(training, "63.09", 4)
    closed(training)
    with pytest.raises(Blocked) as refused:
        propose(training)
    (problem,) = refused.value.problems
    assert problem.code == "unknown_need"
    assert "Tapin" in problem.sentence
    assert "Tabalong" not in problem.sentence
    a_need(training, "63.05", 0)
    assert _points(propose(training)) == [30, 10]


def _points(run: SelectionRun) -> list[int]:
    return list(run.results.order_by("rank").values_list("points", flat=True))


def test_whoever_was_determined_before_has_no_points_for_it() -> None:
    earlier = a_ranked_class()
    place_of = verified(earlier, 1)
    announcing.announce(propose(closed(earlier)), by=BY)
    _determine(place_of)
    training = a_ranked_class(seats=1)
    trained = verified(training, 1)
    fresh = verified(training, 2)
    run = propose(closed(training))
    assert [code for code, _outcome, _bucket in outcomes(run)] == [fresh.code, trained.code]


def _determine(registration: Registration) -> None:
    from_db = Place.objects.get(registration=registration)
    ledger.move(from_db, "determine", by=BY, sentence="ditetapkan")


def test_an_announcement_makes_exactly_the_places_that_were_proposed() -> None:
    training = a_competed_class()
    run = propose(training)
    assert Place.objects.filter(training=training).count() == 0
    announcing.announce(run, by=BY)
    state = {SEATED: "accepted", WAITING: "waiting"}
    assert places(training) == [(code, state[outcome], b) for code, outcome, b in outcomes(run)]
    assert counters_agree(training)
    assert figure_problems() == []
    run.refresh_from_db()
    assert (run.state, training.state) == (SelectionState.ANNOUNCED, TrainingState.SELECTED)


def test_the_waiting_list_goes_by_rank_behind_everybody_who_came() -> None:
    training = a_competed_class()
    last = training.last_queue
    training.refresh_from_db()
    announcing.announce(propose(training), by=BY)
    waiting = Place.objects.waiting().filter(training=training)
    ranks = [place.rank for place in waiting]
    assert ranks == sorted(ranks)
    assert min(place.queue for place in waiting) > last


def test_without_a_waiting_list_nobody_waits() -> None:
    training = a_competed_class(has_waiting_list=False)
    announcing.announce(propose(training), by=BY)
    found = places(training)
    assert [state for _code, state, _bucket in found].count("not_selected") == 3
    reasons = Place.objects.filter(training=training, state="not_selected")
    assert all(
        reason.startswith("Anda tidak mendapat kursi, karena")
        for reason in reasons.values_list("reason", flat=True)
    )


def test_everybody_is_told_the_sentence_of_the_record_and_until_when_to_object() -> None:
    training = a_competed_class()
    run = propose(training)
    announcing.announce(run, by=BY)
    run.refresh_from_db()
    told = {letter.to: letter.body_text for letter in letters("selection_result")}
    results = list(run.results.select_related("registration"))
    assert len(told) == len(results) == 6
    for result in results:
        sentence = result_sentence(result.outcome, result.reason, result.facts)
        assert sentence == result.facts["sentence"]
        assert sentence in told[result.registration.email]
    clock = Deadline.objects.get(subject_type="enrolment.selectionrun", subject_id=run.pk)
    assert (clock.due_at, clock.done_at) == (run.objections_until, None)
    assert announcing.end_windows(by=BY) == 0
    assert run.objections_until
    assert announcing.end_windows(by=BY, at=run.objections_until + timedelta(seconds=1)) == 1


def test_what_changed_since_the_proposal_stops_the_announcement_and_is_named() -> None:
    training = a_competed_class()
    run = propose(training)
    gone = training.registrations.order_by("arrival").first()
    assert gone
    actions.withdraw(gone, reason="uji", by=BY)
    with pytest.raises(StaleState, match=gone.code):
        announcing.announce(run, by=BY)
    run.refresh_from_db()
    training.refresh_from_db()
    assert (run.state, training.state, places(training)) == ("proposed", "closed", [])


def test_an_announcement_without_its_check_would_seat_whoever_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    training = a_competed_class()
    run = propose(training)
    gone = training.registrations.order_by("arrival").first()
    assert gone
    actions.withdraw(gone, reason="uji", by=BY)
    monkeypatch.setattr(announcing, "_demand_same_facts", lambda *_: None)
    announcing.announce(run, by=BY)
    assert gone.code in [code for code, _state, _bucket in places(training)]


def test_fewer_seats_than_proposed_stop_the_announcement() -> None:
    training = a_competed_class()
    run = propose(training)
    actions.change_capacity(training, seats=2, reason="uji", by=BY)
    with pytest.raises(StaleState, match="dari 3 menjadi 2"):
        announcing.announce(run, by=BY)


def test_nobody_left_is_a_change_too() -> None:
    training = a_ranked_class()
    own = verified(training, 1)
    run = propose(closed(training))
    actions.withdraw(own, reason="uji", by=BY)
    with pytest.raises(StaleState, match="Belum ada pendaftaran"):
        announcing.announce(run, by=BY)


def test_a_result_is_announced_once_and_sets_other_proposals_aside() -> None:
    training = a_competed_class()
    other, run = propose(training), propose(training)
    announcing.announce(run, by=BY)
    other.refresh_from_db()
    assert other.state == SelectionState.DISCARDED
    for each in (run, other, SelectionRun.objects.get(pk=run.pk)):
        with pytest.raises((IllegalMove, StaleState)):
            announcing.announce(each, by=BY)
    assert len(letters("selection_result")) == 6


def test_a_proposal_is_set_aside_with_a_reason_only() -> None:
    run = propose(a_competed_class())
    with pytest.raises(Blocked):
        selection.discard(run, reason="  ", by=BY)
    selection.discard(run, reason="menunggu berkas", by=BY)
    assert run.state == SelectionState.DISCARDED
    assert AuditEvent.objects.filter(action="discard", note="menunggu berkas").count() == 1


def test_a_run_and_its_results_cannot_be_changed_by_any_door() -> None:
    run = propose(a_competed_class())
    result = run.results.first()
    assert result
    for deed in (
        lambda: SelectionRun.objects.filter(pk=run.pk).update(inputs_hash="0" * 64),
        lambda: SelectionRun.objects.filter(pk=run.pk).update(steps={}),
        lambda: SelectionResult.objects.filter(pk=result.pk).update(rank=99),
        result.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_a_draw_follows_the_published_seed_whoever_runs_it() -> None:
    training = a_draw_class(seats=2)
    for number in range(1, 6):
        verified(training, number)
    run = propose(closed(training))
    assert (run.seed, SEED in str(run.inputs), SEED in str(run.steps)) == (SEED, False, False)
    codes = list(training.registrations.values_list("code", flat=True))
    random.shuffle(codes)
    drawn = sorted(codes, key=lambda c: hmac.digest(SEED.encode(), c.encode(), "sha256"))
    assert [code for code, _outcome, _bucket in outcomes(run)] == drawn
    announcing.announce(run, by=BY)
    assert [state for _c, state, _b in places(training)] == ["accepted"] * 2 + ["waiting"] * 3


def test_classes_selected_together_give_each_person_one_seat_by_wish() -> None:
    first, second = a_ranked_class(seats=1), a_ranked_class(seats=1)
    both = [verified(first, 1, wish=1), verified(second, 1, wish=2)]
    only = verified(first, 2)
    run = propose(closed(first), closed(second))
    found = {code: outcome for code, outcome, _bucket in outcomes(run)}
    # Rule 1: most people; the one who named two classes makes room and takes the second.
    assert found == {both[0].code: "not_selected", both[1].code: "seated", only.code: "seated"}
    announcing.announce(run, by=BY)
    sentence = run.results.get(registration=both[0]).facts["sentence"]
    assert str(second) in sentence
    assert [counters_agree(each) for each in (first, second)] == [True, True]


def test_classes_of_another_way_are_not_selected_together() -> None:
    ranked, drawn = a_ranked_class(), a_draw_class()
    verified(ranked, 1)
    assert refusal(closed(ranked), closed(drawn)) == ["other_policy"]


def test_one_person_cannot_count_for_two_regencies() -> None:
    first, second = a_ranked_class(), a_ranked_class()
    verified(first, 1, office="63.05")
    verified(second, 1, office="63.09")
    assert refusal(closed(first), closed(second)) == ["office_differs"]


@given(
    data=st.data(),
    people=st.lists(
        st.tuples(
            st.sampled_from([None, "63.03", "63.05", "63.09"]),
            st.sampled_from(["male", "female"]),
            st.sampled_from([None, False]),
        ),
        min_size=1,
        max_size=7,
    ),
)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_places_after_an_announcement_are_those_of_the_seating(
    data: st.DataObject, people: list[tuple[str | None, str, Any]]
) -> None:
    with transaction.atomic():
        quotas = data.draw(
            st.dictionaries(st.sampled_from(["63.03", "63.05"]), st.integers(1, 2), max_size=2)
        )
        women = data.draw(st.integers(0, 1))
        pool = data.draw(st.integers(0, 2))
        training = a_ranked_class(
            seats=sum(quotas.values()) + women + pool,
            quotas=quotas,
            reserved={"women": women} if women else {},
            has_waiting_list=data.draw(st.booleans()),
        )
        for number, (office, sex, has_skk) in enumerate(people, start=1):
            verified(training, number, office=office, sex=sex, has_skk=has_skk)
        run = propose(closed(training))
        announcing.announce(run, by=BY)
        state = {"seated": "accepted", "waiting": "waiting", "not_selected": "not_selected"}
        assert places(training) == [(c, state[o], b) for c, o, b in outcomes(run)]
        assert counters_agree(training)
        assert figure_problems() == []
        transaction.set_rollback(True)


def test_the_job_has_its_own_name() -> None:
    run = selection.propose([a_competed_class()], by=job_actor("uji"), at=timezone.now())
    assert run.made_by is None
