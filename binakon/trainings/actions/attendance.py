"""Taking attendance: marks are judged, kept for ever, and make presences, each person once in each session."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, ledger, scan
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.models import Registration, Training
from binakon.trainings.actions.attendance_marks import hold, keep
from binakon.trainings.models import Session
from binakon.trainings.queries.attendance import code_of_badge, people_behind, sessions_of
from binakon.trainings.queries.attendance_taken import (
    Taken,
    taken,
    taken_before,
    taken_of,
    unknown_code,
    without_session,
)
from binakon.trainings.queries.own_attendance import Shown, session_shown
from binakon.trainings.rules.attendance import MOST_IN_BATCH, Mark, Sent
from binakon.trainings.states import Method


@transaction.atomic
def take_scans(
    training: Training, sent: Sequence[Sent], *, by: Actor, at: datetime | None = None
) -> list[Taken]:
    """Take a batch of scans of staff, online or from a queue; sent again it changes nothing and answers the same.

    1. Hold the class, so that two devices are judged one after the other. 2. Put aside what was taken before.
    3. Find out whom each text names: our QR before a camera is a scan, whatever was typed or picked is the word of
    staff. 4. Judge. 5. Write all scans, all presences and one line of history. A scan for what is no session of the
    class (any more) is refused alone, so that the others of its queue come in; no row is kept of it, only history.
    Raises `Blocked` for more than `MOST_IN_BATCH`.
    """
    moment = at or clock.now()
    if len(sent) > MOST_IN_BATCH:
        raise Blocked([Problem("batch", _("Terlalu banyak pindaian dalam satu kiriman."))])
    held = hold(training, (), by=by)
    earlier = taken_before([each.nonce for each in sent])
    fresh = [each for each in sent if each.nonce not in earlier]
    badges = {each.text: code_of_badge(each.text, training) for each in fresh}
    people = people_behind(training, {badges[text] or text for text in badges})
    marks = [_mark_of(each, badges[each.text], people) for each in fresh]
    rows = keep(training, held, [mark for mark in marks if mark.session in held], by=by, at=moment)
    names = dict(people.values())
    homeless = [mark for mark in marks if mark.session not in held]
    _record_homeless(training, homeless, by=by, at=moment)
    told = earlier | {
        row.nonce: taken(row, names.get(row.registration_id or 0, "")) for row in rows
    }
    told |= {
        mark.nonce: without_session(mark.nonce, names.get(mark.registration or 0, ""))
        for mark in homeless
    }
    return [told[nonce] for nonce in dict.fromkeys(each.nonce for each in sent)]


def _record_homeless(training: Training, marks: Sequence[Mark], *, by: Actor, at: datetime) -> None:
    """What was scanned in a session that was removed meanwhile: who it was stays in the history of the class."""
    if not marks:
        return
    people = Registration.objects.filter(pk__in=[mark.registration for mark in marks])
    codes = ", ".join(people.order_by("code").values_list("code", flat=True)) or "–"
    sentence = _("%(count)d pindaian ditolak karena sesinya tidak ada lagi: %(codes)s")
    ledger.record(
        training,
        "scan:homeless",
        by=by,
        at=at,
        sentence=sentence % {"count": len(marks), "codes": codes},
        office_code=training.office_code,
    )


def _mark_of(sent: Sent, code: str, people: dict[str, tuple[int, str]]) -> Mark:
    person = people.get(code or sent.text)
    is_proven = sent.is_read and (code != "" or person is None)
    return Mark(
        nonce=sent.nonce,
        session=sent.session,
        registration=person[0] if person else None,
        method=Method.STAFF_SCAN if is_proven else Method.STAFF_TYPED,
        at=sent.at,
        device=sent.device[:64],
        reason="" if is_proven or person is None else _why_no_proof(code),
    )


def _why_no_proof(code: str) -> str:
    if code:
        return _("Kode peserta diketik petugas, tidak dipindai kamera.")
    return _("Dipilih dari daftar oleh petugas, tanpa kode peserta.")


@transaction.atomic
def mark_self(
    registration: Registration,
    session: Session,
    *,
    code: str,
    nonce: UUID,
    opened_at: datetime | None = None,
    by: Actor,
    at: datetime | None = None,
) -> Taken:
    """A participant marks themself with the code on the session's screen.

    The code must have been there, or the step before, when it came to us: now, or at `opened_at` when we gave out a
    ticket for it. Raises `Blocked` for any other code.
    """
    moment = at or clock.now()
    held = hold(session.training, {session.pk}, by=by)
    earlier = taken_of(registration, [nonce])
    if nonce in earlier:
        return earlier[nonce]
    seen_at = opened_at or moment
    if not scan.is_fresh(code, session.key.hex, seen_at):
        sentence = _(
            "Kode ini sudah berganti atau keliru. Lihat layar di ruang kelas, lalu ketik kode yang tampil sekarang."
        )
        raise Blocked([Problem("code", sentence)])
    mark = Mark(
        nonce=nonce,
        session=session.pk,
        registration=registration.pk,
        method=Method.OWN_SCAN,
        at=seen_at,
        shown_at=scan.shown_at(code, session.key.hex, near=seen_at),
        is_seen=True,
    )
    keep(session.training, held, [mark], by=by, at=moment)
    return taken_of(registration, [nonce])[nonce]


@transaction.atomic
def take_own_scans(
    registration: Registration, sent: Sequence[Sent], *, by: Actor, at: datetime | None = None
) -> list[Taken]:
    """Take the codes that a participant's phone read, online or from its queue; sent again it changes nothing.

    A code that is still on the screen proves itself, whatever the phone's clock says. One that waited proves only that
    the phone had it: it is kept as a statement that staff confirm (decision 24). What no session of the class ever
    showed leaves nothing behind and is answered as refused; the answers name the session.
    """
    moment = at or clock.now()
    training = registration.training
    held = hold(training, (), by=by)
    nonces = list(dict.fromkeys(each.nonce for each in sent))
    earlier = taken_before(nonces)
    fresh = {each.nonce: each for each in sent if each.nonce not in earlier}
    sessions = list(sessions_of(training))
    read = [(each, session_shown(each, sessions, moment)) for each in fresh.values()]
    marks = [
        _own_mark(registration, each, shown, moment) for each, shown in read if shown is not None
    ]
    keep(training, held, marks, by=by, at=moment)
    told = taken_of(registration, nonces)
    return [told.get(nonce) or unknown_code(nonce) for nonce in nonces]


def _own_mark(registration: Registration, sent: Sent, shown: Shown, moment: datetime) -> Mark:
    return Mark(
        nonce=sent.nonce,
        session=shown.session,
        registration=registration.pk,
        method=Method.OWN_SCAN,
        at=moment if shown.is_now else sent.at,
        device=sent.device[:64],
        shown_at=shown.at,
        is_seen=shown.is_now,
    )
