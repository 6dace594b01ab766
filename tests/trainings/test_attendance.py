"""Attendance that stands an audit: every scan is kept, each person is present once, and what contradicts stays visible."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binakon.core import scan
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.models import Registration, Training
from binakon.trainings.actions import attendance, attendance_deeds
from binakon.trainings.actions.sessions import remove_session
from binakon.trainings.models import Presence, Scan, Session
from binakon.trainings.queries.attendance import badge_of, facts_of
from binakon.trainings.queries.jp import jp_attended, jp_total
from binakon.trainings.rules.attendance import Sent
from binakon.trainings.states import ScanOutcome
from tests.factories import BY
from tests.trainings.classes import a_class, a_session, participants, present

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


@pytest.fixture
def training(year: None, db: None) -> Training:
    """A class of three."""
    return a_class(3)


@pytest.fixture
def session(training: Training) -> Session:
    """Its first session, 2 JP from 08.00."""
    return a_session(training)


def begins(session: Session) -> datetime:
    return facts_of(session).starts


def a_sent(session: Session, person: Registration, **more: object) -> Sent:
    """What a phone's camera read, at the start of the session when nothing else is said."""
    values = {
        "nonce": uuid4(),
        "text": badge_of(person),
        "at": begins(session),
        "is_read": True,
        **more,
    }
    return Sent(session=session.pk, **values)  # type: ignore[arg-type]


def an_own(session: Session, code: str, at: datetime) -> Sent:
    """A code as a participant's phone read it from the screen of the room."""
    return Sent(uuid4(), 0, f"HTTP://SITUS.EXAMPLE/HADIR/{session.key.hex.upper()}/{code}/", at)


def outcomes() -> list[str]:
    return list(Scan.objects.order_by("id").values_list("outcome", flat=True))


def test_the_same_scan_sent_three_times_is_one_scan_and_one_presence(
    training: Training, session: Session
) -> None:
    sent = a_sent(session, participants(training)[0])
    answers = [
        attendance.take_scans(training, [sent], by=BY, at=begins(session)) for _try in range(3)
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0].outcome == "present"
    assert (Scan.objects.count(), Presence.objects.count()) == (1, 1)
    assert AuditEvent.objects.filter(subject_type="trainings.scan").count() == 1


def test_two_devices_offline_make_one_presence_and_both_scans_are_kept(
    training: Training, session: Session
) -> None:
    person = participants(training)[0]
    for device in ("telepon-1", "telepon-2"):
        attendance.take_scans(
            training,
            [a_sent(session, person, device=device)],
            by=BY,
            at=begins(session) + timedelta(hours=5),
        )
    assert outcomes() == ["present", "again"]
    assert list(Scan.objects.order_by("id").values_list("device", "is_late")) == [
        ("telepon-1", True),
        ("telepon-2", True),
    ]
    assert Presence.objects.get().first.device == "telepon-1"


def test_the_badge_of_another_class_and_a_forged_one_name_nobody(
    training: Training, session: Session
) -> None:
    other = participants(a_class(1))[0]
    own = participants(training)[0]
    forged = badge_of(own)[:-1] + ("0" if badge_of(own)[-1] != "0" else "1")
    sent = [a_sent(session, other), a_sent(session, own, text=forged)]
    taken = attendance.take_scans(training, sent, by=BY, at=begins(session))
    assert [each.outcome for each in taken] == ["refused", "refused"]
    assert Presence.objects.count() == 0


def test_somebody_picked_from_the_list_is_present_by_statement(
    training: Training, session: Session
) -> None:
    person = participants(training)[0]
    attendance.take_scans(
        training, [a_sent(session, person, text=person.code)], by=BY, at=begins(session)
    )
    assert Presence.objects.get().evidence == "D"
    # The QR shown afterwards is better evidence of the same presence.
    attendance.take_scans(training, [a_sent(session, person)], by=BY, at=begins(session))
    assert Presence.objects.get().evidence == "A"
    assert outcomes() == ["present", "again"]


def test_a_code_that_was_typed_is_the_word_of_staff_and_no_scan(
    training: Training, session: Session
) -> None:
    ani, budi, _cici = participants(training)
    # Somebody reads their code out on the telephone; only a camera has seen the other one.
    sent = [a_sent(session, ani, is_read=False), a_sent(session, budi)]
    attendance.take_scans(training, sent, by=BY, at=begins(session))
    found = Scan.objects.order_by("id").values_list("method", "evidence", "reason")
    assert list(found) == [
        ("staff_typed", "D", "Kode peserta diketik petugas, tidak dipindai kamera."),
        ("staff_scan", "A", ""),
    ]


