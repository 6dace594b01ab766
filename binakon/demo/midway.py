"""The class that is being taught now: BIMTEK Arsitek 2 on its second day, whenever the demo is told (all people invented)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from binakon.core.actor import job_actor
from binakon.core.calendar import WITA, today
from binakon.demo import marks, teachers
from binakon.demo.applicants import Applicant
from binakon.demo.bank import fill_bank
from binakon.demo.deeds import (
    CONTACT,
    activity_of,
    actor,
    at,
    delivered,
    enrol,
    judge_all,
    local,
    moment_of,
    moved,
    regencies,
    training_of,
)
from binakon.demo.finished import SIGNATORY
from binakon.demo.papers import handout_of, scan_of
from binakon.demo.running import FIRST_DAY
from binakon.demo.sat import on_phones, ready_exam
from binakon.enrolment.actions.announcing import end_windows
from binakon.enrolment.actions.decrees import draw_up_decree, issue_decree, upload_scan
from binakon.enrolment.actions.opening import close_training, open_training
from binakon.enrolment.actions.quotas import apply_quota
from binakon.enrolment.actions.trainings import prepare_training
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.quotas import plan_of
from binakon.enrolment.queries.training_terms import usual_terms
from binakon.enrolment.states import Basis, DocumentKind, Policy
from binakon.people.models import Official, Role
from binakon.trainings.actions.completion import set_completion_rule
from binakon.trainings.actions.cpd import Filed, file_cpd
from binakon.trainings.actions.evaluation import set_evaluation
from binakon.trainings.actions.exams import open_exam
from binakon.trainings.actions.materials import MaterialText, add_material
from binakon.trainings.actions.sessions import SessionText, lay_day
from binakon.trainings.models import Session
from binakon.trainings.rules.attendance import AFTER, EARLY
from binakon.trainings.rules.completion import Asked
from binakon.trainings.rules.evaluation import (
    Terms,
    default_event_items,
    default_instructor_items,
)
from binakon.trainings.rules.rundown import Norms
from binakon.trainings.rules.rundown_day import standard_day
from binakon.trainings.states import ExamKind, SessionKind

CODE, SEATS, PEOPLE, FIRST_NUMBER = "bimtek-arsitek-2", 20, 10, 201
# Between the session out of hours and the first of the day.
PAUSE = timedelta(minutes=10)
# Who has not done the pre-test yet, and who has not come today: places in the order of the participants.
NOT_TESTED, NOT_HERE = (0, 1), (2, 6, 8)
# Whose mark of yesterday came long after the session: nobody has decided on it yet.
TOO_LATE = 4
ROOM = "Ruang Belajar 2 (contoh)"
TOPICS = (
    "Kebijakan jasa konstruksi dan jalan ke SKK",
    "Kode etik dan tata laku profesi arsitek",
    "Analisis tapak di lahan rawa dan tepi sungai",
    "Perancangan bangunan gedung tropis lembap",
    "Keandalan bangunan gedung",
    "Praktik gambar kerja dan pemeriksaannya",
    "Praktik gambar kerja: perbaikan",
    "Presentasi tugas dan pembahasan",
    "Presentasi tugas: putaran kedua",
)
OUT_OF_HOURS = "Konsultasi tugas di luar jam kelas (contoh)"


@transaction.atomic
def tell_midway(*, as_of: date) -> None:
    """The class as it stands in this hour of `as_of`, its second day; told once."""
    if as_of < FIRST_DAY or training_of(CODE) is not None:
        return
    days = [as_of + timedelta(days=number) for number in (-1, 0, 1)]
    training = _gathered(as_of, days)
    people = marks.people_of(training)
    _laid(training, days, as_of)
    _readied(training, days)
    _began(training, people, days[0])
    _goes_on(training, people, moment_of(as_of))


def _gathered(as_of: date, days: list[date]) -> Training:
    """Ten register, their ID cards are accepted, and the decree is signed five days before the first day."""
    head, by, activity = actor(Role.SECTION_HEAD), actor(Role.STAFF), activity_of(CODE)
    opened, closed, signed = (as_of - timedelta(days=ago) for ago in (20, 12, 6))
    moved(activity, days, at(opened - timedelta(days=1), 8))
    training = prepare_training(
        activity,
        {
            **usual_terms(activity),
            **CONTACT,
            "seats": SEATS,
            "policy": Policy.FIRST_COME.value,
            "opens_at": local(opened, 8),
            "closes_at": local(closed, 16),
            "days": [[each.isoformat(), "08:00", "16:00"] for each in days],
            "venue": "Balai Pelatihan (contoh), Banjarbaru",
            "documents": [DocumentKind.ID_CARD.value],
            "requirements": "Pengalaman merancang bangunan dua tahun (contoh).",
        },
        by=by,
        at=at(opened - timedelta(days=1), 9),
    )
    plan = plan_of(training, basis=Basis.EQUAL, pool=7, floor=1, cap=None)
    apply_quota(training, plan, reason="contoh", by=head, at=at(opened - timedelta(days=1), 10))
    open_training(training, by=head, at=at(opened, 8))
    _enrolled(training, opened)
    training.refresh_from_db()
    close_training(training, by=by, at=at(closed, 16))
    end_windows(by=job_actor("binakon demo"), at=at(signed, 7))
    decree = draw_up_decree(training, by=head, at=at(signed, 8))
    issue_decree(
        decree,
        number="",
        dated=signed,
        place="Banjarbaru",
        signatory=Official.objects.get(name=SIGNATORY),
        from_register=True,
        by=head,
        at=at(signed, 9),
    )
    with delivered(at(signed, 14), by):
        upload_scan(decree, scan_of("SK"), by=head, at=at(signed, 14))
    training.refresh_from_db()
    return training


def _enrolled(training: Training, opened: date) -> None:
    offices = regencies()
    with delivered(at(opened + timedelta(days=3), 12), actor(Role.STAFF)):
        for place in range(PEOPLE):
            applicant = Applicant(FIRST_NUMBER + place, offices[place % len(offices)].code)
            moment = at(opened + timedelta(days=place // 6), 9 + place % 6, place)
            registration = enrol(training, applicant, moment)
            judge_all(registration, at(opened + timedelta(days=3), 9, place))


def _laid(training: Training, days: list[date], as_of: date) -> None:
    """A standard day three times, taught by three of whom one has not answered; at night a session for whoever tries."""
    by, laid = actor(Role.STAFF), days[0] - timedelta(days=4)
    # In this order: the registry and the bank of the first class are there, unless it was never told.
    teachers.fill_registry(at(laid, 8))
    fill_bank(at(laid, 8))
    here = [
        teachers.agreed(training, teachers.REGULATION, at(laid, 9)),
        teachers.agreed(training, teachers.SITE, at(laid, 9)),
        teachers.asked(training, teachers.HEIR, at(laid, 9)),
    ]
    topics = iter(TOPICS)
    for day in days:
        rows = standard_day(day, Norms(), until=time(16))
        texts = []
        for row in rows:
            is_break = row.kind == SessionKind.BREAK
            topic = row.topic if is_break else next(topics)
            teacher = here[TOPICS.index(topic) % 3].pk if not is_break else None
            texts.append(
                SessionText(
                    on=day,
                    starts_at=row.starts,
                    ends_at=row.ends,
                    topic=topic,
                    kind=row.kind,
                    jp=row.jp,
                    room="" if is_break else ROOM,
                    engagements=[teacher] if teacher else (),
                )
            )
        lay_day(training, texts, by=by, at=at(laid, 13))
    extra = out_of_hours(training, moment_of(as_of))
    if extra is not None:
        lay_day(training, [extra], by=by, at=at(laid, 14))


def out_of_hours(training: Training, moment: datetime) -> SessionText | None:
    """A session of this hour when the day's sessions are not on: attendance can be tried in the evening too."""
    here = moment.astimezone(WITA)
    sessions = Session.objects.filter(training=training, on=here.date()).exclude(
        kind=SessionKind.BREAK
    )
    ordered = list(sessions.order_by("starts_at"))
    is_before = here < marks.start_of(ordered[0]) - EARLY
    is_after = here > marks.end_of(ordered[-1]) + AFTER
    if not (is_before or is_after):
        return None
    starts = max(here.hour, ordered[-1].ends_at.hour + 1 if is_after else 0)
    ends = time(starts + 3) if starts < 21 else time(23, 59)
    if is_before:
        ends = min(ends, (marks.start_of(ordered[0]) - PAUSE).time())
    return SessionText(
        on=here.date(),
        starts_at=time(starts),
        ends_at=ends,
        topic=OUT_OF_HOURS,
        kind=SessionKind.PRACTICE,
        jp=0,
        room=ROOM,
        note="Supaya pemindaian bisa dicoba pada jam ini juga.",
    )


