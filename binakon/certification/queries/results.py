"""Results of a batch on their way in: whom a row may be about, what a file would move, what an LSP has sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from binakon.certification.models import Batch, Case, ResultFile
from binakon.certification.queries.batches import cases_of
from binakon.certification.rules.chain import NUMBERS
from binakon.certification.rules.results import Known, Outlook, Told, judge, step_words
from binakon.certification.states import ResultState
from binakon.core import files
from binakon.core.problems import Problem

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a batch, as a row may name them, and how their case stands."""

    pk: int
    code: str
    application: str
    nik_index: str
    name: str
    known: Known


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the preview shows it."""

    person: Person
    outlook: Outlook

    @property
    def words(self) -> str:
        """What would follow; "" where nothing changes."""
        return step_words(self.outlook.steps, self.outlook.told)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do: whom it moves, every problem by cell, what was read with tolerance."""

    file: ResultFile
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    more_problems: int
    notes: tuple[str, ...]

    @property
    def moving(self) -> tuple[Row, ...]:
        """The rows from which a step follows."""
        return tuple(row for row in self.rows if row.outlook.steps)

    @property
    def same(self) -> int:
        """How many rows say what is known already."""
        return len(self.rows) - len(self.moving)

    @property
    def may_accept(self) -> bool:
        """Whether it waits and can be taken whole."""
        return bool(self.moving) and not self.problems and self.file.state == ResultState.UPLOADED


def people_of(batch: Batch) -> list[Person]:
    """Everybody of a batch."""
    rows = cases_of(batch).annotate(since=Max("steps__on", filter=~Q(steps__move="schedule")))
    return [_person(case) for case in rows]


def person_of(case: Case) -> Person:
    """One of them."""
    assert case.batch is not None, "a case of a batch"
    return next(each for each in people_of(case.batch) if each.pk == case.pk)


def _person(case: Any) -> Person:
    known = Known(
        case.state,
        planned_on=case.test_on,
        since=case.since,
        competent_on=case.competent_on,
        numbers={name: getattr(case, name) for name in NUMBERS},
    )
    return Person(
        case.pk,
        case.code,
        case.application_number,
        case.worker.as_person.nik_index,
        case.worker.as_person.name,
        known,
    )


def result_file_of(batch: Batch, pk: int) -> ResultFile | None:
    """One file of a batch."""
    rows = ResultFile.objects.filter(batch=batch, pk=pk)
    return rows.select_related("file", "uploaded_by").first()


def result_files_of(batch: Batch) -> list[ResultFile]:
    """The files that came for a batch, the newest first."""
    return list(ResultFile.objects.filter(batch=batch).select_related("uploaded_by", "file"))


def content_of(file: ResultFile) -> bytes:
    """The file as it came; raises `files.Gone` once it was discarded."""
    return files.read(file.file)


def days_of(file: ResultFile) -> dict[str, date | None]:
    """The days that hold for everybody of whom the file says none."""
    stated = file.taken.get("days", {})
    return {
        name: date.fromisoformat(stated[name]) if stated.get(name) else None
        for name in ("decided_on", "recorded_on")
    }


def preview_of(
    file: ResultFile,
    read: Sequence[tuple[Person, Told, dict[str, Any]]],
    problems: Iterable[Problem],
    notes: Sequence[str],
    today: date,
) -> Preview:
    """Judge what was read of a file against its batch; `read` holds each person, what is said, and the cells of it."""
    days = days_of(file)
    found = list(problems)
    rows = []
    for person, told, cells in read:
        outlook = judge(person.known, told, today=today, **days)
        rows.append(Row(person, outlook))
        found += [
            Problem(each.code, f"{person.name}: {each.sentence}", line=cells.get(each.code))
            for each in outlook.problems
        ]
    found.sort(key=lambda problem: problem.line or 0)
    return Preview(
        file,
        tuple(rows),
        tuple(found[:MOST_SHOWN]),
        max(0, len(found) - MOST_SHOWN),
        tuple(notes),
    )
