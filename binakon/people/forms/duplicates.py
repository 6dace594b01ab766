"""Hearing what somebody decides of two rows: one person and which row goes on, or two people; and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _why(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        max_length=300,
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis alasannya; riwayat menyimpannya.")},
    )


class MergeForm(forms.Form):
    """Which row goes on, and why both are one person."""

    kept = forms.TypedChoiceField(
        coerce=int,
        label=_("Catatan yang diteruskan"),
        widget=forms.RadioSelect,
        help_text=_("Nama, NIK, dan kontaknya yang dipakai. Catatan yang lain tetap tersimpan."),
        error_messages={"required": _("Pilih catatan yang diteruskan.")},
    )
    reason = _why(_("Alasan menggabungkan"), _("Misalnya: foto KTP keduanya sama."))

    def __init__(self, *args: Any, sides: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = sides  # type: ignore[attr-defined]


class TwoPeopleForm(forms.Form):
    """Why both are two people."""

    reason = _why(_("Alasan menyatakan dua orang"), _("Misalnya: kembar, NIK di KTP berbeda."))


class UnsayForm(forms.Form):
    """Why that is taken back."""

    reason = _why(_("Alasan mencabut"))


class UndoForm(forms.Form):
    """Why a merge is undone, and whether both are remembered as two people."""

    reason = _why(_("Alasan memisahkan"))
    is_two = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Ingat bahwa mereka dua orang, supaya tidak ditawarkan lagi"),
    )