@pytest.mark.parametrize("text", ["code", "badge"])
@pytest.mark.parametrize("is_read", [True, False])
def test_nobody_is_present_tomorrow_whatever_was_typed_picked_or_scanned(
    training: Training, session: Session, text: str, *, is_read: bool
) -> None:
    tomorrow, person = a_session(training, on=training.ends_on), participants(training)[0]
    words = person.code if text == "code" else badge_of(person)
    now = begins(session)
    sent = a_sent(tomorrow, person, text=words, at=now, is_read=is_read)
    attendance.take_scans(training, [sent], by=BY, at=now)
    assert (outcomes(), Presence.objects.count()) == (["conflict"], 0)
    # Nor does a word by hand or a decision bring them there before it has begun.
    with pytest.raises(Blocked) as stated:
        attendance_deeds.state_presence(tomorrow, person, reason="pasti datang", by=BY, at=now)
    conflict = Scan.objects.get()
    with pytest.raises(Blocked) as settled:
        attendance_deeds.settle(conflict, is_present=True, note="pasti datang", by=BY, at=now)
    codes = [each.value.problems[0].code for each in (stated, settled)]
    assert (codes, Presence.objects.count()) == (["person", "is_present"], 0)
    attendance_deeds.settle(conflict, is_present=False, note="salah hari", by=BY, at=now)
    attendance_deeds.state_presence(
        tomorrow, person, reason="dilihat di kelas", by=BY, at=begins(tomorrow)
    )
    assert Presence.objects.get().session == tomorrow


def test_a_picked_name_that_waited_on_a_phone_obeys_the_hours_and_the_closing(
    training: Training, session: Session
) -> None:
    ani, budi, cici = participants(training)
    start, later = begins(session), begins(session) + timedelta(days=10)
    picked = [
        a_sent(session, ani, text=ani.code, is_read=False),
        a_sent(session, budi, text=budi.code, is_read=False, at=start + timedelta(days=2)),
    ]
    attendance.take_scans(training, picked, by=BY, at=later)
    attendance_deeds.close_session(session, by=BY, at=later)
    last = a_sent(session, cici, text=cici.code, is_read=False)
    attendance.take_scans(training, [last], by=BY, at=later)
    told = Scan.objects.order_by("id").values_list("outcome", "is_late")
    assert list(told) == [("present", True), ("conflict", True), ("conflict", True)]
    # What somebody says with a reason of their own passes also after the closing.
    attendance_deeds.state_presence(session, cici, reason="dilihat di kelas", by=BY, at=later)
    assert jp_attended(training) == {ani.pk: 2, cici.pk: 2}


def test_a_scan_without_a_session_is_refused_alone_and_the_queue_comes_in(
    training: Training, session: Session
) -> None:
    ani, budi, cici = participants(training)
    removed, other = a_session(training, topic="Dihapus"), a_session(a_class(1))
    sent = [
        a_sent(removed, ani),
        a_sent(session, budi),
        a_sent(other, cici),
        a_sent(session, cici),
    ]
    remove_session(removed, by=BY)
    told = attendance.take_scans(training, sent, by=BY, at=begins(session))
    assert [(each.outcome, each.name) for each in told] == [
        ("refused", str(ani)),
        ("present", str(budi)),
        ("refused", str(cici)),
        ("present", str(cici)),
    ]
    assert (Scan.objects.count(), Presence.objects.count()) == (2, 2)
    again = attendance.take_scans(training, sent, by=BY, at=begins(session))
    assert (again, Scan.objects.count()) == (told, 2)
    event = AuditEvent.objects.filter(action="scan:homeless").order_by("id").first()
    assert event is not None
    codes = ", ".join(sorted([ani.code, cici.code]))
    assert event.sentence == f"2 pindaian ditolak karena sesinya tidak ada lagi: {codes}"


def test_the_code_of_today_cannot_mark_the_session_of_tomorrow(
    training: Training, session: Session
) -> None:
    tomorrow = a_session(training, on=training.ends_on)
    code = scan.code_at(session.key.hex, begins(session))
    person = participants(training)[0]
    for at in (begins(session), begins(tomorrow)):
        with pytest.raises(Blocked):
            attendance.mark_self(person, tomorrow, code=code, nonce=uuid4(), by=BY, at=at)
    # Nor by a phone that names the session of tomorrow beside the code of today.
    sent = an_own(tomorrow, code, begins(session))
    [told] = attendance.take_own_scans(person, [sent], by=BY, at=begins(tomorrow))
    assert (told.outcome, Scan.objects.count()) == ("refused", 0)
    # The same code at the same moment marks its own session.
    attendance.mark_self(person, session, code=code, nonce=uuid4(), by=BY, at=begins(session))
    assert outcomes() == ["present"]


