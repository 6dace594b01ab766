"""The class that is over: BIMTEK Arsitek 1, from the letter to the thirteen to the signed list (all people invented)."""

from datetime import date, timedelta

from django.db import transaction

from binakon.core.actor import job_actor
from binakon.demo.applicants import Applicant
from binakon.demo.deeds import (
    APPLICANT,
    CONTACT,
    activity_of,
    actor,
    at,
    delivered,
    enrol,
    judge_all,
    local,
    regencies,
    training_of,
)
from binakon.demo.papers import scan_of
from binakon.enrolment.actions.announcing import announce, end_windows
from binakon.enrolment.actions.decrees import draw_up_decree, issue_decree, upload_scan
from binakon.enrolment.actions.letter_sending import send_letter
from binakon.enrolment.actions.letters import LetterText, number_letter, write_letter
from binakon.enrolment.actions.objection_answers import answer_objection
from binakon.enrolment.actions.objections import object_to
from binakon.enrolment.actions.opening import close_training, open_training
from binakon.enrolment.actions.places import accept_offer
from binakon.enrolment.actions.quotas import apply_quota, record_needs
from binakon.enrolment.actions.selection import propose
from binakon.enrolment.actions.trainings import prepare_training
from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import Letter, Place, Registration, SelectionResult, Training
from binakon.enrolment.queries.quotas import plan_of
from binakon.enrolment.queries.training_terms import usual_terms
from binakon.enrolment.rules.verdicts import REFUSE
from binakon.enrolment.states import (
    Basis,
    CorrectionReason,
    DocumentKind,
    LetterKind,
    PlaceState,
    Policy,
    TrainingState,
)
from binakon.people.actions.letterheads import record_official, set_letterhead
from binakon.people.models import Office, Official, Role

CODE, SEATS, PEOPLE = "bimtek-arsitek-1", 35, 45
OPENED_ON, CLOSED_ON, VERIFIED_ON = date(2026, 1, 30), date(2026, 2, 6), date(2026, 2, 9)
ANNOUNCED_ON, ANSWERED_ON, SIGNED_ON = date(2026, 2, 10), date(2026, 2, 12), date(2026, 2, 20)
DAYS = (date(2026, 2, 24), date(2026, 2, 25), date(2026, 2, 26))
SIGNATORY = "Siti Khadijah Rusmalina (contoh)"
REFUSED = {7: DocumentKind.DIPLOMA, 31: DocumentKind.DIPLOMA}


@transaction.atomic
def tell_finished(*, as_of: date) -> None:
    """As much of the class as had happened by the end of `as_of`; what was told stays as it is."""
    if as_of >= OPENED_ON and training_of(CODE) is None:
        _opened()
    training = training_of(CODE)
    if training is None:
        return
    if as_of >= VERIFIED_ON and training.state == TrainingState.OPEN:
        _competed(training)
    if as_of >= ANSWERED_ON and training.state == TrainingState.CLOSED:
        _announced(training)
    if as_of >= SIGNED_ON and training.state == TrainingState.SELECTED:
        _signed(training)


def _opened() -> None:
    by, activity, day = actor(Role.SECTION_HEAD), activity_of(CODE), OPENED_ON - timedelta(days=1)
    _letterhead()
    training = prepare_training(
        activity,
        {
            **usual_terms(activity),
            **CONTACT,
            "seats": SEATS,
            "policy": Policy.RANKED.value,
            "opens_at": local(OPENED_ON, 8),
            "closes_at": local(CLOSED_ON, 16),
            "days": [[each.isoformat(), "08:00", "16:00"] for each in DAYS],
            # Two papers each, so that telling 45 people takes seconds; the running class asks for all four.
            "documents": [DocumentKind.ID_CARD.value, DocumentKind.DIPLOMA.value],
            "venue": "Aula Bina Konstruksi (contoh), Banjarbaru",
            "requirements": "S1 atau profesi Arsitektur, atau pengalaman merancang lima tahun (contoh).",
        },
        by=actor(Role.STAFF),
        at=at(day, 9),
    )
    needs = {office: 3 + number % 4 for number, office in enumerate(regencies())}
    record_needs(
        training, needs, source="Usulan dalam rapat koordinasi (contoh)", by=by, at=at(day, 9, 30)
    )
    plan = plan_of(training, basis=Basis.EQUAL, pool=9, floor=1, cap=None)
    apply_quota(training, plan, reason="contoh", by=by, at=at(day, 10))
    open_training(training, by=by, at=at(OPENED_ON, 8))
    _request(training)


def _letterhead() -> None:
    """The head of the province's papers, and somebody invented who signs in the demo."""
    by, office = actor(Role.ADMINISTRATOR), Office.objects.get(code="63")
    moment = at(OPENED_ON - timedelta(days=1), 8)
    set_letterhead(
        office,
        {
            "office_name": "Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan",
            "seat": "Banjarbaru",
            "address": "Jalan Contoh Nomor 1, Banjarbaru 70000",
            "phone": "(0511) 000000",
            "email": "surat@contoh.example",
            "decree_numbers": "188.4/{nomor}/CONTOH/{tahun}",
            "letter_numbers": "600/{nomor}/CONTOH/{tahun}",
            "certificate_numbers": "600.4/{nomor}/SERT-CONTOH/{tahun}",
        },
        by=by,
        at=moment,
    )
    if not Official.objects.filter(office=office, name=SIGNATORY).exists():
        record_official(office, {"name": SIGNATORY, "position": "Kepala Dinas"}, by=by, at=moment)


