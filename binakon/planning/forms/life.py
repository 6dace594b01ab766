"""Hearing what happened to an activity."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.calendar import Window
from binakon.core.fields import WholeField


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan"), help_text=_("Tampil di halaman publik kegiatan ini."), max_length=2000
    )


class RescheduleForm(forms.Form):
    """Another time, and why."""

    window = forms.CharField(
        max_length=100,
        label=_("Waktu baru"),
        help_text=_(
            "10 Februari 2026, 10–12 Februari 2026, Februari 2026, Maret–April 2026, Triwulan II 2026, atau setelah perubahan."
        ),
    )
    reason = _reason_field()

    def __init__(
        self, *args: Any, read_time: Callable[[str], tuple[Window, bool]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.read_time = read_time

    def clean_window(self) -> Window:
        """The window in the precision that was typed."""
        return self.read_time(self.cleaned_data["window"])[0]


class PublicReasonForm(forms.Form):
    """Why an activity is postponed or cancelled."""

    reason = _reason_field()


class HoldForm(forms.Form):
    """Who came; what nobody counted stays empty."""

    people_came = WholeField(label=_("Orang yang datang"))
    offices_came = WholeField(label=_("Kabupaten/kota yang datang"))


class CloseForm(forms.Form):
    """Nothing to fill in: closing says that the books are complete."""
