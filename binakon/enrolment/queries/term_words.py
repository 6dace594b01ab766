"""The terms of a training in words, for its page and for two values that clash."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.models import Training
from binakon.enrolment.queries.training_terms import organisation_name
from binakon.enrolment.rules.ranking_facts import Weights
from binakon.enrolment.rules.ranking_words import weight_words
from binakon.enrolment.rules.training_terms import LABELS, moment_of
from binakon.enrolment.states import DocumentKind, Group, Policy


def term_words(terms: Mapping[str, Any], training: Training) -> list[tuple[str, str, str]]:
    """Label and words of each term, and its name; what nobody stated says so."""
    return [
        (str(LABELS[name]), _words_of(name, value) or words.unknown(), name)
        for name, value in terms.items()
        if name != "weights" or terms.get("policy", training.policy) == Policy.RANKED
    ]


def _words_of(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if value in (None, "", [], {}):
        return _("tidak ada") if name in {"reserved", "partner", "nominations_due_at"} else ""
    return str(_WORDS.get(name, _as_it_is)(value))


def _as_it_is(value: Any) -> str:
    return words.number(value) if isinstance(value, int) else str(value)


def _moment(value: str) -> str:
    return words.moment(moment_of(value))


def _day(value: str) -> str:
    return words.day(date.fromisoformat(value))


def _days(value: list[list[str]]) -> str:
    return "\n".join(
        f"{words.weekday_and_day(date.fromisoformat(day))}, {start.replace(':', '.')}–{end.replace(':', '.')}"
        for day, start, end in value
    )


def _reserved(value: dict[str, int]) -> str:
    return words.joined([f"{places} {Group(group).label}" for group, places in value.items()])


def _documents(value: list[str]) -> str:
    return words.joined([str(DocumentKind(kind).label) for kind in value])


def _working_days(value: int) -> str:
    return _("%(days)s hari kerja") % {"days": words.number(value)}


def _phone(value: str) -> str:
    return f"+{value}"


_WORDS: dict[str, Any] = {
    "opens_at": _moment,
    "closes_at": _moment,
    "nominations_due_at": _moment,
    "unused_return_on": _day,
    "days": _days,
    "reserved": _reserved,
    "documents": _documents,
    "policy": lambda value: str(Policy(value).label),
    "weights": lambda value: "\n".join(weight_words(Weights(**value))),
    "partner": organisation_name,
    "correction_days": _working_days,
    "offer_days": _working_days,
    "objection_days": _working_days,
    "contact_phone": _phone,
}