def _request(training: Training) -> None:
    by, day = actor(Role.STAFF), OPENED_ON
    text = LetterText(
        subject=f"Permintaan calon peserta {training} (contoh)",
        reply_by=CLOSED_ON,
        offices=[office.code for office in regencies()],
        others="Ikatan Arsitek (contoh); Banjarmasin; arsitek@contoh.example",
    )
    letter = write_letter(training, LetterKind.NOMINEE_REQUEST, text, by=by, at=at(day, 9))
    _send(letter, day, 10)


def _send(letter: Letter, day: date, hour: int) -> None:
    by = actor(Role.STAFF)
    signatory = Official.objects.get(name=SIGNATORY)
    number_letter(
        letter,
        number="",
        dated=day,
        place="Banjarbaru",
        signatory=signatory,
        from_register=True,
        by=by,
        at=at(day, hour),
    )
    with delivered(at(day, hour + 1), by):
        send_letter(letter, by=by, at=at(day, hour + 1))


def _competed(training: Training) -> None:
    """Forty-five register within the week; papers are judged, two do not meet the requirements, one withdraws."""
    offices, by = regencies(), actor(Role.STAFF)
    registrations = []
    with delivered(at(CLOSED_ON, 15), by):
        for number in range(1, PEOPLE + 1):
            day = OPENED_ON + timedelta(days=number * 7 // (PEOPLE + 1))
            applicant = Applicant(number, offices[number % len(offices)].code)
            moment = at(day, 8 + number % 7, number % 60)
            moment = max(moment, at(OPENED_ON, 8, 30))
            registrations.append(enrol(training, applicant, moment))
    training.refresh_from_db()
    close_training(training, by=by, at=at(CLOSED_ON, 16))
    with delivered(at(VERIFIED_ON, 12), by):
        for number, registration in enumerate(registrations, start=1):
            _judge(registration, number)
    withdraw(
        registrations[12], reason="Berhalangan hadir (contoh)", by=APPLICANT, at=at(VERIFIED_ON, 14)
    )


def _judge(registration: Registration, number: int) -> None:
    moment = at(VERIFIED_ON, 8, number)
    kind = REFUSED.get(number)
    if kind is None:
        judge_all(registration, moment)
        return
    judge_all(
        registration,
        moment,
        kind=kind,
        word=REFUSE,
        reason=CorrectionReason.FIELD_OF_STUDY,
        note="Ijazah di luar bidang yang diminta (contoh)",
    )


def _announced(training: Training) -> None:
    head, by = actor(Role.SECTION_HEAD), actor(Role.STAFF)
    run = propose([training], by=head, at=at(ANNOUNCED_ON, 9))
    with delivered(at(ANNOUNCED_ON, 10), by):
        announce(run, by=head, at=at(ANNOUNCED_ON, 10))
    results = SelectionResult.objects.filter(run=run).order_by("rank", "pk")
    missed = results.exclude(outcome=SelectionResult.Outcome.SEATED).last()
    assert missed is not None
    objection = object_to(
        missed,
        text="Saya mendaftar pada hari pertama, mengapa belum mendapat kursi? (contoh)",
        by=APPLICANT,
        at=at(ANNOUNCED_ON, 19),
    )
    with delivered(at(ANSWERED_ON, 10), by):
        answer_objection(
            objection,
            is_upheld=False,
            answer="Poin Anda sudah dihitung ulang dan tetap sama; urutan mendaftar hanya salah satu unsurnya (contoh).",
            by=head,
            at=at(ANSWERED_ON, 10),
        )
        _one_follows(training)
    training.refresh_from_db()


def _one_follows(training: Training) -> None:
    """Somebody cannot come; the first of the waiting list is offered the seat and takes it."""
    seated = Place.objects.filter(training=training, state=PlaceState.ACCEPTED).order_by("-rank")
    leaving = seated.filter(bucket="pool").select_related("registration__training").first()
    assert leaving is not None
    registration = leaving.registration
    registration.training = training
    withdraw(registration, reason="Pindah tugas (contoh)", by=APPLICANT, at=at(ANNOUNCED_ON, 20))
    for place in Place.objects.filter(training=training, state=PlaceState.OFFERED):
        accept_offer(place, by=APPLICANT, at=at(ANSWERED_ON, 9))


def _signed(training: Training) -> None:
    by = actor(Role.SECTION_HEAD)
    end_windows(by=job_actor("binakon demo"), at=at(SIGNED_ON, 7))
    decree = draw_up_decree(training, by=by, at=at(SIGNED_ON, 8))
    issue_decree(
        decree,
        number="",
        dated=SIGNED_ON,
        place="Banjarbaru",
        signatory=Official.objects.get(name=SIGNATORY),
        from_register=True,
        by=by,
        at=at(SIGNED_ON, 9),
    )
    with delivered(at(SIGNED_ON, 14), by):
        upload_scan(decree, scan_of("SK"), by=by, at=at(SIGNED_ON, 14))
    training.refresh_from_db()
    text = LetterText(subject=f"Panggilan peserta {training} (contoh)")
    letter = write_letter(training, LetterKind.CALL, text, by=by, at=at(SIGNED_ON, 14, 10))
    _send(letter, SIGNED_ON, 15)
