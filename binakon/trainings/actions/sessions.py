"""Writing a rundown: sessions added, changed, removed; days laid from the norms, copied, moved; the norms set."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import ledger, words
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Training
from binakon.trainings.models import Engagement, RundownNorms, Scan, Session
from binakon.trainings.queries.rundown import facts_of, norms_of, sessions_of
from binakon.trainings.rules.rundown import Slot, findings, proposed_jp
from binakon.trainings.states import TEACHING, SessionKind

# What attendance stands on; it does not change once somebody was marked.
_COUNTED = ("on", "starts_at", "ends_at", "kind", "jp")


@dataclass(frozen=True, slots=True)
class SessionText:
    """What somebody states of a session; `jp` None asks for what its minutes make."""

    on: date
    starts_at: time
    ends_at: time
    topic: str
    kind: str = SessionKind.TEACHING
    jp: int | None = None
    room: str = ""
    link: str = ""
    note: str = ""
    engagements: Collection[int] = ()


@transaction.atomic
def add_session(
    training: Training, text: SessionText, *, by: Actor, at: datetime | None = None
) -> Session:
    """Keep a new session; raises `Blocked` with everything that stands in its way."""
    hold(training, by=by)
    return _add(training, text, by=by, at=at)


@transaction.atomic
def edit_session(
    session: Session, text: SessionText, *, revision: int, by: Actor, at: datetime | None = None
) -> None:
    """Change a session as it was read at `revision`; once somebody was marked present, its time and JP stay."""
    training = session.training
    hold(training, by=by)
    told = _told(training, text)
    changes = [name for name in _COUNTED if getattr(session, name) != told[name]]
    if changes and _has_scans([session.pk]):
        sentence = _(
            "Sesi ini sudah punya catatan hadir; waktu, jenis, dan JP-nya tidak berubah lagi."
        )
        raise Blocked([Problem("has_scans", sentence)])
    _demand_fit(training, told, key=session.pk)
    same = Session.objects.filter(pk=session.pk, revision=revision)
    if same.update(revision=F("revision") + 1, **told) != 1:
        raise _stale()
    session.refresh_from_db()
    _assign(session, text.engagements)
    _record(session, "session:edit", "diubah", by=by, at=at)


@transaction.atomic
def remove_session(session: Session, *, by: Actor, at: datetime | None = None) -> None:
    """Take a session off the rundown; refused once anybody was marked in it."""
    hold(session.training, by=by)
    if _has_scans([session.pk]) or session.sheets.exists():
        sentence = _("Sesi ini sudah punya catatan hadir, jadi tidak bisa dihapus.")
        raise Blocked([Problem("has_scans", sentence)])
    _record(session, "session:remove", "dihapus", by=by, at=at)
    session.delete()


@transaction.atomic
def lay_day(
    training: Training,
    texts: Sequence[SessionText],
    *,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Keep the chosen stretches of a proposed day, all or none; returns how many."""
    if not texts:
        raise Blocked([Problem("rows", _("Pilih paling sedikit satu sesi dari usulan ini."))])
    hold(training, by=by)
    for text in texts:
        _add(training, text, by=by, at=at)
    return len(texts)


