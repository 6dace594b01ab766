"""Workers: found or made by their NIK, which is sealed from the first row on; and every look at it written down."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from binakon.core import clock, fetch, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, refuse
from binakon.people.models import Reveal, Worker
from binakon.people.rules.messages import holds_nik, no_nik_here
from binakon.people.rules.names import name_key
from binakon.people.rules.nik import mask
from binakon.people.rules.sealed import NIK, nik_index, open_nik, seal_nik

SHORTEST_REASON = 5


def find_or_add_worker(
    nik: str,
    *,
    name: str,
    by: Actor,
    born_on: date | None = None,
    sex: str = "",
    is_invented: bool = False,
    at: datetime | None = None,
) -> Worker:
    """The worker with this normalised NIK; a new one takes over name, day of birth and sex as stated.

    What is known of an existing worker is never overwritten by somebody who merely types the NIK. Both are the same
    statements, so that their number and time do not tell whether the NIK is known: a row that the UNIQUE index turns
    away, one look, one line of history. Call it inside the transaction of the action that needs the worker.
    """
    index = nik_index(nik)
    stated = _worker_of(Newcomer(nik, name, born_on, sex), index, is_invented=is_invented)
    Worker.objects.bulk_create([stated], ignore_conflicts=True)
    worker = fetch.one(Worker, nik_index=index)
    if worker.key == stated.key:
        ledger.start(worker, by=by, at=at, sentence=_new_words(name))
    else:
        ledger.record(worker, "worker:again", by=by, at=at, sentence=_again_words(worker.name))
    return worker


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is stated of somebody who may be known already; `nik` is normalised."""

    nik: str
    name: str
    born_on: date | None = None
    sex: str = ""


def find_or_add_workers(
    newcomers: Sequence[Newcomer],
    *,
    is_invented: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> dict[str, Worker]:
    """The workers with these NIK by their index, as `find_or_add_worker` finds each, in a few statements for all.

    Call it inside the transaction of the action that needs the workers.
    """
    stated = {nik_index(each.nik): each for each in newcomers}
    # In one order everywhere, so that two transactions that add the same people wait for each other once.
    rows = [
        _worker_of(stated[index], index, is_invented=is_invented) for index in sorted({*stated})
    ]
    Worker.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    found = _workers_at(stated)
    own = {worker.key for worker in rows}
    new = [worker for worker in found.values() if worker.key in own]
    known = [worker for worker in found.values() if worker.key not in own]
    ledger.start_many([(worker, _new_words(worker.name)) for worker in new], by=by, at=at)
    told = [(worker, _again_words(worker.name)) for worker in known]
    ledger.record_many(told, "worker:again", by=by, at=at)
    return found


def _new_words(name: str) -> str:
    return _("Tenaga kerja %(name)s dicatat") % {"name": name}


def _again_words(name: str) -> str:
    return _("Tenaga kerja %(name)s menyatakan diri lagi") % {"name": name}


def _workers_at(indexes: Iterable[str]) -> dict[str, Worker]:
    return {row.nik_index: row for row in Worker.objects.filter(nik_index__in=list(indexes))}


def _worker_of(stated: Newcomer, index: str, *, is_invented: bool) -> Worker:
    key = uuid.uuid4()
    return Worker(
        key=key,
        nik_index=index,
        nik_sealed=seal_nik(stated.nik, key),
        nik_mask=mask(stated.nik),
        name=stated.name,
        name_key=name_key(stated.name),
        born_on=stated.born_on,
        sex=stated.sex,
        is_invented=is_invented,
    )


@transaction.atomic
def rename_worker(
    worker: Worker, name: str, *, reason: str, by: Actor, at: datetime | None = None
) -> bool:
    """Put a worker's name right because the desk has compared it with the identity card; False when it is so already."""
    others = Worker.objects.filter(pk=worker.pk).exclude(name=name)
    if not others.update(name=name, name_key=name_key(name)):
        return False
    former, worker.name = worker.name, name
    ledger.record(
        worker,
        "worker:name",
        by=by,
        at=at,
        sentence=_("Nama tenaga kerja %(former)s dibetulkan menjadi %(name)s")
        % {"former": former, "name": name},
        note=reason,
    )
    return True


@transaction.atomic
def reveal(
    worker: Worker,
    *,
    subject: models.Model,
    reason: str,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> str:
    """The NIK in clear for a desk user who says why; who looked, at whose, from which page and why is kept."""
    words = _why(reason)
    assert by.user_id is not None, "only somebody who is logged in may look"
    moment = at or clock.now()
    Reveal.objects.create(
        worker=worker,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        field=NIK,
        reason=words[:300],
        user_id=by.user_id,
        at=moment,
    )
    ledger.record(
        worker,
        "worker:reveal",
        by=by,
        at=moment,
        sentence=f"NIK {worker.nik_mask} dibuka oleh {by.label}: {words}",
        note=words,
        office_code=office_code,
    )
    return open_nik(worker.nik_sealed, worker.key)


def _why(reason: str) -> str:
    """The reason on one line; it is kept as it is typed, so no NIK may stand in it."""
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        refuse([Problem("reason", _("Tulis alasan Anda membuka NIK, sedikitnya beberapa kata."))])
    if holds_nik(words):
        refuse([no_nik_here()])
    return words


@transaction.atomic
def reveal_many(
    shown: Sequence[tuple[Worker, models.Model]],
    *,
    reason: str,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> dict[int, str]:
    """The NIK of many workers for a file, by the worker's number; every single look is kept, the history has one line.

    `shown` names each worker with the row they are shown for. Raises `Blocked` without a reason.
    """
    words = _why(reason)
    assert by.user_id is not None, "only somebody who is logged in may look"
    moment = at or clock.now()
    Reveal.objects.bulk_create(
        [
            Reveal(
                worker=worker,
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                field=NIK,
                reason=words[:300],
                user_id=by.user_id,
                at=moment,
            )
            for worker, subject in shown
        ],
        batch_size=500,
    )
    ledger.record(
        Worker(),
        "worker:reveal_many",
        by=by,
        at=moment,
        sentence=f"NIK {len(shown)} orang dibuka oleh {by.label}: {words}",
        note=words,
        office_code=office_code,
    )
    return {worker.pk: open_nik(worker.nik_sealed, worker.key) for worker, _subject in shown}
