"""The registry of instructors: added, changed, retired."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.models import Office
from binakon.people.rules.phone import wa_digits
from binakon.trainings.models import Instructor
from binakon.trainings.rules.engagements import instructor_problems


@dataclass(frozen=True, slots=True)
class InstructorText:
    """What is stated of an instructor; only one of outside the organising unit may be paid an honorarium."""

    name: str
    position: str = ""
    employer: str = ""
    expertise: str = ""
    phone: str = ""
    email: str = ""
    is_outside: bool = True


@transaction.atomic
def add_instructor(
    office: Office,
    text: InstructorText,
    *,
    is_invented: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> Instructor:
    """Keep a new instructor of an office; raises `Blocked` with everything that is missing."""
    values = _checked(office, text)
    with _once():
        instructor = Instructor.objects.create(office=office, is_invented=is_invented, **values)
    _record(instructor, "instructor:add", "ditambahkan", by=by, at=at)
    return instructor


@transaction.atomic
def edit_instructor(
    instructor: Instructor,
    text: InstructorText,
    *,
    revision: int,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Change an instructor as they were read at `revision`; papers that were printed keep their words."""
    values = _checked(instructor.office, text, own=instructor.pk)
    same = Instructor.objects.filter(pk=instructor.pk, revision=revision)
    with _once():
        if same.update(revision=F("revision") + 1, **values) != 1:
            raise StaleState(
                _(
                    "Narasumber ini baru saja diubah orang lain. Muat ulang halaman, lalu lihat lagi."
                )
            )
    instructor.refresh_from_db()
    _record(instructor, "instructor:edit", "diubah", by=by, at=at)


@transaction.atomic
def retire_instructor(
    instructor: Instructor, *, is_back: bool, by: Actor, at: datetime | None = None
) -> None:
    """Take somebody off the choice for new classes, or put them back (`is_back`); what they taught stays."""
    moment = None if is_back else at or clock.now()
    Instructor.objects.filter(pk=instructor.pk).update(
        retired_at=moment, revision=F("revision") + 1
    )
    instructor.refresh_from_db()
    word = "dipakai lagi" if is_back else "tidak dipakai lagi"
    _record(instructor, "instructor:retire", word, by=by, at=at)


def _checked(office: Office, text: InstructorText, own: int | None = None) -> Mapping[str, Any]:
    values = {name: _plain(value) for name, value in asdict(text).items()}
    same = Instructor.objects.filter(
        office=office, name=values["name"], employer=values["employer"]
    )
    refuse(
        instructor_problems(
            name=values["name"],
            phone=values["phone"],
            email=values["email"],
            is_known=same.exclude(pk=own or 0).exists(),
        )
    )
    return {**values, "phone": wa_digits(values["phone"]) if values["phone"] else ""}


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


@contextmanager
def _once() -> Iterator[None]:
    """Say it in words when somebody else wrote the same instructor at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        sentence = _("Narasumber dengan nama dan instansi ini sudah ada di daftar.")
        raise Blocked([Problem("name", sentence)]) from None


def _record(
    instructor: Instructor, verb: str, word: str, *, by: Actor, at: datetime | None
) -> None:
    ledger.record(
        instructor,
        verb,
        by=by,
        at=at,
        sentence=f"Narasumber {instructor} {word}",
        office_code=instructor.office.code,
    )
