"""When an activity takes place, in the words of an office: read without guessing, and written again."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS, BadWindow, Precision, Window, parse_window
from binakon.planning.sheets.plan_values import AFTER_PERUBAHAN, OPEN_WORDS, Refused

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
WINDOW_EXAMPLES = (
    "10 Februari 2026 · 10–12 Februari 2026 · Februari 2026 · Maret–April 2026 · Triwulan II 2026 ·"
    " sepanjang tahun 2026 · setelah perubahan"
)

_OTHER_MONTHS = (
    "jan january", "feb peb pebruari february", "mar march", "apr", "may", "jun june",
    "jul july", "agu agt ags aug august agst", "sep sept", "okt oct october",
    "nop nov nopember", "des dec december",
)  # fmt: skip
_MONTH_OF = {
    word: number
    for number, (name, others) in enumerate(zip(MONTHS, _OTHER_MONTHS, strict=True), start=1)
    for word in (name.lower(), *others.split())
}
_M = "(?:" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_Y = r"[0-9]{4}"
_D = r"[0-9]{1,2}"
_TO = r" ?(?:-|sampai dengan|sampai|hingga|s ?[./] ?d\.?) ?"
_HEDGE = (
    r"(?:sekitar|kira-kira|kurang lebih|±|perkiraan|diperkirakan|direncanakan|rencana|tentatif|awal"
    r"|pertengahan|akhir|(?:minggu|pekan) (?:ke-?|ke )?(?:[1-5]|i{1,3}|iv|v|pertama|kedua|ketiga|keempat|terakhir))"
)
_HEDGES = re.compile(rf"\b{_HEDGE}\b ?|± ?", re.IGNORECASE)
_PHRASES = {
    "setelah perubahan", "sesudah perubahan", "pasca perubahan", "setelah apbd perubahan",
    "setelah perubahan apbd", "setelah perubahan anggaran", "setelah anggaran perubahan",
    "setelah perubahan disahkan", "setelah perubahan anggaran disahkan",
    "setelah apbd perubahan disahkan", "menunggu perubahan", "menunggu perubahan anggaran",
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_MONTHS_RE = re.compile(
    rf"(?:bulan )?({_M})(?: ({_Y}))?(?:( ?/ ?|{_TO}| atau | dan )(?:bulan )?({_M}))?(?: (?:tahun )?({_Y}))?"
)
_DAYS_RE = re.compile(
    rf"(?:tanggal |tgl\.? )?({_D})(?: ({_M}))?(?: ({_Y}))?(?:{_TO}| dan )({_D}) ({_M})(?: ({_Y}))?"
)
_DAY_RE = re.compile(rf"(?:tanggal |tgl\.? )?({_D})[ -]({_M})(?:[ -]({_Y}))?")
_NUMBERS = rf"({_D})([-/.])({_D})\2({_Y})"
_NUMERIC_RE = re.compile(_NUMBERS)
_NUMERIC_RANGE_RE = re.compile(
    rf"({_D}[-/.]{_D}[-/.]{_Y})(?: (?:-|sampai|hingga) | ?(?:s ?[./] ?d\.?|sampai dengan) ?)({_D}[-/.]{_D}[-/.]{_Y})"
)
_QUARTER_RE = re.compile(
    rf"(?:triwulan|tri wulan|tw|kuartal|q)[ .-]*(i{{1,3}}|iv|[1-4])(?: (?:tahun )?({_Y}))?"
)
_SEMESTER_RE = re.compile(rf"semester[ -]*(i{{1,2}}|[12])(?: (?:tahun )?({_Y}))?")
_YEAR_RE = re.compile(
    rf"(?:(?:sepanjang|selama|dalam|pada|kapan saja(?: dalam)?)? ?(?:tahun )?({_Y})|sepanjang tahun"
    r"|selama setahun|setahun penuh)"
)
_WEEKDAY_RE = re.compile(rf"({'|'.join(DAYS)}|jum'at|jum’at) ?, ?(.+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A window, whether the words were vague, and how they were taken where that is not plain."""

    window: Window
    is_vague: bool = False
    taken_as: str = ""


