"""What stands on the papers of an office: its letterhead, how it numbers, and who signs from when to when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.numbering import pattern_problems
from binakon.core.problems import refuse
from binakon.people.models import Office, Official
from binakon.people.rules.officials import official_problems

LETTERHEAD = (
    "office_name",
    "seat",
    "address",
    "phone",
    "email",
    "website",
    "decree_numbers",
    "letter_numbers",
    "certificate_numbers",
)
_PATTERNS = ("decree_numbers", "letter_numbers", "certificate_numbers")
_OFFICIAL = ("name", "position", "rank", "employee_number", "is_acting", "starts_on", "ends_on")


@transaction.atomic
def set_letterhead(
    office: Office, stated: Mapping[str, str], *, by: Actor, at: datetime | None = None
) -> bool:
    """Change the letterhead; saying the same again writes nothing. Papers with a number keep the old one.

    Raises `Blocked` when a pattern of numbers cannot be filled in.
    """
    told = {field: " ".join(stated[field].split()) for field in LETTERHEAD if field in stated}
    refuse(
        [problem for field in _PATTERNS for problem in pattern_problems(field, told.get(field, ""))]
    )
    before = {field: getattr(office, field) for field in told}
    changed = {field: value for field, value in told.items() if before[field] != value}
    if not changed:
        return False
    for field, value in changed.items():
        setattr(office, field, value)
    office.save(update_fields=list(changed))
    ledger.record(
        office,
        "office:letterhead",
        by=by,
        at=at,
        sentence=f"Kop surat {office.label} diubah",
        before={field: before[field] for field in changed},
        after=changed,
        office_code=office.code,
    )
    return True


@transaction.atomic
def record_official(
    office: Office, stated: Mapping[str, Any], *, by: Actor, at: datetime | None = None
) -> Official:
    """Add somebody to the list of officials. Raises `Blocked` with every problem."""
    official = Official(office=office, source=by.label[:300], **_told(stated))
    _judge(official)
    official.save(force_insert=True)
    sentence = f"Pejabat dicatat: {official}"
    ledger.start(official, by=by, at=at, sentence=sentence, office_code=office.code)
    return official


@transaction.atomic
def change_official(official: Official, stated: Mapping[str, Any], *, by: Actor) -> bool:
    """Correct or end an official's row; papers that have a number keep what was printed. Raises `Blocked`."""
    told = _told(stated)
    before = {field: _plain(getattr(official, field)) for field in told}
    for field, value in told.items():
        setattr(official, field, value)
    _judge(official)
    after = {field: _plain(getattr(official, field)) for field in told}
    if before == after:
        return False
    official.save(update_fields=list(told))
    ledger.record(
        official,
        "official:change",
        by=by,
        sentence=f"Data pejabat diubah: {official}",
        before=before,
        after=after,
        office_code=official.office.code,
    )
    return True


def _told(stated: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field: " ".join(value.split()) if isinstance(value := stated[field], str) else value
        for field in _OFFICIAL
        if field in stated
    }


def _judge(official: Official) -> None:
    twins = Official.objects.filter(
        office=official.office,
        name=official.name,
        position=official.position,
        is_acting=official.is_acting,
    )
    refuse(
        official_problems(
            name=official.name,
            position=official.position,
            starts_on=official.starts_on,
            ends_on=official.ends_on,
            is_known=twins.exclude(pk=official.pk).exists(),
        )
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
