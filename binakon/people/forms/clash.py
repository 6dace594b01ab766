"""Two people editing one thing: what is stored now beside what was typed, field by field, to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from binakon.core import words

THEIRS = "theirs"
REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field whose stored value is not the typed one."""

    name: str
    label: str
    theirs: str
    mine: str


def settled(posted: QueryDict, stored: Mapping[str, Any]) -> QueryDict:
    """The form as sent, with the stored value wherever the writer chose it."""
    taken = posted.copy()
    for name, value in stored.items():
        if posted.get(f"take:{name}") == THEIRS:
            taken[name] = _typed(value)
    return taken


def anew(posted: QueryDict, revision: int) -> QueryDict:
    """The form as sent, on top of what is stored now."""
    taken = posted.copy()
    taken[REVISION] = str(revision)
    return taken


def clashes(form: forms.Form, stored: Mapping[str, Any]) -> list[Clash]:
    """Where the typed values differ from the stored ones."""
    found = []
    for name, field in form.fields.items():
        if name == REVISION or name not in stored:
            continue
        mine, theirs = form.data.get(name, ""), _typed(stored[name])
        if isinstance(field, forms.BooleanField):
            mine = "on" if mine else ""
        if mine != theirs:
            label = str(field.label)
            found.append(Clash(name, label, _shown(field, theirs), _shown(field, mine)))
    return found


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
