"""Files of people on their way in, for whoever may bring them: the list, the columns, and what a file would do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from binakon.people.models import ColumnMapping, Office, Organisation, PeopleImport, StagedRow
from binakon.people.queries import desk_offices_for
from binakon.people.rules import Viewer, province_of
from binakon.people.rules.import_compare import Outcome
from binakon.people.rules.import_facts import Facts, Finding
from binakon.people.rules.import_fields import heading_key, label_of, proposed
from binakon.people.rules.import_layout import column_letter
from binakon.people.rules.import_values import regency_words
from binakon.people.rules.import_words import sentence_of
from binakon.people.rules.imports import can_import
from binakon.people.states import ImportState

_PER_PAGE = 25


def import_office(viewer: Viewer, code: str = "") -> tuple[Office | None, bool]:
    """The office named, or the first whose desk the viewer may open, and whether they may bring files in for it."""
    offices = list(desk_offices_for(viewer))
    if code:
        offices = [office for office in offices if office.code == code]
    allowed = [office for office in offices if can_import(viewer, office.code)]
    if allowed:
        return allowed[0], True
    return (offices[0] if offices else None), False


def imports_of(office: Office, number: str) -> "Page[PeopleImport]":
    """One page of the office's files, the newest first."""
    rows = PeopleImport.objects.filter(office=office).select_related("uploaded_by")
    return Paginator(rows.order_by("-id"), _PER_PAGE).get_page(number)


def import_for(viewer: Viewer, pk: int) -> PeopleImport | None:
    """One file, for whoever may see files of its office."""
    row = PeopleImport.objects.filter(pk=pk).select_related("office", "file", "uploaded_by").first()
    return row if row and can_import(viewer, row.office.code) else None


def remembered_columns(office: Office, kind: str) -> dict[str, str]:
    """What the office said before that its headings mean."""
    return dict(
        ColumnMapping.objects.filter(office=office, kind=kind).values_list("heading", "field")
    )


def reading_facts(row: PeopleImport, day: date, repeated: Mapping[tuple[int, str], str]) -> Facts:
    """What the rows of a file are judged by."""
    province = province_of(row.office.code)
    offices = list(Office.objects.values_list("pk", "code", "name", "short_name", "kind"))
    return Facts(
        kind=row.kind,
        columns=row.columns,
        today=day,
        provinces={
            code for _pk, code, _name, _short, kind in offices if kind == Office.Kind.PROVINCE
        },
        offices=regency_words(
            [each[:4] for each in offices if each[4] != Office.Kind.PROVINCE], province
        ),
        associations=_bodies(Organisation.Kind.ASSOCIATION),
        issuers=_bodies(Organisation.Kind.LSP),
        repeated=repeated,
    )


