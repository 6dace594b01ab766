"""Hearing a rundown: one session, a proposed day, where a day goes, the norms of a class."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.fields import WholeField
from binakon.trainings.rules.rundown import Span
from binakon.trainings.rules.rundown_day import Proposed
from binakon.trainings.states import SessionKind

MOST_JP = 24


class HourField(forms.TimeField):
    """A time of day as people write it, 08.00 or 08:00."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%H:%M", "%H.%M", "%H:%M:%S"])
        widget = forms.TimeInput(attrs={"type": "time", "data-width": "s"}, format="%H:%M")
        super().__init__(widget=widget, **options)


def day_choices(days: Sequence[date]) -> list[tuple[str, str]]:
    """The days of a class as choices."""
    return [(day.isoformat(), words.weekday_and_day(day)) for day in days]


class SessionForm(forms.Form):
    """One session of the rundown."""

    on = forms.ChoiceField(label=gettext_lazy("Hari"))
    starts_at = HourField(label=gettext_lazy("Mulai"))
    ends_at = HourField(label=gettext_lazy("Selesai"))
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=SessionKind.choices)
    topic = forms.CharField(max_length=300, label=gettext_lazy("Materi atau acara"))
    jp = WholeField(
        most=MOST_JP,
        label=gettext_lazy("JP"),
        help_text=gettext_lazy("Kosongkan supaya dihitung dari menitnya."),
    )
    room = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Ruang"),
        help_text=gettext_lazy("Kosongkan bila sama dengan tempat kelas."),
    )
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label=gettext_lazy("Tautan daring"),
        help_text=gettext_lazy("Hanya peserta dan narasumber yang melihatnya."),
    )
    engagements = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Narasumber"), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(required=False, max_length=300, label=gettext_lazy("Keterangan"))

    def __init__(
        self,
        data: Any = None,
        *,
        days: Sequence[date],
        teachers: Sequence[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.fields["on"].choices = day_choices(days)  # type: ignore[attr-defined]
        self.fields["engagements"].choices = [  # type: ignore[attr-defined]
            (str(pk), name) for pk, name in teachers
        ]
        if not teachers:
            del self.fields["engagements"]

    def clean_on(self) -> date:
        """The day itself."""
        return date.fromisoformat(self.cleaned_data["on"])

    def stated(self) -> dict[str, Any]:
        """What was stated, as the action takes it."""
        found = dict(self.cleaned_data)
        found["engagements"] = [int(pk) for pk in found.get("engagements", [])]
        return found


class LaidDayForm(forms.Form):
    """A proposed day: which stretches are kept and what they are about."""

    def __init__(self, data: Any = None, *, rows: Sequence[Proposed], **options: Any) -> None:
        super().__init__(data, **options)
        self.rows = rows
        for number, row in enumerate(rows):
            hours = f"{row.starts:%H.%M}–{row.ends:%H.%M}"
            self.fields[f"keep-{number}"] = forms.BooleanField(
                required=False,
                initial=True,
                label=_("Pakai %(hours)s") % {"hours": hours},
            )
            self.fields[f"topic-{number}"] = forms.CharField(
                required=False,
                max_length=300,
                initial=row.topic,
                label=_("Materi %(hours)s") % {"hours": hours},
            )

    def lines(self) -> list[tuple[Proposed, Any, Any]]:
        """Each stretch with its two fields, for the page."""
        return [
            (row, self[f"keep-{number}"], self[f"topic-{number}"])
            for number, row in enumerate(self.rows)
        ]

    def kept(self) -> list[tuple[Proposed, str]]:
        """The stretches that are kept, each with its topic."""
        found = self.cleaned_data
        return [
            (row, found[f"topic-{number}"] or row.topic)
            for number, row in enumerate(self.rows)
            if found[f"keep-{number}"]
        ]


class TransferForm(forms.Form):
    """Where the sessions of a day go."""

    deed = forms.ChoiceField(
        label=gettext_lazy("Yang dilakukan"),
        widget=forms.RadioSelect,
        choices=[("copy", gettext_lazy("Salin")), ("move", gettext_lazy("Pindahkan"))],
    )
    target = forms.ChoiceField(label=gettext_lazy("Ke hari"))

    def __init__(self, data: Any = None, *, days: Sequence[date], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["target"].choices = day_choices(days)  # type: ignore[attr-defined]

    def clean_target(self) -> date:
        """The day itself."""
        return date.fromisoformat(self.cleaned_data["target"])


class BreaksField(forms.CharField):
    """Breaks, one a line: 10.15–10.30."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=400, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def to_python(self, value: Any) -> Any:
        """The breaks in order, each as ["10:15", "10:30"]."""
        text = super().to_python(value) or ""
        return sorted(self._read(line) for line in text.splitlines() if line.strip())

    def _read(self, line: str) -> list[str]:
        parts = [part.strip().replace(".", ":") for part in line.replace("–", "-").split("-")]
        try:
            start, end = (time.fromisoformat(part.zfill(5)) for part in parts)
        except ValueError:
            sentence = _("Istirahat “%(line)s” tidak terbaca. Tulis seperti 10.15–10.30.")
            raise forms.ValidationError(sentence % {"line": line.strip()[:40]}) from None
        if end <= start:
            sentence = _("Istirahat “%(line)s” selesai sebelum mulai.")
            raise forms.ValidationError(sentence % {"line": line.strip()[:40]})
        return [f"{start:%H:%M}", f"{end:%H:%M}"]

    def run_validators(self, value: Any) -> None:
        """The length was looked at as text."""


def breaks_text(breaks: Sequence[Span]) -> str:
    """The breaks as they are typed."""
    return "\n".join(f"{start:%H.%M}–{end:%H.%M}" for start, end in breaks)


class NormsForm(forms.Form):
    """What the rundown of one class is measured by."""

    promised_jp = WholeField(
        most=500,
        label=gettext_lazy("JP yang dijanjikan kelas ini"),
        help_text=gettext_lazy("Jumlah JP di undangan atau KAK. Kosongkan bila tidak dijanjikan."),
    )
    minutes = WholeField(most=240, required=True, label=gettext_lazy("Menit per JP"))
    most_jp = WholeField(most=MOST_JP, required=True, label=gettext_lazy("JP paling banyak sehari"))
    most_jp_friday = WholeField(
        most=MOST_JP, required=True, label=gettext_lazy("JP paling banyak hari Jumat")
    )
    longest = WholeField(
        most=600, required=True, label=gettext_lazy("Menit paling lama tanpa istirahat")
    )
    starts_at = HourField(label=gettext_lazy("Mulai hari belajar"))
    breaks = BreaksField(
        required=False,
        label=gettext_lazy("Istirahat"),
        help_text=gettext_lazy("Satu baris satu istirahat, misalnya 10.15–10.30."),
    )
    prayer_from = HourField(label=gettext_lazy("Jeda salat Jumat dari"))
    prayer_until = HourField(label=gettext_lazy("Jeda salat Jumat sampai"))

    def clean_minutes(self) -> int:
        """At least one minute."""
        found: int = self.cleaned_data["minutes"]
        if found < 1:
            raise forms.ValidationError(_("Satu JP lamanya paling sedikit satu menit."))
        return found

    def clean(self) -> dict[str, Any]:
        """The prayer ends after it begins."""
        found = super().clean() or {}
        start, end = found.get("prayer_from"), found.get("prayer_until")
        if start and end and end <= start:
            self.add_error("prayer_until", _("Jam selesai harus setelah jam mulai."))
        return found
