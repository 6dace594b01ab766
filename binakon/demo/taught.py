"""What was taught in BIMTEK Arsitek 1: rundown, instructors and their decree, materials, and what its days need (all invented)."""

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from binakon.demo import teachers
from binakon.demo.bank import fill_bank
from binakon.demo.class_days import tell_days
from binakon.demo.deeds import actor, at, delivered, training_of
from binakon.demo.finished import CODE, DAYS, SIGNATORY, SIGNED_ON
from binakon.demo.papers import handout_of, scan_of
from binakon.demo.sat import ready_exam
from binakon.enrolment.models import Training
from binakon.enrolment.states import TrainingState
from binakon.people.models import Official, Role
from binakon.trainings.actions.completion import set_completion_rule
from binakon.trainings.actions.cpd import Filed, file_cpd
from binakon.trainings.actions.engagements import confirm, decline, replace
from binakon.trainings.actions.evaluation import set_evaluation
from binakon.trainings.actions.instructor_papers import draw_up_paper, issue_paper, sign_paper
from binakon.trainings.actions.materials import MaterialText, add_material
from binakon.trainings.actions.sessions import SessionText, add_session, set_norms
from binakon.trainings.models import Engagement, Exam, Instructor, Session, TrainingPaper
from binakon.trainings.queries.rundown import norms_of
from binakon.trainings.rules.completion import Asked
from binakon.trainings.rules.evaluation import (
    Terms,
    default_event_items,
    default_instructor_items,
)
from binakon.trainings.states import Component, ExamKind, PaperKind, SessionKind

