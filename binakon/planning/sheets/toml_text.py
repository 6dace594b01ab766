"""From the bytes of a TOML file to its values, with every fault of the writing found on the way."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from binakon.core.calendar import BadWindow, parse_window
from binakon.core.problems import Problem

LARGEST = 5 * 1024 * 1024

# Stands where a value could not be read and has been reported; a text no person types.
BROKEN = "\0broken\0"

_RETRIES = 20
# Each retry reads the whole text again: large files get fewer.
_RETRY_CHARACTERS = 4_000_000

_BINARY_BYTES = bytes(set(range(32)) - {9, 10, 12, 13})
_STATEMENT = re.compile(r"\s*[A-Za-z0-9_-]+\s*=")
_IMPOSSIBLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_DEEP_BRACKETS = re.compile(r"(?:[\[{][ \t\n]*+){100}")
_HUGE_NUMBER = re.compile(r"[0-9_]{4300}")
# tomllib takes the square of the number of dots in one key.
_LONG_KEY = re.compile(
    r"(?<![\w.\"'-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}"
)

_REASONS: tuple[tuple[str, str], ...] = (
    ("Key too long", gettext_noop("nama kolom terlalu panjang; periksa titiknya")),
    ("Cannot overwrite", gettext_noop("kolom ini sudah ditulis sebelumnya; hapus salah satunya")),
    ("Duplicate inline", gettext_noop("kolom ini sudah ditulis sebelumnya; hapus salah satunya")),
    ("Cannot declare", gettext_noop("tabel ini sudah ditulis sebelumnya; gabungkan keduanya")),
    ("Cannot mutate", gettext_noop("tabel ini sudah ditulis sebelumnya; gabungkan keduanya")),
    ("Unclosed array", gettext_noop("daftar belum ditutup atau komanya kurang; lengkapi , atau ]")),
    ("Unclosed inline", gettext_noop("kurung kurawal belum ditutup; lengkapi dengan }")),
    ("Unterminated", gettext_noop("tanda kutip belum ditutup; lengkapi tanda kutipnya")),
    (
        "Illegal character",
        gettext_noop("ada tanda yang tidak boleh dipakai atau tanda kutip yang belum ditutup"),
    ),
    ("Unescaped", gettext_noop("garis miring terbalik di dalam teks harus ditulis dua kali")),
    (
        "Escaped character",
        gettext_noop("garis miring terbalik di dalam teks harus ditulis dua kali"),
    ),
    ("Invalid hex", gettext_noop("garis miring terbalik di dalam teks harus ditulis dua kali")),
    ("Expected '='", gettext_noop("sesudah nama kolom harus ada tanda =")),
    ("Expected ']", gettext_noop("nama tabel belum ditutup dengan kurung siku")),
    (
        "Expected newline",
        gettext_noop("ada tulisan berlebih; tulis satu kolom saja pada tiap baris"),
    ),
    (
        "Invalid value",
        gettext_noop(
            "nilainya tidak terbaca; apit teks dengan tanda kutip, tulis angka tanpa titik"
        ),
    ),
    ("", gettext_noop("tulisannya tidak mengikuti aturan TOML")),
)


@dataclass(slots=True)
class TomlText:
    """What a text holds (None when it cannot be read at all), and what is wrong in its writing."""

    text: str = ""
    values: Mapping[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, sentence: str, line: int) -> None:
        """Faults of the writing follow from one another, so one to a line is enough."""
        if all(problem.line != line for problem in self.problems):
            self.problems.append(Problem(code, sentence, line=line))


def read_toml(data: bytes) -> TomlText:
    """Decode and parse; a broken value is put aside as BROKEN, so that the rest can be judged."""
    result = TomlText()
    if unreadable := _not_a_text(data):
        result.problems.append(unreadable)
        return result
    result.text = _decode(data, result).replace("\r\n", "\n")
    _parse(result)
    return result


def too_large() -> Problem:
    """The refusal of a file that is not even read."""
    sentence = _("Berkas lebih besar dari 5 MB; bagi atau ringkas isinya, lalu muat lagi")
    return Problem("too_large", sentence, line=1)


def _not_a_text(data: bytes) -> Problem | None:
    if len(data) > LARGEST:
        return too_large()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        sentence = _("Berkas disimpan sebagai UTF-16; simpan ulang sebagai UTF-8, lalu muat lagi")
        return Problem("encoding", sentence, line=1)
    if _is_binary(data):
        sentence = _("Ini bukan berkas teks; pilih berkas rencana dalam format TOML")
        return Problem("not_text", sentence, line=1)
    return None


def _is_binary(data: bytes) -> bool:
    """Many control bytes, or some in what is not UTF-8: a picture, a workbook, a program."""
    controls = len(data) - len(data.translate(None, _BINARY_BYTES))
    if controls * 10 > len(data):
        return True
    if controls == 0:
        return data.startswith(b"%PDF-")
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


def _decode(data: bytes, result: TomlText) -> str:
    """The text; a wrong byte or a NUL is reported and left out, so that reading can go on."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        sentence = _(
            "Berkas bukan UTF-8: bita 0x%(value)02X pada posisi ke-%(place)d di baris ini tidak"
            " terbaca; simpan ulang berkas sebagai UTF-8"
        ) % {
            "value": error.object[error.start],
            "place": error.start - (before.rfind(b"\n") + 1) + 1,
        }
        result.report("encoding", sentence, line)
        text = data.decode("utf-8-sig", errors="replace")
    for number, line_text in enumerate(text.split("\n"), start=1) if "\0" in text else ():
        if "\0" in line_text:
            sentence = _("Baris ini memuat bita kosong (NUL); ketik ulang baris ini")
            result.report("nul_byte", sentence, number)
    return text.replace("\0", "")


