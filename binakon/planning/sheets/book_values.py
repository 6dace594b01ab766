"""What a cell means for its column: a value, a value with a note, or why it must be asked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from binakon.planning.sheets import book_words
from binakon.planning.sheets.book_cells import Fault, Flag
from binakon.planning.sheets.book_lists import levels_in, names_in
from binakon.planning.sheets.book_numbers import NOTHING, PEOPLE, RUPIAH, whole_number
from binakon.planning.sheets.book_windows import day_words
from binakon.planning.sheets.book_words import plain
from binakon.planning.sheets.plan_keys import Key, Kind
from binakon.planning.sheets.plan_values import MEMBERS, Refused, take_value

_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Odd:
    """What is more than a plain value: how it was taken, or why it cannot be; vague words of a window."""

    value: Any = None
    note: str = ""
    refused: Refused | None = None
    is_vague: bool = False


Take = Callable[[Key, Any], Any]


class Memory(dict[object, Any]):
    """A column's cells by what stands in them, so that each text is read once however often it stands there."""

    def __init__(self, take: Take, key: Key) -> None:
        super().__init__({"": None})
        self.take = take
        self.key = key
        self.has_odd = False

    def __missing__(self, raw: Any) -> Any:
        try:
            _refuse_fault(raw)
            found = self.take(self.key, raw)
        except Refused as refused:
            found = Odd(refused=refused)
        if type(found) is Odd:
            self.has_odd = True
        self[raw] = found
        return found


def _refuse_fault(raw: object) -> None:
    if isinstance(raw, Fault):
        if raw.shown:
            sentence = _(
                "Sel ini menampilkan galat %(shown)s; betulkan rumusnya atau ketik nilainya"
            )
        else:
            sentence = _(
                "Rumus di sel ini belum dihitung; buka berkas di Excel, simpan, lalu unggah lagi"
            )
        raise Refused("error_cell", sentence % {"shown": raw.shown})


def read_as(text: str, value: object) -> str:
    """What to say of a text that was taken for a value."""
    shown = _LINES.sub(" ", text)
    shown = shown if len(shown) <= 60 else shown[:60] + "…"
    return _("“%(text)s” dibaca %(value)s") % {"text": shown, "value": value}


def take_text(key: Key, raw: object) -> Any:
    """Text as it stands; a number typed where text belongs is taken and said."""
    if type(raw) is str:
        text = raw.strip()
        if not text or (text in NOTHING and not key.is_required and key.kind is not Kind.PROSE):
            return Odd(None, _("“-” dibaca sebagai kosong")) if text else None
        if key.kind is Kind.PROSE:
            return _checked(key, text.replace("\r\n", "\n"))
        if "\n" in text:
            one_line = _LINES.sub(" ", text)
            return Odd(_checked(key, one_line), _("baris baru di dalam sel dibaca sebagai spasi"))
        return _checked(key, text)
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        text = f"{raw:.0f}"
        return Odd(_checked(key, text), _("angka %(text)s dibaca sebagai teks") % {"text": text})
    if isinstance(raw, date) and not isinstance(raw, datetime) and key.target == "window_text":
        return day_words(raw)
    sentence = _(
        "Kolom “%(key)s” berisi angka, tanggal, atau ya/tidak; isi dengan teks (%(meaning)s)"
    )
    raise Refused("wrong_type", sentence % {"key": key.name, "meaning": _(key.meaning)})


def _checked(key: Key, text: str) -> str:
    """Text within the limits of its key; the words for other kinds are judged by who understands them."""
    if key.kind in (Kind.TEXT, Kind.PROSE, Kind.SLUG):
        taken: str = take_value(key, text)
        return taken
    return text


def _integer(key: Key, raw: object, units: frozenset[str]) -> Any:
    if isinstance(raw, str) and (not raw.strip() or raw.strip() in NOTHING):
        return Odd(None, _("“-” dibaca sebagai kosong")) if raw.strip() else None
    number, is_noted = whole_number(raw, units)
    taken = take_value(key, number)
    return Odd(taken, read_as(str(raw), taken)) if is_noted else taken


def take_people(key: Key, raw: object) -> Any:
    """People, seats or places as a whole number."""
    return _integer(key, raw, PEOPLE)


def take_rupiah(key: Key, raw: object) -> Any:
    """Rupiah as a whole number."""
    return _integer(key, raw, RUPIAH)