ASKED_ON, LAID_ON, DECREED_ON = date(2026, 2, 11), date(2026, 2, 13), date(2026, 2, 18)
EVALUATED_UNTIL = date(2026, 2, 28)
ROOM = "Aula Bina Konstruksi (contoh)"
POLICY, ETHICS, LOCATION = (
    "Kebijakan jasa konstruksi dan jalan ke SKK",
    "Kode etik dan tata laku profesi arsitek",
    "Analisis tapak di lahan rawa dan tepi sungai",
)
DESIGN, BUILDINGS, DRAWING = (
    "Perancangan bangunan gedung tropis lembap",
    "Keandalan bangunan gedung: keselamatan, kesehatan, kenyamanan, kemudahan",
    "Praktik gambar kerja dan pemeriksaannya",
)
PRESENTED = "Presentasi tugas dan pembahasan"


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of a day, and who teaches it."""

    starts: str
    ends: str
    topic: str
    kind: SessionKind = SessionKind.TEACHING
    taught_by: tuple[teachers.Teacher, ...] = ()


_BREAK, _TEST, _PRACTICE = SessionKind.BREAK, SessionKind.TEST, SessionKind.PRACTICE
RUNDOWN = (
    (
        Line("08:00", "08:30", "Pembukaan", SessionKind.CEREMONY),
        Line("08:30", "09:15", "Tes awal", _TEST),
        Line("09:15", "10:00", POLICY, taught_by=(teachers.OFFICE,)),
        Line("10:00", "10:15", "Istirahat", _BREAK),
        Line("10:15", "11:45", ETHICS, taught_by=(teachers.REGULATION,)),
        Line("12:00", "13:00", "Istirahat, salat, makan", _BREAK),
        Line("13:00", "15:15", LOCATION, taught_by=(teachers.SITE,)),
        Line("15:15", "16:00", "Diskusi tapak kelompok", taught_by=(teachers.SITE,)),
    ),
    (
        Line("08:00", "10:15", DESIGN, taught_by=(teachers.SITE,)),
        Line("10:15", "10:30", "Istirahat", _BREAK),
        Line("10:30", "12:00", BUILDINGS, taught_by=(teachers.REGULATION,)),
        Line("12:00", "13:00", "Istirahat, salat, makan", _BREAK),
        Line("13:00", "15:15", DRAWING, _PRACTICE, (teachers.PRACTICE,)),
    ),
    (
        Line("08:00", "10:15", DRAWING, _PRACTICE, (teachers.PRACTICE,)),
        Line("10:15", "10:30", "Istirahat", _BREAK),
        Line("10:30", "12:00", PRESENTED, taught_by=(teachers.PRACTICE, teachers.SITE)),
        Line("12:00", "13:00", "Istirahat, salat, makan", _BREAK),
        Line("13:00", "14:30", PRESENTED, taught_by=(teachers.PRACTICE, teachers.REGULATION)),
        Line("14:30", "15:15", "Tes akhir", _TEST),
        Line("15:15", "16:00", "Penutupan", SessionKind.CEREMONY),
    ),
)


@transaction.atomic
def tell_taught(*, as_of: date) -> None:
    """As much of it as had happened by the end of `as_of`; what was told stays as it is."""
    training = training_of(CODE)
    if training is None:
        return
    if as_of >= LAID_ON and not Session.objects.filter(training=training).exists():
        _laid(training)
    if as_of >= DECREED_ON and not TrainingPaper.objects.filter(training=training).exists():
        _decreed(training)
    is_determined = training.state == TrainingState.DETERMINED
    if as_of >= SIGNED_ON and is_determined and not Exam.objects.filter(training=training).exists():
        _readied(training)
    if is_determined:
        tell_days(training, as_of=as_of)


def _laid(training: Training) -> None:
    """The rundown, who teaches it, one who cannot come and is replaced, and the decree that names them."""
    by, moment = actor(Role.STAFF), at(ASKED_ON, 10)
    fill_bank(at(ASKED_ON, 9))
    teachers.fill_registry(at(ASKED_ON, 9, 30))
    here = {
        teacher.name: teachers.agreed(training, teacher, moment)
        for teacher in (teachers.REGULATION, teachers.SITE, teachers.OFFICE)
    }
    leaving = teachers.asked(training, teachers.PRACTICE, moment)
    here[teachers.PRACTICE.name] = leaving
    norms = norms_of(training)
    told = {"breaks": [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in norms.breaks], "promised_jp": 24}
    set_norms(training, told, by=by, at=at(LAID_ON, 8))
    for day, lines in zip(DAYS, RUNDOWN, strict=True):
        for line in lines:
            _lay(training, day, line, here)
    decline(
        leaving,
        note="Bertugas di luar daerah pada hari itu (contoh).",
        by=teachers.INVITED_PERSON,
        at=at(LAID_ON, 14),
    )
    heir = Instructor.objects.get(name=teachers.HEIR.name)
    with delivered(at(LAID_ON, 15), by):
        engagement = replace(leaving, heir, by=by, at=at(LAID_ON, 15))
    confirm(engagement, note="Bersedia lewat telepon (contoh).", by=by, at=at(LAID_ON, 16))


def _lay(training: Training, day: date, line: Line, here: dict[str, Engagement]) -> None:
    is_break = line.kind == SessionKind.BREAK
    text = SessionText(
        on=day,
        starts_at=time.fromisoformat(line.starts),
        ends_at=time.fromisoformat(line.ends),
        topic=line.topic,
        kind=line.kind,
        room="" if is_break else ROOM,
        engagements=[here[teacher.name].pk for teacher in line.taught_by],
    )
    add_session(training, text, by=actor(Role.STAFF), at=at(LAID_ON, 9))


def _decreed(training: Training) -> None:
    """The decree of the instructors, and what was told to PKB in time."""
    by = actor(Role.STAFF)
    paper = draw_up_paper(training, PaperKind.INSTRUCTOR_DECREE, by=by, at=at(DECREED_ON, 8))
    issue_paper(
        paper,
        number="",
        dated=DECREED_ON,
        place="Banjarbaru",
        signatory=Official.objects.get(name=SIGNATORY),
        from_register=True,
        by=by,
        at=at(DECREED_ON, 9),
    )
    sign_paper(paper, scan_of("SK NARASUMBER"), by=by, at=at(DECREED_ON, 14))
    filed = Filed(is_registered=True, submitted_on=DECREED_ON, submission_number="PKB-CONTOH-0001")
    file_cpd(training, filed, revision=0, by=by, at=at(DECREED_ON, 15))


def _readied(training: Training) -> None:
    """Materials, both tests, the rule of completion and the evaluation stand before the first day."""
    by, head, moment = actor(Role.STAFF), actor(Role.SECTION_HEAD), at(SIGNED_ON, 16)
    add_material(
        training,
        MaterialText("Panduan peserta dan tata tertib (contoh)"),
        made=handout_of("Panduan peserta", "dan tata tertib"),
        by=by,
        at=moment,
    )
    for topic in (LOCATION, DRAWING):
        session = Session.objects.filter(training=training, topic=topic).earliest("on", "starts_at")
        add_material(
            training,
            MaterialText(f"Modul: {topic} (contoh)", session=session, shown_from=at(session.on, 7)),
            made=handout_of("Modul", topic[:34]),
            by=by,
            at=moment,
        )
    link = MaterialText("Portal JDIH Kementerian PU (tautan)", link="https://jdih.pu.go.id/")
    add_material(training, link, by=by, at=moment)
    first, last = DAYS[0], DAYS[-1]
    ready_exam(training, ExamKind.PRE, at(first, 8, 30), at(first, 9, 15), moment=moment)
    ready_exam(
        training,
        ExamKind.POST,
        at(last, 14, 30),
        at(last, 15, 15),
        least_attendance=50,
        moment=moment,
    )
    weights = {
        Component.POST.value: 60,
        Component.ATTENDANCE.value: 20,
        Component.ACTIVITY.value: 20,
    }
    set_completion_rule(
        training, Asked(attendance=80, post=70, weights=weights), by=head, at=moment
    )
    terms = Terms(
        event=tuple(default_event_items()),
        instructor=tuple(default_instructor_items()),
        least=5,
        opens_at=at(last, 15),
        closes_at=at(EVALUATED_UNTIL, 23, 59),
    )
    set_evaluation(training, terms, by=head, at=moment)
