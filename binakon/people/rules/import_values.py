"""What a cell of a file means: days, levels, diplomas, words for sex and classification, as people in Indonesia write them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from binakon.people.models import Sex
from binakon.people.rules.import_fields import heading_key
from binakon.people.states import Classification, Diploma

_HIDDEN = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
_MONTHS = {
    **dict.fromkeys(("januari", "jan", "january"), 1),
    **dict.fromkeys(("februari", "pebruari", "feb", "peb", "february"), 2),
    **dict.fromkeys(("maret", "mar", "mrt", "march"), 3),
    **dict.fromkeys(("april", "apr"), 4),
    **dict.fromkeys(("mei", "may"), 5),
    **dict.fromkeys(("juni", "jun", "june"), 6),
    **dict.fromkeys(("juli", "jul", "july"), 7),
    **dict.fromkeys(("agustus", "agu", "agt", "ags", "aug", "agust", "august"), 8),
    **dict.fromkeys(("september", "sep", "sept"), 9),
    **dict.fromkeys(("oktober", "okt", "oct", "october"), 10),
    **dict.fromkeys(("november", "nopember", "nov", "nop"), 11),
    **dict.fromkeys(("desember", "des", "dec", "december"), 12),
}
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)")
_WORDED = re.compile(r"(?<!\d)(\d{1,2})[-/.,\s]*([a-z]{3,9})\.?[-/.,'’\s]*(\d{4}|\d{2})(?!\d)")
_RUN = re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)")
# Days as Excel counts them, where a cell lost its form: 1936 to 2064.
_SERIALS = range(13_150, 60_250)
_EPOCH = date(1899, 12, 30)


class NotRead(Exception):
    """A cell that cannot mean what its column says; `code` names the sentence."""

    def __init__(self, code: str, fact: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.fact = fact


def tidy(value: Any) -> str:
    """A cell as text on one line, without signs that nobody sees; a whole number without its ".0"."""
    if not isinstance(value, str):
        if isinstance(value, float) and value == int(value):
            value = int(value)
        return value.isoformat()[:10] if isinstance(value, date) else str(value)
    if value.isascii() and value.isprintable():
        return " ".join(value.split())
    spaced = (" " if sign in "\t\r\n" else sign for sign in unicodedata.normalize("NFC", value))
    seen = (sign for sign in spaced if unicodedata.category(sign) not in _HIDDEN)
    return " ".join("".join(seen).split())


def read_day(value: Any, latest: int) -> date:
    """The day that a cell says, day before month; two digits of a year are read as no later than `latest`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if int(value) in _SERIALS:
            return _EPOCH + timedelta(days=int(value))
        raise NotRead("bad_date", str(value)[:40])
    text = tidy(value).lower()
    if match := _ISO.search(text):
        return _day(text, match[1], match[2], match[3], latest)
    if match := _NUMERIC.search(text):
        return _day(text, match[3], match[2], match[1], latest)
    for match in _WORDED.finditer(text):
        if match[2] in _MONTHS:
            return _day(text, match[3], str(_MONTHS[match[2]]), match[1], latest)
    if match := _RUN.search(text):
        return _day(text, match[3], match[2], match[1], latest)
    raise NotRead("bad_date", text[:40])


def _day(text: str, year: str, month: str, day: str, latest: int) -> date:
    number = int(year)
    if number < 100:
        number += 2000 if 2000 + number <= latest else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        raise NotRead("no_such_day", text[:40])


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_RANKS = {"muda": 7, "madya": 8, "utama": 9}


def read_level(value: Any) -> int:
    """The level 1-9 behind "Jenjang 7", "VII", "KKNI Level 7" or "Ahli Muda"."""
    words = heading_key(tidy(value)).split()
    levels = {int(word) for word in words if word.isdigit() and 1 <= int(word) <= 9}
    levels |= {_ROMAN[word] for word in words if word in _ROMAN}
    levels |= {_RANKS[word] for word in words if word in _RANKS and "ahli" in words}
    if not levels and len(words) == 1 and words[0] in _RANKS:
        levels = {_RANKS[words[0]]}
    if len(levels) != 1:
        raise NotRead("bad_level", tidy(value)[:40])
    return levels.pop()


SEX_WORDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("l", "lk", "laki", "laki laki", "pria", "male", "m", "lelaki"), Sex.MALE.value
    ),
    **dict.fromkeys(
        ("p", "pr", "perempuan", "wanita", "female", "f", "w", "perem"), Sex.FEMALE.value
    ),
}


def read_sex(value: Any) -> str:
    """L or P, in any of the ways it is written."""
    word = SEX_WORDS.get(heading_key(tidy(value)))
    if word is None:
        raise NotRead("bad_sex", tidy(value)[:40])
    return word


