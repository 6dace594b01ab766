"""The only place where a workflow moves and history is written."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.utils.translation import gettext as _

from binakon.core import clock
from binakon.core.actor import Actor
from binakon.core.insert import insert_many
from binakon.core.models import AuditEvent
from binakon.core.problems import StaleState
from binakon.core.workflow import Workflow


class HasWorkflow(Protocol):
    """A row whose `state` only this module changes."""

    pk: Any
    state: str
    workflow: Workflow


def record(
    subject: models.Model,
    action: str,
    *,
    by: Actor,
    sentence: str,
    at: datetime | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
    office_code: str = "",
) -> AuditEvent:
    """Write one line of history that moves no state. Call it inside the action's transaction."""
    event = _line(subject, action, by, sentence, at or clock.now(), office_code)
    event.before, event.after, event.note = dict(before or {}), dict(after or {}), note
    event.save(force_insert=True)
    return event


def start(
    obj: models.Model,
    *,
    by: Actor,
    sentence: str,
    at: datetime | None = None,
    after: Mapping[str, Any] | None = None,
    office_code: str = "",
) -> None:
    """Write the first history line of a row that has just been born in its present state; `after` is what it came from."""
    event = _born(obj, sentence, by, at or clock.now(), office_code)
    event.after = dict(after or {})
    # The same statement as `record`, so that it does not tell which of the two it was (decision 22).
    event.save()


def start_many(
    born: Iterable[tuple[models.Model, str]],
    *,
    by: Actor,
    at: datetime | None = None,
    office_code: str = "",
) -> None:
    """Write the first history lines of many rows, each with its own sentence, in one statement."""
    moment = at or clock.now()
    insert_many([_born(obj, sentence, by, moment, office_code) for obj, sentence in born])


def record_many(
    told: Iterable[tuple[models.Model, str]],
    action: str,
    *,
    by: Actor,
    at: datetime | None = None,
    office_code: str = "",
) -> None:
    """Write one line of history for each of many rows, as `record` does, in one statement."""
    moment = at or clock.now()
    events = [_line(obj, action, by, sentence, moment, office_code) for obj, sentence in told]
    insert_many(events)


def record_changes(
    told: Iterable[tuple[models.Model, str, Mapping[str, Any], Mapping[str, Any]]],
    action: str,
    *,
    by: Actor,
    at: datetime | None = None,
    office_code: str = "",
) -> None:
    """The same for rows that changed: each with its sentence, what stood before and what stands now."""
    moment = at or clock.now()
    events = []
    for obj, sentence, before, after in told:
        event = _line(obj, action, by, sentence, moment, office_code)
        event.before, event.after = dict(before), dict(after)
        events.append(event)
    insert_many(events)


def move(
    obj: Any,
    name: str,
    *,
    by: Actor,
    sentence: str,
    at: datetime | None = None,
    note: str = "",
    office_code: str = "",
    **changes: Any,
) -> None:
    """Check the move, compare-and-set the state together with `changes`, record it.

    Raises `IllegalMove` when the step does not start here, `StaleState` when somebody was faster.
    """
    old = obj.state
    new = obj.workflow.target(name, old)
    event = _line(obj, name, by, sentence, at or clock.now(), office_code)
    event.old_state, event.new_state, event.note = str(old), str(new.value), note
    event.before = {field: _plain(getattr(obj, field)) for field in changes}
    event.after = {field: _plain(value) for field, value in changes.items()}
    unmoved = type(obj)._base_manager.filter(pk=obj.pk, state=old)
    # Inside an action's transaction a savepoint would protect nothing: whoever is too late has written nothing yet.
    with transaction.atomic(savepoint=False):
        is_moved = unmoved.update(state=new.value, **changes) == 1
        if is_moved:
            event.save(force_insert=True)
    if not is_moved:
        raise StaleState(
            _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
        )
    for field, value in {"state": new.value, **changes}.items():
        setattr(obj, field, value)


def _born(
    obj: models.Model, sentence: str, by: Actor, at: datetime, office_code: str
) -> AuditEvent:
    event = _line(obj, "start", by, sentence, at, office_code)
    event.new_state = str(getattr(obj, "state", ""))
    return event


def _line(
    subject: models.Model, action: str, by: Actor, sentence: str, at: datetime, office_code: str
) -> AuditEvent:
    return AuditEvent(
        at=at,
        actor_kind=by.kind.value,
        actor_label=by.label[:300],
        user_id=by.user_id,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        action=action,
        sentence=sentence,
        office_code=office_code,
        changes_plan=getattr(subject, "changes_plan", True),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, bytes | memoryview):
        # What is sealed stays where it is: history is for ever, and a sealed value may have to be erased.
        return "sealed" if value else ""
    return (
        value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)
    )
