"""A training from its preparation to its end: opened or refused, edited beside others, seats, quotas that return."""

from datetime import timedelta

import pytest
from django.utils import timezone

from binakon.core import clock
from binakon.core.models import AuditEvent, Deadline, Message
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment import actions, jobs
from binakon.enrolment.actions import opening, trainings
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.queries.training_terms import moment_words, terms_of
from binakon.enrolment.rules.draw import commitment
from binakon.enrolment.states import Policy
from binakon.planning.actions import set_quota
from binakon.planning.models import RegionalQuota
from binakon.planning.rules.edits import EditConflict
from tests import factories
from tests.enrolment.people import a_training, counters_agree, registered
from tests.enrolment.terms import (
    BANJAR,
    TABALONG,
    a_funded_activity,
    a_prepared_training,
    good_terms,
    in_days,
)
from tests.factories import BY, an_office

pytestmark = pytest.mark.database


def blocked_by(refused: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def state_of(registration: Registration) -> str:
    return Place.objects.get(registration=registration).state


def running(training: Training) -> list[tuple[str, str]]:
    clocks = Deadline.objects.open().filter(subject_id=training.pk)
    return list(clocks.order_by("kind").values_list("kind", "owner_code"))


def test_a_prepared_training_keeps_what_was_stated(year: None, db: None) -> None:
    training = a_prepared_training(reserved={"women": 4})
    assert (training.state, training.seats, training.pool) == ("prepared", 30, 26)
    assert terms_of(training) == good_terms(training.activity, reserved={"women": 4})
    assert (training.ends_on - training.starts_on).days == 1


def test_an_activity_becomes_one_training(year: None, db: None) -> None:
    activity = a_funded_activity()
    a_prepared_training(activity)
    with pytest.raises(StaleState):
        a_prepared_training(activity)
    assert Training.objects.filter(activity=activity).count() == 1


def test_opening_starts_the_clocks_of_closing_and_of_each_of_the_thirteen(
    year: None, db: None
) -> None:
    training = a_prepared_training(nominations_due_at=moment_words(in_days(5)))
    opening.open_training(training, by=BY)
    assert training.state == "open"
    clocks = running(training)
    assert len(clocks) == 14
    assert clocks[0] == ("quota_reply:63.01", "63.01")
    assert clocks[-1] == ("registration_closes", "")
    reply = Deadline.objects.open().get(subject_id=training.pk, owner_code=TABALONG)
    assert reply.due_at == in_days(5)


def test_only_the_regencies_that_the_plan_involves_are_asked(year: None, db: None) -> None:
    training = a_prepared_training(a_funded_activity(region_codes=[TABALONG, BANJAR]))
    opening.open_training(training, by=BY)
    assert [owner for _kind, owner in running(training)] == [BANJAR, TABALONG, ""]


def test_a_version_that_is_not_ratified_opens_only_with_a_reason_that_everybody_reads(
    year: None, db: None
) -> None:
    draft = factories.a_version("perubahan", dated=factories.PUBLISHED + timedelta(days=200))
    training = a_prepared_training(a_funded_activity(funded_by=draft, precision="after-event"))
    with pytest.raises(Blocked) as refused:
        opening.open_training(training, by=BY)
    assert blocked_by(refused) == ["after_perubahan", "not_ratified"]
    training.refresh_from_db()
    assert training.state == "prepared"
    opening.open_training(training, override_reason="Surat Sekda 12/2026", by=BY)
    assert (training.state, training.override_reason) == ("open", "Surat Sekda 12/2026")
    line = AuditEvent.objects.filter(action="open").latest("id")
    assert "Surat Sekda 12/2026" in line.sentence


def test_what_is_impossible_stays_refused_whatever_the_reason(year: None, db: None) -> None:
    draft = factories.a_version("perubahan", dated=factories.PUBLISHED + timedelta(days=200))
    training = a_prepared_training(a_funded_activity(funded_by=draft), contact_phone="")
    with pytest.raises(Blocked) as refused:
        opening.open_training(training, override_reason="perintah", by=BY)
    assert blocked_by(refused) == ["contact_name"]


def test_a_reason_that_nothing_needed_is_not_shown(year: None, db: None) -> None:
    training = a_prepared_training()
    opening.open_training(training, override_reason="iseng", by=BY)
    assert training.override_reason == ""


def test_two_classes_cannot_promise_more_than_the_target(year: None, db: None) -> None:
    first = a_prepared_training(a_funded_activity(seats=150), seats=150)
    opening.open_training(first, by=BY)
    second = a_prepared_training(a_funded_activity(seats=60), seats=51)
    with pytest.raises(Blocked) as refused:
        opening.open_training(second, by=BY)
    assert blocked_by(refused) == ["over_target"]
    assert "tinggal 50 orang" in refused.value.problems[0].sentence


def test_of_a_draw_only_the_fingerprint_of_its_seed_is_published(year: None, db: None) -> None:
    secret = a_prepared_training(policy=Policy.DRAW.value)
    assert len(secret.seed) == 32
    assert secret.seed_hash == commitment(secret.seed)
    activity = a_funded_activity()
    stated = "Angka pertama undian nasional 17 April 2026"
    typed = trainings.prepare_training(
        activity, good_terms(activity, policy="draw"), seed=stated, by=BY
    )
    assert typed.seed == stated
    lines = AuditEvent.objects.filter(subject_id__in=[secret.pk, typed.pk])
    said = " ".join(f"{line.sentence} {line.before} {line.after}" for line in lines)
    assert secret.seed not in said
    assert stated not in said


def test_a_seed_is_not_changed_after_its_fingerprint_was_published(year: None, db: None) -> None:
    training = a_prepared_training(policy=Policy.DRAW.value)
    opening.open_training(training, by=BY)
    terms = terms_of(training)
    with pytest.raises(Blocked) as refused:
        trainings.edit_training(
            training, base=terms, mine=terms, seed="benih lain yang panjang", by=BY
        )
    assert blocked_by(refused) == ["seed"]


def test_two_editors_of_different_terms_both_keep_their_edit(year: None, db: None) -> None:
    training = a_prepared_training()
    read = terms_of(training)
    trainings.edit_training(training, base=read, mine={**read, "venue": "Hotel (contoh)"}, by=BY)
    trainings.edit_training(training, base=read, mine={**read, "offer_days": 4}, by=BY)
    training.refresh_from_db()
    assert (training.venue, training.offer_days, training.revision) == ("Hotel (contoh)", 4, 2)


def test_the_second_editor_of_the_same_term_sees_both_values_and_nothing_is_stored(
    year: None, db: None
) -> None:
    training = a_prepared_training()
    read = terms_of(training)
    trainings.edit_training(training, base=read, mine={**read, "venue": "Hotel A"}, by=BY)
    with pytest.raises(EditConflict) as conflict:
        trainings.edit_training(
            training, base=read, mine={**read, "venue": "Hotel B", "offer_days": 5}, by=BY
        )
    assert [(c.field, c.theirs, c.mine) for c in conflict.value.clashes] == [
        ("venue", "Hotel A", "Hotel B")
    ]
    training.refresh_from_db()
    assert (training.venue, training.offer_days) == ("Hotel A", 2)


def test_after_opening_a_change_that_hurts_is_refused_and_another_day_is_told_to_everybody(
    year: None, db: None
) -> None:
    training = a_prepared_training()
    opening.open_training(training, by=BY)
    registered(training)
    Message.objects.all().delete()
    read = terms_of(training)
    with pytest.raises(Blocked) as refused:
        trainings.edit_training(training, base=read, mine={**read, "policy": "ranked"}, by=BY)
    assert blocked_by(refused) == ["policy"]
    moved = [[read["days"][0][0], "09:00", "15:00"], read["days"][1]]
    trainings.edit_training(training, base=read, mine={**read, "days": moved}, by=BY)
    assert list(Message.objects.values_list("name", flat=True)) == ["training_changed"]


def test_a_later_closing_sets_its_clock_anew(year: None, db: None) -> None:
    training = a_prepared_training()
    opening.open_training(training, by=BY)
    read = terms_of(training)
    trainings.edit_training(
        training, base=read, mine={**read, "closes_at": moment_words(in_days(12))}, by=BY
    )
    due = Deadline.objects.open().get(subject_id=training.pk, kind="registration_closes").due_at
    assert due == in_days(12)


def test_seats_never_exceed_the_plan(year: None, db: None) -> None:
    training = a_prepared_training(a_funded_activity(seats=35))
    opening.open_training(training, by=BY)
    with pytest.raises(Blocked) as refused:
        trainings.change_seats(training, seats=36, reason="ruang lebih besar", by=BY)
    assert blocked_by(refused) == ["seats"]
    with pytest.raises(Blocked) as refused:
        trainings.change_seats(training, seats=35, reason=" ", by=BY)
    assert blocked_by(refused) == ["reason"]
    trainings.change_seats(training, seats=35, reason="ruang lebih besar", by=BY)
    training.refresh_from_db()
    assert (training.seats, training.pool) == (35, 35)


def test_closing_before_its_time_needs_a_reason(year: None, db: None) -> None:
    training = a_prepared_training()
    opening.open_training(training, by=BY)
    with pytest.raises(Blocked):
        opening.close_training(training, by=BY)
    opening.close_training(training, reason="kursi sudah penuh", by=BY)
    assert training.state == "closed"
    assert running(training) == []


def test_the_job_closes_what_has_ended_and_waits_for_the_regencies(year: None, db: None) -> None:
    past = clock.now() - timedelta(minutes=1)
    ended, waits = a_training(), a_training()
    for training, due in ((ended, None), (waits, clock.now() + timedelta(days=1))):
        Training.objects.filter(pk=training.pk).update(closes_at=past, nominations_due_at=due)
    assert jobs.close_trainings() == 1
    ended.refresh_from_db()
    waits.refresh_from_db()
    assert (ended.state, waits.state) == ("closed", "open")


def test_registration_opens_again_with_another_end(year: None, db: None) -> None:
    training = a_prepared_training()
    opening.open_training(training, by=BY)
    opening.close_training(training, reason="listrik padam", by=BY)
    with pytest.raises(Blocked) as refused:
        opening.reopen_training(training, closes_at=in_days(-1), reason="sudah menyala", by=BY)
    assert blocked_by(refused) == ["closes_at"]
    training.refresh_from_db()
    opening.reopen_training(training, closes_at=in_days(11), reason="sudah menyala", by=BY)
    training.refresh_from_db()
    assert (training.state, training.closes_at) == ("open", in_days(11))
    assert running(training) == [("registration_closes", "")]


def test_a_cancelled_class_tells_everybody_and_offers_nothing_any_more(
    year: None, db: None
) -> None:
    training = a_training(seats=2)
    people = [registered(training) for _number in range(4)]
    actions.withdraw(people[0], reason="", by=BY)
    assert [state_of(one) for one in people[2:]] == ["offered", "waiting"]
    Message.objects.all().delete()
    with pytest.raises(Blocked):
        opening.cancel_training(training, reason="", by=BY)
    assert opening.cancel_training(training, reason="Banjir di lokasi", by=BY) == 3
    told = Message.objects.filter(name="training_cancelled")
    assert told.count() == 3
    assert all("Banjir di lokasi" in message.body_text for message in told)
    assert not Deadline.objects.open().exists()
    actions.lapse_offer(Place.objects.get(registration=people[2]), by=BY)
    assert state_of(people[3]) == "waiting"


def test_unused_quotas_return_once_and_whoever_waits_is_offered_them(year: None, db: None) -> None:
    training = a_training(seats=4, quotas={TABALONG: 2, BANJAR: 2})
    mine = registered(training, office=TABALONG)
    waiting = [registered(training) for _number in range(4)]
    assert [state_of(one) for one in waiting] == ["waiting"] * 4
    assert opening.return_unused(training, reason="tanggalnya tiba", by=BY) == 3
    assert opening.return_unused(training, reason="sekali lagi", by=BY) == 0
    places = dict(RegionalQuota.objects.values_list("office__code", "places"))
    assert (places[TABALONG], places[BANJAR]) == (1, 0)
    assert [state_of(one) for one in waiting] == ["offered"] * 3 + ["waiting"]
    assert state_of(mine) == "accepted"
    assert counters_agree(training)


def test_before_the_selection_a_regency_keeps_seats_for_those_whom_it_named(
    year: None, db: None
) -> None:
    training = a_training(seats=10, policy=Policy.RANKED, quotas={TABALONG: 5, BANJAR: 3})
    for _number in range(2):
        registered(training, office=TABALONG)
    assert opening.return_unused(training, reason="tanggalnya tiba", by=BY) == 6
    places = dict(RegionalQuota.objects.values_list("office__code", "places"))
    assert (places[TABALONG], places[BANJAR]) == (2, 0)


def test_the_job_returns_quotas_on_their_day_and_not_before(year: None, db: None) -> None:
    today = timezone.localdate()
    due = a_training(seats=4, quotas={TABALONG: 2}, unused_return_on=today)
    early = a_training(seats=4, quotas={TABALONG: 2}, unused_return_on=today + timedelta(days=1))
    assert jobs.return_quotas() == 1
    assert jobs.return_quotas() == 0
    due.refresh_from_db()
    early.refresh_from_db()
    assert (due.pool, early.pool) == (4, 2)


def test_quotas_beyond_the_seats_stop_the_opening(year: None, db: None) -> None:
    training = a_prepared_training(seats=10, reserved={"women": 2})
    set_quota(training.activity, office=an_office(TABALONG), places=9, reason="uji", by=BY)
    with pytest.raises(Blocked) as refused:
        opening.open_training(training, by=BY)
    assert blocked_by(refused) == ["over_shared"]
