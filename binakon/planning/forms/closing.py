"""Hearing the steps of a closing, and from what the next year is copied."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _


class CloseYearForm(forms.Form):
    """Which list the closer has read."""

    seen = forms.CharField(max_length=64)


class ReopeningForm(forms.Form):
    """Why a closed year is to be opened again."""

    reason = forms.CharField(
        max_length=2000, label=_("Alasan"), help_text=_("Masuk riwayat, dan dibaca penjawabnya.")
    )


class ReopeningAnswerForm(forms.Form):
    """What another person answers; a denial says why."""

    is_granted = forms.TypedChoiceField(
        choices=[("ya", "ya"), ("tidak", "tidak")], coerce=lambda word: word == "ya"
    )
    answer = forms.CharField(required=False, max_length=2000, label=_("Catatan"))


class NextYearForm(forms.Form):
    """From which version the next year is copied, and the date of the plan."""

    base = forms.TypedChoiceField(
        coerce=int,
        label=_("Salin dari versi"),
        help_text=_("Hanya versi yang sudah disahkan. Biasanya versi yang berlaku."),
    )
    dated = forms.DateField(
        label=_("Tanggal rencana"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Saat disahkan, tanggalnya menjadi tanggal dokumen."),
    )

    def __init__(
        self, *args: object, versions: Iterable[tuple[int, str]], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["base"].choices = list(versions)  # type: ignore[attr-defined]
