"""The attendance list on paper: one table for each session of each day, with room to sign; what is marked stands there."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from binakon.core import clock, pdf, words
from binakon.enrolment.documents.frame import frame_of
from binakon.enrolment.models import Registration, Training
from binakon.trainings.models import Presence, Session
from binakon.trainings.queries.attendance import participants_of, sessions_of

PAPER_LANGUAGE = "id"


def attendance_pdf(training: Training) -> bytes:
    """The list of every session, to be signed before and filed after."""
    with override(PAPER_LANGUAGE):
        now = clock.now()
        people = list(participants_of(training))
        marks = {
            (mark.session_id, mark.registration_id): mark
            for mark in Presence.objects.counted().filter(session__training=training)
        }
        is_sample = any(person.is_invented for person in people)
        title = _("Daftar hadir")
        data = {
            **frame_of(training, title=title, at=now, is_sample=is_sample),
            "heading": title,
            "line": str(training),
            "heads": [
                _("No."),
                _("Nama"),
                _("Instansi"),
                _("Kabupaten/kota"),
                _("Tanda tangan"),
            ],
            "empty": _("Susunan acara belum berisi sesi."),
            "sessions": [_session(session, people, marks) for session in sessions_of(training)],
        }
        return pdf.render("trainings/attendance", data, as_of=now)


def _session(
    session: Session, people: list[Registration], marks: dict[tuple[int, int], Presence]
) -> dict[str, object]:
    hours = f"{session.starts_at:%H.%M}–{session.ends_at:%H.%M} WITA"
    counted = sum((session.pk, person.pk) in marks for person in people)
    facts = [
        words.weekday_and_day(session.on),
        hours,
        *([f"{session.jp} JP"] if session.jp else []),
        *([session.room] if session.room else []),
        *([_("%(count)d hadir") % {"count": counted}] if counted else []),
    ]
    return {
        "topic": session.topic,
        "facts": " · ".join(facts),
        "rows": [
            [
                str(number),
                str(person),
                person.employer,
                person.office.name if person.office else "",
                _marked(marks.get((session.pk, person.pk))),
            ]
            for number, person in enumerate(people, start=1)
        ],
    }


def _marked(presence: Presence | None) -> str:
    """What stands in the column of signatures: when and by what evidence, or nothing."""
    if presence is None:
        return ""
    at = timezone.localtime(presence.at)
    return _("hadir %(time)s, bukti %(evidence)s") % {
        "time": f"{at:%H.%M}",
        "evidence": presence.evidence,
    }
