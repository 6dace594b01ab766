"""What a draft has so far."""

from collections.abc import Mapping
from typing import Any

from binakon.core.problems import Problem
from binakon.enrolment.models import Document, Registration, ReservedSeats, Training
from binakon.enrolment.rules.completeness import DraftFacts, draft_problems
from binakon.enrolment.states import DocumentState
from binakon.people.models import Office, Sex
from binakon.people.rules import province_of
from binakon.people.rules.nik import nik_hints
from binakon.people.rules.sealed import nik_index, open_nik


def draft_facts(registration: Registration) -> DraftFacts:
    """The facts behind "is it complete?"; asks for papers only where the class does."""
    papers: set[str] = set()
    if registration.papers_asked:
        held = Document.objects.filter(registration=registration)
        papers = set(held.exclude(state=DocumentState.REPLACED).values_list("kind", flat=True))
    return DraftFacts(
        name=registration.name,
        has_nik=bool(registration.nik_index),
        born_on=registration.born_on,
        sex=registration.sex,
        phone=registration.phone,
        education=registration.education,
        has_skk=registration.has_skk,
        papers=papers,
    )


def missing_of(registration: Registration) -> list[Problem]:
    """What a draft still lacks."""
    return draft_problems(draft_facts(registration), registration.papers_asked)


def groups_asked(training: Training) -> tuple[str, ...]:
    """The groups for whom a class keeps seats."""
    if training.pool == training.seats:
        return ()
    rows = ReservedSeats.objects.filter(training=training, places__gt=0)
    return tuple(rows.order_by("group").values_list("group", flat=True))


def unusual_nik(registration: Registration) -> list[Problem]:
    """What looks unusual in the NIK of a draft: to be shown to its person once, never to refuse."""
    if not registration.nik_sealed:
        return []
    provinces = Office.objects.provinces().order_by().values_list("code", flat=True)
    return nik_hints(
        open_nik(registration.nik_sealed, registration.key),
        born_on=registration.born_on,
        is_female=registration.sex == Sex.FEMALE if registration.sex else None,
        provinces={province_of(code) for code in provinces},
    )


def says_again(found: Registration, stated: Mapping[str, Any], nik: str) -> bool:
    """Whether a form that was sent once says of the same person what it said the first time."""
    is_same_person = found.nik_index == nik_index(nik)
    return is_same_person and all(getattr(found, name) == value for name, value in stated.items())
