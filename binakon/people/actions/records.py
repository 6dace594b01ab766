"""Records of a person, whatever their kind: added, put right, taken away; every time with a line of history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, StaleState, refuse
from binakon.people.models import Membership, Worker
from binakon.people.queries.records import Kind
from binakon.people.states import MembershipState

SHORTEST_REASON = 5
STATE = "state"
_MOVES = {MembershipState.ACTIVE: "confirm", MembershipState.INACTIVE: "end"}


@transaction.atomic
def add_record(
    kind: Kind,
    person: Worker,
    stated: Mapping[str, Any],
    *,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> models.Model:
    """Add a record to a person. Raises `Blocked` when the same record, or one of its numbers, is known already."""
    values = dict(stated)
    state = values.pop(STATE, "")
    row = kind.model(worker=person, **values)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        refuse([_twice()])
    Worker.objects.filter(pk=person.pk).update(revision=F("revision") + 1)
    if isinstance(row, Membership):
        ledger.start(row, by=by, at=at, sentence=_("KTA %(card)s dicatat") % {"card": row})
        _move(row, state, by, at)
    ledger.record(
        person,
        "worker:record",
        by=by,
        at=at,
        sentence=_("%(kind)s dicatat: %(row)s") % {"kind": _begun(kind), "row": row},
        after={"kind": kind.key, "row": row.pk, **_plain_of(values)},
        office_code=office_code,
    )
    return row


@transaction.atomic
def change_record(
    kind: Kind,
    row: Any,
    stated: Mapping[str, Any],
    *,
    revision: int,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> bool:
    """Put a record right; `revision` is its person's when the page was drawn. The same again writes nothing.

    Raises `Blocked` when it would be another one twice, `StaleState` when somebody else was faster.
    """
    values = dict(stated)
    state = values.pop(STATE, "")
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    is_moved = isinstance(row, Membership) and state not in ("", row.state)
    if not changed and not is_moved:
        return False
    _take_turn(row.worker, revision)
    before = {name: getattr(row, name) for name in changed}
    if changed:
        try:
            with transaction.atomic():
                kind.model._default_manager.filter(pk=row.pk).update(**changed)
        except IntegrityError:
            refuse([_twice()])
    if isinstance(row, Membership):
        _move(row, state, by, at)
    ledger.record(
        row.worker,
        "worker:record",
        by=by,
        at=at,
        sentence=_("%(kind)s diubah: %(row)s") % {"kind": _begun(kind), "row": row},
        before={"kind": kind.key, "row": row.pk, **_plain_of(before)},
        after={"kind": kind.key, "row": row.pk, **_plain_of(changed)},
        office_code=office_code,
    )
    return True


@transaction.atomic
def remove_record(
    kind: Kind,
    row: Any,
    *,
    reason: str,
    revision: int,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> None:
    """Take a record away for a reason; what it said stays in the history.

    Raises `Blocked` without a reason, or when another chapter cites it; `StaleState` when somebody else was faster.
    """
    words = " ".join(reason.split())[:300]
    if len(words) < SHORTEST_REASON:
        refuse([Problem("reason", _("Tulis alasannya, sedikitnya beberapa kata."))])
    _take_turn(row.worker, revision)
    said = {
        field.name: getattr(row, field.attname)
        for field in kind.model._meta.concrete_fields
        if field.name not in ("id", "worker")
    }
    pk, shown = row.pk, str(row)
    try:
        row.delete()
    except ProtectedError:
        sentence = _(
            "Catatan ini dipakai kasus sertifikasi, jadi tidak bisa dihapus. Ubah isinya saja."
        )
        refuse([Problem("reason", sentence)])
    ledger.record(
        row.worker,
        "worker:record",
        by=by,
        at=at,
        sentence=_("%(kind)s dihapus: %(row)s. Alasan: %(reason)s")
        % {"kind": _begun(kind), "row": shown, "reason": words},
        before={"kind": kind.key, "row": pk, **_plain_of(said)},
        note=words,
        office_code=office_code,
    )


def _take_turn(person: Worker, revision: int) -> None:
    same = Worker.objects.filter(pk=person.pk, revision=revision)
    if same.update(revision=F("revision") + 1) != 1:
        raise StaleState(
            _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
        )


def _move(card: Membership, wanted: str, by: Actor, at: datetime | None) -> None:
    if wanted in ("", card.state):
        return
    name = _MOVES[MembershipState(wanted)]
    label = MembershipState(wanted).label
    ledger.move(
        card,
        name,
        by=by,
        at=at,
        sentence=_("KTA %(card)s: %(state)s") % {"card": card, "state": label},
    )


def _twice() -> Problem:
    return Problem(
        "twice", _("Catatan yang sama, atau nomor yang sama, sudah ada. Periksa lagi isiannya.")
    )


def _begun(kind: Kind) -> str:
    words = str(kind.one)
    return words[:1].upper() + words[1:]


def _plain_of(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
