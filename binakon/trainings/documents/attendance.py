"""The attendance list in the office's form: letterhead, a sheet for each session of each day, room to sign, the official's block."""

from django.utils import timezone
from django.utils.translation import override

from binakon.core import clock, pdf, words
from binakon.enrolment.models import Registration, Training
from binakon.people.documents.papers import paper_words, signature_of
from binakon.people.models import Official
from binakon.people.queries import head_of_papers
from binakon.trainings.models import Presence, Session
from binakon.trainings.queries.attendance import participants_of
from binakon.trainings.queries.rundown import sessions_of
from binakon.trainings.states import EngagementState, SessionKind

PAPER_LANGUAGE = "id"
SAMPLE = "DATA CONTOH – bukan surat resmi"


def attendance_pdf(training: Training, signatory: Official | None = None) -> bytes:
    """The list of every session, to be signed before and filed after; without a signatory their lines stay dotted."""
    with override(PAPER_LANGUAGE):
        paper = attendance_paper(training, signatory)
        return pdf.render("trainings/attendance", paper, as_of=clock.now())


def attendance_paper(training: Training, signatory: Official | None) -> dict[str, object]:
    """Every word of the list, in the order in which the template prints them."""
    people = list(participants_of(training))
    marks = {
        (mark.session_id, mark.registration_id): mark
        for mark in Presence.objects.counted().filter(session__training=training)
    }
    head = head_of_papers(training.office_code, signatory)
    title = "Daftar hadir peserta"
    paper = {
        **paper_words(f"{title}: {training}", head, is_draft=False),
        "heading": title.upper(),
        "about": str(training),
        "heads": ["No.", "Nama", "Instansi", "Kabupaten/kota", "Tanda tangan"],
        "empty": "Susunan acara belum berisi sesi.",
        "sessions": [
            _sheet(training, session, teachers, people, marks, head)
            for session, teachers in _taught(training)
        ],
    }
    return paper | {"sample": SAMPLE} if any(each.is_invented for each in people) else paper


def _taught(training: Training) -> list[tuple[Session, str]]:
    """The sessions where attendance is taken, with who has said yes to teach them."""
    return [
        (session, ", ".join(_teachers(session)))
        for session in sessions_of(training)
        if session.kind != SessionKind.BREAK
    ]


def _teachers(session: Session) -> list[str]:
    rows = session.engagements.all()
    return [str(row.instructor) for row in rows if row.state == EngagementState.CONFIRMED]


def _sheet(
    training: Training,
    session: Session,
    teachers: str,
    people: list[Registration],
    marks: dict[tuple[int, int], Presence],
    head: dict[str, str],
) -> dict[str, object]:
    present = sum((session.pk, person.pk) in marks for person in people)
    facts = [
        ("Materi", session.topic),
        ("Hari, tanggal", words.weekday_and_day(session.on)),
        ("Waktu", f"{session.starts_at:%H.%M}–{session.ends_at:%H.%M} WITA{_jp(session)}"),
        ("Tempat", ", ".join(filter(None, (session.room, training.venue)))),
        ("Narasumber", teachers),
        ("Hadir", f"{present} dari {len(people)} peserta tercatat" if present else ""),
    ]
    place = training.activity.programme.office.seat
    return {
        "line": f"{training} · {words.weekday_and_day(session.on)} · {session.topic}",
        "facts": [[label, value] for label, value in facts if value],
        "rows": [
            [
                str(number),
                str(person),
                person.employer or "–",
                person.office.name if person.office else "–",
                _marked(marks.get((session.pk, person.pk))),
            ]
            for number, person in enumerate(people, start=1)
        ],
        "sign": signature_of(head, place=place, dated=session.on) | {"date": "Mengetahui,"},
    }


def _jp(session: Session) -> str:
    return f" ({session.jp} JP)" if session.jp else ""


def _marked(presence: Presence | None) -> str:
    """What stands in the column of signatures: when and by what evidence, or nothing."""
    if presence is None:
        return ""
    at = timezone.localtime(presence.at)
    return f"hadir {at:%H.%M}, bukti {presence.evidence}"
