"""The readers of all columns of a workbook, which know the words and the year of one office."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.calendar import parse_window
from binakon.planning.rules.plan_words import FIRST_YEAR, LAST_YEAR
from binakon.planning.sheets import book_words
from binakon.planning.sheets.book_lists import regions_in
from binakon.planning.sheets.book_sheets import Column, Form
from binakon.planning.sheets.book_values import (
    BY_KIND,
    Memory,
    Odd,
    Take,
    choice,
    members,
    read_as,
    region_code,
    take_listed,
    take_number,
    take_office,
    take_people,
    take_rupiah,
    take_text,
)
from binakon.planning.sheets.book_windows import day_words, read_day, read_window
from binakon.planning.sheets.book_words import BookWords, plain
from binakon.planning.sheets.plan_keys import Key, Kind
from binakon.planning.sheets.plan_values import Refused

_FIRST_SERIAL = (date(FIRST_YEAR, 1, 1) - date(1899, 12, 30)).days
_LAST_SERIAL = (date(LAST_YEAR, 12, 31) - date(1899, 12, 30)).days
_CODE_AND_NAME = re.compile(r"([0-9]+(?:\.[0-9]+){3,})[\s:–-]+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Takers:
    """The readers of all columns, which know the words of this office and year."""

    words: BookWords
    year: int = 0
    office: str = ""
    is_1904: bool = False

    def memory(self, column: Column) -> Memory:
        """An empty memory that reads the cells of that column."""
        return Memory(self._special(column) or BY_KIND[column.key.kind], column.key)

    def _special(self, column: Column) -> Take | None:
        name, form = column.name, column.form
        if column.key.kind is Kind.INTEGER:
            return (
                take_rupiah
                if form is Form.RUPIAH
                else take_people
                if form is Form.NUMBER
                else take_number
            )
        special: Mapping[str, Take] = {
            "office": take_office,
            "kind": choice(book_words.KINDS, book_words.KIND_NAMES),
            "stage": choice(book_words.STAGES, book_words.STAGE_NAMES),
            "status": choice(book_words.STATUSES, book_words.STATUS_NAMES),
            "indicator": self._indicator_taker(),
            "sub_activity": self._sub_activity_taker(),
            "regions": self._regions_taker(),
            "dated": self._date,
            "window": self._window,
        }
        return special.get(name)

    def _indicator_taker(self) -> Take:
        known = book_words.indicator_words(self.words)
        keys = {*known.values()}

        def take(key: Key, raw: object) -> Any:
            text = take_text(key, raw)
            if not isinstance(text, str):
                return text
            found = text if text in keys else known.get(plain(text))
            if found is None:
                return Odd(text, _("“%(text)s” dibaca sebagai indikator baru") % {"text": text})
            return found

        return take

    def _sub_activity_taker(self) -> Take:
        codes = self.words.sub_activities
        by_name = {plain(name): code for code, name in codes.items()}

        def take(key: Key, raw: object) -> Any:
            if isinstance(raw, float):
                sentence = _(
                    "Kode ini diketik sebagai angka sehingga nol atau titiknya hilang; ubah format sel menjadi Teks, lalu ketik ulang kodenya"
                )
                raise Refused("code_as_number", sentence)
            text = take_text(key, raw)
            if not isinstance(text, str) or text in codes:
                return text
            match = _CODE_AND_NAME.fullmatch(text)
            found = match[1] if match else by_name.get(plain(text), "")
            if not found:
                return text
            if match and match[1] in codes and plain(codes[match[1]]) != plain(match[2]):
                sentence = _(
                    "Kode %(code)s bernama “%(name)s”, bukan “%(stated)s”; betulkan salah satunya"
                )
                words = {"code": match[1], "name": codes[match[1]], "stated": match[2][:80]}
                raise Refused("code_and_name", sentence % words)
            return Odd(found, read_as(text, found))

        return take

    def _regions_taker(self) -> Take:
        known = book_words.region_words(self.words)
        count = sum(code[:2] == self.office[:2] for code in self.words.regions)

        def take(key: Key, raw: object) -> Any:
            if isinstance(raw, float):
                code = region_code(raw)
                return Odd((code,), read_as(f"{raw:g}", code))
            text = take_listed(key, raw)
            if not isinstance(text, str):
                return text
            found = regions_in(text, known, count)
            return found if isinstance(found, str) else members(key, found)

        return take

    def _date(self, key: Key, raw: object) -> Any:
        if isinstance(raw, datetime):
            return Odd(raw.date(), read_as(str(raw), day_words(raw.date())))
        if isinstance(raw, date):
            return raw
        if isinstance(raw, float):
            found = self._from_serial(raw)
            return Odd(found, read_as(f"{raw:g}", day_words(found)))
        text = take_text(key, raw)
        if not isinstance(text, str):
            return text
        found, is_doubtful = read_day(text, self.year)
        return Odd(found, read_as(text, day_words(found))) if is_doubtful else found

    def _from_serial(self, number: float) -> date:
        if self.is_1904 or not _FIRST_SERIAL <= number <= _LAST_SERIAL:
            sentence = _("Angka %(number)s bukan tanggal; tulis seperti 27 Januari 2026")
            raise Refused("bad_date", sentence % {"number": f"{number:g}"})
        return date(1899, 12, 30) + timedelta(days=int(number))

    def _window(self, key: Key, raw: object) -> Any:
        if isinstance(raw, float) and FIRST_YEAR <= raw <= LAST_YEAR and raw.is_integer():
            return parse_window(f"{raw:.0f}")
        if isinstance(raw, date | float):
            day = self._date(key, raw)
            if isinstance(day, Odd):
                return Odd(parse_window(day.value.isoformat()), day.note)
            return parse_window(day.isoformat())
        text = take_text(key, raw)
        if not isinstance(text, str):
            return text
        found = read_window(text, self.year)
        if not found.is_vague and not found.taken_as:
            return found.window
        note = read_as(text, found.window.text)
        if found.is_vague:
            note = _("%(note)s, sebagai perkiraan") % {"note": note}
        return Odd(found.window, note, is_vague=found.is_vague)
