"""Taking attendance: marks are judged, kept for ever, and make presences, each person once in each session."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, scan
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.models import Registration, Training
from binakon.trainings.actions.attendance_marks import hold, keep
from binakon.trainings.models import Session
from binakon.trainings.queries.attendance import code_of_badge, people_behind
from binakon.trainings.queries.attendance_taken import Taken, taken, taken_before
from binakon.trainings.rules.attendance import MOST_IN_BATCH, Mark, Sent
from binakon.trainings.states import Method


@transaction.atomic
def take_scans(
    training: Training, sent: Sequence[Sent], *, by: Actor, at: datetime | None = None
) -> list[Taken]:
    """Take a batch of scans of staff, online or from a queue; sent again it changes nothing and answers the same.

    1. Hold the class, so that two devices are judged one after the other. 2. Put aside what was taken before.
    3. Find out whom each text names: our QR is a scan, a code picked from the list a statement. 4. Judge. 5. Write
    all scans, all presences and one line of history. Raises `Blocked` for more than `MOST_IN_BATCH` or for a
    session of another class.
    """
    moment = at or clock.now()
    if len(sent) > MOST_IN_BATCH:
        raise Blocked([Problem("batch", _("Terlalu banyak pindaian dalam satu kiriman."))])
    held = hold(training, {each.session for each in sent}, by=by)
    earlier = taken_before([each.nonce for each in sent])
    fresh = [each for each in sent if each.nonce not in earlier]
    badges = {each.text: code_of_badge(each.text, training) for each in fresh}
    people = people_behind(training, {badges[text] or text for text in badges})
    marks = [_mark_of(each, badges[each.text], people) for each in fresh]
    rows = keep(training, held, marks, by=by, at=moment)
    names = dict(people.values())
    told = earlier | {
        row.nonce: taken(row, names.get(row.registration_id or 0, "")) for row in rows
    }
    return [told[nonce] for nonce in dict.fromkeys(each.nonce for each in sent)]


def _mark_of(sent: Sent, code: str, people: dict[str, tuple[int, str]]) -> Mark:
    person = people.get(code or sent.text)
    return Mark(
        nonce=sent.nonce,
        session=sent.session,
        registration=person[0] if person else None,
        method=Method.STAFF_SCAN if code or person is None else Method.STATEMENT,
        at=sent.at,
        device=sent.device[:64],
        reason="" if code else _("Dipilih dari daftar oleh petugas, tanpa kode peserta."),
    )


@transaction.atomic
def mark_self(
    registration: Registration,
    session: Session,
    *,
    code: str,
    nonce: UUID,
    scanned_at: datetime | None = None,
    device: str = "",
    by: Actor,
    at: datetime | None = None,
) -> Taken:
    """A participant marks themself with the code on the session's screen.

    Without `scanned_at` the code must be on the screen now or have been there the step before; with it the scan
    waited on the device, and only proves that the device had the code then. Raises `Blocked` for a code that is not
    on the screen (any more), or that never was.
    """
    moment = at or clock.now()
    held = hold(session.training, {session.pk}, by=by)
    earlier = taken_before([nonce])
    if nonce in earlier:
        return earlier[nonce]
    shown = scan.shown_at(code, session.key.hex, near=scanned_at or moment)
    is_on_screen = scan.is_fresh(code, session.key.hex, moment)
    if shown is None or (scanned_at is None and not is_on_screen):
        sentence = _(
            "Kode ini sudah berganti atau keliru. Lihat layar di ruang kelas, lalu ketik kode yang tampil sekarang."
        )
        raise Blocked([Problem("code", sentence)])
    mark = Mark(
        nonce=nonce,
        session=session.pk,
        registration=registration.pk,
        method=Method.OWN_SCAN,
        at=scanned_at or moment,
        device=device[:64],
        shown_at=shown,
    )
    row = keep(session.training, held, [mark], by=by, at=moment)[0]
    return taken(row, str(registration))
