"""Two people side by side: all that is known of both, what differs, what was done by either, and what a merge would mean."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.people.models import Merge, Worker
from binakon.people.queries.chapters import Happened, history_of
from binakon.people.queries.clashes import clashes_between
from binakon.people.queries.merging import side_of, statements_between
from binakon.people.queries.records import KINDS, records_of
from binakon.people.queries.registry import kept_people, person_for
from binakon.people.rules import Viewer
from binakon.people.rules.duplicate_words import reasons, strength
from binakon.people.rules.duplicates import Known, compare
from binakon.people.rules.merging import goes_on, merge_hints
from binakon.people.rules.names import name_key, sound_key

MOST_EVENTS = 8


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both; each is one or several lines, none is unknown."""

    label: str
    one: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether both are known and say something else."""
        return bool(self.one and self.other) and set(self.one) != set(self.other)

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return bool(self.one) and set(self.one) == set(self.other)


@dataclass(frozen=True, slots=True)
class PersonSide:
    """One of the two: the row that stands for the person, its merged rows, and what chapters know of them."""

    person: Worker
    merged: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    events: tuple[Happened, ...]
    more_events: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody said that they are two people."""

    pk: int
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """The page on which somebody decides."""

    one: PersonSide
    other: PersonSide
    score: int
    strength: str
    tone: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    fields: tuple[Compared, ...]
    hints: tuple[str, ...]
    clashes: tuple[str, ...]
    statements: tuple[Statement, ...]
    proposed: int
    is_one_already: bool
    may_decide: bool

    @property
    def differing(self) -> int:
        """How many fields say two things."""
        return sum(field.differs for field in self.fields)


def review_of(viewer: Viewer, one: Worker, other: Worker) -> Review:
    """Both people as the viewer may read them; the rows merged into either speak for it."""
    rows, others = (_rows(person) for person in (one, other))
    left, right = _side(viewer, one, rows), _side(viewer, other, others)
    pair = compare(_known(one), _known(other))
    speaks_for, against = reasons(list(pair.grounds))
    label, tone = strength(pair.score)
    sides = [
        side_of(each.person.pk, weight=sum(many for _chapter, many in each.counts))
        for each in (left, right)
    ]
    kept = kept_people(viewer).filter(pk__in=[one.pk, other.pk])
    return Review(
        one=left,
        other=right,
        score=pair.score,
        strength=label,
        tone=tone,
        speaks_for=tuple(speaks_for),
        speaks_against=tuple(against),
        fields=tuple(_fields(one, other, rows, others)),
        hints=tuple(each.sentence for each in merge_hints(*sides)),
        clashes=clashes_between([row.pk for row in rows], [row.pk for row in others]),
        statements=tuple(
            Statement(told.pk, str(told.by), told.at, told.reason)
            for told in statements_between(one.pk, other.pk)
        ),
        proposed=goes_on(*sides),
        is_one_already=one.pk == other.pk,
        may_decide=kept.count() == len({one.pk, other.pk}),
    )


def _rows(person: Worker) -> list[Worker]:
    return list(Worker.objects.of_person(person).order_by("id"))


def _side(viewer: Viewer, person: Worker, rows: Sequence[Worker]) -> PersonSide:
    events = _deeds(viewer, [row.pk for row in rows])
    return PersonSide(
        person=person,
        merged=tuple(str(row) for row in rows if row.pk != person.pk),
        counts=tuple(Counter(event.chapter for event in events).items()),
        events=events[:MOST_EVENTS],
        more_events=max(0, len(events) - MOST_EVENTS),
    )


def _deeds(viewer: Viewer, rows: Sequence[int]) -> tuple[Happened, ...]:
    """What was done by a person; that their rows were joined or parted is no deed of theirs."""
    merging = _("Penggabungan")
    return tuple(event for event in history_of(viewer, rows) if event.chapter != merging)


def _known(row: Worker) -> Known:
    key = row.name_key or name_key(row.name)
    return Known(
        row.pk,
        key,
        sound_key(key),
        row.born_on,
        row.phone,
        row.email,
        row.sex,
        row.office_id,
        has_nik=bool(row.nik_mask),
    )


def _fields(
    one: Worker, other: Worker, rows: Sequence[Worker], others: Sequence[Worker]
) -> Iterable[Compared]:
    told = _identity(one)
    for (label, first), (_label, second) in zip(told, _identity(other), strict=True):
        if first or second:
            yield Compared(label, _filled(first), _filled(second))
    for kind in KINDS.values():
        lines = [
            tuple(
                " · ".join([line.title, *line.details])
                for line in map(kind.tell, records_of(kind, [row.pk for row in each]))
            )
            for each in (rows, others)
        ]
        if any(lines):
            yield Compared(str(kind.title), *lines)


def _identity(row: Worker) -> list[tuple[str, str]]:
    return [
        (_("Nama"), str(row)),
        (_("NIK"), row.nik_mask),
        (_("Alasan tanpa NIK"), row.no_nik_reason),
        (_("Tanggal lahir"), words.day(row.born_on) if row.born_on else ""),
        (_("Jenis kelamin"), str(row.get_sex_display())),
        (_("Kabupaten/kota"), row.office.name if row.office else ""),
        (_("Nomor WA"), f"+{row.phone}" if row.phone else ""),
        (_("Surel"), row.email),
    ]


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


@dataclass(frozen=True, slots=True)
class Parting:
    """What undoing one merge restores: the rows that become a person of their own again, and their history."""

    merge: Merge
    also_names: tuple[str, ...]
    staying: tuple[Worker, ...]
    counts: tuple[tuple[str, int], ...]
    may_undo: bool


def parting_of(viewer: Viewer, merge: Merge) -> Parting:
    """Rows that later merges brought to either side stay with it."""
    returning = list(_with_what_it_took(merge.merged_id))
    back = {row.pk for row in returning}
    staying = [row for row in _rows(merge.kept) if row.pk not in back]
    events = _deeds(viewer, sorted(back))
    person = person_for(viewer, merge.kept.key)
    is_kept = person is not None and kept_people(viewer).filter(pk=person.pk).exists()
    return Parting(
        merge=merge,
        also_names=tuple(map(str, returning[1:])),
        staying=tuple(staying),
        counts=tuple(Counter(event.chapter for event in events).items()),
        may_undo=is_kept,
    )


def _with_what_it_took(pk: int) -> Iterable[Worker]:
    """The row that was merged and every row that had been merged into it, however deep."""
    level = list(Worker.objects.filter(pk=pk))
    while level:
        yield from level
        level = list(Worker.objects.filter(merged_into__in=level).order_by("id"))