def _readied(training: Training, days: list[date]) -> None:
    by, head = actor(Role.STAFF), actor(Role.SECTION_HEAD)
    moment = at(days[0] - timedelta(days=2), 10)
    guide = MaterialText("Panduan peserta dan tata tertib (contoh)")
    made = handout_of("Panduan peserta", "dan tata tertib")
    add_material(training, guide, made=made, by=by, at=moment)
    link = MaterialText("Portal JDIH Kementerian PU (tautan)", link="https://jdih.pu.go.id/")
    add_material(training, link, by=by, at=moment)
    pre = ready_exam(training, ExamKind.PRE, at(days[0], 8), at(days[2], 23, 59), moment=moment)
    open_exam(pre, by=by, at=at(days[0], 8))
    ready_exam(
        training,
        ExamKind.POST,
        at(days[2], 14),
        at(days[2], 23, 59),
        least_attendance=50,
        moment=moment,
    )
    set_completion_rule(training, Asked(attendance=80, post=70), by=head, at=moment)
    told_on = days[0] - timedelta(days=10)
    filed = Filed(is_registered=True, submitted_on=told_on, submission_number="PKB-CONTOH-0002")
    if told_on <= today():
        # A demo may be told until a day to come; what was told to PKB lies behind us.
        file_cpd(training, filed, revision=0, by=by, at=at(told_on, 15))
    terms = Terms(
        event=tuple(default_event_items()),
        instructor=tuple(default_instructor_items()),
        least=5,
        opens_at=at(days[2], 14),
        closes_at=at(days[2] + timedelta(days=3), 23, 59),
    )
    set_evaluation(training, terms, by=head, at=moment)


