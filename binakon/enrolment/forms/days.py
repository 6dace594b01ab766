"""Hearing days and moments as people write them: "17 April 2026, 16.00", or one line a day, "20 April 2026, 08.00–16.00"."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.planning.sheets.book_windows import day_words, read_day
from binakon.planning.sheets.plan_values import Refused

_HOURS = re.compile(
    r"[\s,;(]*(?:pukul|pkl\.?|jam)?\s*(\d{1,2})[.:](\d{2})\s*(?:-|–|—|s\.?/?d\.?|sampai|hingga)\s*(\d{1,2})[.:](\d{2})\s*(?:wita|wib|wit)?[\s).]*$",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"[\s,;T]*(?:pukul|pkl\.?|jam)?\s*(\d{1,2})[.:](\d{2})\s*(?:wita|wib|wit)?[\s.]*$",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
MOST_DAYS = 60

# A day of the class as its terms hold it: [day, from, until].
Day = list[str]


class DaysField(forms.CharField):
    """The days of a class; every line that cannot be read is named."""

    year = 0

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}))
        options.setdefault(
            "help_text",
            gettext_lazy("Satu hari per baris, misalnya: 20 April 2026, 08.00–16.00"),
        )
        super().__init__(max_length=5000, **options)

    def to_python(self, value: Any) -> Any:
        """The days in order, each as [day, from, until]."""
        text = super().to_python(value) or ""
        found: list[Day] = []
        faults = []
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(_read(line, self.year))
            except Refused as refused:
                faults.append(
                    _("Baris %(number)d: %(why)s") % {"number": number, "why": refused.sentence}
                )
        if len(found) > MOST_DAYS:
            faults.append(_("Paling banyak %(most)d hari.") % {"most": MOST_DAYS})
        for one, next_one in zip(sorted(found), sorted(found)[1:], strict=False):
            if one[0] == next_one[0] and next_one[1] < one[2]:
                faults.append(_("Jam pada %(day)s bertumpuk.") % {"day": _name(one[0])})
        if faults:
            raise forms.ValidationError(faults)
        return sorted(found)

    def validate(self, value: Any) -> None:
        """At least one day."""
        if self.required and not value:
            raise forms.ValidationError(_("Tulis paling sedikit satu hari."))

    def run_validators(self, value: Any) -> None:
        """The length was looked at as text."""


class DayField(forms.CharField):
    """A day as people write it; its value is the day, its form is "17 April 2026"."""

    year = 0

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.widget.attrs |= {"autocomplete": "off", "data-width": "m"}

    def to_python(self, value: Any) -> Any:
        """The day, None where nothing is typed."""
        text = super().to_python(value) or ""
        try:
            return read_day(text, self.year)[0] if text else None
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from refused

    def validate(self, value: Any) -> None:
        """A day where one must be stated."""
        super().validate("" if value is None else str(value))

    def run_validators(self, value: Any) -> None:
        """The length was looked at as text."""

    def prepare_value(self, value: Any) -> Any:
        """As it is typed."""
        is_iso = isinstance(value, str) and _ISO_DAY.fullmatch(value)
        return _name(value) if is_iso else value


class MomentField(DayField):
    """A day and a time as people write them; its value is the moment as terms hold it: 2026-04-17T16:00."""

    def to_python(self, value: Any) -> Any:
        """The moment, None where nothing is typed."""
        text = forms.CharField.to_python(self, value) or ""
        if not text:
            return None
        hour = _HOUR.search(text)
        if hour is None:
            sentence = _("Tulis tanggal dan jamnya, misalnya 17 April 2026, 16.00.")
            raise forms.ValidationError(sentence)
        day = super().to_python(text[: hour.start()].strip(" ,;"))
        if day is None or int(hour[1]) > 23 or int(hour[2]) > 59:
            raise forms.ValidationError(_("Jam itu tidak ada. Tulis seperti 17 April 2026, 16.00."))
        return f"{day.isoformat()}T{int(hour[1]):02d}:{hour[2]}"

    def prepare_value(self, value: Any) -> Any:
        """As it is typed."""
        if isinstance(value, str) and _ISO_MOMENT.fullmatch(value):
            day, hour = value.split("T")
            return f"{_name(day)}, {hour.replace(':', '.')}"
        return value


def days_text(days: Sequence[Sequence[str]]) -> str:
    """The days as they are typed."""
    return "\n".join(
        f"{_name(day)}, {start.replace(':', '.')}–{end.replace(':', '.')}"
        for day, start, end in days
    )


def _name(day: str) -> str:
    return day_words(date.fromisoformat(day))


def _read(line: str, year: int) -> Day:
    hours = _HOURS.search(line)
    if hours is None:
        raise Refused(
            "hours",
            _("jam “%(text)s” tidak terbaca; tulis seperti 08.00–16.00")
            % {"text": line.strip()[:60]},
        )
    day, _is_doubtful = read_day(line[: hours.start()].strip(" ,;"), year)
    try:
        start = time(int(hours[1]), int(hours[2]))
        end = time(int(hours[3]), int(hours[4]))
    except ValueError:
        raise Refused("hours", _("jam itu tidak ada; tulis seperti 08.00–16.00")) from None
    if end <= start:
        raise Refused("hours", _("jam selesai harus setelah jam mulai"))
    return [day.isoformat(), f"{start:%H:%M}", f"{end:%H:%M}"]
