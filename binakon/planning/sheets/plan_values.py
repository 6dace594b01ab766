"""One value of a plan file: taken strictly, or refused with a sentence that says what to write."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from binakon.core.calendar import BadWindow, Precision, Window, parse_window
from binakon.planning.sheets.plan_keys import Key, Kind

AFTER_PERUBAHAN = "after-perubahan"
OPEN_WORDS: Mapping[str, Precision] = {AFTER_PERUBAHAN: Precision.AFTER_EVENT}
ALL = "all"

# What rules skip: the window of an activity whose own could not be read.
NO_WINDOW = Window(Precision.AFTER_EVENT, None, None, "")
BLANKS: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.PROSE: "",
    Kind.SLUG: "",
    Kind.INTEGER: 0,
    Kind.DATE: date.min,
    Kind.WINDOW: NO_WINDOW,
}

# Twice the kabupaten and kota of the whole country.
_MOST_MEMBERS = 1000

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
# The last ranges turn the reading direction of the page around them.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CONTROL_IN_PROSE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
# bool before int and datetime before date: Python calls the first a kind of the second.
_WORDS: tuple[tuple[type, str], ...] = (
    (bool, gettext_noop("true/false")),
    (int, gettext_noop("bilangan bulat")),
    (float, gettext_noop("bilangan pecahan")),
    (str, gettext_noop("teks")),
    (datetime, gettext_noop("tanggal dengan jam")),
    (date, gettext_noop("tanggal")),
    (time, gettext_noop("jam")),
    (list, gettext_noop("daftar")),
    (dict, gettext_noop("tabel")),
)
_EXPECTED: Mapping[Kind, str] = {
    Kind.TEXT: gettext_noop("teks di antara tanda kutip"),
    Kind.PROSE: gettext_noop("teks di antara tanda kutip"),
    Kind.SLUG: gettext_noop("teks di antara tanda kutip"),
    Kind.INTEGER: gettext_noop("bilangan bulat tanpa titik dan tanpa tanda kutip"),
    Kind.BOOLEAN: gettext_noop("true atau false tanpa tanda kutip"),
    Kind.DATE: gettext_noop("tanggal saja tanpa tanda kutip"),
    Kind.WINDOW: gettext_noop("teks di antara tanda kutip"),
    Kind.INTEGERS: gettext_noop("daftar bilangan bulat"),
    Kind.TEXTS: gettext_noop("daftar teks"),
    Kind.REGIONS: gettext_noop('"all" atau daftar teks'),
}


class Refused(ValueError):
    """The value cannot be taken; carries the code and the sentence of the problem."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def word_for(value: object) -> str:
    """What a value is, in the reader's words."""
    return next((_(word) for kind, word in _WORDS if isinstance(value, kind)), "")


def take_value(key: Key, value: object) -> Any:
    """The value as its key wants it, or `Refused`."""
    return _TAKERS[key.kind](key, value)


def _wrong_type(key: Key, value: object) -> Refused:
    return Refused(
        "wrong_type",
        _("Kolom “%(key)s” berisi %(found)s; isi dengan %(expected)s (%(meaning)s)")
        % {
            "key": key.name,
            "found": word_for(value),
            "expected": _(_EXPECTED[key.kind]),
            "meaning": _(key.meaning),
        },
    )


def _controls(key: Key) -> re.Pattern[str]:
    return _CONTROL_IN_PROSE if key.kind is Kind.PROSE else _CONTROL


def _take_text(key: Key, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong_type(key, value)
    text = value.strip()
    # What prints holds no control character, and asking that is many times faster.
    if not text.isprintable() and _controls(key).search(text):
        raise Refused(
            "control_character",
            _("Kolom “%(key)s” memuat karakter kendali yang tidak terlihat; ketik ulang isinya")
            % {"key": key.name},
        )
    if len(text) > key.longest:
        raise Refused(
            "too_long",
            _("Kolom “%(key)s” berisi %(length)d karakter; ringkas menjadi paling banyak %(most)d")
            % {"key": key.name, "length": len(text), "most": key.longest},
        )
    if key.is_required and not text:
        raise Refused(
            "empty",
            _("Kolom “%(key)s” masih kosong; isi dengan %(meaning)s")
            % {"key": key.name, "meaning": _(key.meaning)},
        )
    return text


def _take_slug(key: Key, value: object) -> str:
    text = _take_text(key, value)
    if not _SLUG.fullmatch(text):
        raise Refused(
            "bad_code",
            _(
                "Kolom “%(key)s” berisi “%(text)s”; pakai huruf kecil a–z, angka, dan tanda hubung,"
                " diawali huruf atau angka"
            )
            % {"key": key.name, "text": text},
        )
    return text


def _take_integer(key: Key, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong_type(key, value)
    if value < key.least:
        raise Refused(
            "too_small",
            _("Kolom “%(key)s” tidak boleh kurang dari %(least)d; isi dengan %(meaning)s")
            % {"key": key.name, "least": key.least, "meaning": _(key.meaning)},
        )
    if value > key.most:
        raise Refused(
            "too_large_number",
            _("Kolom “%(key)s” tidak boleh lebih dari %(most)s; periksa angkanya")
            % {"key": key.name, "most": f"{key.most:,}".replace(",", ".")},
        )
    return value


def _take_boolean(key: Key, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong_type(key, value)
    return value


def _take_date(key: Key, value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _wrong_type(key, value)
    return value


def _take_window(key: Key, value: object) -> Window:
    text = _take_text(key, value)
    try:
        return parse_window(text, OPEN_WORDS)
    except BadWindow as error:
        sentence = _("Kolom “%(key)s” tidak dapat dibaca: %(fault)s") % {
            "key": key.name,
            "fault": error,
        }
        raise Refused("bad_window", sentence) from error


def _take_list(key: Key, value: object) -> list[Any]:
    """Only that it is a list; whoever reads it takes the members one by one."""
    if not isinstance(value, list):
        raise _wrong_type(key, value)
    if len(value) > _MOST_MEMBERS:
        raise Refused(
            "too_long",
            _("Kolom “%(key)s” memuat %(length)d isian; ringkas menjadi paling banyak %(most)d")
            % {"key": key.name, "length": len(value), "most": _MOST_MEMBERS},
        )
    return value


def _take_regions(key: Key, value: object) -> list[Any] | str:
    return ALL if value == ALL else _take_list(key, value)


_TAKERS: Mapping[Kind, Callable[[Key, object], Any]] = {
    Kind.TEXT: _take_text,
    Kind.PROSE: _take_text,
    Kind.SLUG: _take_slug,
    Kind.INTEGER: _take_integer,
    Kind.BOOLEAN: _take_boolean,
    Kind.DATE: _take_date,
    Kind.WINDOW: _take_window,
    Kind.INTEGERS: _take_list,
    Kind.TEXTS: _take_list,
    Kind.REGIONS: _take_regions,
}

# What each member of a list must be.
MEMBERS: Mapping[Kind, Kind] = {
    Kind.INTEGERS: Kind.INTEGER,
    Kind.TEXTS: Kind.TEXT,
    Kind.REGIONS: Kind.TEXT,
}
