"""The words that every paper of planning needs: its sheet, a window, an amount that may be incomplete."""

from collections.abc import Iterable, Sequence

from babel.numbers import format_percent
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import Precision, describe
from binakon.planning.documents.prints import Sheet
from binakon.planning.rules.plan_file import ActivityEntry, TargetEntry
from binakon.planning.states import ActivityKind, indicator_label


def sheet_words(sheet: Sheet, *, title: str, version: str) -> dict[str, object]:
    """What the sheet of every paper prints around the text."""
    return {
        "lang": "en" if get_language() == "en" else "id",
        "title": title,
        "office": sheet.office,
        "programme": sheet.programme,
        "sample": _("DATA CONTOH") if sheet.is_sample else "",
        "unknown": words.unknown(),
        "footer": {
            "printed": _("Dicetak dari Binakon, %(moment)s")
            % {"moment": words.moment(sheet.printed_at)},
            "version": _("versi %(version)s") % {"version": version},
            "page": _("halaman {page} dari {pages}"),
        },
    }


def window_words(activity: ActivityEntry) -> str:
    """When it takes place: as published where the plan says so, else from its window; a guess says that it is one."""
    window = activity.window
    if activity.window_text:
        text = activity.window_text
    elif window.precision is Precision.AFTER_EVENT:
        text = _("setelah perubahan anggaran disahkan")
    elif window.precision is Precision.YEAR:
        text = _("kapan saja dalam %(year)s") % {"year": describe(window)}
    else:
        text = describe(window)
    return f"{text} ({_('perkiraan')})" if activity.is_approximate else text


def detail_words(activity: ActivityEntry) -> str:
    """What it is in a line under its title: kind, occupation, levels, published result."""
    kinds = dict(ActivityKind.choices)
    parts = [str(kinds.get(activity.kind, activity.kind)), activity.occupation]
    if activity.levels:
        parts.append(_("jenjang %(levels)s") % {"levels": level_words(activity.levels)})
    if activity.realised is not None:
        parts.append(_("terlaksana %(people)s orang") % {"people": words.number(activity.realised)})
    return " · ".join(part for part in parts if part)


def level_words(levels: Sequence[int]) -> str:
    """7–9 for levels that follow each other, else 7 dan 9."""
    first, last = min(levels), max(levels)
    if len(levels) > 2 and sorted(levels) == list(range(first, last + 1)):
        return f"{first}–{last}"
    return words.joined([str(level) for level in levels])


def target_words(target: TargetEntry) -> str:
    """A promise in words: "200 orang dilatih", "3 dokumen tersedia"."""
    name = indicator_label(target.indicator)
    if target.people is not None:
        return _("%(people)s orang %(indicator)s") % {
            "people": words.number(target.people),
            "indicator": name,
        }
    if target.value is None:
        return f"{name}: {words.unknown()}"
    return f"{name}: {words.number(target.value)} {target.unit}".strip()


def figure(value: int | None) -> str | None:
    """Grouped digits, or None for unknown."""
    return None if value is None else words.number(value)


def total(parts: Iterable[int | None]) -> str | None:
    """The sum in digits; None where nothing is known, and a word where only some of it is."""
    found = list(parts)
    known = [part for part in found if part is not None]
    if not known:
        return None
    return words.number(sum(known)) if len(known) == len(found) else _("belum lengkap")


def percent(part: int, whole: int) -> str:
    """47,7%; `whole` is not 0."""
    locale = "en_GB" if get_language() == "en" else "id"
    return format_percent(part / whole, "#,##0.#%", locale=locale)
