"""Hearing deeds of a selection, answers to objections, and a seat given by hand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ProposeForm(forms.Form):
    """Which other classes are selected together with this one."""

    together = forms.MultipleChoiceField(
        required=False,
        label=_("Seleksi bersama kelas lain"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Pendaftar yang memilih beberapa kelas mendapat paling banyak satu kursi, menurut urutan pilihannya."
        ),
    )

    def __init__(
        self, data: Any = None, *, partners: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["together"].choices = list(partners)  # type: ignore[attr-defined]


class DiscardForm(forms.Form):
    """Why a proposal is not used."""

    reason = forms.CharField(max_length=500, label=_("Alasan tidak memakai usulan ini"))


class AnswerForm(forms.Form):
    """The verdict on an objection, never preselected, and its reason."""

    verdict = forms.ChoiceField(
        label=_("Jawaban"),
        choices=(("uphold", _("Keberatan diterima")), ("dismiss", _("Keberatan tidak diterima"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        max_length=2000,
        label=_("Alasan"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Pendaftar membacanya di halaman status dan di pesan."),
    )


class HandForm(forms.Form):
    """Whose seat somebody is given by hand, and why."""

    bucket = forms.ChoiceField(label=_("Kursi yang diberikan"), widget=forms.RadioSelect)
    reason = forms.CharField(max_length=500, label=_("Alasan"))

    def __init__(
        self, data: Any = None, *, buckets: Sequence[tuple[str, Any]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["bucket"].choices = list(buckets)  # type: ignore[attr-defined]
