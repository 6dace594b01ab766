"""Two people editing one thing: what is stored now beside what was typed, field by field, to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.db import models
from django.http import QueryDict

from binakon.core import words

THEIRS = "theirs"
REVISION, SEAL = "revision", "base"
SALT = "binakon.people.forms.clash"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field whose stored value is not the typed one."""

    name: str
    label: str
    theirs: str
    mine: str


def sealed(stored: Mapping[str, Any]) -> str:
    """What a page was drawn with, as it travels through the form and back."""
    return signing.dumps({name: _typed(value) for name, value in stored.items()}, salt=SALT)


def rebased(posted: QueryDict, stored: Mapping[str, Any]) -> tuple[QueryDict, list[str]]:
    """The form as sent, on top of what is stored now, and the fields that both changed.

    What the writer left alone is as somebody else stored it; where they chose the stored value, that is taken.
    """
    taken = posted.copy()
    for name, value in stored.items():
        if posted.get(f"take:{name}") == THEIRS:
            taken[name] = _typed(value)
    now = _typed(stored[REVISION])
    if posted.get(REVISION) == now:
        return taken, []
    base = _opened(posted.get(SEAL, ""))
    both = []
    for name, value in stored.items():
        mine, theirs, was = taken.get(name, ""), _typed(value), base.get(name)
        if name == REVISION or mine == theirs:
            continue
        if mine == was:
            taken[name] = theirs
        elif theirs != was:
            both.append(name)
    taken[REVISION] = now
    return taken, both


def clashes(form: forms.Form, stored: Mapping[str, Any], names: Sequence[str]) -> list[Clash]:
    """What is stored and what was typed in the fields that both changed."""
    found = []
    for name in names:
        field = form.fields.get(name)
        if field is None:
            continue
        theirs, mine = _typed(stored[name]), form.data.get(name, "")
        label = str(field.label)
        found.append(Clash(name, label, _shown(field, theirs), _shown(field, mine)))
    return found


def _opened(seal: str) -> dict[str, str]:
    try:
        opened: dict[str, str] = signing.loads(seal, salt=SALT)
    except signing.BadSignature:
        # Without what was read, every difference is one to decide.
        return {}
    return opened


def _typed(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, models.Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown(field: forms.Field, typed: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "✓" if typed else "–"
    if isinstance(field, forms.DateField):
        day = _day(typed)
        return words.day(day) if day else typed or words.unknown()
    choices = getattr(field, "choices", None)
    if choices is not None and typed:
        return str({str(value): label for value, label in choices}.get(typed, typed))
    return typed or words.unknown()


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
