"""Fields that read what applicants type on a phone: a NIK, a mobile number, a day, a name."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.escape import filled
from binakon.people.rules.messages import holds_nik, no_nik_here
from binakon.people.rules.nik import nik_problems, normalise
from binakon.people.rules.phone import normalise_phone, phone_problems

_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_OTHER_MONTHS = {"may": 5, "aug": 8, "ags": 8, "agt": 8, "oct": 10, "dec": 12, "nop": 11, "peb": 2}
_PART = re.compile(r"\d+|[a-z]+")
# What reorders, hides or breaks text: never part of a name, and how one line is made to look like another.
_HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}


def plain_line(text: str) -> str:
    """One line as it can be printed: no control, no direction mark, single spaces."""
    shown = "".join(" " if unicodedata.category(s) in _HIDDEN else s for s in text)
    return " ".join(unicodedata.normalize("NFC", shown).split())


class LineField(forms.CharField):
    """One line of text, whatever was pasted into it."""

    def to_python(self, value: Any) -> Any:
        """The line without what cannot be seen."""
        return plain_line(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """A NIK stands in its own field, where it is sealed, and nowhere else."""
        super().validate(value)
        if holds_nik(value):
            raise forms.ValidationError(no_nik_here().sentence)


class NikField(forms.CharField):
    """A NIK in any spelling, as its 16 digits; empty stays empty where it may."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, max_length=200, **options)
        self.widget.attrs |= {
            "inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "data-width": "m"
        }  # fmt: skip

    def clean(self, value: Any) -> Any:
        """The digits, or every reason why they cannot be a NIK."""
        nik = normalise(str(value or "")[:200])
        if not nik and not self.required:
            return ""
        problems = nik_problems(nik)
        if problems:
            raise forms.ValidationError([problem.sentence for problem in problems])
        return nik


class PhoneField(forms.CharField):
    """A mobile number in any spelling, as digits with the country code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.widget.input_type = "tel"
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "tel", "data-width": "m"}

    def clean(self, value: Any) -> Any:
        """The digits, or why they cannot be a mobile number."""
        phone = normalise_phone(str(value or "")[:60])
        problems = phone_problems(phone)
        if problems:
            raise forms.ValidationError([problem.sentence for problem in problems])
        return phone

    def prepare_value(self, value: Any) -> Any:
        """0812… as people write it."""
        text = str(value or "")
        return f"0{text[2:]}" if text.startswith("628") and text.isdigit() else text


class DayField(forms.Field):
    """A day as people write it: 4 5 1991, 04/05/1991, 4 Mei 1991, 1991-05-04."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"data-width": "s"}

    def to_python(self, value: Any) -> Any:
        """The day, or what is missing from it."""
        text = str(value or "").strip()[:40]
        if not text:
            return None
        parts = _PART.findall(unicodedata.normalize("NFKC", text).casefold())
        if len(parts) < 3:
            raise forms.ValidationError(_("Tulis tanggal, bulan, dan tahun, misalnya 4 5 1991."))
        numbers = [_number(part) for part in parts[:3]]
        if len(parts[0]) == 4:
            numbers.reverse()
        day, month, year = numbers
        if year < 100:
            raise forms.ValidationError(_("Tulis tahun dengan empat angka, misalnya 1991."))
        try:
            return date(year, month, day)
        except ValueError:
            sentence = _("“%(text)s” tidak ada di kalender. Tulis tanggal, bulan, lalu tahun.")
            raise forms.ValidationError(sentence % {"text": text[:40]}) from None

    def prepare_value(self, value: Any) -> Any:
        """4 Mei 1991."""
        return words.day(value) if isinstance(value, date) else value


_OPTION, _CHOSEN = (
    '<option value="{}">{}</option>',
    '<option value="{}" selected>{}</option>',
)


class PlainSelect(forms.Select):
    """A drop-down list without groups, drawn at once: Django's own draws a template for each option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The same markup, some twenty times faster for a list of regencies."""
        chosen = "" if value is None else str(value)
        options = "\n".join(
            filled(_CHOSEN if str(key) == chosen else _OPTION, key, label)
            for key, label in self.choices
        )
        final = {**self.build_attrs(self.attrs, attrs), "name": name}
        return filled("<select{}>{}</select>", flatatt(final), SafeString(options))


def _number(part: str) -> int:
    if part.isdecimal():
        return int(part[:4])
    name = part[:3]
    return _MONTHS.index(name) + 1 if name in _MONTHS else _OTHER_MONTHS.get(name, 0)
