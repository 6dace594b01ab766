"""Hearing why a signing key is replaced."""

from django import forms
from django.utils.translation import gettext_lazy


class RotateForm(forms.Form):
    """The reason, which stands in the history for ever."""

    because = forms.CharField(
        max_length=300,
        label=gettext_lazy("Alasan mengganti kunci"),
        help_text=gettext_lazy("Misalnya pergantian tahunan, atau kunci mungkin bocor."),
    )
