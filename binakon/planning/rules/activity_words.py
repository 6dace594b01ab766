"""The facts of an activity in words, field by field."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from binakon.core import words
from binakon.core.calendar import describe
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.states import ActivityKind, indicator_label


def window_words(entry: ActivityEntry) -> str:
    """When it takes place, in words."""
    said = entry.window_text or describe(entry.window) or _("setelah perubahan anggaran disahkan")
    is_guess = entry.is_approximate and not entry.window_text
    return _("%(when)s (perkiraan)") % {"when": said} if is_guess else said


def region_words(entry: ActivityEntry, names: Mapping[str, str]) -> str:
    """Which kabupaten/kota it involves, in words."""
    if entry.is_all_regions:
        return _("semua kabupaten/kota")
    return _list([names.get(code, code) for code in entry.regions])


def kind_words(entry: ActivityEntry) -> str:
    """What an activity is, in words."""
    return str(ActivityKind(entry.kind).label) if entry.kind in ActivityKind.values else entry.kind


def _indicator(entry: ActivityEntry) -> str:
    return indicator_label(entry.indicator) if entry.indicator else words.unknown()


def _text(text: str) -> str:
    return text or words.unknown()


def _list(values: Any) -> str:
    return ", ".join(str(value) for value in values) or words.unknown()


FIELDS: tuple[tuple[str, str, Callable[[ActivityEntry, Mapping[str, str]], str]], ...] = (
    ("kind", gettext_noop("Jenis"), lambda entry, _names: kind_words(entry)),
    ("title", gettext_noop("Judul"), lambda entry, _names: entry.title),
    ("occupation", gettext_noop("Jabatan kerja"), lambda entry, _names: _text(entry.occupation)),
    ("levels", gettext_noop("Jenjang"), lambda entry, _names: _list(entry.levels)),
    ("window", gettext_noop("Waktu"), lambda entry, _names: window_words(entry)),
    ("seats", gettext_noop("Kursi"), lambda entry, _names: words.number(entry.seats)),
    ("partners", gettext_noop("Mitra"), lambda entry, _names: _list(entry.partners)),
    ("regions", gettext_noop("Wilayah"), region_words),
    ("cost", gettext_noop("Biaya"), lambda entry, _names: words.rupiah(entry.cost)),
    ("indicator", gettext_noop("Indikator"), lambda entry, _names: _indicator(entry)),
    ("sub_activity", gettext_noop("Subkegiatan"), lambda entry, _names: _text(entry.sub_activity)),
)


def field_label(name: str) -> str:
    """How a field of an activity is called."""
    return next((_(label) for field, label, _say in FIELDS if field == name), name)


def field_words(entry: ActivityEntry, name: str, regions: Mapping[str, str]) -> str:
    """One field of an activity in words; unknown is said."""
    return next((say(entry, regions) for field, _label, say in FIELDS if field == name), "")
