"""Writing a person into the register, putting one right, and noting who looked people up or took them away in a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import fetch, ledger
from binakon.core.actor import Actor
from binakon.core.calendar import today
from binakon.core.problems import Problem, StaleState, refuse
from binakon.people.actions.workers import reveal_many
from binakon.people.models import Office, Worker
from binakon.people.rules.names import name_key
from binakon.people.rules.nik import mask
from binakon.people.rules.phone import mask_email, mask_phone
from binakon.people.rules.registry import identity_problems, person_problems
from binakon.people.rules.sealed import absent_index, nik_index, seal_nik

NIK_KNOWN = "nik_known"


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a person; `nik` and `phone` are normalised, "" and None are unknown."""

    name: str
    born_on: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    office: Office | None = None
    nik: str = ""
    no_nik_reason: str = ""


@transaction.atomic
def add_person(
    stated: Stated,
    *,
    by: Actor,
    is_invented: bool = False,
    office_code: str = "",
    at: datetime | None = None,
) -> Worker:
    """Write a person who is not known yet. Raises `Blocked` with every problem; `nik_known` when the NIK is known.

    Whether a NIK is known is decided by the UNIQUE index, so that two desks at once write one person.
    """
    refuse(_problems(stated))
    key = uuid4()
    row = Worker(key=key, is_invented=is_invented, **_columns(stated), **_sealed(stated, key))
    Worker.objects.bulk_create([row], ignore_conflicts=True)
    worker = fetch.one(Worker, nik_index=row.nik_index)
    if worker.key != key:
        refuse([_known()])
    ledger.start(
        worker,
        by=by,
        at=at,
        sentence=_("Tenaga kerja %(name)s dicatat") % {"name": worker},
        office_code=office_code,
    )
    return worker