def test_a_badge_scanned_today_does_not_mark_tomorrow(training: Training, session: Session) -> None:
    tomorrow = a_session(training, on=training.ends_on)
    person = participants(training)[0]
    for each in (tomorrow, session):
        sent = a_sent(each, person, at=begins(session))
        attendance.take_scans(training, [sent], by=BY, at=begins(session))
    assert outcomes() == ["conflict", "present"]
    assert Presence.objects.get().session == session


def test_a_photo_of_the_code_sent_to_a_friend_is_worth_nothing_after_seconds(
    training: Training, session: Session
) -> None:
    friend, start = participants(training)[1], begins(session)
    code = scan.code_at(session.key.hex, start)
    late = start + timedelta(seconds=31)
    with pytest.raises(Blocked):
        attendance.mark_self(friend, session, code=code, nonce=uuid4(), by=BY, at=late)
    # Nor by saying that the phone had no network when the code was on the screen.
    for at in (late, start + timedelta(hours=1)):
        attendance.take_own_scans(friend, [an_own(session, code, start)], by=BY, at=at)
    assert (outcomes(), Presence.objects.count()) == (["conflict", "conflict"], 0)
    # The same sending while the code is on the screen is a presence.
    in_time = start + timedelta(seconds=29)
    attendance.take_own_scans(friend, [an_own(session, code, start)], by=BY, at=in_time)
    assert Presence.objects.get().evidence == "B"


def test_a_code_that_waited_on_a_phone_is_a_statement_until_staff_confirm_it(
    training: Training, session: Session
) -> None:
    person, start = participants(training)[0], begins(session)
    sent = an_own(session, scan.code_at(session.key.hex, start), start)
    told = [
        attendance.take_own_scans(person, [sent], by=BY, at=start + timedelta(hours=2))
        for _try in range(3)
    ]
    assert told[0] == told[1] == told[2]
    waits = Scan.objects.get()
    assert (waits.outcome, waits.evidence, waits.is_late) == ("conflict", "D", True)
    assert jp_attended(training) == {}
    later, note = start + timedelta(hours=3), "dilihat duduk di kelas"
    attendance_deeds.settle(waits, is_present=True, note=note, by=BY, at=later)
    assert (jp_attended(training), Presence.objects.get().evidence) == ({person.pk: 2}, "D")


def test_a_phone_whose_clock_is_wrong_still_proves_a_code_that_is_on_the_screen(
    training: Training, session: Session
) -> None:
    ani, budi, _cici = participants(training)
    start = begins(session)
    code, yesterday = scan.code_at(session.key.hex, start), start - timedelta(days=1)
    attendance.take_own_scans(ani, [an_own(session, code, yesterday)], by=BY, at=start)
    assert (outcomes(), Presence.objects.get().at) == (["present"], start)
    # Sent later it is kept, and says what does not fit.
    later = start + timedelta(hours=2)
    attendance.take_own_scans(budi, [an_own(session, code, yesterday)], by=BY, at=later)
    assert outcomes() == ["present", "conflict"]


def test_a_typed_code_finds_its_session_and_one_of_another_class_finds_none(
    training: Training, session: Session
) -> None:
    person, start = participants(training)[0], begins(session)
    other = a_session(a_class(1))
    codes = [scan.code_at(each.key.hex, start) for each in (session, other)]
    sent = [Sent(uuid4(), 0, f"{code[:4]}-{code[4:]}", start) for code in codes]
    told = attendance.take_own_scans(person, sent, by=BY, at=start)
    assert [(each.name, each.outcome) for each in told] == [
        (session.topic, "present"),
        ("", "refused"),
    ]
    assert Scan.objects.get().session == session


def test_an_own_scan_of_the_code_on_the_screen_is_evidence_b(
    training: Training, session: Session
) -> None:
    person, start, nonce = participants(training)[0], begins(session), uuid4()
    code = scan.code_at(session.key.hex, start)
    told = [
        attendance.mark_self(person, session, code=code, nonce=nonce, by=BY, at=start)
        for _try in range(3)
    ]
    assert [each.outcome for each in told] == ["present"] * 3
    assert Presence.objects.get().evidence == "B"
    assert Scan.objects.count() == 1


def test_jp_attended_is_the_sum_of_the_sessions_whose_presence_stands(
    training: Training, session: Session
) -> None:
    second = a_session(training, on=training.ends_on, jp=4)
    ani, budi, _cici = participants(training)
    struck = present(session, ani)
    present(second, ani)
    present(second, budi)
    assert (jp_attended(training), jp_total(training)) == ({ani.pk: 6, budi.pk: 4}, 6)
    attendance_deeds.strike(struck, reason="salah orang", by=BY)
    assert jp_attended(training) == {ani.pk: 4, budi.pk: 4}
    attendance_deeds.restore(struck, reason="ternyata benar", by=BY)
    assert jp_attended(training) == {ani.pk: 6, budi.pk: 4}


