"""Attendance by hand: the paper list, statements, what was wrong or in conflict, and closing a session."""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.enrolment.models import Registration
from binakon.trainings.actions.attendance_marks import hold, keep
from binakon.trainings.models import AttendanceSheet, Presence, Scan, Session
from binakon.trainings.queries.attendance import facts_of, participants_of
from binakon.trainings.queries.attendance_taken import Taken, taken
from binakon.trainings.rules.attendance import Mark
from binakon.trainings.states import Method, PresenceState, ScanOutcome


@transaction.atomic
def take_paper(
    session: Session,
    people: Collection[int],
    *,
    made: files.RebuiltFile | None,
    note: str = "",
    by: Actor,
    at: datetime | None = None,
) -> list[Taken]:
    """Type in a signed paper list: `people` are the registrations whose signature stands on the sheet `made`.

    Without a new sheet the marks point to the newest of the session. Raises `Blocked` without any sheet, before the
    session began, and for people who are not of the class.
    """
    moment = at or clock.now()
    held = hold(session.training, {session.pk}, by=by)
    known = {person.pk: str(person) for person in participants_of(session.training)}
    sheet = session.sheets.order_by("-pk").first()
    problems = []
    if made is None and sheet is None:
        problems.append(
            Problem("sheet", _("Foto daftar hadir bertanda tangan belum ada. Pilih fotonya dulu."))
        )
    if moment < facts_of(session).starts:
        problems.append(
            Problem("people", _("Sesi ini belum mulai. Isi setelah daftarnya ditandatangani."))
        )
    if not people or not set(people) <= known.keys():
        problems.append(Problem("people", _("Centang peserta yang tanda tangannya ada di daftar.")))
    if problems:
        raise Blocked(problems)
    if made is not None:
        sheet = AttendanceSheet.objects.create(
            session=session, file=files.keep(made), note=note, kept_at=moment
        )
    marks = [
        Mark(uuid4(), session.pk, person, Method.PAPER, moment) for person in sorted(set(people))
    ]
    rows = keep(session.training, held, marks, by=by, at=moment, sheet=sheet)
    return [taken(row, known[row.registration_id or 0]) for row in rows]