@transaction.atomic
def change_person(
    person: Worker,
    stated: Stated,
    *,
    revision: int,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> bool:
    """Put a person right; `revision` is the one the page was drawn with. The same again writes nothing and is False.

    Somebody without a NIK may be given one; a NIK that stands is never changed here (that is another person, or two
    rows to be merged). Raises `Blocked`, `StaleState` when somebody else was faster.
    """
    has_nik = bool(person.nik_mask)
    refuse(_problems(stated, has_nik=has_nik))
    columns = _columns(stated)
    if not has_nik:
        columns |= _sealed(stated, person.key)
    changed = {name: value for name, value in columns.items() if getattr(person, name) != value}
    if not has_nik and not stated.nik:
        changed.pop("nik_index", None)
        changed.pop("nik_sealed", None)
    if not changed:
        return False
    _store(person, changed, revision)
    said = {name: _plain(name, value) for name, value in changed.items() if name not in _NOT_TOLD}
    ledger.record(
        person,
        "worker:change",
        by=by,
        at=at,
        sentence=_("Data %(name)s diubah: %(what)s")
        % {"name": stated.name, "what": ", ".join(LABELS[name] for name in said if name in LABELS)},
        before={name: _plain(name, getattr(person, name)) for name in said},
        after=said,
        office_code=office_code,
    )
    return True


def _store(person: Worker, changed: dict[str, Any], revision: int) -> None:
    same = Worker.objects.filter(pk=person.pk, root=None, revision=revision)
    try:
        # A savepoint, so that the refusal of the UNIQUE index leaves the transaction usable.
        with transaction.atomic():
            is_stored = same.update(**changed, revision=F("revision") + 1) == 1
    except IntegrityError:
        refuse([_known()])
        raise
    if not is_stored:
        raise StaleState(
            _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
        )


@transaction.atomic
def complete_contact(
    worker: Worker,
    *,
    phone: str,
    email: str,
    office: Office | None,
    by: Actor,
    at: datetime | None = None,
) -> bool:
    """Take over what the register does not know yet from papers that the desk has checked; what stands, stays."""
    stated = {"phone": phone, "email": email, "office": office}
    missing = {name: value for name, value in stated.items() if value and not getattr(worker, name)}
    if not missing:
        return False
    still = {name: getattr(worker, name) for name in missing}
    same = Worker.objects.filter(pk=worker.pk, **still)
    if not same.update(**missing, revision=F("revision") + 1):
        return False
    ledger.record(
        worker,
        "worker:complete",
        by=by,
        at=at,
        sentence=_("Data %(name)s dilengkapi dari berkas yang diperiksa: %(what)s")
        % {"name": worker, "what": ", ".join(LABELS[name] for name in missing)},
        after={name: _plain(name, value) for name, value in missing.items()},
    )
    return True


@transaction.atomic
def note_search(
    *, what: str, found: int, by: Actor, office_code: str = "", at: datetime | None = None
) -> None:
    """Somebody was looked up by a number; `what` is masked, the number itself is written nowhere."""
    ledger.record(
        Worker(),
        "worker:search",
        by=by,
        at=at,
        sentence=_("Daftar orang dicari dengan %(what)s: %(found)d ditemukan")
        % {"what": what, "found": found},
        after={"found": found},
        office_code=office_code,
    )


@transaction.atomic
def note_export(
    *,
    rows: int,
    what: str,
    reason: str,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> None:
    """A list of people went out with personal columns: which list, how many rows, to whom, why."""
    ledger.record(
        Worker(),
        "worker:export",
        by=by,
        at=at,
        sentence=_("%(what)s diunduh dengan data pribadi (%(rows)d baris): %(reason)s")
        % {"what": what, "rows": rows, "reason": reason},
        note=reason,
        after={"rows": rows},
        office_code=office_code,
    )


def open_numbers(
    people: Iterable[Worker], *, reason: str, by: Actor, office_code: str = ""
) -> dict[int, str]:
    """The NIK of these people for a file, by their number; each look is kept as if it were made on a page."""
    shown = [(person, person) for person in people if person.nik_mask]
    return reveal_many(shown, reason=reason, by=by, office_code=office_code)


def _problems(stated: Stated, *, has_nik: bool = False) -> list[Problem]:
    problems = person_problems(
        name=stated.name,
        born_on=stated.born_on,
        phone=stated.phone,
        today=today(),
        nik=stated.nik,
        no_nik_reason=stated.no_nik_reason,
    )
    if not has_nik:
        return problems
    of_identity = identity_problems(stated.nik, stated.no_nik_reason)
    return [problem for problem in problems if problem not in of_identity]


def _known() -> Problem:
    return Problem(NIK_KNOWN, _("NIK ini sudah tercatat, jadi tidak ada yang disimpan lagi."))


def _columns(stated: Stated) -> dict[str, Any]:
    return {
        "name": stated.name,
        "name_key": name_key(stated.name),
        "born_on": stated.born_on,
        "sex": stated.sex,
        "phone": stated.phone,
        "email": stated.email,
        "office": stated.office,
    }


def _sealed(stated: Stated, key: Any) -> dict[str, Any]:
    if not stated.nik:
        return {"nik_index": absent_index(key), "no_nik_reason": stated.no_nik_reason}
    return {
        "nik_index": nik_index(stated.nik),
        "nik_sealed": seal_nik(stated.nik, key),
        "nik_mask": mask(stated.nik),
        "no_nik_reason": "",
    }


# History says that the NIK changed by its mask alone.
_NOT_TOLD = {"nik_index", "nik_sealed", "name_key"}
LABELS = {
    "name": "nama",
    "born_on": "tanggal lahir",
    "sex": "jenis kelamin",
    "phone": "nomor WA",
    "email": "surel",
    "office": "kabupaten/kota",
    "nik_mask": "NIK",
    "no_nik_reason": "alasan tanpa NIK",
}


def _plain(name: str, value: Any) -> Any:
    """A value as history keeps it, which is for ever: of a telephone and an e-mail only so much that a change is seen."""
    if name == "phone":
        return mask_phone(value)
    if name == "email":
        return mask_email(value)
    if isinstance(value, Office):
        return value.code
    return value.isoformat() if isinstance(value, date) else value