def _parse(result: TomlText) -> None:
    """Parse, and parse again without each broken line for as long as that leads further."""
    text, reached = result.text, 0
    for _attempt in range(max(1, min(_RETRIES, _RETRY_CHARACTERS // (len(text) + 1)))):
        try:
            _refuse_long_key(text)
            result.values = tomllib.loads(text)
            result.text = text
            return
        except RecursionError:
            line = _line_of(_DEEP_BRACKETS, text)
            reason = ""
            result.report(
                "syntax", _("Kurung bersarang terlalu dalam; sederhanakan baris ini"), line
            )
        except ValueError as error:
            reason = str(error)
            line = _line_in(reason, text)
            result.report("syntax", _syntax_sentence(reason, text, line), line)
        mended = _without(text, line, reason) if line > reached else None
        if mended is None:
            break
        reached, text = line, mended
    last = result.problems[-1]
    rest = last.sentence + _("; bagian lain berkas ini belum dapat diperiksa")
    result.problems[-1] = replace(last, sentence=rest)


def _refuse_long_key(text: str) -> None:
    match = _LONG_KEY.search(text)
    if match:
        raise ValueError(f"Key too long (at line {_line_at(text, match.start())}, column 1)")


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _line_of(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return _line_at(text, match.start()) if match else 1


def _line_in(reason: str, text: str) -> int:
    place = _PLACE.search(reason)
    if place:
        return int(place[1])
    if "end of document" in reason:
        return _line_at(text.rstrip("\n"), len(text))
    return _line_of(_HUGE_NUMBER, text)


def _syntax_sentence(reason: str, text: str, line: int) -> str:
    if reason.startswith("Invalid date"):
        impossible = _IMPOSSIBLE_DAY.search(text.split("\n")[line - 1])
        try:
            parse_window(impossible[0] if impossible else "")
        except BadWindow as error:
            return _("%(fault)s; tulis tanggal yang benar") % {"fault": error}
    if "integer string conversion" in reason:
        return _("Angka pada baris ini terlalu panjang; periksa lalu tulis ulang")
    explained = next(_(sentence) for start, sentence in _REASONS if reason.startswith(start))
    return _("Baris ini tidak dapat dibaca: %(explained)s (%(reason)s)") % {
        "explained": explained,
        "reason": reason,
    }


def _without(text: str, line: int, reason: str) -> str | None:
    """The text with the value of that line put aside, or None where that would be guessing."""
    lines = text.split("\n")
    statement = _STATEMENT.match(lines[line - 1])
    if statement is None:
        return None
    repeated = reason.startswith("Cannot overwrite")
    lines[line - 1] = "" if repeated else f'{statement[0]} "\\u0000broken\\u0000"'
    return "\n".join(lines)
