"""A rundown at the desk: sessions kept or refused, days laid, copied and moved, clashes shown, printed and in calendars."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Role
from binakon.trainings.actions import engagements, sessions
from binakon.trainings.actions.sessions import SessionText
from binakon.trainings.documents.schedule import rundown_pdf, schedule_paper, session_calendar
from binakon.trainings.models import Engagement, Instructor, Session
from binakon.trainings.queries.rundown import (
    days_of,
    facts_of,
    norms_of,
    sessions_for,
    sessions_of,
)
from binakon.trainings.rules.rundown import rundown_problems
from binakon.trainings.states import EngagementState, SessionKind
from tests.enrolment.pages import as_
from tests.enrolment.people import a_training, registered
from tests.factories import BY, an_activity, an_office
from tests.trainings.classes import (
    a_class,
    a_scan,
    a_session,
    an_engagement,
    an_instructor,
    participants,
)

pytestmark = pytest.mark.database

WRITERS = (Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)
READERS = (Role.HEAD_OF_OFFICE, Role.VERIFIER, Role.TREASURER)
STRANGERS = (Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR)


def text(on: date, starts: time = time(8), ends: time = time(9, 30), **fields: Any) -> SessionText:
    return SessionText(on=on, starts_at=starts, ends_at=ends, topic="Beton", **fields)


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/rundown/"


def another_class(training: Training) -> Training:
    return a_training(
        activity=an_activity("kelas-lain", title="Kelas lain (contoh)"),
        starts_on=training.starts_on,
        ends_on=training.ends_on,
        venue=training.venue,
    )


def codes_of(training: Training) -> list[str]:
    """What is told of a rundown, the calendar's holidays apart."""
    found = rundown_problems(facts_of(training))
    return [problem.code for problem in found if problem.code != "holiday"]


def test_the_jp_of_a_session_are_proposed_from_its_minutes_and_may_be_stated(
    training: Training,
) -> None:
    proposed = sessions.add_session(training, text(training.starts_on), by=BY)
    stated = sessions.add_session(
        training, text(training.starts_on, time(10), time(11, 30), jp=1), by=BY
    )
    rest = sessions.add_session(
        training,
        text(training.starts_on, time(12), time(13), jp=4, kind=SessionKind.BREAK),
        by=BY,
    )
    assert [row.jp for row in (proposed, stated, rest)] == [2, 1, 0]


def test_a_session_over_another_is_refused_and_nothing_is_kept(training: Training) -> None:
    sessions.add_session(training, text(training.starts_on), by=BY)
    with pytest.raises(Blocked) as refused:
        sessions.add_session(training, text(training.starts_on, time(9), time(10)), by=BY)
    assert [p.code for p in refused.value.problems if p.blocks] == ["overlap"]
    assert training.sessions.count() == 1


def test_a_session_may_be_moved_within_its_own_time(training: Training) -> None:
    session = sessions.add_session(training, text(training.starts_on), by=BY)
    moved = text(training.starts_on, time(8, 30), time(10))
    sessions.edit_session(session, moved, revision=0, by=BY)
    session.refresh_from_db()
    assert (session.starts_at, session.ends_at, session.revision) == (time(8, 30), time(10), 1)


def test_a_change_to_what_somebody_else_has_changed_is_refused(training: Training) -> None:
    session = sessions.add_session(training, text(training.starts_on), by=BY)
    sessions.edit_session(session, text(training.starts_on, note="dari A"), revision=0, by=BY)
    with pytest.raises(StaleState):
        sessions.edit_session(session, text(training.starts_on, note="dari B"), revision=0, by=BY)
    session.refresh_from_db()
    assert session.note == "dari A"