@transaction.atomic
def state_presence(
    session: Session,
    registration: Registration,
    *,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> Taken:
    """Say with a reason that somebody was there, without a code and without a signature; the weakest evidence.

    Raises `Blocked` without a reason and before the session began.
    """
    moment = at or clock.now()
    _demand_reason(reason)
    _demand_begun(session, moment, "person")
    held = hold(session.training, {session.pk}, by=by)
    mark = Mark(
        uuid4(), session.pk, registration.pk, Method.STATEMENT, moment, reason=reason.strip()[:300]
    )
    row = keep(session.training, held, [mark], by=by, at=moment)[0]
    return taken(row, str(registration))


@transaction.atomic
def strike(presence: Presence, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Strike a presence out that was wrong; its scans stay and it counts no more."""
    _turn(presence, "strike", _("Kehadiran dicoret: %(reason)s"), reason, by, at)


@transaction.atomic
def restore(presence: Presence, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Let a presence count again that was struck out."""
    _turn(presence, "restore", _("Kehadiran dihitung lagi: %(reason)s"), reason, by, at)


def _turn(
    presence: Presence, move: str, words: str, reason: str, by: Actor, at: datetime | None
) -> None:
    _demand_reason(reason)
    training = presence.session.training
    hold(training, {presence.session_id}, by=by)
    ledger.move(
        presence,
        move,
        by=by,
        at=at,
        sentence=words % {"reason": reason.strip()},
        note=reason.strip(),
        office_code=training.office_code,
    )


@transaction.atomic
def settle_all(
    conflicts: Collection[Scan],
    *,
    is_present: bool,
    note: str,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Say the same of several conflicts, each with its own line of history; all of them or none."""
    for conflict in conflicts:
        settle(conflict, is_present=is_present, note=note, by=by, at=at)


@transaction.atomic
def settle(
    conflict: Scan, *, is_present: bool, note: str, by: Actor, at: datetime | None = None
) -> None:
    """Say of a conflict what was the case, with a note; the scan stays as it came. Raises `StaleState` when it is settled.

    `is_present` makes the person present by this scan, also one who was struck out; nobody is before the session began.
    """
    moment = at or clock.now()
    _demand_reason(note)
    session = conflict.session
    if is_present:
        _demand_begun(session, moment, "is_present")
    hold(session.training, {session.pk}, by=by)
    rows = Scan.objects.filter(pk=conflict.pk, outcome=ScanOutcome.CONFLICT, settled_at=None)
    told = note.strip()[:300]
    if rows.update(settled_at=moment, settled_by_id=by.user_id, settled_note=told) != 1:
        raise StaleState(_("Pertentangan ini sudah diselesaikan. Muat ulang halaman."))
    sentence = (
        _("Pertentangan diselesaikan, hadir: %(note)s")
        if is_present
        else _("Pertentangan diselesaikan, tidak dihitung hadir: %(note)s")
    )
    office_code = session.training.office_code
    ledger.record(
        conflict,
        "settle",
        by=by,
        at=moment,
        sentence=sentence % {"note": told},
        office_code=office_code,
    )
    if is_present and conflict.registration is not None:
        _make_present(conflict, conflict.registration, told, by, moment, office_code)


def _make_present(
    conflict: Scan, person: Registration, note: str, by: Actor, at: datetime, office_code: str
) -> None:
    presence, _is_new = Presence.objects.get_or_create(
        session_id=conflict.session_id,
        registration=person,
        defaults={"evidence": conflict.evidence, "first": conflict, "at": conflict.scanned_at},
    )
    if presence.state == PresenceState.STRUCK:
        ledger.move(
            presence,
            "restore",
            by=by,
            at=at,
            sentence=_("Kehadiran dihitung lagi: %(reason)s") % {"reason": note},
            note=note,
            office_code=office_code,
        )


@transaction.atomic
def close_session(session: Session, *, by: Actor, at: datetime | None = None) -> None:
    """Close the attendance of a session: what arrives later is in conflict, or a statement with its reason.

    Raises `Blocked` before the session has begun, `StaleState` when it is closed.
    """
    moment = at or clock.now()
    if moment < facts_of(session).starts:
        raise Blocked(
            [Problem("session", _("Sesi ini belum mulai; presensinya belum bisa ditutup."))]
        )
    _set_closed(session, moment, _("Presensi ditutup: %(session)s"), by, moment)


@transaction.atomic
def reopen_session(session: Session, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Take marks again in a session whose attendance was closed."""
    _demand_reason(reason)
    words = _("Presensi dibuka lagi: %(session)s")
    _set_closed(session, None, f"{words}. {reason.strip()}", by, at or clock.now())


def _set_closed(
    session: Session, closed_at: datetime | None, words: str, by: Actor, at: datetime
) -> None:
    rows = Session.objects.filter(pk=session.pk, closed_at__isnull=closed_at is not None)
    if rows.update(closed_at=closed_at) != 1:
        raise StaleState(
            _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
        )
    session.closed_at = closed_at
    ledger.record(
        session,
        "reopen" if closed_at is None else "close",
        by=by,
        at=at,
        sentence=words.replace("%(session)s", str(session)),
        office_code=session.training.office_code,
    )


def _demand_begun(session: Session, moment: datetime, field: str) -> None:
    if moment < facts_of(session).starts:
        sentence = _(
            "Sesi ini belum mulai, jadi belum ada yang hadir. Catat setelah sesinya mulai."
        )
        raise Blocked([Problem(field, sentence)])


def _demand_reason(reason: str) -> None:
    if len(reason.strip()) < 5:
        raise Blocked([Problem("reason", _("Alasannya belum ditulis; sedikitnya lima huruf."))])