@transaction.atomic
def transfer_day(
    training: Training,
    source: date,
    target: date,
    *,
    keeps_source: bool,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Copy (`keeps_source`) or move every session of a day to another day of the class; returns how many."""
    hold(training, by=by)
    rows = list(sessions_of(training).filter(on=source))
    if not rows or source == target:
        raise Blocked([Problem("target", _("Pilih hari lain yang menjadi tujuannya."))])
    if not keeps_source and _has_scans([row.pk for row in rows]):
        sentence = _("Hari ini sudah punya catatan hadir, jadi sesinya tidak bisa dipindahkan.")
        raise Blocked([Problem("has_scans", sentence)])
    if keeps_source:
        for row in rows:
            _add(training, _copied(row, target), by=by, at=at)
    else:
        _move_rows(training, rows, target, by=by, at=at)
    return len(rows)


@transaction.atomic
def set_norms(
    training: Training, values: Mapping[str, Any], *, by: Actor, at: datetime | None = None
) -> None:
    """Keep what the rundown of this class is measured by."""
    row, _is_new = RundownNorms.objects.update_or_create(training=training, defaults=dict(values))
    RundownNorms.objects.filter(pk=row.pk).update(revision=F("revision") + 1)
    ledger.record(
        row,
        "norms:set",
        by=by,
        at=at,
        sentence=f"Norma rundown {training} disimpan",
        after={name: str(value) for name, value in values.items()},
        office_code=training.office_code,
    )


def _add(training: Training, text: SessionText, *, by: Actor, at: datetime | None) -> Session:
    told = _told(training, text)
    _demand_fit(training, told)
    session = Session.objects.create(training=training, key=uuid.uuid4(), **told)
    _assign(session, text.engagements)
    _record(session, "session:add", "ditambahkan", by=by, at=at)
    return session


def _told(training: Training, text: SessionText) -> dict[str, Any]:
    jp = text.jp
    if text.kind in (SessionKind.BREAK, SessionKind.CEREMONY):
        jp = 0
    if jp is None:
        jp = proposed_jp(text.kind, text.starts_at, text.ends_at, norms_of(training))
    return {
        "on": text.on,
        "starts_at": text.starts_at,
        "ends_at": text.ends_at,
        "kind": text.kind,
        "jp": jp,
        "topic": " ".join(text.topic.split())[:300],
        "room": " ".join(text.room.split())[:200],
        "link": text.link.strip(),
        "note": text.note.strip()[:300],
    }


def _demand_fit(training: Training, told: Mapping[str, Any], key: int = 0) -> None:
    """Only what is wrong with this session stops it; what was wrong before is shown on the page."""
    slot = Slot(
        key=key,
        on=told["on"],
        starts=told["starts_at"],
        ends=told["ends_at"],
        kind=told["kind"],
        jp=told["jp"],
        topic=told["topic"],
        room=told["room"],
    )
    facts = facts_of(training, without=[key], beside=[slot])
    problems = [found.problem for found in findings(facts) if key in found.slots]
    if not slot.topic:
        problems.append(Problem("topic", _("Tulis materi atau acaranya.")))
    refuse(problems)


def _assign(session: Session, engagements: Collection[int]) -> None:
    """Only instructors of this class who have not said no can be put on a session."""
    rows = Engagement.objects.filter(
        training_id=session.training_id, pk__in=list(engagements), state__in=TEACHING
    )
    session.engagements.set(rows)


def _move_rows(
    training: Training, rows: list[Session], target: date, *, by: Actor, at: datetime | None
) -> None:
    for row in rows:
        told = {name: getattr(row, name) for name in (*_COUNTED, "topic", "room")}
        _demand_fit(training, {**told, "on": target}, key=row.pk)
        same = Session.objects.filter(pk=row.pk, revision=row.revision)
        if same.update(on=target, revision=F("revision") + 1) != 1:
            raise _stale()
        row.refresh_from_db()
        _record(row, "session:move", f"dipindahkan ke {words.day(target)}", by=by, at=at)


def _copied(row: Session, target: date) -> SessionText:
    return SessionText(
        on=target,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        topic=row.topic,
        kind=row.kind,
        jp=row.jp,
        room=row.room,
        link=row.link,
        note=row.note,
        engagements=[each.pk for each in row.engagements.all()],
    )


def _stale() -> StaleState:
    return StaleState(
        _("Sesi ini baru saja diubah orang lain. Muat ulang halaman, lalu lihat lagi.")
    )


def _has_scans(keys: list[int]) -> bool:
    return Scan.objects.filter(session__in=keys).exists()


def _record(session: Session, verb: str, word: str, *, by: Actor, at: datetime | None) -> None:
    ledger.record(
        session,
        verb,
        by=by,
        at=at,
        sentence=f"Sesi “{session.topic}” {session.training} {word}",
        office_code=session.training.office_code,
    )
