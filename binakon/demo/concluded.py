"""What came after BIMTEK Arsitek 1: evaluation, who has completed, certificates, the report (all people invented)."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from binakon.core import pdf
from binakon.core.actor import job_actor
from binakon.demo import class_days, marks
from binakon.demo.deeds import APPLICANT, activity_of, actor, at, delivered, training_of
from binakon.demo.finished import CODE, SIGNATORY
from binakon.demo.papers import photo_of
from binakon.enrolment.models import Registration, Training
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Official, Role
from binakon.planning.actions.activities import hold_activity
from binakon.planning.states import ActivityState
from binakon.trainings.actions.attendance_deeds import settle
from binakon.trainings.actions.certificate_prints import claim_prints, keep_prints
from binakon.trainings.actions.certificates import (
    Stated,
    issue_certificates,
    replace_certificate,
    revoke_certificate,
)
from binakon.trainings.actions.completion import decide_completions, type_marks
from binakon.trainings.actions.cpd import Filed, file_cpd
from binakon.trainings.actions.credentials import offline_link, sign_offline_many
from binakon.trainings.actions.evaluation import Said, answer_evaluation
from binakon.trainings.actions.exceptions import answer_exception, ask_exception
from binakon.trainings.actions.report import add_photo, approve_report, edit_report
from binakon.trainings.documents.certificate import certificate_pdf
from binakon.trainings.models import (
    Certificate,
    Completion,
    CpdFiling,
    Engagement,
    EvaluationTicket,
    EventReport,
    Scan,
)
from binakon.trainings.queries.report import words_of
from binakon.trainings.rules.certificate_content import competencies_in
from binakon.trainings.rules.evaluation import COMMENT
from binakon.trainings.states import CompletionState, Component, RevocationReason, ScanOutcome

ANSWERED_ON, DECIDED_ON, GRANTED_ON = date(2026, 2, 27), date(2026, 3, 2), date(2026, 3, 3)
ISSUED_ON, REPORTED_ON = date(2026, 3, 4), date(2026, 3, 5)
CORRECTED_ON, REVOKED_ON = date(2026, 3, 10), date(2026, 3, 16)
# Places in the order of the participants.
MISSPELT, FALSE_PAPERS = 2, 25
ANSWERING = 24
# What is marked, in turns that no item and no instructor shares.
MARKS = (5, 4, 4, 3, 5, 4, 2, 5, 4, 3, 4)
COMMENTS = {
    1: "Contoh dari lahan rawa sangat berguna untuk pekerjaan saya (contoh).",
    11: "Waktu praktik gambar kerja masih kurang (contoh).",
    21: "Ruangan agak panas setelah makan siang (contoh).",
}
# Without codes: which units of which standard a class teaches is the office's to say.
UNITS = """Menerapkan ketentuan keselamatan konstruksi dalam perancangan (contoh)
Menyusun konsep rancangan arsitektur di lahan basah (contoh)
Menyiapkan gambar kerja dan spesifikasi teknis (contoh)"""
WORDS = {
    "background": "Kelas ini bagian dari rencana 2026 untuk memenuhi kebutuhan arsitek yang kompeten di tiga belas kabupaten/kota (contoh).",
    "course": "Berlangsung tiga hari, 24 JP, dibuka Kepala Dinas. Materi hari kedua diberikan narasumber pengganti (contoh).",
    "obstacles": "Listrik padam pada pagi hari ketiga, sehingga kehadiran sesi itu dicatat di kertas (contoh).",
    "advice": "Sediakan satu sesi praktik tambahan dan ruang yang lebih sejuk (contoh).",
}


@transaction.atomic
def tell_concluded(*, as_of: date) -> None:
    """As much of it as had happened by the end of `as_of`, in the order of the days; what was told stays as it is."""
    training = training_of(CODE)
    if training is None or as_of < ANSWERED_ON:
        return
    people = marks.people_of(training)
    certificates = Certificate.objects.filter(training=training)
    if not EvaluationTicket.objects.filter(form__training=training).exists():
        _evaluated(training, people)
    if as_of >= DECIDED_ON and not Completion.objects.filter(training=training).exists():
        _decided(training, people)
    if as_of >= GRANTED_ON:
        _granted(training)
    if as_of >= ISSUED_ON and not certificates.exists():
        _issued(training)
    if as_of >= REPORTED_ON and not EventReport.objects.filter(training=training).exists():
        _reported(training)
    if as_of >= CORRECTED_ON and not certificates.filter(replaces__isnull=False).exists():
        _corrected(training, people[MISSPELT])
    if as_of >= REVOKED_ON and not certificates.filter(state="revoked").exists():
        _revoked(people[FALSE_PAPERS])


def _evaluated(training: Training, people: list[Registration]) -> None:
    """Two of three answer on the day after, and the activity is told to have taken place."""
    activity = activity_of(CODE)
    if activity.state == ActivityState.PLANNED:
        hold_activity(
            activity, people_came=len(people), by=actor(Role.STAFF), at=at(ANSWERED_ON, 8)
        )
    engagements = list(Engagement.objects.teaching().filter(training=training).order_by("id"))
    for turn, person in enumerate(people[:ANSWERING]):
        said = [Said(None, f"a{item}", _mark(turn, item, 0)) for item in range(1, 7)]
        for place, engagement in enumerate(engagements, start=1):
            said += [
                Said(engagement.pk, f"n{item}", _mark(turn, item, place)) for item in range(1, 4)
            ]
        if turn in COMMENTS:
            said.append(Said(None, COMMENT, comment=COMMENTS[turn]))
        moment = at(ANSWERED_ON, 9) + timedelta(minutes=11 * turn)
        answer_evaluation(person, said, by=APPLICANT, at=moment)


def _mark(turn: int, item: int, place: int) -> int:
    return MARKS[(turn * turn + 3 * item + 5 * place) % len(MARKS)]


def _decided(training: Training, people: list[Registration]) -> None:
    """The rule decides on everybody; for one who fell ill the section head asks for an exception."""
    head, part = actor(Role.SECTION_HEAD), Component.ACTIVITY.value
    for scan in Scan.objects.filter(
        session__training=training, outcome=ScanOutcome.CONFLICT, settled_at=None
    ):
        settle(
            scan,
            is_present=False,
            note="Datang setelah sesi ditutup; yang bersangkutan membenarkannya (contoh).",
            by=actor(Role.STAFF),
            at=at(DECIDED_ON, 9),
        )
    typed = {
        (person.pk, part): (None, Decimal(75 + turn * 5 % 25)) for turn, person in enumerate(people)
    }
    type_marks(training, typed, by=actor(Role.STAFF), at=at(DECIDED_ON, 8))
    decide_completions(training, closes_missing=True, by=head, at=at(DECIDED_ON, 10))
    ask_exception(
        Completion.objects.get(registration=people[class_days.FELL_ILL]),
        reason="Sakit pada sore hari kedua sampai pagi hari ketiga, surat dokter ada; tes akhir lulus (contoh).",
        by=head,
        at=at(DECIDED_ON, 11),
    )


def _granted(training: Training) -> None:
    asked = Completion.objects.filter(training=training, state=CompletionState.EXCEPTION)
    for completion in asked.select_related("training__activity__programme__office", "registration"):
        answer_exception(
            completion,
            is_granted=True,
            note="Surat dokter sudah dilihat (contoh).",
            by=actor(Role.HEAD_OF_DIVISION),
            at=at(GRANTED_ON, 9),
        )


def _stated(day: date) -> Stated:
    signatory = Official.objects.get(name=SIGNATORY)
    english = "Technical Training for Architects"
    return Stated(day, "Banjarbaru", signatory, english, competencies_in(UNITS))


def _issued(training: Training) -> None:
    head = actor(Role.SECTION_HEAD)
    with delivered(at(ISSUED_ON, 10), actor(Role.STAFF)):
        issue_certificates(training, _stated(ISSUED_ON), by=head, at=at(ISSUED_ON, 10))
    _printed(ISSUED_ON)


def _printed(day: date) -> None:
    """What the worker does by itself, in the hour in which it would have done it."""
    by, press, moment = job_actor("render_certificates"), pdf.Press(), at(day, 10, 5)
    claimed = claim_prints(many=100, by=by, at=moment)
    sign_offline_many(claimed, by=by, at=moment)
    prints = [
        (each, certificate_pdf(each, press, offline=offline_link(each, by=by))) for each in claimed
    ]
    with delivered(moment, actor(Role.STAFF)):
        keep_prints(prints, by=by, at=moment)


def _of(person: Registration) -> Certificate:
    rows = Certificate.objects.select_related("training__activity__programme__office")
    return rows.select_related("registration").get(registration=person, state="valid")


def _corrected(training: Training, person: Registration) -> None:
    """Somebody's title was missing: another certificate stands for theirs."""
    with delivered(at(CORRECTED_ON, 10), actor(Role.STAFF)):
        replace_certificate(
            _of(person),
            _stated(CORRECTED_ON),
            name=f"{person.name}, S.Ars.",
            reason="Gelar belum tercantum; ijazahnya sudah dilihat (contoh)",
            by=actor(Role.SECTION_HEAD),
            at=at(CORRECTED_ON, 10),
        )
    _printed(CORRECTED_ON)


