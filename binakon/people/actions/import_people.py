"""Rows of a file as people of the register: new ones, and what a file fills or puts in the place of what stood."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.calendar import today
from binakon.core.insert import insert_many
from binakon.people.models import (
    EducationRecord,
    Employment,
    Membership,
    PeopleImport,
    Worker,
)
from binakon.people.queries.import_matching import Match
from binakon.people.rules.import_facts import Values
from binakon.people.rules.import_fields import label_of
from binakon.people.rules.names import name_key
from binakon.people.rules.nik import mask
from binakon.people.rules.phone import mask_email, mask_phone
from binakon.people.rules.sealed import nik_index, seal_nik

# How many values one question names: within what both databases take.
_AT_ONCE = 500
_MASKED = {"phone": mask_phone, "email": mask_email}


class Changed(Exception):
    """The register is not as it was when the file was read, or another wrote the same row meanwhile."""


def put_people(row: PeopleImport, matches: Sequence[Match], *, by: Actor, at: datetime) -> int:
    """Write one portion of people; how many are new. Inside the transaction of the whole file."""
    new = [(match, _worker_of(match)) for match in matches if match.person is None]
    _store([worker for _match, worker in new])
    told = _("Tenaga kerja %(name)s dicatat dari berkas %(file)s")
    ledger.start_many(
        [(worker, told % {"name": worker.name, "file": row.file_name}) for _match, worker in new],
        by=by,
        at=at,
        office_code=row.office.code,
    )
    besides: list[tuple[Values, int, Match | None]] = [
        (match.values, worker.pk, None) for match, worker in new
    ]
    known = [(match, match.person) for match in matches if match.person is not None]
    besides += [(match.values, person, match) for match, person in known]
    _change_known(row, known, by, at)
    _put_besides(row, besides)
    return len(new)


def _store(workers: Sequence[Worker]) -> None:
    """Insert them, and learn the numbers of those to whom the database did not tell theirs."""
    insert_many(workers)
    for start in range(0, len(workers), _AT_ONCE):
        some = {worker.nik_index: worker for worker in workers[start : start + _AT_ONCE]}
        if all(worker.pk for worker in some.values()):
            continue
        rows = Worker.objects.filter(nik_index__in=list(some))
        for index, pk in rows.values_list("nik_index", "pk"):
            some[index].pk = pk


def _worker_of(match: Match) -> Worker:
    values, key = match.values, uuid.uuid4()
    nik = values.get("nik", "")
    return Worker(
        key=key,
        # Somebody without a NIK meets nobody: their index is that of their own key.
        nik_index=match.index or nik_index(str(key)),
        nik_sealed=seal_nik(nik, key) if nik else b"",
        nik_mask=mask(nik) if nik else "",
        no_nik_reason="" if nik else values["no_nik_reason"],
        name=values["name"],
        name_key=name_key(values["name"]),
        born_on=values.get("born_on"),
        sex=values.get("sex", ""),
        phone=values.get("phone", ""),
        email=values.get("email", ""),
        office_id=values.get("office"),
    )


def _change_known(
    row: PeopleImport, known: Sequence[tuple[Match, int]], by: Actor, at: datetime
) -> None:
    """Fill what is empty; replace what differs where the desk chose so. Each row only if it still stands as it was seen."""
    told = []
    for match, person in known:
        changes = dict(match.comparison.fills)
        if row.overwrites:
            changes |= match.comparison.differs
        changes.pop("employer", None)
        if not changes:
            continue
        stood = {key: match.known[key] for key in changes}
        unchanged = Worker.objects.filter(pk=person, **_columns(stood))
        if not unchanged.update(
            **_columns(changes), **_name_key(changes), revision=F("revision") + 1
        ):
            raise Changed(person)
        fields = ", ".join(label_of(row.kind, key) for key in changes)
        sentence = _("%(fields)s diisi dari berkas %(file)s")
        subject = Worker(pk=person)
        told.append(
            (
                subject,
                sentence % {"fields": fields, "file": row.file_name},
                _shown(stood),
                _shown(changes),
            )
        )
    ledger.record_changes(told, "worker:import", by=by, at=at, office_code=row.office.code)


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return {("office_id" if key == "office" else key): value for key, value in values.items()}


def _name_key(changes: Mapping[str, Any]) -> dict[str, str]:
    return {"name_key": name_key(changes["name"])} if "name" in changes else {}


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """What history keeps for ever: how somebody is reached only in part."""
    return {
        key: _MASKED[key](value) if key in _MASKED else value if isinstance(value, int) else str(value or "")
        for key, value in values.items()
    }  # fmt: skip


def _put_besides(row: PeopleImport, rows: Sequence[tuple[Values, int, Match | None]]) -> None:
    """Diplomas, memberships and employers that are not known yet."""
    source = f"berkas {row.file_name}"[:200]
    education, cards, work, left = [], [], [], []
    for values, worker, match in rows:
        wanted = {"diploma", "membership", "employment"} if match is None else match.besides
        is_moving = match is not None and row.overwrites and "employer" in match.comparison.differs
        if "diploma" in wanted and values.get("diploma"):
            education.append(_education(values, worker, source))
        if "membership" in wanted and values.get("association"):
            cards.append(_membership(values, worker, source))
        if ("employment" in wanted or is_moving) and values.get("employer"):
            work.append(_employment(values, worker, source))
        if is_moving:
            left.append(worker)
    insert_many(education, ignore_conflicts=True)
    insert_many(cards, ignore_conflicts=True)
    _leave_employers(left)
    insert_many(work)


def _leave_employers(people: Sequence[int]) -> None:
    """Whoever works for another now has left the one before, as far as we know today."""
    day = today()
    for start in range(0, len(people), _AT_ONCE):
        open_ones = Employment.objects.filter(
            worker__in=people[start : start + _AT_ONCE], ends_on=None
        )
        open_ones.filter(Q(starts_on=None) | Q(starts_on__lte=day)).update(ends_on=day)


def _education(values: Values, worker: int, source: str) -> EducationRecord:
    return EducationRecord(
        worker_id=worker,
        diploma=values["diploma"],
        study_programme=values.get("study_programme", ""),
        institution=values.get("institution", ""),
        source=source,
    )


def _membership(values: Values, worker: int, source: str) -> Membership:
    return Membership(
        worker_id=worker,
        association_id=values["association"],
        number=values.get("kta_number", ""),
        valid_to=values.get("kta_until"),
        source=source,
    )


def _employment(values: Values, worker: int, source: str) -> Employment:
    return Employment(
        worker_id=worker,
        employer=values["employer"],
        position=values.get("position", ""),
        source=source,
    )
