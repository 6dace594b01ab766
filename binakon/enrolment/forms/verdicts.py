"""Hearing a verdict on a paper, and a reason where one is demanded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.enrolment.states import CorrectionReason, DocumentState


class VerdictForm(forms.Form):
    """One word on one paper, never preselected; `state` is how the paper stood on the page that was seen."""

    state = forms.ChoiceField(choices=DocumentState.choices, widget=forms.HiddenInput)
    word = forms.CharField(
        label=_("Putusan"),
        max_length=10,
        error_messages={"required": _("Pilih dulu: terima, minta diperbaiki, atau tolak.")},
    )
    reason = forms.ChoiceField(
        required=False,
        label=_("Alasan"),
        choices=[("", _("Pilih alasan")), *CorrectionReason.choices],
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CloseForm(forms.Form):
    """The conclusion that the page announced."""

    expected = forms.CharField(max_length=20)


class ReasonForm(forms.Form):
    """A reason that is demanded."""

    reason = forms.CharField(
        max_length=300,
        label=_("Alasan"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis alasannya; riwayat menyimpannya.")},
    )