# The longer writing first: "S1 Terapan" is no S1, "SMK Plus" no SMK.
_DIPLOMAS: tuple[tuple[str, str], ...] = tuple(
    sorted(
        (
            (word, diploma)
            for diploma, words in {
                Diploma.SECONDARY: "sma|smu|slta|man|ma|madrasah aliyah|paket c|sma sederajat|slta sederajat|sma smk|smu sederajat",
                Diploma.VOCATIONAL: "smk|stm|smk sederajat|smk stm",
                Diploma.VOCATIONAL_PLUS: "smk plus",
                Diploma.D1: "d1|d 1|di|d i|diploma 1|diploma i|diploma satu",
                Diploma.D2: "d2|d 2|dii|d ii|diploma 2|diploma ii",
                Diploma.D3: "d3|d 3|diii|d iii|diploma 3|diploma iii|ahli madya|diploma tiga|diploma",
                Diploma.D4: "d4|d 4|div|d iv|diploma 4|diploma iv|s1 terapan|s 1 terapan|sarjana terapan|d4 s1 terapan",
                Diploma.BACHELOR: "s1|s 1|sarjana|strata 1|strata i|strata satu|si|s i",
                Diploma.PROFESSION: "profesi|ppi|profesi insinyur|insinyur",
                Diploma.MASTER: "s2|s 2|magister|strata 2|pascasarjana|pasca sarjana|strata ii|s ii|sii",
                Diploma.SPECIALIST_1: "sp1|sp 1|spesialis 1|spesialis",
                Diploma.DOCTOR: "s3|s 3|doktor|strata 3|s iii|siii|doktoral",
                Diploma.SPECIALIST_2: "sp2|sp 2|spesialis 2",
            }.items()
            for word in words.split("|")
        ),
        key=lambda pair: -len(pair[0]),
    )
)
_DIPLOMA_OF = {word: str(diploma) for word, diploma in _DIPLOMAS}
_BELOW = frozenset({"sd", "smp", "mts", "sltp", "mi", "sd sederajat", "smp sederajat", "st", "paket a", "paket b", "tidak sekolah"})  # fmt: skip


def read_diploma(value: Any) -> tuple[str, str]:
    """The diploma, and the study programme where the cell names it too: "S1 Teknik Sipil"."""
    text = tidy(value)
    key = heading_key(text)
    if exact := _DIPLOMA_OF.get(key):
        return exact, ""
    if key in _BELOW:
        raise NotRead("diploma_below", text[:40])
    for word, diploma in _DIPLOMAS:
        if key.startswith(f"{word} "):
            # As many words of the cell as the diploma took are passed over, in the person's own capitals.
            rest = re.sub(r"^[\s\-/.,]+", "", _after(text, word))
            return str(diploma), rest
    raise NotRead("bad_diploma", text[:40])


def _after(text: str, word: str) -> str:
    signs = word.replace(" ", "")
    taken = 0
    for at, sign in enumerate(text):
        if taken == len(signs):
            return text[at:]
        if sign.isalnum():
            taken += 1
    return ""


_CLASSES: Mapping[str, str] = {
    **{heading_key(each.value.replace("_", " ")): each.value for each in Classification},
    "tata lingkungan": Classification.ENVIRONMENT.value,
    "lanskap": Classification.LANDSCAPE.value,
    "arsitektur lanskap": Classification.LANDSCAPE.value,
    "arsitektur lanskap iluminasi dan desain interior": Classification.LANDSCAPE.value,
    "perencanaan wilayah dan kota": Classification.PLANNING.value,
    "perencanaan wilayah kota": Classification.PLANNING.value,
    "sains dan rekayasa teknik": Classification.SCIENCE.value,
    "manajemen": Classification.MANAGEMENT.value,
    "mekanik": Classification.MECHANICAL.value,
    "lingkungan": Classification.ENVIRONMENT.value,
}


def read_classification(value: Any) -> str:
    """One of the eight classifications of expertise."""
    found = _CLASSES.get(heading_key(tidy(value)))
    if found is None:
        raise NotRead("bad_class", tidy(value)[:40])
    return found


def regency_words(offices: Iterable[tuple[int, str, str, str]], province: str) -> dict[str, int]:
    """Words to the office they mean, of (number, code, name, short name): its code, its name, with its kind or without.

    Where two are called alike, those of `province` go first; what is still two means none.
    """
    answer: dict[str, int] = {}
    rows = list(offices)
    for is_own in (False, True):
        found: dict[str, set[int]] = {}
        for pk, code, name, short in rows:
            if (code[:2] == province) != is_own:
                continue
            whole = heading_key(name)
            bare = whole.removeprefix("kabupaten ").removeprefix("kota ")
            kind = "kota" if whole.startswith("kota ") else "kab"
            words = {whole, f"{kind} {bare}", bare, heading_key(short), heading_key(code)}
            for word in {*words, code.replace(".", "")} - {""}:
                found.setdefault(word, set()).add(pk)
        answer.update({word: pks.pop() for word, pks in found.items() if len(pks) == 1})
    return answer
