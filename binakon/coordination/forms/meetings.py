"""Hearing a meeting, its series, and its agenda."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField, WholeField
from binakon.people.forms.numbering import DayInput, JudgedForm


class HourInput(forms.TimeInput):
    """An hour as browsers pick it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "time"}, format="%H:%M")


class MeetingForm(JudgedForm):
    """What is announced of a meeting."""

    demanded: tuple[str, ...] = ("title", "day", "starts", "ends")

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(required=False, max_length=300, label=_("Nama rapat"))
    day = forms.DateField(required=False, label=_("Tanggal"), widget=DayInput())
    starts = forms.TimeField(required=False, label=_("Mulai (WITA)"), widget=HourInput())
    ends = forms.TimeField(required=False, label=_("Selesai (WITA)"), widget=HourInput())
    venue = forms.CharField(required=False, max_length=300, label=_("Tempat"))
    online_link = forms.URLField(
        required=False,
        max_length=500,
        label=_("Tautan daring"),
        assume_scheme="https",
        help_text=_("Untuk rapat daring atau campuran. Hanya kantor yang diundang melihatnya."),
    )
    reply_by = forms.DateField(
        required=False,
        label=_("Jawaban paling lambat"),
        widget=DayInput(),
        help_text=_("Kantor yang belum menjawab diingatkan dua hari sebelumnya."),
    )
    contact_name = forms.CharField(required=False, max_length=200, label=_("Narahubung"))
    contact_phone = forms.CharField(required=False, max_length=20, label=_("Nomor narahubung"))
    activity = forms.ChoiceField(
        required=False,
        label=_("Kegiatan di rencana"),
        help_text=_("Rapat koordinasi yang dijanjikan rencana tahun ini; boleh di luar rencana."),
    )
    series = forms.ChoiceField(required=False, label=_("Seri"))

    def __init__(
        self,
        data: Any = None,
        *,
        activities: Sequence[tuple[int, str]],
        series: Sequence[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        none: list[tuple[str, Any]] = [("", _("Di luar rencana"))]
        one: list[tuple[str, Any]] = [("", _("Rapat sendiri, tanpa seri"))]
        self.fields["activity"].choices = none + [(str(pk), name) for pk, name in activities]  # type: ignore[attr-defined]
        self.fields["series"].choices = one + [(str(pk), name) for pk, name in series]  # type: ignore[attr-defined]
        self.demand()

    def moment(self, name: str) -> datetime | None:
        """`starts` or `ends` on the day; None where either is missing."""
        day: date | None = self.cleaned_data.get("day")
        hour: time | None = self.cleaned_data.get(name)
        if day is None or hour is None:
            return None
        return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())


class SeriesForm(JudgedForm):
    """A series: its name and how often it meets."""

    demanded: tuple[str, ...] = ("name",)

    name = forms.CharField(required=False, max_length=200, label=_("Nama seri"))
    rhythm = forms.CharField(
        required=False,
        max_length=200,
        label=_("Kapan biasanya"),
        help_text=_("Misalnya “setiap triwulan, pekan pertama”."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.demand()


class AgendaForm(JudgedForm):
    """One point of the agenda."""

    demanded: tuple[str, ...] = ("title",)

    title = forms.CharField(required=False, max_length=300, label=_("Mata acara"))
    speaker = forms.CharField(required=False, max_length=200, label=_("Pembicara"))
    length = WholeField(label=_("Lama (menit)"), most=1000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.demand()


class PaperForm(JudgedForm):
    """A paper that the agenda hands out."""

    demanded: tuple[str, ...] = ("title", "file")

    title = forms.CharField(required=False, max_length=200, label=_("Nama bahan"))
    file = RebuiltFileField(
        required=False,
        accept=(files.PDF, files.JPEG),
        label=_("Berkas"),
        help_text=_("PDF atau foto JPEG; kantor yang diundang bisa mengunduhnya."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.demand()
