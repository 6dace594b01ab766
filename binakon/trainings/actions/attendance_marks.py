"""What every way of taking attendance shares: sessions are held, marks judged, scans and presences written."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.models import Training
from binakon.trainings.models import AttendanceSheet, Presence, Scan
from binakon.trainings.queries.attendance import known_of, session_facts
from binakon.trainings.rules.attendance import (
    PROVING,
    Judged,
    Known,
    Mark,
    SessionFacts,
    best,
    judge,
)
from binakon.trainings.states import Evidence, PresenceState, ScanOutcome


def hold(training: Training, sessions: Collection[int], *, by: Actor) -> Mapping[int, SessionFacts]:
    """Keep whoever else marks in this class waiting until the transaction ends; gives the sessions as they stand then.

    The class and not its sessions: nobody can be in two of them at once, so each batch must see what the other wrote.
    `sessions` are those that are marked; raises `Blocked` when one is not of the class.
    """
    # An update that changes nothing takes the row, so what is read after it is what stands.
    Training.objects.filter(pk=training.pk).update(last_queue=F("last_queue"))
    found = session_facts(training)
    if not found.keys() >= set(sessions):
        raise Blocked([Problem("session", _("Sesi ini bukan sesi kelas ini."))])
    return found


def keep(
    training: Training,
    held: Mapping[int, SessionFacts],
    marks: Sequence[Mark],
    *,
    by: Actor,
    at: datetime,
    sheet: AttendanceSheet | None = None,
) -> list[Scan]:
    """Judge and write marks in sessions of the class that is `held`, with one line of history; a number of statements that no batch raises."""
    if not marks:
        return []
    known = known_of(held, {mark.registration for mark in marks if mark.registration})
    judged = judge(marks, known, at)
    rows = Scan.objects.bulk_create([_row(each, by, at, sheet) for each in judged], batch_size=500)
    _write_presences(judged, rows, known)
    ledger.record(
        rows[0],
        "take",
        by=by,
        at=at,
        sentence=_sentence(rows),
        office_code=training.office_code,
    )
    return rows


def _row(judged: Judged, by: Actor, at: datetime, sheet: AttendanceSheet | None) -> Scan:
    mark = judged.mark
    return Scan(
        nonce=mark.nonce,
        session_id=mark.session,
        registration_id=mark.registration,
        method=mark.method,
        evidence=judged.evidence,
        outcome=judged.outcome,
        reason=judged.reason,
        is_late=judged.is_late,
        scanned_at=mark.at,
        received_at=at,
        device=mark.device,
        by_id=by.user_id,
        sheet=sheet,
    )


def _write_presences(judged: Sequence[Judged], rows: Sequence[Scan], known: Known) -> None:
    """The new presences, and better evidence for those that stand; the unique constraint decides that each is one."""
    found: dict[tuple[int, int], Presence] = {}
    for each, row in zip(judged, rows, strict=True):
        if each.outcome not in PROVING or each.mark.registration is None:
            continue
        key = (each.mark.session, each.mark.registration)
        presence = found.setdefault(key, _presence(row, known.present.get(key)))
        presence.evidence = best(Evidence(presence.evidence), each.evidence)
    written = [
        presence for key, presence in found.items() if presence.evidence != known.present.get(key)
    ]
    if written:
        Presence.objects.bulk_create(
            written,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["session", "registration"],
            update_fields=["evidence"],
        )


def _presence(row: Scan, evidence: Evidence | None) -> Presence:
    return Presence(
        session_id=row.session_id,
        registration_id=row.registration_id or 0,
        state=PresenceState.PRESENT,
        evidence=evidence or row.evidence,
        first=row,
        at=row.scanned_at,
    )


def _sentence(rows: Sequence[Scan]) -> str:
    counted = Counter(row.outcome for row in rows)
    words = ", ".join(
        f"{counted[outcome]} {ScanOutcome(outcome).label}"
        for outcome in ScanOutcome
        if counted[outcome]
    )
    return _("%(count)d tanda hadir diterima: %(words)s") % {"count": len(rows), "words": words}
