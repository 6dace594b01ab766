"""Hearing what happened to an activity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.calendar import BadWindow, Precision, Window, parse_window
from binakon.core.fields import WholeField
from binakon.planning.forms.activity import AFTER_PERUBAHAN


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan"), help_text=_("Tampil di halaman publik kegiatan ini."), max_length=2000
    )


class RescheduleForm(forms.Form):
    """Another time, and why."""

    window = forms.CharField(
        max_length=40,
        label=_("Waktu baru"),
        help_text=_("2026-05-12, 2026-05-12/2026-05-14, 2026-05, 2026-Q2, atau after-perubahan."),
    )
    reason = _reason_field()

    def clean_window(self) -> Window:
        """The window in the precision that was typed."""
        try:
            return parse_window(
                self.cleaned_data["window"], {AFTER_PERUBAHAN: Precision.AFTER_EVENT}
            )
        except BadWindow as error:
            raise forms.ValidationError(str(error)) from error


class PublicReasonForm(forms.Form):
    """Why an activity is postponed or cancelled."""

    reason = _reason_field()


class HoldForm(forms.Form):
    """Who came; what nobody counted stays empty."""

    people_came = WholeField(label=_("Orang yang datang"))
    offices_came = WholeField(label=_("Kabupaten/kota yang datang"))


class CloseForm(forms.Form):
    """Nothing to fill in: closing says that the books are complete."""
