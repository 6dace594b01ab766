"""The three days of BIMTEK Arsitek 1: attendance in every class of evidence, and both tests (all people invented)."""

from datetime import date, timedelta

from binakon.demo import marks
from binakon.demo.deeds import actor, at
from binakon.demo.finished import DAYS
from binakon.demo.papers import handout_of
from binakon.demo.sat import on_paper, on_phones
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Role
from binakon.trainings.actions.attendance_deeds import (
    close_session,
    settle,
    state_presence,
    strike,
    take_paper,
)
from binakon.trainings.actions.exams import close_exam, open_exam
from binakon.trainings.models import Exam, Presence, Scan, Session
from binakon.trainings.states import ExamKind, ScanOutcome, SessionKind

# Places in the order of the participants.
LEFT_EARLY, FELL_ILL, LATE_ONCE, NO_CODE, OUT_OF_HOURS, AFTER_CLOSING, SIGNED_FOR = (
    3, 11, 20, 5, 7, 9, 15,
)  # fmt: skip
# So many do the post-test on their phones, before the network of the room gives up; the others on paper.
ON_PHONES = 12
# How many of the ten questions are answered rightly, in turns of different length.
BEFORE = (3, 5, 4, 6, 2, 4, 5, 3, 6, 4, 5)
AFTER = (8, 7, 9, 8, 10, 7, 9, 8, 7, 9, 7, 8, 7)


def tell_days(training: Training, *, as_of: date) -> None:
    """The days that had come by the end of `as_of`; a day with marks stays as it is."""
    for day, told in zip(DAYS, (_first_day, _second_day, _third_day), strict=True):
        has_marks = Scan.objects.filter(session__training=training, session__on=day).exists()
        if as_of >= day and not has_marks:
            told(training, marks.people_of(training))


def _sessions(training: Training, day: date) -> dict[str, Session]:
    """The sessions of a day by the hour at which they begin."""
    rows = Session.objects.filter(training=training, on=day).exclude(kind=SessionKind.BREAK)
    found = rows.select_related("training__activity__programme__office").order_by("starts_at")
    return {f"{row.starts_at:%H:%M}": row for row in found}


def _without(people: list[Registration], *places: int) -> list[Registration]:
    return [person for place, person in enumerate(people) if place not in places]


def _closed(sessions: dict[str, Session], day: date) -> None:
    for session in sessions.values():
        if session.closed_at is None:
            close_session(session, by=actor(Role.STAFF), at=at(day, 17, 30))


def _first_day(training: Training, people: list[Registration]) -> None:
    """Scanned at the door; after lunch a phone without network, and one scan long after the session."""
    day = DAYS[0]
    here = _sessions(training, day)
    marks.scan_people(here["08:00"], people, at(day, 7, 40))
    marks.scan_people(here["08:30"], people, at(day, 8, 28))
    _pre_test(training, people)
    marks.scan_people(
        here["09:15"], _without(people, NO_CODE), at(day, 9, 12), without_code=[people[NO_CODE]]
    )
    marks.scan_people(here["10:15"], _without(people, LATE_ONCE), at(day, 10, 11))
    marks.scan_people(
        here["13:00"],
        people,
        at(day, 12, 55),
        received=at(day, 15, 40),
        device=marks.OTHER_PHONE,
    )
    marks.scan_people(here["15:15"], _without(people, OUT_OF_HOURS), at(day, 15, 14))
    marks.scan_people(here["15:15"], [people[OUT_OF_HOURS]], at(day, 17, 5))
    _closed(here, day)


def _pre_test(training: Training, people: list[Registration]) -> None:
    """On paper, typed in during the lunch break."""
    exam, by, day = (
        Exam.objects.get(training=training, kind=ExamKind.PRE),
        actor(Role.STAFF),
        DAYS[0],
    )
    open_exam(exam, by=by, at=at(day, 8, 30))
    rights = {person: BEFORE[turn % len(BEFORE)] for turn, person in enumerate(people)}
    on_paper(exam, rights, moment=at(day, 9, 14))
    close_exam(exam, by=by, at=at(day, 9, 15))


def _second_day(training: Training, people: list[Registration]) -> None:
    """The room's screen in the morning; one comes after attendance was closed, and somebody decides."""
    day, by = DAYS[1], actor(Role.STAFF)
    here, present = _sessions(training, day), _without(people, LEFT_EARLY)
    marks.scan_themselves(
        here["08:00"], [each for each in present if each != people[NO_CODE]], at(day, 7, 55)
    )
    state_presence(
        here["08:00"],
        people[NO_CODE],
        reason="Ponselnya rusak; duduk di baris depan sejak awal (contoh)",
        by=by,
        at=at(day, 9, 30),
    )
    late = people[AFTER_CLOSING]
    marks.scan_people(here["10:30"], [each for each in present if each != late], at(day, 10, 26))
    close_session(here["10:30"], by=by, at=at(day, 12, 5))
    marks.scan_people(
        here["10:30"], [late], at(day, 10, 31), received=at(day, 12, 40), device=marks.OTHER_PHONE
    )
    conflict = Scan.objects.get(
        session=here["10:30"], registration=late, outcome=ScanOutcome.CONFLICT
    )
    settle(
        conflict,
        is_present=True,
        note="Ponsel panitia kedua belum tersambung; ia hadir (contoh)",
        by=by,
        at=at(day, 13, 10),
    )
    marks.scan_people(here["13:00"], _without(people, LEFT_EARLY, FELL_ILL), at(day, 12, 57))
    _closed(here, day)


def _third_day(training: Training, people: list[Registration]) -> None:
    """A signed list in the morning, in which one signature was not the person's own; the post-test on phones and on paper."""
    day, by = DAYS[2], actor(Role.STAFF)
    here, present = _sessions(training, day), _without(people, LEFT_EARLY)
    signed = [each.pk for each in present if each != people[FELL_ILL]]
    take_paper(
        here["08:00"],
        signed,
        made=handout_of("Daftar hadir bertanda tangan", f"{day:%d-%m-%Y}, sesi pagi"),
        note="Jaringan dan listrik padam (contoh)",
        by=by,
        at=at(day, 10, 20),
    )
    wrong = Presence.objects.get(session=here["08:00"], registration=people[SIGNED_FOR])
    strike(
        wrong, reason="Ditandatangani orang lain; ia mengakuinya (contoh)", by=by, at=at(day, 11)
    )
    for hour, moment in (("10:30", at(day, 10, 27)), ("13:00", at(day, 12, 56))):
        marks.scan_people(here[hour], present, moment)
    marks.scan_people(here["14:30"], present, at(day, 14, 24))
    _post_test(training, present)
    marks.scan_people(here["15:15"], present, at(day, 15, 16))
    _closed(here, day)


def _post_test(training: Training, present: list[Registration]) -> None:
    exam, by, day = (
        Exam.objects.get(training=training, kind=ExamKind.POST),
        actor(Role.STAFF),
        DAYS[2],
    )
    begun = at(day, 14, 31)
    open_exam(exam, by=by, at=at(day, 14, 30))
    rights = {person: AFTER[turn % len(AFTER)] for turn, person in enumerate(present)}
    first = dict(list(rights.items())[:ON_PHONES])
    on_phones(exam, first, moment=begun)
    rest = {person: right for person, right in rights.items() if person not in first}
    on_paper(exam, rest, moment=at(day, 15, 10))
    close_exam(exam, by=by, at=at(day, 15, 15) + timedelta(seconds=1))