def test_a_conflict_stays_until_somebody_settles_it_with_a_note(
    training: Training, session: Session
) -> None:
    person, start = participants(training)[0], begins(session)
    early = a_sent(session, person, at=start - timedelta(hours=2))
    attendance.take_scans(training, [early], by=BY, at=start)
    conflict = Scan.objects.get(outcome=ScanOutcome.CONFLICT)
    with pytest.raises(Blocked):
        attendance_deeds.settle(conflict, is_present=True, note="", by=BY, at=start)
    attendance_deeds.settle(conflict, is_present=True, note="jam telepon salah", by=BY, at=start)
    conflict.refresh_from_db()
    assert (conflict.outcome, conflict.settled_note) == ("conflict", "jam telepon salah")
    assert Presence.objects.get().first == conflict
    with pytest.raises(StaleState):
        attendance_deeds.settle(conflict, is_present=False, note="lagi lagi", by=BY)


def test_settling_a_conflict_brings_back_whoever_was_struck_out(
    training: Training, session: Session
) -> None:
    person = participants(training)[0]
    attendance_deeds.strike(present(session, person), reason="salah orang", by=BY)
    attendance.take_scans(training, [a_sent(session, person)], by=BY, at=begins(session))
    assert jp_attended(training) == {}
    conflict = Scan.objects.get(outcome=ScanOutcome.CONFLICT)
    attendance_deeds.settle(
        conflict, is_present=True, note="memang hadir", by=BY, at=begins(session)
    )
    assert jp_attended(training) == {person.pk: 2}


def test_a_paper_list_needs_its_sheet_and_people_of_the_class(
    training: Training, session: Session
) -> None:
    people = [person.pk for person in participants(training)]
    with pytest.raises(Blocked) as refused:
        attendance_deeds.take_paper(
            session, [people[0], 0], made=None, by=BY, at=begins(session) - timedelta(minutes=1)
        )
    assert [problem.code for problem in refused.value.problems] == ["sheet", "people", "people"]


def test_a_statement_says_why(training: Training, session: Session) -> None:
    person = participants(training)[0]
    with pytest.raises(Blocked):
        attendance_deeds.state_presence(session, person, reason="   ", by=BY)
    attendance_deeds.state_presence(
        session, person, reason="telepon rusak, dilihat petugas", by=BY, at=begins(session)
    )
    assert list(Scan.objects.values_list("method", "evidence", "reason")) == [
        ("statement", "D", "telepon rusak, dilihat petugas")
    ]


def test_a_closed_session_keeps_what_arrives_later_as_a_conflict(
    training: Training, session: Session
) -> None:
    with pytest.raises(Blocked):
        attendance_deeds.close_session(session, by=BY, at=begins(session) - timedelta(minutes=1))
    attendance_deeds.close_session(session, by=BY, at=begins(session))
    with pytest.raises(StaleState):
        attendance_deeds.close_session(session, by=BY, at=begins(session))
    sent = a_sent(session, participants(training)[0])
    attendance.take_scans(training, [sent], by=BY, at=begins(session) + timedelta(hours=3))
    assert (outcomes(), Presence.objects.count()) == (["conflict"], 0)
    attendance_deeds.reopen_session(session, reason="perangkat terlambat", by=BY)
    attendance.take_scans(
        training,
        [a_sent(session, participants(training)[0])],
        by=BY,
        at=begins(session) + timedelta(hours=3),
    )
    assert outcomes() == ["conflict", "present"]


def test_a_batch_of_any_size_asks_the_database_equally_often(
    training: Training, session: Session
) -> None:
    people = participants(training)
    assert training.office_code == "63"

    def queries(count: int) -> int:
        sent = [a_sent(session, people[place]) for place in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            attendance.take_scans(training, sent, by=BY, at=begins(session))
        return len(asked)

    # The three presences of the second batch are one write, as the one of the first was.
    assert queries(1) == queries(3)


def test_a_nonce_names_one_scan_whatever_else_is_sent_with_it(
    training: Training, session: Session
) -> None:
    ani, budi, _cici = participants(training)
    nonce = UUID(int=5)
    attendance.take_scans(training, [a_sent(session, ani, nonce=nonce)], by=BY, at=begins(session))
    told = attendance.take_scans(
        training, [a_sent(session, budi, nonce=nonce)], by=BY, at=begins(session)
    )
    assert [each.name for each in told] == [str(ani)]
    assert Presence.objects.get().registration == ani