def _bodies(first: str) -> dict[str, int]:
    """Names and short names of bodies; where two are called alike, one of the kind that is meant goes first."""
    rows = sorted(
        Organisation.objects.values_list("pk", "kind", "name", "short_name"),
        key=lambda told: told[1] == first,
    )
    words: dict[str, int] = {}
    for pk, _kind, name, short_name in rows:
        words[heading_key(name)] = pk
        words[heading_key(short_name)] = pk
    return words


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One heading of a sheet, and the field that is offered for it."""

    column: int
    letter: str
    heading: str
    field: str
    is_remembered: bool


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """The columns of one sheet of a file, and the other sheets that could be meant."""

    row: PeopleImport
    sheet: str
    sheets: tuple[str, ...]
    lines: tuple[ColumnLine, ...]
    first: int


def columns_page(row: PeopleImport, sheet: str) -> ColumnsPage:
    """What a sheet's columns are taken for: what was chosen, else what the office said before, else our own words."""
    names = [told["name"] for told in row.headings]
    name = sheet if sheet in names else row.sheet
    layout = next(told for told in row.headings if told["name"] == name)
    remembered = remembered_columns(row.office, row.kind)
    fields = proposed(layout["headings"], row.kind, remembered)
    if row.columns and name == row.sheet:
        chosen = {column: key for key, column in row.columns.items()}
        fields = [chosen.get(at, "") for at in range(len(layout["headings"]))]
    lines = [
        ColumnLine(at, column_letter(at), heading, fields[at], heading_key(heading) in remembered)
        for at, heading in enumerate(layout["headings"])
        if heading
    ]
    return ColumnsPage(row, name, tuple(names), tuple(lines), layout["first"] + 1)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One thing that was found: its cell, the column's name, the sentence."""

    cell: str
    field: str
    sentence: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Where a file stands and what it would do; `shown` is the part of it that is looked at."""

    row: PeopleImport
    new: int
    same: int
    fills: int
    differs: int
    faulty: int
    noted: int
    shown: str
    page: "Page[StagedRow] | None"
    found: tuple[FoundLine, ...]

    @property
    def percent(self) -> int:
        """How much of it is read."""
        return min(100, 100 * self.row.read_rows // self.row.rows) if self.row.rows else 0

    @property
    def query(self) -> str:
        """What stays in the address from page to page."""
        return f"lihat={self.shown}&"

    @property
    def may_accept(self) -> bool:
        """Whether it can go in as it is."""
        return self.row.state == ImportState.READ and not self.faulty and bool(self.row.rows)


FAULTY, NOTED, DIFFERING = "masalah", "catatan", "berbeda"


def import_page(row: PeopleImport, shown: str, number: str) -> ImportPage:
    """A file as its page shows it."""
    counts = _counts(row)
    if shown not in {FAULTY, NOTED, DIFFERING}:
        first = (FAULTY, counts["faulty"]), (DIFFERING, counts["differs"]), (NOTED, counts["noted"])
        shown = next((word for word, many in first if many), FAULTY)
    page = (
        Paginator(_shown_rows(row, shown), _PER_PAGE).get_page(number) if counts["rows"] else None
    )
    lines = (
        []
        if page is None or shown == DIFFERING
        else found_lines(row, list(page.object_list), shown)
    )
    counts.pop("rows")
    return ImportPage(row=row, shown=shown, page=page, found=tuple(lines), **counts)


def _counts(row: PeopleImport) -> dict[str, int]:
    is_sound = Q(is_faulty=False)
    return StagedRow.objects.filter(source=row).aggregate(
        rows=Count("id"),
        new=Count("id", filter=is_sound & Q(outcome=Outcome.NEW)),
        same=Count("id", filter=is_sound & Q(outcome=Outcome.SAME)),
        fills=Count("id", filter=is_sound & Q(outcome=Outcome.FILLS)),
        differs=Count("id", filter=is_sound & Q(outcome=Outcome.DIFFERS)),
        faulty=Count("id", filter=Q(is_faulty=True)),
        noted=Count("id", filter=Q(is_noted=True)),
    )


def _shown_rows(row: PeopleImport, shown: str) -> QuerySet[StagedRow]:
    rows = StagedRow.objects.filter(source=row).order_by("number")
    if shown == FAULTY:
        return rows.filter(is_faulty=True)
    if shown == NOTED:
        return rows.filter(is_noted=True)
    return rows.filter(is_faulty=False, outcome=Outcome.DIFFERS)


def found_lines(row: PeopleImport, staged: Sequence[StagedRow], shown: str = "") -> list[FoundLine]:
    """What was found in these rows, by cell; of a part only what belongs to it."""
    lines = []
    for each in staged:
        for told in each.problems:
            finding: Finding = (told[0], told[1], told[2], bool(told[3]))
            if not shown or finding[3] == (shown == FAULTY):
                lines.append(_line(row, each.number, finding))
    return lines


def _line(row: PeopleImport, number: int, finding: Finding) -> FoundLine:
    key, code, fact, blocks = finding
    column = row.columns.get(key)
    place = f"{column_letter(column)}{number}" if column is not None else str(number)
    return FoundLine(
        f"{row.sheet}!{place}", label_of(row.kind, key), sentence_of(code, fact), blocks
    )


def all_found(row: PeopleImport) -> Iterator[tuple[str, str, str]]:
    """Everything that was found in a file, for its list."""
    rows = StagedRow.objects.filter(source=row).filter(Q(is_faulty=True) | Q(is_noted=True))
    for each in rows.order_by("number").only("number", "problems").iterator(2000):
        for line in found_lines(row, [each]):
            yield line.cell, line.field, line.sentence