def test_a_session_with_scans_is_not_removed_nor_moved_but_its_words_change(year: None) -> None:
    training = a_class(1)
    free, kept = a_session(training, starts=time(10), ends=time(11)), a_session(training)
    a_scan(kept, participants(training)[0])
    with pytest.raises(Blocked) as refused:
        sessions.remove_session(kept, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["has_scans"]
    with pytest.raises(Blocked):
        sessions.edit_session(
            kept, text(kept.on, time(8), time(9), jp=1), revision=kept.revision, by=BY
        )
    with pytest.raises(Blocked):
        sessions.transfer_day(
            training, kept.on, kept.on + timedelta(days=1), keeps_source=False, by=BY
        )
    sessions.edit_session(kept, text(kept.on, jp=kept.jp), revision=kept.revision, by=BY)
    kept.refresh_from_db()
    assert kept.topic == "Beton"
    sessions.remove_session(free, by=BY)
    assert list(training.sessions.values_list("pk", flat=True)) == [kept.pk]


def test_a_day_is_copied_with_its_teachers_or_moved_all_or_none(training: Training) -> None:
    first, second = days_of(training)[0], days_of(training)[1]
    teacher = an_engagement(training)
    sessions.add_session(training, text(first, engagements=[teacher.pk]), by=BY)
    sessions.add_session(training, text(first, time(10), time(11)), by=BY)
    assert sessions.transfer_day(training, first, second, keeps_source=True, by=BY) == 2
    assert [row.on for row in sessions_of(training)] == [first, first, second, second]
    assert training.sessions.filter(engagements=teacher).count() == 2
    with pytest.raises(Blocked):
        sessions.transfer_day(training, first, second, keeps_source=False, by=BY)
    assert [row.on for row in sessions_of(training)] == [first, first, second, second]
    training.sessions.filter(on=second).delete()
    assert sessions.transfer_day(training, first, second, keeps_source=False, by=BY) == 2
    assert [row.on for row in sessions_of(training)] == [second, second]


def test_only_an_instructor_of_this_class_who_has_not_said_no_is_put_on_a_session(
    training: Training,
) -> None:
    ours = an_engagement(training, an_instructor("A (contoh)"))
    strange = an_engagement(another_class(training), an_instructor("B (contoh)"))
    off = an_engagement(training, an_instructor("C (contoh)"))
    Engagement.objects.filter(pk=off.pk).update(state=EngagementState.DECLINED)
    keys = [ours.pk, strange.pk, off.pk]
    session = sessions.add_session(training, text(training.starts_on, engagements=keys), by=BY)
    assert list(session.engagements.all()) == [ours]


def test_room_and_instructor_of_another_class_are_told_and_do_not_stop(training: Training) -> None:
    other, teacher = another_class(training), an_instructor()
    there = a_session(other, on=training.starts_on, room="Aula")
    there.engagements.add(an_engagement(other, teacher))
    mine = an_engagement(training, teacher)
    sessions.add_session(
        training, text(training.starts_on, room="aula", engagements=[mine.pk]), by=BY
    )
    assert codes_of(training) == ["room", "instructor"]
    page = as_(Role.STAFF).get(home(training)).content.decode()
    assert " “aula” dipakai Kelas lain (contoh)" in page, "the row has said which session it is"
    Training.objects.filter(pk=other.pk).update(state="cancelled")
    assert codes_of(training) == []
    Training.objects.filter(pk=other.pk).update(state="open", venue="Gedung lain")
    assert codes_of(training) == ["instructor"], "an Aula of another house is another Aula"


def test_an_instructor_whom_two_offices_know_is_still_one_person(training: Training) -> None:
    other = another_class(training)
    ours = an_instructor(email="Prof@contoh.example")
    theirs = Instructor.objects.create(
        office=an_office("63.03"), name="Prof. Contoh", email="prof@contoh.example"
    )
    a_session(other, on=training.starts_on, room="Aula").engagements.add(
        an_engagement(other, theirs)
    )
    session = a_session(training, room="Ulin")
    session.engagements.add(an_engagement(training, ours))
    assert codes_of(training) == ["instructor"]
    Instructor.objects.filter(pk=theirs.pk).update(email="lain@contoh.example")
    assert codes_of(training) == []
    Instructor.objects.filter(pk__in=[ours.pk, theirs.pk]).update(phone="6281200000009")
    assert codes_of(training) == ["instructor"]


def test_a_national_holiday_is_told(year: None) -> None:
    labour_day = date(2026, 5, 1)
    training = a_training(seats=5, starts_on=labour_day, ends_on=labour_day)
    training.days.all().delete()
    a_session(training)
    problems = [p for p in rundown_problems(facts_of(training)) if p.code == "holiday"]
    assert [(p.blocks, "Buruh" in p.sentence) for p in problems] == [(False, True)]


def test_the_norms_of_one_class_are_its_own(training: Training) -> None:
    values = {"minutes": 60, "promised_jp": 5, "breaks": [["10:00", "10:30"]]}
    sessions.set_norms(training, values, by=BY)
    found = norms_of(training)
    assert (found.minutes, found.promised_jp, found.breaks) == (60, 5, ((time(10), time(10, 30)),))
    assert norms_of(another_class(training)).minutes == 45
    session = sessions.add_session(training, text(training.starts_on), by=BY)
    assert session.jp == 1
    assert AuditEvent.objects.filter(action="norms:set").count() == 1


def test_only_a_participant_sees_the_sessions_of_their_class(year: None) -> None:
    training = a_class(1)
    session = a_session(training)
    person = participants(training)[0]
    assert list(sessions_for(person)) == [session]
    other = registered(a_training(activity=an_activity("lain", title="Lain"), seats=3))
    assert list(sessions_for(Registration.objects.get(pk=other.pk))) == []


def test_the_schedule_names_only_who_has_said_yes(training: Training) -> None:
    session = a_session(training, room="Ruang Meranti")
    asked = an_engagement(training, an_instructor("Belum Menjawab"))
    sure = an_engagement(training, an_instructor("Sudah Bersedia"))
    Engagement.objects.filter(pk=sure.pk).update(state=EngagementState.CONFIRMED)
    session.engagements.set([asked, sure])
    a_session(
        training,
        starts=time(10),
        ends=time(10, 45),
        jp=1,
        topic="Diskusi",
        link="https://rapat.contoh.example/1",
    )
    day = schedule_paper(training)["days"]
    assert isinstance(day, list)
    assert day[0]["rows"] == [
        ["08.00–09.30", "Materi contoh", "2", "Sudah Bersedia (contoh)", "Ruang Meranti"],
        ["10.00–10.45", "Diskusi", "1", "menyusul", "Daring"],
    ]
    assert rundown_pdf(training)[:5] == b"%PDF-"


def test_the_calendar_of_sessions_leaves_out_breaks_and_online_links(training: Training) -> None:
    session = a_session(training, room="Aula", link="https://rapat.contoh.example/rahasia")
    a_session(training, starts=time(10), ends=time(11), jp=0, kind=SessionKind.BREAK, topic="Rehat")
    public = session_calendar(training, sessions_of(training), has_links=False)
    events = list(Calendar.from_ical(public).walk("VEVENT"))
    assert [str(event["uid"]) for event in events] == [f"{session.key}@binakon"]
    assert events[0].decoded("dtstart").strftime("%H%M%z") == "0000+0000", "08.00 WITA"
    assert b"rapat.contoh" not in public
    own = session_calendar(training, sessions_of(training), has_links=True)
    assert b"rapat.contoh" in own
    assert str(events[0]["location"]) == f"Aula, {training.venue}"
    Session.objects.filter(pk=session.pk).update(room="")
    online = session_calendar(training, sessions_of(training), has_links=False)
    [event] = Calendar.from_ical(online).walk("VEVENT")
    assert str(event["location"]) == "Daring", "nobody goes to the venue for a screen"


def addresses(training: Training, session: Session) -> list[str]:
    day = f"?hari={training.starts_on.isoformat()}"
    return [
        f"{home(training)}sesi/",
        f"{home(training)}sesi/{session.pk}/",
        f"{home(training)}susun/{day}",
        f"{home(training)}pindah/{day}",
        f"{home(training)}norma/",
    ]


@pytest.mark.parametrize("role", [*WRITERS, *READERS, *STRANGERS])
def test_writers_write_readers_read_and_strangers_find_nothing(
    training: Training, role: Role
) -> None:
    session = a_session(training)
    client = as_(role)
    read = {home(training), f"{home(training)}jadwal.pdf", f"{home(training)}jadwal.ics"}
    reads = 404 if role in STRANGERS else 200
    writes = {**dict.fromkeys(WRITERS, 200), **dict.fromkeys(READERS, 403)}.get(role, 404)
    assert {path: client.get(path).status_code for path in read} == dict.fromkeys(read, reads)
    found = {path: client.get(path).status_code for path in addresses(training, session)}
    assert found == dict.fromkeys(found, writes)


def test_nobody_reads_a_rundown_without_an_account(training: Training) -> None:
    assert Client().get(home(training)).status_code == 302


def test_a_day_is_laid_from_the_norms_with_the_topics_that_were_typed(training: Training) -> None:
    client, day = as_(Role.SECTION_HEAD), days_of(training)[0]
    path = f"{home(training)}susun/?hari={day.isoformat()}"
    form = client.get(path).context["form"]
    answers = {f"topic-{number}": f"Topik {number}" for number in range(len(form.rows))}
    answers |= {"keep-0": "on", "keep-1": "on"}
    assert client.post(path, answers).status_code == 302
    assert [(row.topic, row.jp, row.kind) for row in sessions_of(training)] == [
        ("Topik 0", 3, "teaching"),
        ("Topik 1", 0, "break"),
    ]
    refused = client.post(path, {})
    assert (refused.status_code, training.sessions.count()) == (422, 2)


def test_a_refused_session_keeps_what_was_typed_and_says_why(training: Training) -> None:
    a_session(training)
    answer = as_(Role.STAFF).post(
        f"{home(training)}sesi/",
        {
            "on": training.starts_on.isoformat(),
            "starts_at": "09:00",
            "ends_at": "10:00",
            "kind": "teaching",
            "topic": "Bertumpuk",
            "jp": "",
        },
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "bertumpuk dengan" in body
    assert 'value="Bertumpuk"' in body


def test_the_public_page_shows_the_sessions_without_unconfirmed_names(training: Training) -> None:
    session = a_session(training, link="https://rapat.contoh.example/rahasia")
    asked = an_engagement(training, an_instructor("Belum Menjawab"))
    session.engagements.add(asked)
    path = f"/kegiatan/{training.activity.slug}/"
    body = Client().get(path).content.decode()
    assert "Materi contoh" in body
    assert "Belum Menjawab" not in body
    assert "rapat.contoh" not in body
    assert Client().get(f"{path}jadwal.pdf").status_code == 200
    assert b"rapat.contoh" not in Client().get(f"{path}jadwal.ics").content
    engagements.confirm(asked, by=BY)
    assert "Belum Menjawab" in Client().get(path).content.decode(), (
        "no kept page is older than that"
    )
    sessions.remove_session(session, by=BY)
    assert Client().get(f"{path}jadwal.pdf").status_code == 404


def test_the_desk_page_of_a_class_leads_to_its_chapters(training: Training) -> None:
    body = as_(Role.STAFF).get(f"/meja/pelatihan/{training.activity.slug}/").content.decode()
    for part in ("rundown", "narasumber", "materi"):
        assert f'href="/meja/pelatihan/{training.activity.slug}/{part}/"' in body