def read_window(text: str, year: int) -> Found:
    """The window that the words mean; `year` (0: unknown) belongs to months without one."""
    if text == AFTER_PERUBAHAN or "0" <= text[:1] <= "9":
        try:
            return Found(parse_window(text, OPEN_WORDS))
        except BadWindow as error:
            if re.fullmatch(r"[0-9]{4}-[0-9Q/-]+", text):
                raise Refused("bad_window", str(error)) from error
    words = _tidy(text)
    if words in _PHRASES:
        return Found(Window(Precision.AFTER_EVENT, None, None, AFTER_PERUBAHAN))
    bare = re.sub(r" +", " ", _HEDGES.sub("", words)).strip(" ,.")
    found = _grammar(bare, year, text) if bare else None
    if found is None:
        raise Refused("bad_window", _unknown(text))
    if bare == words and not found.is_vague:
        return found
    return Found(found.window, is_vague=True, taken_as=found.window.text)


def _tidy(text: str) -> str:
    """Lower case, one kind of dash, one kind of space, no name of the day (which is checked apart)."""
    low = re.sub(r"[–—−‑]", "-", text.lower().replace("\N{NO-BREAK SPACE}", " "))
    return re.sub(r"\s+", " ", low).strip(" .,;")


def _unknown(text: str) -> str:
    shown = text if len(text) <= 60 else text[:60] + "…"
    sentence = _("Waktu “%(text)s” tidak dikenali; tulis seperti salah satu contoh ini: %(shapes)s")
    return sentence % {"text": shown, "shapes": WINDOW_EXAMPLES}


def _grammar(words: str, year: int, text: str) -> Found | None:
    if match := _MONTHS_RE.fullmatch(words):
        return _months(match, year, text)
    if match := _DAYS_RE.fullmatch(words):
        return _days(match, year, text)
    if match := _QUARTER_RE.fullmatch(words):
        return Found(_parsed(f"{_year(match[2], year, text)}-Q{_ROMAN[match[1]]}"))
    if match := _SEMESTER_RE.fullmatch(words):
        stated, half = (
            _year(match[2], year, text),
            "01/{}-06" if _ROMAN[match[1]] == 1 else "07/{}-12",
        )
        return Found(_parsed(f"{stated}-" + half.format(stated)))
    if match := _YEAR_RE.fullmatch(words):
        return Found(_parsed(_year(match[1], year, text)))
    if match := _NUMERIC_RANGE_RE.fullmatch(words):
        (first, is_first_doubtful), (last, is_last_doubtful) = (
            read_day(match[1]),
            read_day(match[2]),
        )
        return _noted(f"{first}/{last}", is_noted=is_first_doubtful or is_last_doubtful)
    if _NUMERIC_RE.fullmatch(words) or _DAY_RE.fullmatch(words) or _WEEKDAY_RE.match(words):
        day, is_doubtful = read_day(words, year)
        return _noted(day.isoformat(), is_noted=is_doubtful)
    return None


def _noted(form: str, *, is_noted: bool) -> Found:
    return Found(_parsed(form), taken_as=form if is_noted else "")


def _months(match: re.Match[str], year: int, text: str) -> Found | None:
    first_name, first_year, joint, last_name, last_year = match.groups()
    if first_year and last_year and not joint:
        return None
    last = _year(last_year or first_year, year, text)
    first = first_year or last
    start = int(first), _month(first_name)
    if joint is None:
        return Found(_parsed(f"{first}-{start[1]:02d}"))
    end = int(last), _month(last_name)
    distance = (end[0] - start[0]) * 12 + end[1] - start[1]
    # "Maret, April" and "Maret atau Juni" are two times, and a plan holds one.
    if joint.strip() in {"atau", "dan", "/"} and distance != 1:
        return None
    window = _parsed(f"{first}-{start[1]:02d}/{last}-{end[1]:02d}")
    return Found(window, is_vague=joint.strip() in {"atau", "/"})