def _revoked(person: Registration) -> None:
    with delivered(at(REVOKED_ON, 9), actor(Role.STAFF)):
        revoke_certificate(
            _of(person),
            because=RevocationReason.FALSE_PAPERS,
            note="Ijazah yang diunggah ternyata milik orang lain (contoh)",
            by=actor(Role.SECTION_HEAD),
            at=at(REVOKED_ON, 9),
        )


def _reported(training: Training) -> None:
    """Written by staff, with two photos, approved by the head of division; then told to PKB."""
    staff, division = actor(Role.STAFF), actor(Role.HEAD_OF_DIVISION)
    edit_report(training, base=words_of(None), mine=WORDS, by=staff, at=at(REPORTED_ON, 8))
    for caption in ("Pembukaan hari pertama (contoh)", "Praktik gambar kerja (contoh)"):
        photo = photo_of(caption)
        add_photo(training, photo, caption=caption, by=staff, at=at(REPORTED_ON, 9))
    report = EventReport.objects.get(training=training)
    numbering = Numbering(
        "",
        REPORTED_ON,
        "Banjarbaru",
        Official.objects.get(name=SIGNATORY),
        training.activity.programme.office.letter_numbers,
    )
    approve_report(
        training, numbering, revision=report.revision, by=division, at=at(REPORTED_ON, 14)
    )
    filing = CpdFiling.objects.get(training=training)
    filed = Filed(
        is_registered=filing.is_registered,
        submitted_on=filing.submitted_on,
        submission_number=filing.submission_number,
        reported_on=REPORTED_ON,
        report_number="PKB-CONTOH-0001/L",
    )
    file_cpd(training, filed, revision=filing.revision, by=staff, at=at(REPORTED_ON, 15))
