"""Verdicts and what they make of a registration, in the database."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from binakon.core.actor import Actor
from binakon.core.models import AuditEvent, Deadline, Message
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.enrolment import actions
from binakon.enrolment.actions import reviews, verdicts
from binakon.enrolment.actions.documents import add_document
from binakon.enrolment.models import Place, Registration, Training, Verdict
from binakon.enrolment.queries.own_papers import papers_of
from binakon.people.models import Role
from tests.enrolment.handed_in import actor, applied, handed_in_again, papers
from tests.enrolment.papers import a_photo
from tests.enrolment.people import APPLICANT, a_training, counters_agree, registered
from tests.factories import BY

pytestmark = pytest.mark.database


@pytest.fixture
def asked(year: None, db: None) -> Training:
    """A class of two seats that asks for two papers."""
    return a_training(seats=2, documents=["id_card", "diploma"])


@pytest.fixture
def first(year: None, db: None) -> Actor:
    return actor(Role.VERIFIER)


@pytest.fixture
def second(year: None, db: None) -> Actor:
    return actor(Role.STAFF)


def accept_all(registration: Registration, by: Actor) -> None:
    for paper in papers(registration).values():
        verdicts.judge(paper, word="accept", by=by)


def names() -> list[str]:
    return list(Message.objects.order_by("id").values_list("name", flat=True))


def test_a_registration_with_every_paper_accepted_is_verified(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    accept_all(one, first)
    assert reviews.close_review(one, by=first) == "verify"
    assert (one.state, names()[-1]) == ("verified", "registration_verified")
    of_it = AuditEvent.objects.filter(subject_type="enrolment.registration", subject_id=one.pk)
    assert [event.action for event in of_it][-1] == "verify"


def test_a_correction_keeps_the_place_and_tells_each_paper_with_its_reason(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    held = papers(one)
    verdicts.judge(held["id_card"], word="accept", by=first)
    note = "Foto ulang sampai nomor ijazah jelas."
    verdicts.judge(held["diploma"], word="correct", reason="unreadable", note=note, by=first)
    before = Place.objects.get(registration=one)
    with translation.override("en"):
        assert reviews.close_review(one, by=first) == "ask_correction"
    after = Place.objects.get(registration=one)
    assert (after.state, after.queue) == (before.state, before.queue)
    clock = Deadline.objects.open().get(kind="correction")
    assert clock.due_at == one.correction_due_at
    assert timezone.localtime(clock.due_at).hour == 16
    message = Message.objects.get(name="correction_asked")
    assert f"- Ijazah: tidak terbaca. {note}" in message.body_text
    assert "KTP" not in message.body_text
    assert "/pendaftaran/" in message.body_text
    assert message.subject.startswith("Perbaiki berkas Anda")
    assert message.phone == one.phone


def test_a_corrected_paper_is_judged_anew_and_the_old_one_stays(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    held = papers(one)
    verdicts.judge(held["id_card"], word="accept", by=first)
    verdicts.judge(held["diploma"], word="correct", reason="cut_off", by=first)
    reviews.close_review(one, by=first)
    paper = handed_in_again(one, "diploma")
    verdicts.judge(paper, word="accept", by=first)
    assert reviews.close_review(one, by=first) == "verify"
    held["diploma"].refresh_from_db()
    assert (held["diploma"].state, one.documents.count()) == ("replaced", 3)


def test_a_refused_paper_ends_the_registration_and_its_seat_goes_to_the_next(
    asked: Training, first: Actor
) -> None:
    people = [applied(asked) for _number in range(3)]
    held = papers(people[0])
    verdicts.judge(held["id_card"], word="accept", by=first)
    verdicts.judge(held["diploma"], word="refuse", reason="field_of_study", by=first)
    assert reviews.close_review(people[0], by=first) == "reject"
    states = [Place.objects.get(registration=one).state for one in people]
    assert states == ["released", "accepted", "offered"]
    assert people[0].decision_reason == ("Ijazah: bidang ijazah tidak sesuai dengan persyaratan.")
    assert names()[-2:] == ["seat_offered", "registration_rejected"]
    assert counters_agree(asked)


def test_nothing_is_concluded_while_a_paper_waits_and_all_of_them_are_named(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    with pytest.raises(Blocked) as refused:
        reviews.close_review(one, by=first)
    assert [problem.code for problem in refused.value.problems] == ["open_id_card", "open_diploma"]
    one.refresh_from_db()
    assert one.state == "submitted"


def test_without_the_papers_that_are_asked_nobody_is_verified(
    asked: Training, first: Actor
) -> None:
    one = registered(asked)
    with pytest.raises(Blocked) as refused:
        reviews.close_review(one, by=first, expected="verify")
    assert [problem.code for problem in refused.value.problems] == [
        "missing_id_card",
        "missing_diploma",
    ]
    assert reviews.close_review(one, by=first) == "ask_correction"
    assert "KTP: belum diunggah." in Message.objects.get(name="correction_asked").body_text


def test_a_conclusion_that_the_page_did_not_announce_is_not_drawn(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    held = papers(one)
    verdicts.judge(held["id_card"], word="accept", by=first)
    verdicts.judge(held["diploma"], word="refuse", reason="doubtful", by=first)
    with pytest.raises(StaleState):
        reviews.close_review(one, by=first, expected="ask_correction")
    one.refresh_from_db()
    assert one.state == "submitted"


def test_closing_twice_is_refused(asked: Training, first: Actor) -> None:
    one = applied(asked)
    accept_all(one, first)
    reviews.close_review(one, by=first)
    with pytest.raises(IllegalMove):
        reviews.close_review(one, by=first)
    assert names().count("registration_verified") == 1


def test_four_eyes_are_two_people(year: None, db: None, first: Actor, second: Actor) -> None:
    training = a_training(documents=["id_card"], needs_two_verifiers=True)
    one = applied(training)
    paper = papers(one)["id_card"]
    verdicts.judge(paper, word="accept", by=first)
    assert paper.state == "seen_once"
    with pytest.raises(Blocked) as refused:
        verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    assert [problem.code for problem in refused.value.problems] == ["same_person"]
    with pytest.raises(Blocked):
        reviews.close_review(one, by=first)
    verdicts.judge(papers(one)["id_card"], word="accept", by=second)
    assert papers(one)["id_card"].state == "accepted"
    assert Verdict.objects.filter(document=paper).count() == 2
    assert reviews.close_review(one, by=second) == "verify"


def test_the_second_person_may_send_it_back(
    year: None, db: None, first: Actor, second: Actor
) -> None:
    training = a_training(documents=["id_card"], needs_two_verifiers=True)
    one = applied(training)
    verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    verdicts.judge(papers(one)["id_card"], word="correct", reason="expired", by=second)
    assert papers(one)["id_card"].state == "correction"


def test_the_table_itself_takes_one_verdict_a_person(asked: Training, first: Actor) -> None:
    paper = papers(applied(asked))["id_card"]
    verdicts.judge(paper, word="accept", by=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(
            document=paper, word="accept", user_id=first.user_id, at=datetime.now(UTC)
        )


def test_a_stale_page_is_told_what_the_other_said(
    asked: Training, first: Actor, second: Actor
) -> None:
    one = applied(asked)
    mine, theirs = papers(one)["id_card"], papers(one)["id_card"]
    verdicts.judge(theirs, word="correct", reason="cut_off", by=second)
    with pytest.raises(StaleState) as refused:
        verdicts.judge(mine, word="accept", by=first)
    assert second.label in str(refused.value)
    assert "perlu diganti: terpotong" in str(refused.value)
    assert Verdict.objects.filter(document=mine).count() == 1


def test_a_page_that_showed_another_state_is_stale_although_its_row_is_new(
    year: None, db: None, first: Actor, second: Actor
) -> None:
    training = a_training(documents=["id_card"], needs_two_verifiers=True)
    one = applied(training)
    verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    with pytest.raises(StaleState):
        verdicts.judge(papers(one)["id_card"], word="accept", by=second, seen="waiting")


def test_judging_again_sets_the_words_aside_and_opens_the_review(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    accept_all(one, first)
    reviews.close_review(one, by=first)
    verdicts.judge_again(papers(one)["diploma"], reason="nomor ijazah keliru", by=first)
    one.refresh_from_db()
    assert (one.state, papers(one)["diploma"].state) == ("submitted", "waiting")
    verdicts.judge(papers(one)["diploma"], word="refuse", reason="doubtful", by=first)
    assert list(
        Verdict.objects.filter(document=papers(one)["diploma"]).values_list("word", flat=True)
    ) == ["accept", "refuse"]


def test_judging_again_asks_why(asked: Training, first: Actor) -> None:
    one = applied(asked)
    accept_all(one, first)
    with pytest.raises(Blocked):
        verdicts.judge_again(papers(one)["diploma"], reason=" x ", by=first)
    assert papers(one)["diploma"].state == "accepted"


def test_a_first_look_pressed_by_mistake_can_be_taken_back(
    year: None, db: None, first: Actor
) -> None:
    training = a_training(documents=["id_card"], needs_two_verifiers=True)
    one = applied(training)
    verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    verdicts.judge_again(papers(one)["id_card"], reason="salah tekan", by=first)
    verdicts.judge(papers(one)["id_card"], word="correct", reason="cut_off", by=first)
    assert papers(one)["id_card"].state == "correction"


def test_a_request_for_correction_is_taken_back_with_its_clock(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    verdicts.judge(papers(one)["diploma"], word="correct", reason="cut_off", by=first)
    reviews.close_review(one, by=first)
    verdicts.judge_again(papers(one)["diploma"], reason="ternyata lengkap", by=first)
    one.refresh_from_db()
    assert (one.state, one.correction_due_at) == ("submitted", None)
    assert Deadline.objects.open().filter(kind="correction").count() == 0


def test_somebody_who_registered_again_is_not_reviewed_twice(asked: Training, first: Actor) -> None:
    one = applied(asked, 77)
    verdicts.judge(papers(one)["id_card"], word="refuse", reason="doubtful", by=first)
    verdicts.judge(papers(one)["diploma"], word="accept", by=first)
    reviews.close_review(one, by=first)
    applied(asked, 77)
    with pytest.raises(Blocked) as refused:
        verdicts.judge_again(papers(one)["id_card"], reason="ternyata asli", by=first)
    assert [problem.code for problem in refused.value.problems] == ["again"]


def test_who_withdrew_is_judged_no_more(asked: Training, first: Actor) -> None:
    one = applied(asked)
    actions.withdraw(one, reason="", by=APPLICANT)
    with pytest.raises(IllegalMove):
        verdicts.judge(papers(one)["id_card"], word="accept", by=first)


def test_a_late_correction_is_marked_once_and_decides_nothing(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    verdicts.judge(papers(one)["diploma"], word="correct", reason="cut_off", by=first)
    reviews.close_review(one, by=first)
    due = one.correction_due_at
    assert due is not None
    assert reviews.mark_late(by=BY, at=due - timedelta(minutes=1)) == 0
    later = due + timedelta(minutes=1)
    assert [reviews.mark_late(by=BY, at=later) for _turn in range(2)] == [1, 0]
    one.refresh_from_db()
    assert (one.state, AuditEvent.objects.filter(action="registration:late").count()) == (
        "correction",
        1,
    )


def test_a_reminder_repeats_the_request_as_it_stands(asked: Training, first: Actor) -> None:
    one = applied(asked)
    verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    verdicts.judge(papers(one)["diploma"], word="correct", reason="cut_off", by=first)
    with pytest.raises(IllegalMove):
        reviews.remind_correction(one, by=first)
    reviews.close_review(one, by=first)
    reviews.remind_correction(one, by=first)
    bodies = Message.objects.filter(name="correction_asked").values_list("body_text", flat=True)
    assert len(bodies) == 2
    assert bodies[0].split("http")[0] == bodies[1].split("http")[0]


def test_a_registration_is_turned_down_for_a_reason_that_stands_on_no_paper(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    with pytest.raises(Blocked):
        reviews.reject(one, reason="  ", by=first)
    reviews.reject(one, reason="Bukan tenaga kerja konstruksi", by=first)
    assert (one.state, Place.objects.get(registration=one).state) == ("rejected", "released")
    assert "Bukan tenaga kerja konstruksi" in Message.objects.last().body_text  # type: ignore[union-attr]
    assert counters_agree(asked)


def test_a_missing_paper_is_awaited_before_the_correction_is_complete(
    asked: Training, first: Actor
) -> None:
    one = registered(asked)
    reviews.close_review(one, by=first)
    add_document(one, kind="id_card", made=a_photo(10), by=APPLICANT)
    one.refresh_from_db()
    assert one.state == "correction"
    add_document(one, kind="diploma", made=a_photo(20), by=APPLICANT)
    one.refresh_from_db()
    assert (one.state, Deadline.objects.open().filter(kind="correction").count()) == (
        "submitted",
        0,
    )


def test_an_applicant_reads_no_verdict_before_the_review_is_closed(
    asked: Training, first: Actor
) -> None:
    one = applied(asked)
    verdicts.judge(papers(one)["diploma"], word="correct", reason="unreadable", by=first)
    paper = next(paper for paper in papers_of(one) if paper.kind == "diploma")
    assert (paper.state, paper.reason, paper.may_replace) == ("belum diperiksa", "", False)
    verdicts.judge(papers(one)["id_card"], word="accept", by=first)
    reviews.close_review(one, by=first)
    paper = next(paper for paper in papers_of(one) if paper.kind == "diploma")
    assert (paper.state, paper.reason, paper.may_replace) == (
        "perlu diganti",
        "tidak terbaca",
        True,
    )