def _days(match: re.Match[str], year: int, text: str) -> Found | None:
    first_day, first_month, first_year, last_day, last_month, last_year = match.groups()
    if first_year and not first_month:
        return None
    stated = _year(last_year or first_year, year, text)
    end = _day(int(stated), _month(last_month), int(last_day))
    month = _month(first_month) if first_month else end.month
    start = _day(int(first_year or stated), month, int(first_day))
    if " dan " in match[0] and (end - start).days != 1:
        return None
    return Found(_parsed(f"{start}/{end}"))


def read_day(text: str, year: int = 0) -> tuple[date, bool]:
    """The day of "27 Januari 2026" or "27-1-2026", and whether day and month might be exchanged."""
    words = _tidy(text)
    named = ""
    if weekday := _WEEKDAY_RE.fullmatch(words):
        named, words = re.sub("['’]", "", weekday[1]), weekday[2]
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        found, is_doubtful = _day(*map(int, words.split("-"))), False
    elif match := _NUMERIC_RE.fullmatch(words):
        day, month = int(match[1]), int(match[3])
        found = _day(int(match[4]), month, day)
        is_doubtful = day <= 12 and day != month
    elif match := _DAY_RE.fullmatch(words):
        found = _day(int(_year(match[3], year, text)), _month(match[2]), int(match[1]))
        is_doubtful = False
    else:
        raise Refused(
            "bad_date",
            _("“%(text)s” bukan tanggal yang dikenali; tulis seperti 27 Januari 2026")
            % {"text": text[:60]},
        )
    if named and DAYS[found.weekday()] != named:
        raise Refused(
            "bad_date",
            _("%(day)s adalah hari %(weekday)s, bukan %(stated)s; betulkan salah satunya")
            % {"day": day_words(found), "weekday": DAYS[found.weekday()], "stated": named},
        )
    return found, is_doubtful


def _year(stated: str | None, year: int, text: str) -> str:
    if stated or year:
        return stated or f"{year:04d}"
    sentence = _("Tahun pada “%(text)s” belum disebut; tulis lengkap, misalnya Februari 2026")
    raise Refused("bad_window", sentence % {"text": text[:60]})


def _month(name: str) -> int:
    return _MONTH_OF[name.rstrip(".")]


def _day(year: int, month: int, day: int) -> date:
    if not year >= 1 or not 1 <= month <= 12:
        sentence = _(
            "Tanggal %(day)d-%(month)d-%(year)d tidak ada di kalender; betulkan tanggalnya"
        )
        raise Refused("bad_date", sentence % {"day": day, "month": month, "year": year})
    if not 1 <= day <= monthrange(year, month)[1]:
        sentence = _("%(day)d %(month)s tidak ada di kalender")
        named = {"day": day, "month": f"{MONTHS[month - 1]} {year}"}
        raise Refused("bad_date", sentence % named)
    return date(year, month, day)


def _parsed(form: str) -> Window:
    try:
        return parse_window(form, OPEN_WORDS)
    except BadWindow as error:
        raise Refused("bad_window", str(error)) from error


def day_words(day: date) -> str:
    """27 Januari 2026, whatever language is active."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def window_words(window: Window) -> str:
    """The window as an office would write it; its exact form where words would be read otherwise."""
    words = _words(window)
    try:
        again = read_window(words, 0)
    except Refused:
        return window.text
    return words if again == Found(window) else window.text


def _words(window: Window) -> str:
    start, end = window.start, window.end
    if start is None or end is None:
        return "setelah perubahan"
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    if window.precision is Precision.YEAR:
        return f"sepanjang tahun {start.year}"
    if window.precision is Precision.QUARTER:
        return f"Triwulan {QUARTERS[(start.month - 1) // 3]} {start.year}"
    if window.precision in (Precision.MONTH, Precision.MONTHS):
        if start.year != end.year:
            return f"{first} {start.year}–{last} {end.year}"
        return f"{last} {end.year}" if first == last else f"{first}–{last} {end.year}"
    if start == end:
        return day_words(end)
    if start.year != end.year:
        return f"{day_words(start)} – {day_words(end)}"
    opening = f"{start.day} {first} – " if first != last else f"{start.day}–"
    return f"{opening}{day_words(end)}"
