"""Cost lines: factors with their units, what they come to, and what a line has to say before it is kept."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem

MOST_FACTORS = 4
MOST_RUPIAH = 9_007_199_254_740_991
MOST_QUANTITY = 1_000_000
_ACCOUNT = re.compile(r"\d(?:\.\d{1,4}){5}")
_PART = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_FRACTION = re.compile(r"\d[.,/]\d|[½⅓¼⅔¾]")
_BETWEEN = re.compile(r"[;×x*]")


@dataclass(frozen=True, slots=True)
class Factor:
    """How many of what: 35 orang."""

    quantity: int
    unit: str


@dataclass(frozen=True, slots=True)
class LineEntry:
    """One cost line as it is stated; money in whole rupiah, factors in the order in which they are read."""

    account_code: str
    component: str
    unit: str
    unit_price: int
    factors: tuple[Factor, ...]
    kind: str = "ssh"
    account_name: str = ""
    group_name: str = ""
    fund_code: str = ""
    recipient: str = ""
    transport: str = ""
    excess_reason: str = ""
    note: str = ""

    @property
    def volume(self) -> int:
        """The product of the factors."""
        return prod(factor.quantity for factor in self.factors)

    @property
    def amount(self) -> int:
        """Rupiah: unit price × every factor, in whole numbers."""
        return self.unit_price * self.volume

    @property
    def volumes(self) -> str:
        """The factors as SIPD writes them: 35;3."""
        return ";".join(str(factor.quantity) for factor in self.factors)

    @property
    def units(self) -> str:
        """Their units as SIPD writes them: orang;kali."""
        return ";".join(factor.unit for factor in self.factors)

    @property
    def factor_words(self) -> str:
        """35 orang × 3 hari."""
        return " × ".join(
            f"{factor.quantity:,} {factor.unit}".replace(",", ".") for factor in self.factors
        )


def read_factors(volumes: str, units: str) -> tuple[tuple[Factor, ...], list[Problem]]:
    """The factors behind "35;3" and "orang;kali" (also 35 × 3), or every reason why they are none."""
    numbers = _parts(volumes)
    names = _parts(units)
    problems: list[Problem] = []
    if not numbers:
        problems.append(Problem("volumes", _("Isi volumenya, misalnya 35;3.")))
    if not names:
        problems.append(Problem("units", _("Isi satuannya, misalnya orang;kali.")))
    if problems:
        return (), problems
    if len(numbers) > MOST_FACTORS:
        sentence = _("Paling banyak %(most)d faktor; ini %(many)d. Kalikan dulu sebagian.")
        problems.append(Problem("volumes", sentence % {"most": MOST_FACTORS, "many": len(numbers)}))
    if len(numbers) != len(names):
        sentence = _(
            "Volume %(volumes)s punya %(many)d bagian, satuan %(units)s punya %(names)d. Samakan jumlahnya."
        )
        facts = {"volumes": volumes[:40], "units": units[:60], "many": len(numbers)}
        problems.append(Problem("units", sentence % {**facts, "names": len(names)}))
    parts = [text for text in numbers if _FRACTION.search(text) and not _PART.fullmatch(text)]
    if parts:
        sentence = _(
            "Volume %(text)s pecahan. Pakai satuan yang lebih kecil supaya bulat, misalnya 90 menit, bukan 1,5 jam."
        )
        problems.append(Problem("volumes", sentence % {"text": words.joined(parts)[:40]}))
    bad = [text for text in numbers if text not in parts and not _is_quantity(text)]
    if bad:
        sentence = _("“%(text)s” bukan bilangan bulat dari 1 sampai 1.000.000.")
        problems += [Problem("volumes", sentence % {"text": text[:40]}) for text in bad]
    if problems:
        return (), problems
    counts = [int(text.replace(".", "")) for text in numbers]
    return tuple(map(Factor, counts, names)), []


def line_problems(entry: LineEntry) -> list[Problem]:
    """What stands in the way of keeping a line; empty when it may be kept."""
    problems = []
    if not _ACCOUNT.fullmatch(entry.account_code):
        sentence = _("Kode akun ditulis lengkap enam bagian, misalnya 5.1.02.01.01.0052.")
        problems.append(Problem("account_code", sentence))
    if not entry.component:
        problems.append(Problem("component", _("Isi nama komponennya.")))
    if not entry.unit:
        problems.append(Problem("unit", _("Isi satuan harganya, misalnya orang/hari.")))
    if not 0 < entry.unit_price <= MOST_RUPIAH:
        problems.append(Problem("unit_price", _("Harga satuan paling sedikit Rp1.")))
    elif entry.amount > MOST_RUPIAH:
        sentence = _("Jumlah baris ini terlalu besar. Periksa lagi jumlah nolnya.")
        problems.append(Problem("unit_price", sentence))
    return [*problems, *_too_long(entry)]


def total_of(entries: Iterable[LineEntry]) -> int:
    """What the lines come to, in rupiah."""
    return sum(entry.amount for entry in entries)


def plain_of_line(entry: LineEntry) -> dict[str, Any]:
    """A line as JSON knows it."""
    return asdict(entry)


def line_of_plain(plain: Mapping[str, Any]) -> LineEntry:
    """The line behind what `plain_of_line` wrote."""
    factors = tuple(Factor(**factor) for factor in plain["factors"])
    return LineEntry(**{**plain, "factors": factors})


@dataclass(frozen=True, slots=True)
class Replaced:
    """What another set of lines makes of the old: what goes, what comes, and how many stay as they are."""

    gone: tuple[LineEntry, ...]
    born: tuple[LineEntry, ...]
    same: int


def replaced(before: Iterable[LineEntry], after: Iterable[LineEntry]) -> Replaced:
    """The difference of two sets of lines; equal lines are counted, so that one of two equal ones can go."""
    old, new = Counter(before), Counter(after)
    return Replaced(
        tuple((old - new).elements()), tuple((new - old).elements()), (old & new).total()
    )


def with_unwritten(lines: Iterable[LineEntry], held: Iterable[LineEntry]) -> list[LineEntry]:
    """Lines of a workbook, which knows no recipient, transport and reason: what it left as it was keeps those that it had."""
    waiting: dict[LineEntry, list[LineEntry]] = {}
    for line in held:
        waiting.setdefault(_as_written(line), []).append(line)
    found = []
    for line in lines:
        same = waiting.get(_as_written(line))
        old = same.pop(0) if same else line
        found.append(
            replace(
                line,
                recipient=old.recipient,
                transport=old.transport,
                excess_reason=old.excess_reason,
            )
        )
    return found


def _as_written(line: LineEntry) -> LineEntry:
    # The name of an account follows its code, where nobody wrote it.
    return replace(line, account_name="", recipient="", transport="", excess_reason="")


def moved(keys: Sequence[int], key: int, *, up: bool) -> list[int]:
    """The order after one line went a place up or down; unchanged at either end."""
    order = list(keys)
    at = order.index(key)
    to = at - 1 if up else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order


_LONGEST = {
    "account_name": 300, "group_name": 300, "component": 300, "unit": 60, "fund_code": 40, "excess_reason": 500, "note": 500,
}  # fmt: skip


def _too_long(entry: LineEntry) -> list[Problem]:
    sentence = _("Tulisan ini lebih panjang dari %(most)d huruf. Persingkat.")
    found = [
        Problem(name, sentence % {"most": most})
        for name, most in _LONGEST.items()
        if len(getattr(entry, name)) > most
    ]
    if any(len(factor.unit) > 40 for factor in entry.factors):
        found.append(Problem("units", sentence % {"most": 40}))
    return found


def _parts(text: str) -> list[str]:
    # A unit such as "box" holds an x, so units are parted by a semicolon or by a sign that stands alone.
    pattern = _BETWEEN if re.fullmatch(r"[\d.;×x*\s]*", text) else re.compile(r"[;×*]|\sx\s")
    return [" ".join(part.split()) for part in pattern.split(text) if part.strip()]


def _is_quantity(text: str) -> bool:
    return bool(_PART.fullmatch(text)) and 0 < int(text.replace(".", "")) <= MOST_QUANTITY
