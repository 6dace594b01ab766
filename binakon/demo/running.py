"""The classes of this week: BIMTEK Jalan takes registrations, BIMTEK Jembatan is being prepared (all people invented)."""

from datetime import date, timedelta
from io import BytesIO

from django.db import transaction
from xlsxwriter import Workbook

from binakon.core.models import Message
from binakon.demo.applicants import Applicant
from binakon.demo.deeds import (
    APPLICANT,
    CONTACT,
    activity_of,
    actor,
    at,
    delivered,
    enrol,
    hand_in,
    judge_all,
    local,
    moved,
    posted,
    training_of,
)
from binakon.enrolment.actions.nominations import nominate
from binakon.enrolment.actions.nominee_uploads import keep_upload
from binakon.enrolment.actions.opening import open_training
from binakon.enrolment.actions.quotas import apply_quota, record_need
from binakon.enrolment.actions.trainings import prepare_training
from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.queries.quotas import plan_of
from binakon.enrolment.queries.training_terms import usual_terms
from binakon.enrolment.rules.training_terms import Terms
from binakon.enrolment.rules.verdicts import CORRECT
from binakon.enrolment.states import Basis, CorrectionReason, DocumentKind, Policy
from binakon.people.actions.messages import cancel_message, unmark_passed_on
from binakon.people.models import Office, Role
from binakon.planning.models import Activity

RUNNING, PREPARED = "bimtek-jalan", "bimtek-jembatan"
# Before it nobody had thought of these classes.
FIRST_DAY = date(2026, 3, 2)
TABALONG, BANJAR = "63.09", "63.03"
# Whoever registers at the portal, in this order: five of Banjar, so that one of them waits for a seat.
COMERS = (
    "63.71", BANJAR, "63.72", "63.05", BANJAR, "63.01", TABALONG, BANJAR, "63.07", BANJAR,
    "63.10", "63.71", BANJAR, "63.02",
)  # fmt: skip


@transaction.atomic
def tell_running(*, as_of: date) -> None:
    """The running class as it stands at the end of `as_of`, told once; and the one that is being prepared."""
    if as_of < FIRST_DAY:
        return
    if training_of(RUNNING) is None:
        training = _opened(as_of)
        _came(training, as_of)
        with posted(at(as_of - timedelta(days=2), 10)):
            _named(training, as_of)
        _judged(training, as_of)
        with posted(at(as_of - timedelta(days=1), 16)):
            _left(training, as_of)
        _stuck(training, as_of)
    if training_of(PREPARED) is None:
        _prepared(as_of)


def _three_days(as_of: date, ahead: int) -> list[date]:
    """Tuesday to Thursday, at least so many days ahead."""
    earliest = as_of + timedelta(days=ahead)
    first = earliest + timedelta(days=(1 - earliest.weekday()) % 7)
    return [first + timedelta(days=number) for number in range(3)]


def _terms(activity: Activity, days: list[date]) -> Terms:
    return {
        **usual_terms(activity),
        **CONTACT,
        "days": [[each.isoformat(), "08:00", "16:00"] for each in days],
        "venue": "Balai Pelatihan (contoh), Banjarbaru",
        "requirements": "Pengalaman kerja jalan atau jembatan dua tahun (contoh).",
    }


def _opened(as_of: date) -> Training:
    by, activity, day = actor(Role.SECTION_HEAD), activity_of(RUNNING), as_of - timedelta(days=8)
    days = _three_days(as_of, 16)
    moved(activity, days, at(as_of - timedelta(days=9), 9))
    training = prepare_training(
        activity,
        {
            **_terms(activity, days),
            "seats": 30,
            "policy": Policy.FIRST_COME.value,
            "opens_at": local(as_of - timedelta(days=7), 8),
            "closes_at": local(as_of + timedelta(days=8), 16),
            "nominations_due_at": local(as_of + timedelta(days=5), 16),
            "unused_return_on": (as_of + timedelta(days=6)).isoformat(),
        },
        by=actor(Role.STAFF),
        at=at(day, 9),
    )
    plan = plan_of(training, basis=Basis.EQUAL, pool=4, floor=1, cap=None)
    apply_quota(training, plan, reason="contoh", by=by, at=at(day, 10))
    open_training(training, by=by, at=at(as_of - timedelta(days=7), 8))
    return training


def _person(number: int) -> Applicant:
    """The people of this class are numbered from 101."""
    return Applicant(101 + number, COMERS[number])


