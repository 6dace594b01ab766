"""The people of one workbook, named as `nominations.nominate` names one, but with what they share read once."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.core import deadlines
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.actions.registrations import Received, arrive, receive
from binakon.enrolment.models import NomineeUpload, Registration
from binakon.enrolment.queries.nominating import closed_problems
from binakon.enrolment.rules.codes import new_code
from binakon.enrolment.rules.nominees import Person, named_already, person_problems
from binakon.enrolment.rules.opening import reply_kind
from binakon.enrolment.states import Source
from binakon.people.actions.workers import Newcomer, find_or_add_workers
from binakon.people.models import Worker
from binakon.people.queries.persons import person_of, persons_with
from binakon.people.rules.nik import mask
from binakon.people.rules.sealed import nik_index


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a workbook, the blind index of their NIK, and the number of who they are if that is known."""

    number: int
    person: Person
    index: str
    known_as: int | None


def name_rows(
    upload: NomineeUpload,
    people: Sequence[tuple[int, Person]],
    *,
    is_on_behalf: bool,
    is_invented: bool,
    by: Actor,
    at: datetime,
) -> list[Problem]:
    """Name the people of a workbook in its order; every problem of every row. Call it with its training held.

    As long as the training is held nobody else registers in it, so who is named and who is known are read once. The
    caller raises what comes back, which undoes the rows that had none.
    """
    rows, problems = _sound_rows(upload, people, at)
    training = upload.training
    stated = [Newcomer(r.person.nik, r.person.name, r.person.born_on, r.person.sex) for r in rows]
    workers = find_or_add_workers(stated, is_invented=is_invented, by=by, at=at)
    firsts = _firsts(upload, workers)
    source = Source.DESK if is_on_behalf else Source.NOMINATION
    for row in rows:
        draft = _draft(upload, row, source, by, at)
        draft.is_invented = is_invented
        try:
            with transaction.atomic():
                _take(draft, workers[row.index], firsts.get(row.index), by, at)
        except Blocked as refused:
            problems += [(row.number, problem) for problem in refused.problems]
    if rows:
        deadlines.stop_clock(training, reply_kind(upload.office.code), at=at)
    sentence = _("Baris %(row)d: %(why)s")
    return [
        Problem(problem.code, sentence % {"row": number, "why": problem.sentence})
        for number, problem in sorted(problems, key=lambda told: told[0])
    ]


def _sound_rows(
    upload: NomineeUpload, people: Sequence[tuple[int, Person]], moment: datetime
) -> tuple[list[Row], list[tuple[int, Problem]]]:
    """The rows that may be named, and what is wrong with the others; of two rows with one NIK the first counts."""
    closed = closed_problems(upload.training, moment)
    mine = Registration.objects.nominees_of(upload.training, upload.office).still_named()
    named: set[int | str] = set(mine.values_list(person_of("worker"), flat=True))
    indexes = {number: nik_index(person.nik) for number, person in people if person.nik}
    persons = persons_with(indexes.values())
    rows: list[Row] = []
    problems: list[tuple[int, Problem]] = []
    for number, person in people:
        found = [*person_problems(person), *closed]
        index = "" if found else indexes[number]
        known_as = persons.get(index)
        if (known_as or index) in named:
            found = [named_already()]
        if found:
            problems += [(number, problem) for problem in found]
            continue
        named.add(known_as or index)
        rows.append(Row(number, person, index, known_as))
    return rows, problems


def _firsts(upload: NomineeUpload, workers: Mapping[str, Worker]) -> dict[str, Registration]:
    """The registrations by other hands that rows say again, by the index of the NIK."""
    persons = {worker.person_id for worker in workers.values()}
    of_them = Q(worker__in=persons) | Q(worker__root__in=persons)
    known = Registration.objects.active().filter(of_them, training=upload.training)
    by_person: dict[int, Registration] = {}
    for registration in known.select_related("worker").order_by("id"):
        assert registration.worker is not None, "whoever is received is a worker"
        registration.training = upload.training
        by_person.setdefault(registration.worker.person_id, registration)
    found = {index: by_person.get(worker.person_id) for index, worker in workers.items()}
    return {index: first for index, first in found.items() if first is not None}


def _draft(
    upload: NomineeUpload, row: Row, source: Source, by: Actor, moment: datetime
) -> Registration:
    """A draft that is received in the same transaction; its NIK is the worker's from the start."""
    return Registration(
        training=upload.training,
        office=upload.office,
        key=uuid.uuid4(),
        code=new_code(),
        idempotency_key=f"n{upload.training_id}.{upload.office.code}.u{upload.key.hex}-{row.number}",
        source=source,
        started_at=moment,
        nominated_by_id=by.user_id if source == Source.NOMINATION else None,
        step="check",
        nik_index=row.index,
        nik_mask=mask(row.person.nik),
        revision=1,
        **row.person.stated,
    )


def _take(
    draft: Registration, worker: Worker, first: Registration | None, by: Actor, moment: datetime
) -> None:
    draft.save(force_insert=True)
    arrival = arrive(draft, by=by, at=moment)
    receive(draft, Received(arrival, worker, first), by=by, at=moment)
