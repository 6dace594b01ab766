"""When a class is decided: once it is over and its scans agree; and what shows when the figures change afterwards."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from binakon.core import ledger, words
from binakon.core.problems import Blocked
from binakon.people.models import Role
from binakon.trainings.actions.completion import decide_completions, set_completion_rule
from binakon.trainings.models import Completion, Exam, Presence, Scan
from binakon.trainings.queries.completion import completion_page
from binakon.trainings.rules.completion import Asked
from binakon.trainings.states import ScanOutcome
from tests.enrolment.pages import as_
from tests.factories import BY, sentences
from tests.trainings.classes import a_class, a_scan, a_session, participants, present
from tests.trainings.completions import USUAL, a_taught_class, one
from tests.trainings.test_frozen import a_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
NOW = datetime.now(UTC)


def test_nobody_is_decided_before_the_last_session_has_ended() -> None:
    training = a_class(1)
    for day in (training.starts_on, training.ends_on):
        session = a_session(training, on=day, jp=2)
    present(session, participants(training)[0])
    set_completion_rule(training, Asked(attendance=80), by=one())
    zone = timezone.get_default_timezone()
    during = datetime.combine(training.ends_on, session.starts_at, tzinfo=zone)
    with pytest.raises(Blocked) as refusal:
        decide_completions(training, by=one(), at=during)
    ends = words.moment(datetime.combine(training.ends_on, session.ends_at, tzinfo=zone))
    assert sentences(refusal.value.problems) == [
        f"Kelas ini belum selesai. Putuskan setelah sesi terakhirnya, {ends}."
    ]
    assert not Completion.objects.exists()
    afterwards = datetime.combine(training.ends_on, session.ends_at, tzinfo=zone)
    assert decide_completions(training, by=one(), at=afterwards).incomplete == 1


def test_a_class_whose_rundown_ends_before_its_last_day_is_not_over() -> None:
    training = a_class(1)
    present(a_session(training, on=training.starts_on), participants(training)[0])
    set_completion_rule(training, Asked(attendance=80), by=one())
    zone = timezone.get_default_timezone()
    first_evening = datetime.combine(training.starts_on, time(23), tzinfo=zone)
    with pytest.raises(Blocked):
        decide_completions(training, by=one(), at=first_evening)


def test_nobody_is_decided_while_scans_contradict_each_other() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    session = training.sessions.first()
    conflict = a_scan(session, people[0], outcome=ScanOutcome.CONFLICT, reason="dua tempat")
    with pytest.raises(Blocked) as refusal:
        decide_completions(training, by=one())
    assert sentences(refusal.value.problems) == [
        "1 pindaian kehadiran masih bertentangan. Selesaikan dulu di halaman kehadiran, lalu putuskan."
    ]
    Scan.objects.filter(pk=conflict.pk).update(settled_at=NOW)
    assert decide_completions(training, by=one()).completed == 1


def test_what_is_missing_is_not_closed_while_its_test_still_takes_answers() -> None:
    training, _people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    exams = Exam.objects.filter(training=training)
    exams.update(state="open", closes_at=NOW + timedelta(hours=1))
    with pytest.raises(Blocked) as refusal:
        decide_completions(training, by=one(), closes_missing=True)
    assert [problem.code for problem in refusal.value.problems] == ["closes_missing"]
    exams.update(closes_at=NOW - timedelta(hours=1), opens_at=NOW - timedelta(hours=2))
    assert decide_completions(training, by=one(), closes_missing=True).left == 0


def test_a_presence_struck_under_a_certificate_is_told_where_it_is_decided() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    a_certificate(training, people[0])
    assert completion_page(training).outdated == ()
    for presence in Presence.objects.filter(registration=people[0]):
        ledger.move(presence, "strike", by=BY, sentence="dicoret")
    page = completion_page(training)
    assert [person.registration for person in page.outdated] == [people[0]]
    desk = f"/meja/pelatihan/{training.activity.slug}/selesai/"
    told = as_(Role.SECTION_HEAD).get(desk).content.decode()
    assert "Keputusan atas 1 peserta tidak lagi sesuai dengan data atau syaratnya:" in told
    assert "sertifikatnya masih berlaku" in told
    own = as_(Role.SECTION_HEAD).get(f"{desk}{people[0].pk}/").content.decode()
    assert "cabut sertifikatnya, lalu buka lagi keputusannya" in own