def _came(training: Training, as_of: date) -> None:
    """The portal's registrations, one of them not sent yet."""
    with delivered(at(as_of - timedelta(days=3), 18), actor(Role.STAFF)):
        for number in range(len(COMERS)):
            day = as_of - timedelta(days=6 - number // 5)
            enrol(training, _person(number), at(day, 9 + number % 5, number))
    enrol(
        training,
        Applicant(131, "63.04"),
        at(as_of - timedelta(days=1), 11),
        is_sent=False,
    )


def _named(training: Training, as_of: date) -> None:
    """Tabalong and Banjar name people; a workbook of Tabalong waits for its officer's decision."""
    for code, numbers in ((TABALONG, (141, 142)), (BANJAR, (151,))):
        for number in numbers:
            person = Applicant(number, code)
            moment = at(as_of - timedelta(days=2), 9, number % 60)
            nominee = nominate(
                training,
                person.as_nominee,
                office=Office.objects.get(code=code),
                key=f"contoh-{number}",
                is_invented=True,
                by=actor(Role.REGENCY_OFFICER, code),
                at=moment,
            )
            if number != 142:
                nominee.training = training
                hand_in(nominee, person, moment + timedelta(minutes=20))
    keep_upload(
        training,
        office=Office.objects.get(code=TABALONG),
        file_name="usulan-tabalong-contoh.xlsx",
        content=_workbook(),
        by=actor(Role.REGENCY_OFFICER, TABALONG),
        at=at(as_of - timedelta(days=1), 15),
    )


def _workbook() -> bytes:
    """As an office fills in the template: three people, one NIK with a digit missing."""
    file = BytesIO()
    with Workbook(file, {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("Usulan")
        sheet.write_row(0, 0, ("Nama lengkap", "NIK", "Jenis kelamin", "Nomor WA"))
        for row, number in enumerate((161, 162, 163), start=1):
            person = Applicant(number, TABALONG)
            nik = person.nik[:-1] if number == 163 else person.nik
            sex = "P" if person.is_female else "L"
            sheet.write_row(row, 0, (f"{person.name} (contoh)", nik, sex, person.phone))
    return file.getvalue()


def _found(training: Training, number: int) -> Registration:
    found = Registration.objects.select_related("training__activity__programme__office")
    return found.get(training=training, idempotency_key=f"contoh-{training.pk}-{number}")


def _judged(training: Training, as_of: date) -> None:
    """Four are complete, one half judged, one has a paper to replace; the others wait for the verifier."""
    yesterday = as_of - timedelta(days=1)
    with delivered(at(yesterday, 12), actor(Role.STAFF)):
        for number in range(4):
            judge_all(_found(training, 101 + number), at(yesterday, 9, number))
        judge_all(
            _found(training, 106),
            at(yesterday, 10),
            kind=DocumentKind.ID_CARD,
            word=CORRECT,
            reason=CorrectionReason.CUT_OFF,
            note="Sisi kanan KTP tidak ikut terfoto (contoh)",
        )


def _left(training: Training, as_of: date) -> None:
    """One of Banjar withdraws, so that the first who waits there is offered the seat."""
    leaving = _found(training, 102)
    withdraw(
        leaving,
        reason="Bertugas di luar daerah (contoh)",
        by=APPLICANT,
        at=at(as_of - timedelta(days=1), 16),
    )


def _stuck(training: Training, as_of: date) -> None:
    """What an outbox looks like: one refused by its server, one resting after a try, one called off, one for WhatsApp."""
    moment = at(as_of - timedelta(days=1), 17)
    codes = Registration.objects.filter(training=training).values_list("pk", flat=True)
    ours = Message.objects.filter(
        subject_type="enrolment.registration", subject_id__in=codes, name="registration_received"
    )
    refused, resting, cancelled = ours.exclude(to="").order_by("-pk")[:3]
    Message.objects.filter(pk=refused.pk).update(
        sent_at=None, attempts=8, last_error="(550, 'alamat tidak dikenal (contoh)')"
    )
    Message.objects.filter(pk=resting.pk).update(
        sent_at=None,
        attempts=2,
        last_error="(451, 'coba lagi nanti (contoh)')",
        due_at=moment + timedelta(days=3),
    )
    by = actor(Role.STAFF)
    for message in ours.filter(to="").order_by("-pk")[:1]:
        unmark_passed_on(message, by=by)
    Message.objects.filter(pk=cancelled.pk).update(sent_at=None, attempts=0)
    cancelled.refresh_from_db()
    cancel_message(cancelled, reason="Isinya keliru (contoh)", by=by, at=moment)


def _prepared(as_of: date) -> None:
    """Terms stand, some regencies have said what they need; nothing is open yet."""
    by, activity, day = actor(Role.STAFF), activity_of(PREPARED), as_of - timedelta(days=2)
    days = _three_days(as_of, 21)
    moved(activity, days, at(as_of - timedelta(days=9), 9))
    training = prepare_training(
        activity,
        {
            **_terms(activity, days),
            "seats": 30,
            "policy": Policy.RANKED.value,
            "opens_at": local(as_of + timedelta(days=4), 8),
            "closes_at": local(as_of + timedelta(days=15), 16),
        },
        by=by,
        at=at(day, 9),
    )
    for code, people in ((TABALONG, 6), (BANJAR, 9), ("63.71", 12)):
        record_need(
            training,
            office=Office.objects.get(code=code),
            people=people,
            source="Hasil rapat koordinasi (contoh)",
            by=by,
            at=at(day, 10),
        )
