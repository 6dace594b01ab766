"""What is agreed: all of it said, quotas changed in the plan, nominations counted back, and nothing half done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from binakon.coordination.actions.agreements import (
    accept,
    change,
    drop,
    fulfil,
    propose,
    reopen,
)
from binakon.coordination.actions.progress import recount, report_data
from binakon.coordination.actions.quota_table import agree_quotas
from binakon.coordination.models import Agreement
from binakon.coordination.queries.promised import counted_wrong
from binakon.coordination.rules.agreements import Terms
from binakon.core.models import AuditEvent, Deadline
from binakon.core.problems import Blocked, IllegalMove
from binakon.enrolment.actions.nominations import replace_nominee, withdraw_nominee
from binakon.planning.actions import set_quota, take_quota_place
from binakon.planning.models import Activity, RegionalQuota
from tests.coordination.agreed import BANJAR, TABALONG, TAPIN, a_rakor, accepted, proposed
from tests.enrolment.people import a_training, counters_agree, registered
from tests.enrolment.terms import a_nominee, a_person
from tests.factories import BY, an_activity, an_office

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def sentences(refused: pytest.ExceptionInfo[Blocked]) -> list[str]:
    return [problem.sentence for problem in refused.value.problems]


def quotas(activity: Activity) -> dict[str, int]:
    rows = RegionalQuota.objects.filter(activity=activity)
    return dict(rows.values_list("office__code", "places"))


def a_class(seats: int = 10, **given: int) -> Activity:
    activity = an_activity(f"kelas-{seats}-{len(given)}", seats=seats)
    for code, places in given.items():
        office = an_office(code.replace("k", "63."))
        set_quota(activity, office=office, places=places, reason="awal", by=BY)
    return activity


def clock_of(agreement: Agreement) -> list[str]:
    running = Deadline.objects.open().filter(
        subject_type="coordination.agreement", subject_id=agreement.pk
    )
    return list(running.values_list("owner_code", flat=True))


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(Blocked) as refused:
        propose(an_office(), Terms(kind="quota", text=" "), by=BY)
    assert [problem.code for problem in refused.value.problems] == [
        "text", "owner", "activity", "places",
    ]  # fmt: skip
    with pytest.raises(Blocked) as refused:
        propose(an_office(), Terms(kind="nomination", text="Usulkan"), by=BY)
    assert [problem.code for problem in refused.value.problems] == [
        "owner", "due_on", "activity", "places",
    ]  # fmt: skip
    assert Agreement.objects.count() == 0


def test_accepting_a_quota_changes_the_plan_with_the_meeting_as_reason() -> None:
    activity = a_class(k09=3)
    agreement = proposed(
        "quota", activity=activity, places=5, meeting=a_rakor(), text="Tabalong menjadi 5"
    )
    assert quotas(activity) == {TABALONG: 3}
    accept(agreement, by=BY)
    agreement.refresh_from_db()
    quota = RegionalQuota.objects.get(activity=activity)
    assert (quota.places, quota.reason) == (
        5,
        "disepakati dalam Rapat Koordinasi Jasa Konstruksi, 3 April 2026: Tabalong menjadi 5",
    )
    assert (agreement.quota_id, agreement.places_before, agreement.state) == (
        quota.pk, 3, "fulfilled",
    )  # fmt: skip
    assert agreement.evidence == "Kuota ditetapkan: 3 menjadi 5 kursi"
    assert clock_of(agreement) == []


def test_a_quota_that_does_not_fit_leaves_everything_as_it_was() -> None:
    activity = a_class(seats=8, k09=3, k03=4)
    for _seat in range(2):
        take_quota_place(activity.pk, an_office(TABALONG).pk, by=BY)
    over = proposed("quota", activity=activity, places=5)
    with pytest.raises(Blocked) as refused:
        accept(over, by=BY)
    assert sentences(refused) == [
        "Kuota seluruh kantor menjadi 9, padahal kegiatan ini punya 8 kursi. Kurangi 1."
    ]
    below = proposed("quota", activity=activity, places=1)
    with pytest.raises(Blocked) as refused:
        accept(below, by=BY)
    assert sentences(refused)[0].startswith("2 kursi ")
    over.refresh_from_db()
    assert (over.state, over.quota_id, quotas(activity)) == (
        "proposed",
        None,
        {BANJAR: 4, TABALONG: 3},
    )


def test_a_class_that_was_opened_follows_and_refuses_what_its_pool_holds() -> None:
    training = a_training(seats=6, quotas={TABALONG: 2})
    accept(proposed("quota", activity=training.activity, places=4), by=BY)
    training.refresh_from_db()
    assert (training.pool, counters_agree(training)) == (2, True)
    for number in range(1, 3):
        registered(training, number, office=None)
    with pytest.raises(Blocked) as refused:
        accept(proposed("quota", activity=training.activity, places=5), by=BY)
    assert sentences(refused) == [
        "Kursi umum tinggal 1, padahal 2 sudah terisi. Kurangi kuota lain, atau tambah kursi kelasnya."
    ]
    assert (quotas(training.activity), counters_agree(training)) == ({TABALONG: 4}, True)


def test_a_meetings_table_is_agreed_whole_or_not_at_all() -> None:
    activity = a_class(seats=9, k09=3, k03=4)
    take_quota_place(activity.pk, an_office(BANJAR).pk, by=BY)
    with pytest.raises(Blocked) as refused:
        agree_quotas(activity, {TABALONG: 9, BANJAR: 0, TAPIN: 2}, text="Kuota 2026", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["below_taken", "over_seats"]
    assert (quotas(activity), Agreement.objects.count()) == ({TABALONG: 3, BANJAR: 4}, 0)
    meeting = a_rakor()
    agreed = agree_quotas(
        activity,
        {TABALONG: 6, BANJAR: 1, TAPIN: 2, "63.01": 0},
        text="Kuota 2026",
        meeting=meeting,
        by=BY,
    )
    assert quotas(activity) == {TABALONG: 6, BANJAR: 1, TAPIN: 2, "63.01": 0}
    assert [(a.owner.code, a.places_before, a.places) for a in agreed if a.owner] == [
        (BANJAR, 4, 1), ("63.01", None, 0), (TAPIN, None, 2), (TABALONG, 3, 6),
    ]  # fmt: skip
    # The same table once more changes nothing and makes no second row.
    assert agree_quotas(activity, {TABALONG: 6, BANJAR: 1}, text="Kuota 2026", by=BY) == []


def test_nominations_are_counted_after_every_deed_and_fulfil_themselves() -> None:
    training = a_training(seats=10, takes_nominations=True)
    agreement = accepted("nomination", activity=training.activity, places=2)
    first = a_nominee(training, 1, office=TABALONG)
    agreement.refresh_from_db()
    assert (agreement.done, agreement.state) == (1, "accepted")
    assert clock_of(agreement) == [TABALONG]
    second = a_nominee(training, 2, office=TABALONG)
    a_nominee(training, 3, office=BANJAR)
    agreement.refresh_from_db()
    assert (agreement.done, agreement.state, clock_of(agreement)) == (2, "fulfilled", [])
    assert agreement.evidence == "2 dari 2 orang diusulkan"
    replace_nominee(second, a_person(99), reason="pindah tugas", key="k1", by=BY)
    agreement.refresh_from_db()
    assert (agreement.done, agreement.state) == (2, "fulfilled")
    withdraw_nominee(first, reason="sakit", by=BY)
    agreement.refresh_from_db()
    assert (agreement.done, agreement.state) == (1, "accepted")
    assert (agreement.evidence, agreement.fulfilled_at, clock_of(agreement)) == (
        "",
        None,
        [TABALONG],
    )
    assert list(counted_wrong()) == []


def test_what_was_named_before_the_agreement_counts_too() -> None:
    training = a_training(seats=10, takes_nominations=True)
    a_nominee(training, 4, office=TABALONG)
    agreement = accepted("nomination", activity=training.activity, places=1)
    assert (agreement.done, agreement.state) == (1, "fulfilled")


def test_called_done_by_hand_with_fewer_people_it_stays_done_while_more_come() -> None:
    training = a_training(seats=10, takes_nominations=True)
    agreement = accepted("nomination", activity=training.activity, places=5)
    fulfil(agreement, evidence="cukup 1, surat contoh", by=BY)
    a_nominee(training, 5, office=TABALONG)
    agreement.refresh_from_db()
    assert (agreement.done, agreement.state) == (1, "fulfilled")


def test_a_counter_that_lies_is_found_and_put_right() -> None:
    training = a_training(seats=10, takes_nominations=True)
    agreement = accepted("nomination", activity=training.activity, places=2)
    Agreement.objects.filter(pk=agreement.pk).update(done=7)
    assert [(row.pk, rows) for row, rows in counted_wrong()] == [(agreement.pk, 0)]
    assert (recount(by=BY), recount(by=BY)) == (1, 0)
    agreement.refresh_from_db()
    assert (agreement.done, agreement.state) == (0, "accepted")


def test_data_are_sent_with_the_form_of_the_meeting_or_shown_by_evidence() -> None:
    meeting = a_rakor()
    by_form, by_hand = accepted(meeting=meeting), accepted(owner=BANJAR)
    assert report_data(an_office(TABALONG), meeting, evidence="", by=BY) == 1
    by_form.refresh_from_db()
    assert (by_form.state, by_form.evidence) == ("fulfilled", "Formulir rapat terkirim.")
    with pytest.raises(Blocked):
        fulfil(by_hand, evidence=" ", by=BY)
    fulfil(by_hand, evidence="surat 12/PU", by=BY)
    with pytest.raises(Blocked):
        reopen(by_hand, reason="", by=BY)
    reopen(by_hand, reason="berkas tidak terbaca", by=BY)
    assert (by_hand.state, clock_of(by_hand)) == ("accepted", [BANJAR])


def test_what_is_dropped_is_not_waited_for_and_cannot_be_accepted() -> None:
    agreement = accepted()
    with pytest.raises(Blocked):
        drop(agreement, reason="", by=BY)
    drop(agreement, reason="tidak perlu lagi", by=BY)
    assert (agreement.state, agreement.state_reason, clock_of(agreement)) == (
        "dropped", "tidak perlu lagi", [],
    )  # fmt: skip
    with pytest.raises(IllegalMove):
        accept(agreement, by=BY)


def test_after_acceptance_only_words_day_and_number_change_each_with_a_reason() -> None:
    agreement = accepted()
    due = timezone.localdate() + timedelta(days=30)
    same = {"kind": "data", "owner_id": agreement.owner_id, "due_on": due}
    with pytest.raises(Blocked) as refused:
        change(agreement, Terms(text="Lain", **same), reason="", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["reason"]
    other = {**same, "owner_id": an_office(BANJAR).pk}
    with pytest.raises(Blocked) as refused:
        change(agreement, Terms(text="Lain", **other), reason="salah", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["fixed"]
    change(agreement, Terms(text="Lain", **same), reason="diundur", by=BY)
    assert (agreement.text, agreement.due_on) == ("Lain", due)
    line = AuditEvent.objects.get(action="agreement:change")
    assert (line.note, line.after["due_on"]) == ("diundur", due.isoformat())
    clock_of = Deadline.objects.open().get()
    assert timezone.localdate(clock_of.due_at) == due
    assert clock_of.title == f"Kabupaten Tabalong: {agreement}"