def take_number(key: Key, raw: object) -> Any:
    """A whole number without a unit."""
    return _integer(key, raw, frozenset())


def choice(words: Mapping[str, str], names: Mapping[str, str]) -> Take:
    """A reader of one word out of a list, whose `names` the refusal prints."""

    def take(key: Key, raw: object) -> Any:
        text = take_text(key, raw)
        if isinstance(text, Odd):
            text = text.value
        if text is None:
            return None
        found = words.get(plain(text))
        if found is None:
            sentence = _("Kolom “%(key)s” berisi “%(word)s”; pakai salah satu dari: %(words)s")
            known = ", ".join(names.values())
            shown = {"key": key.name, "word": text[:60], "words": known}
            raise Refused("unknown_word", sentence % shown)
        return found

    return take


def take_office(key: Key, raw: object) -> Any:
    """The code of an office; 63 typed as a number is plain enough."""
    if isinstance(raw, float):
        code = f"{raw:.0f}" if raw.is_integer() and 10 <= raw < 100 else region_code(raw)
        return Odd(code, read_as(f"{raw:g}", code))
    return take_text(key, raw)


def region_code(number: float) -> str:
    """63.09 typed as a number; 63.1 may have been 63.10, so it is asked."""
    code = f"{number:.2f}"
    if not 10 <= number < 100 or abs(number - float(code)) > 1e-9 or code.endswith("0"):
        sentence = _(
            "Kode wilayah %(number)s diketik sebagai angka dan mungkin kehilangan nol; ubah format sel menjadi Teks, lalu tulis seperti 63.10"
        )
        raise Refused("code_as_number", sentence % {"number": f"{number:g}"})
    return code


def _flag(key: Key, raw: object) -> Any:
    if isinstance(raw, Flag):
        return raw.value
    text = take_text(key, raw)
    if not isinstance(text, str):
        if isinstance(text, Odd) and text.value in ("0", "1"):
            return Odd(
                text.value == "1", read_as(text.value, _("ya") if text.value == "1" else _("tidak"))
            )
        if text is None or text.value is None:
            return text
    word = text.strip().lower() if isinstance(text, str) else str(text.value)
    if word in book_words.YES or word in book_words.NO:
        return word in book_words.YES
    sentence = _("Kolom “%(key)s” berisi “%(word)s”; isi dengan ya atau tidak")
    raise Refused("unknown_word", sentence % {"key": key.name, "word": word[:40]})


def take_listed(key: Key, raw: object) -> Any:
    """The text of a cell that holds several things, its lines kept."""
    if type(raw) is str:
        text = raw.strip()
        if text in NOTHING:
            return Odd(None, _("“-” dibaca sebagai kosong"))
        return text or None
    return take_text(key, raw)


def members(key: Key, found: list[Any]) -> tuple[Any, ...]:
    """The members of a list, each within the limits of its key."""
    member = Key(
        key.name,
        MEMBERS[key.kind],
        key.meaning,
        longest=key.longest,
        least=key.least,
        most=key.most,
    )
    # Only the limit of the list itself is asked here; its members are taken one by one.
    return tuple(take_value(member, value) for value in take_value(key, found))


def _levels(key: Key, raw: object) -> Any:
    if isinstance(raw, date):
        sentence = _(
            "Excel mengubah isi sel ini menjadi tanggal; ubah format sel menjadi Teks, lalu tulis jenjang seperti 7, 8, 9"
        )
        raise Refused("wrong_type", sentence)
    if isinstance(raw, float):
        number, _is_noted = whole_number(raw, frozenset())
        return members(key, [number])
    text = take_listed(key, raw)
    return members(key, levels_in(text)) if isinstance(text, str) else text


def _partners(key: Key, raw: object) -> Any:
    text = take_listed(key, raw)
    if not isinstance(text, str):
        return (text.value,) if isinstance(text, Odd) and text.value else text
    names, with_comma = names_in(text)
    taken = members(key, names)
    if with_comma:
        return Odd(
            taken,
            _("koma pada “%(name)s” dibaca sebagai bagian dari nama") % {"name": with_comma[0]},
        )
    return taken


BY_KIND: Mapping[Kind, Take] = {
    Kind.TEXT: take_text,
    Kind.PROSE: take_text,
    Kind.SLUG: take_text,
    Kind.BOOLEAN: _flag,
    Kind.INTEGERS: _levels,
    Kind.TEXTS: _partners,
}
