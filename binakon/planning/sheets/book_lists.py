"""Several things in one cell: levels, partners and regions, split where the office has split them."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from binakon.planning.sheets.book_words import ALL_REGIONS, plain, plain_region
from binakon.planning.sheets.plan_values import ALL, Refused

_LEVELS = re.compile(
    r"(?:jenjang |level |kkni )*([0-9]{1,10})(?: ?(?:-|sampai(?: dengan)?|s ?[./] ?d\.?|hingga) ?([0-9]{1,10}))?"
)
_LEVEL_BREAKS = re.compile(r"\s*(?:[,;/&\n]|\bdan\b)\s*")
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:[;,\n]|$)')
# Degrees and company forms that follow a comma within one name.
_SUFFIX = re.compile(
    r"(?:tbk|persero|ltd|s\.?t|m\.?t|s\.?e|m\.?m|s\.?h|m\.?h|ph\.?d|m\.?sc|m\.?eng|ipm|ipu|ipp|s\.?pd|s\.?sos|s\.?ars|m\.?ars|m\.?si)\.?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"([0-9]+) (?:kabupaten kota|kab kota|kabupaten dan kota|wilayah)")
_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}")


def levels_in(text: str) -> list[int]:
    """The levels of "7-9", "7, 8 dan 9" or "Jenjang 7"."""
    found: list[int] = []
    low = re.sub(r"[–—]", "-", text.lower()).strip(" .")
    for part in _LEVEL_BREAKS.split(low):
        match = _LEVELS.fullmatch(re.sub(r"\s+", " ", part.strip()))
        last = int(match[2] or match[1]) if match else 0
        if match is None or not 0 <= last - int(match[1]) < 20:
            sentence = _("Jenjang “%(text)s” tidak dikenali; tulis seperti 7, 8, 9 atau 7-9")
            raise Refused("wrong_type", sentence % {"text": text[:40]})
        found.extend(range(int(match[1]), last + 1))
    return found


def names_in(text: str) -> tuple[list[str], list[str]]:
    """The names, and those that hold a comma because a stronger mark divides the cell.

    Lines divide before semicolons, semicolons before commas; "…" in straight quotes is one name.
    """
    if text.startswith('"') and (quoted := _quoted(text)) is not None:
        return quoted, []
    mark = next((mark for mark in "\n;," if mark in text), "\n")
    parts = [part.strip().strip(",;").strip() for part in text.split(mark)]
    names = [part for part in parts if part]
    if mark == ",":
        for suffix in names[1:]:
            if _SUFFIX.fullmatch(suffix):
                sentence = _(
                    "“%(suffix)s” mungkin bagian dari nama di depannya; pisahkan nama-nama dengan titik koma"
                )
                raise Refused("doubtful_list", sentence % {"suffix": suffix})
    return names, [name for name in names if "," in name or ";" in name]


def _quoted(text: str) -> list[str] | None:
    """The names of a cell that we wrote, where some stand in quotes."""
    names, place = [], 0
    while place < len(text):
        match = _QUOTED.match(text, place)
        if match:
            names.append(match[1].replace('""', '"'))
            place = match.end()
            continue
        end = text.find(";", place)
        end = len(text) if end < 0 else end
        name = text[place:end].strip()
        if name.startswith('"'):
            return None
        names.append(name)
        place = end + 1
    return [name for name in names if name]


def joined(names: tuple[str, ...]) -> str:
    """Names in one cell so that `names_in` finds them again."""
    if not any(mark in name for name in names for mark in ',;"'):
        return "; ".join(names)
    return "; ".join('"' + name.replace('"', '""') + '"' for name in names)


def regions_in(text: str, known: Mapping[str, str], count: int) -> list[str] | str:
    """Region codes, or "all"; `known` gives codes by plain name, `count` how many the province has."""
    word = plain(text)
    counted = _COUNTED.fullmatch(word)
    if word in ALL_REGIONS or (counted and count and int(counted[1]) == count):
        return ALL
    if counted:
        sentence = _(
            "“%(text)s” tidak sama dengan jumlah kabupaten/kota yang dikenal (%(count)d); tulis semua, atau sebut satu per satu"
        )
        raise Refused("unknown_region", sentence % {"text": text[:60], "count": count})
    codes = []
    for part in re.split(r"[,;\n]", text):
        # Pangkajene dan Kepulauan is one kabupaten.
        names = [part] if plain_region(part) in known else re.split(r"\bdan\b", part)
        stripped = filter(None, (name.strip(" .") for name in names))
        codes += [name if _CODE.fullmatch(name) else _region(name, known) for name in stripped]
    return codes


def _region(name: str, known: Mapping[str, str]) -> str:
    found = known.get(plain_region(name))
    if found is None:
        if re.fullmatch(r"[0-9.]+", name):
            sentence = _("Wilayah “%(name)s” bukan kode kabupaten/kota; tulis seperti 63.03")
        else:
            sentence = _(
                "Wilayah “%(name)s” tidak dikenal; tulis kodenya (63.03) atau nama resminya"
            )
        raise Refused("unknown_region", sentence % {"name": name[:60]})
    return found
