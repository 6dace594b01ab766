"""What the clock finishes: each job does its deed once, when its time has come, and finds nothing the second time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from binakon.core import files
from binakon.core.actor import job_actor
from binakon.core.models import AuditEvent, StoredFile
from binakon.enrolment import jobs
from binakon.enrolment.actions import drafts, opening, overdue
from binakon.enrolment.actions.documents import add_document
from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import Document, Registration, Training
from binakon.planning.actions import set_quota
from tests.enrolment.papers import a_photo
from tests.enrolment.people import (
    APPLICANT,
    a_draft,
    a_training,
    counters_agree,
    registered,
)
from tests.factories import BY, an_office

pytestmark = pytest.mark.database
JOB = job_actor("uji")


def test_a_draft_that_nobody_sent_is_gone_after_seven_days_with_its_papers(
    training: Training,
) -> None:
    Training.objects.filter(pk=training.pk).update(documents=["photo"])
    training.refresh_from_db()
    old, sent = a_draft(training, 1), registered(training, 2)
    made = a_photo()
    paper = add_document(old, kind="photo", made=made, by=APPLICANT)
    path = files.path_of(paper.file)
    now = timezone.now()
    assert drafts.purge_drafts(by=JOB, at=now + timedelta(days=6, hours=23)) == 0
    assert drafts.purge_drafts(by=JOB, at=now + timedelta(days=7, hours=1)) == 1
    assert drafts.purge_drafts(by=JOB, at=now + timedelta(days=7, hours=1)) == 0
    assert list(Registration.objects.all()) == [sent]
    assert Document.objects.count() == 0
    stored = StoredFile.objects.get()
    assert (bytes(stored.wrapped_key), stored.erased_at is not None) == (b"", True)
    with pytest.raises(files.Gone):
        files.read(stored)
    assert path.name == f"{stored.key}.bin"


def test_an_offer_that_nobody_answered_goes_to_the_next_in_line(year: None, db: None) -> None:
    training = a_training(seats=1)
    holder, second, third = (registered(training, number) for number in (1, 2, 3))
    overdue_at = timezone.now() + timedelta(days=30)
    leaves(holder)
    assert state_of(second) == "offered"
    assert overdue.lapse_due_offers(by=JOB, at=timezone.now()) == 0
    assert overdue.lapse_due_offers(by=JOB, at=overdue_at) == 1
    assert (state_of(second), state_of(third)) == ("lapsed", "offered")
    assert overdue.lapse_due_offers(by=JOB, at=timezone.now()) == 0
    assert counters_agree(training)


def leaves(registration: Registration) -> None:
    found = Registration.objects.get(pk=registration.pk)
    withdraw(found, reason="pindah", by=APPLICANT)


def state_of(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).place.state


def test_registration_closes_by_itself_and_once(year: None, db: None) -> None:
    training, other = a_training(), a_training(closes_at=timezone.now() + timedelta(days=90))
    assert opening.close_ended(by=JOB) == 0
    later = timezone.now() + timedelta(days=8)
    assert opening.close_ended(by=JOB, at=later) == 1
    assert opening.close_ended(by=JOB, at=later) == 0
    states = [Training.objects.get(pk=t.pk).state for t in (training, other)]
    assert states == ["closed", "open"]
    lines = AuditEvent.objects.filter(action="close", subject_id=training.pk)
    assert [(line.old_state, line.new_state) for line in lines] == [("open", "closed")]


def test_seats_that_a_quota_gives_up_are_offered_to_who_waits(year: None, db: None) -> None:
    training = a_training(seats=2, quotas={"63.09": 1})
    registered(training, 1)
    waits = registered(training, 2)
    assert state_of(waits) == "waiting"
    assert overdue.sync_waited_for(by=JOB) == 0
    set_quota(training.activity, office=an_office("63.09"), places=0, reason="kembali", by=BY)
    assert overdue.sync_waited_for(by=JOB) == 1
    assert state_of(waits) == "offered"
    assert overdue.sync_waited_for(by=JOB) == 0
    assert counters_agree(training)


def test_every_job_may_run_when_there_is_nothing_to_do(training: Training) -> None:
    registered(training, 1)
    done = [jobs.purge_drafts(), jobs.lapse_offers(), jobs.close_trainings(), jobs.sync_seats()]
    assert done == [0, 0, 0, 0]
