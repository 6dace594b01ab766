"""Reads cost lines and standard prices from workbooks of any layout, with every problem by its cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.costs import LineEntry, line_problems, read_factors
from binakon.planning.rules.prices import PriceFact, price_key
from binakon.planning.sheets.book_cells import Fault
from binakon.planning.sheets.book_numbers import RUPIAH, whole_number
from binakon.planning.sheets.book_single import Sought, fault_sentence, find_table
from binakon.planning.sheets.book_tables import RawTable
from binakon.planning.sheets.book_windows import read_day
from binakon.planning.sheets.cost_columns import LINE_SHEET, PRICE_SHEET
from binakon.planning.sheets.plan_values import Refused
from binakon.planning.states import ComponentKind

MOST_LINES = 500
MOST_PRICES = 3000
MOST_PROBLEMS = 200
_KINDS = frozenset(ComponentKind.values)


@dataclass(slots=True)
class LineBook:
    """The cost lines of a workbook; with any problem none of them may be kept."""

    lines: list[LineEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PriceBook:
    """The standard prices of a workbook; with any problem none of them may be kept."""

    prices: list[PriceFact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_lines(content: bytes, accounts: Mapping[str, str]) -> LineBook:
    """Every cost line of a workbook; `accounts` names the accounts whose name the workbook does not say."""
    needed = ("account_code", "component", "unit_price", "volumes", "units")
    sought = Sought(
        LINE_SHEET,
        sure=("account_code", "component"),
        needed=needed,
        most=MOST_LINES,
        nothing=_("Belum ada baris biaya di lembar ini. Isi satu komponen per baris."),
        too_many=_("Lembar ini berisi %(rows)d baris; paling banyak %(most)d. Bagi kegiatannya."),
    )
    seen = find_table(content, sought)
    found = LineBook(problems=list(seen.problems), notes=list(seen.notes))
    if seen.table is None:
        return found
    for cells in _Row.all(seen.table, found.problems):
        entry = _line(cells, accounts)
        if entry is not None:
            found.lines.append(entry)
    return found


def read_prices(content: bytes, regions: Mapping[str, str]) -> PriceBook:
    """Every standard price of a workbook; `regions` are the kabupaten and kota by code."""
    sought = Sought(
        PRICE_SHEET,
        sure=("name", "ceiling"),
        needed=("kind", "name", "unit", "ceiling", "valid_from", "source"),
        most=MOST_PRICES,
        nothing=_("Belum ada harga di lembar ini. Isi satu harga per baris."),
        too_many=_(
            "Lembar ini berisi %(rows)d baris; paling banyak %(most)d. Bagi menjadi beberapa berkas."
        ),
    )
    seen = find_table(content, sought)
    found = PriceBook(problems=list(seen.problems), notes=list(seen.notes))
    if seen.table is None:
        return found
    held: dict[tuple[object, ...], str] = {}
    for cells in _Row.all(seen.table, found.problems):
        price = _price(cells, regions)
        if price is None:
            continue
        key = (*price_key(price.kind, price.name, price.unit), price.region, price.valid_from)
        if key in held:
            sentence = _("Harga ini sudah ada di %(cell)s. Hapus salah satu barisnya.")
            cells.refuse("name", sentence % {"cell": held[key]})
        else:
            held[key] = str(seen.table.place.cell(cells.row, "name"))
            found.prices.append(price)
    return found


@dataclass(slots=True)
class _Row:
    """One row: its cells by key, and where its problems go."""

    table: RawTable
    row: int
    cells: dict[str, Any]
    problems: list[Problem]
    told: set[str] = field(default_factory=set)

    @classmethod
    def all(cls, table: RawTable, problems: list[Problem]) -> "Iterable[_Row]":
        """Each row of a table, until there are more problems than anybody reads."""
        for at, row in enumerate(table.rows):
            if len(problems) >= MOST_PROBLEMS:
                return
            yield cls(
                table, row, {name: values[at] for name, values in table.cells.items()}, problems
            )

    def refuse(self, key: str, sentence: str) -> None:
        """Say what is wrong in a cell."""
        self.told.add(key)
        cell = self.table.place.cell(self.row, key)
        self.problems.append(Problem(key, sentence, line=cell))

    def text(self, key: str) -> str:
        """A cell as text on one line."""
        raw = self.cells.get(key, "")
        if isinstance(raw, Fault):
            self.refuse(key, fault_sentence(raw))
            return ""
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        elif isinstance(raw, float):
            # A point between digits groups thousands here: 1.125 of a cell is no thousand.
            raw = str(raw).replace(".", ",")
        return " ".join(str(raw).split())

    def rupiah(self, key: str) -> int:
        """A cell as whole rupiah of at least one; 0 after a refusal."""
        raw = self.cells.get(key, "")
        if isinstance(raw, Fault):
            self.refuse(key, fault_sentence(raw))
            return 0
        if raw == "":
            self.refuse(key, _("Isi harganya dalam rupiah."))
            return 0
        try:
            number, _is_doubtful = whole_number(raw, RUPIAH)
        except Refused as refused:
            self.refuse(key, refused.sentence)
            return 0
        if number < 1:
            self.refuse(key, _("Harga paling sedikit Rp1."))
            return 0
        return number

    def day(self, key: str, *, is_needed: bool) -> date | None:
        """A cell as a day."""
        raw = self.cells.get(key, "")
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        text = self.text(key)
        if not text:
            if is_needed and not isinstance(raw, Fault):
                self.refuse(key, _("Isi tanggalnya, misalnya 1 Januari 2026."))
            return None
        try:
            return read_day(text)[0]
        except Refused as refused:
            self.refuse(key, refused.sentence)
            return None

    def kind(self) -> str:
        """Which list the component comes from; ssh where the row does not say."""
        word = self.text("kind").lower()
        if not word:
            return str(ComponentKind.SSH)
        if word not in _KINDS:
            self.refuse("kind", _("“%(text)s” tidak dikenal. Tulis ssh, sbu, asb, atau hspk.") % {"text": word[:40]})  # fmt: skip
        return word


def _line(cells: _Row, accounts: Mapping[str, str]) -> LineEntry | None:
    code = cells.text("account_code")
    factors, problems = read_factors(cells.text("volumes"), cells.text("units"))
    for problem in problems:
        cells.refuse(problem.code, problem.sentence)
    entry = LineEntry(
        account_code=code,
        account_name=cells.text("account_name") or accounts.get(code, ""),
        group_name=cells.text("group_name"),
        kind=cells.kind(),
        component=cells.text("component"),
        unit=cells.text("unit") or cells.text("units").replace(";", "/"),
        unit_price=cells.rupiah("unit_price"),
        factors=factors,
        fund_code=cells.text("fund_code"),
        note=cells.text("note"),
    )
    for problem in line_problems(entry):
        if problem.code not in cells.told:
            cells.refuse(problem.code, problem.sentence)
    if not cells.told and cells.text("amount") and cells.rupiah("amount") != entry.amount:
        sentence = _("Jumlah di berkas bukan harga satuan × volume. Kosongkan, atau perbaiki.")
        cells.refuse("amount", sentence)
    return None if cells.told else entry


def _price(cells: _Row, regions: Mapping[str, str]) -> PriceFact | None:
    texts = {"name": _("Isi nama komponennya."), "unit": _("Isi satuan harganya."), "source": _("Isi nomor keputusan atau peraturan yang menetapkannya.")}  # fmt: skip
    longest = {"name": 300, "unit": 60, "source": 300}
    found = {key: cells.text(key) for key in texts}
    for key, sentence in texts.items():
        if not found[key] and not isinstance(cells.cells.get(key), Fault):
            cells.refuse(key, sentence)
        elif len(found[key]) > longest[key]:
            cells.refuse(key, _("Tulisan ini lebih panjang dari %(most)d huruf. Persingkat.") % {"most": longest[key]})  # fmt: skip
    region = cells.text("region")
    if region and region not in regions:
        region = next((code for code, name in regions.items() if name.lower() == region.lower()), "")  # fmt: skip
        if not region:
            cells.refuse("region", _("Wilayah ini tidak dikenal. Tulis kode kabupaten/kota, atau kosongkan."))  # fmt: skip
    since, until = cells.day("valid_from", is_needed=True), cells.day("valid_to", is_needed=False)
    if since and until and until < since:
        cells.refuse("valid_to", _("Berakhir sebelum mulai berlaku. Periksa tanggalnya."))
    kind, ceiling = cells.kind(), cells.rupiah("ceiling")
    if cells.told or since is None:
        return None
    return PriceFact(
        kind=kind, region=region, ceiling=ceiling, valid_from=since, valid_to=until, **found
    )