def _sessions(training: Training, day: date) -> list[Session]:
    rows = Session.objects.filter(training=training, on=day).exclude(kind=SessionKind.BREAK)
    return list(rows.select_related("training__activity__programme__office").order_by("starts_at"))


def _began(training: Training, people: list[Registration], day: date) -> None:
    """Yesterday all were there, one mark is in conflict, and all but two have done the pre-test on their phones."""
    *before, last = _sessions(training, day)
    for session in before:
        marks.scan_people(session, people, marks.start_of(session) - timedelta(minutes=4))
    late = people[TOO_LATE]
    in_time = [each for each in people if each != late]
    marks.scan_people(last, in_time, marks.start_of(last) - timedelta(minutes=4))
    marks.scan_people(last, [late], marks.end_of(last) + AFTER + timedelta(minutes=20))
    tested = [each for place, each in enumerate(people) if place not in NOT_TESTED]
    exam = training.exams.get(kind=ExamKind.PRE)
    rights = {person: 3 + place * 5 % 5 for place, person in enumerate(tested)}
    on_phones(exam, rights, moment=at(day, 8, 5))


def _goes_on(training: Training, people: list[Registration], moment: datetime) -> None:
    """Today's sessions as far as the day has gone; some have not come yet."""
    present = [each for place, each in enumerate(people) if place not in NOT_HERE]
    for session in _sessions(training, moment.astimezone(WITA).date()):
        first = marks.start_of(session) - timedelta(minutes=5)
        if first + timedelta(minutes=5) < moment:
            marks.scan_people(session, present, first)
