"""Hearing what somebody changes of a message, and why they call it off."""

from datetime import datetime

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    """Subject and text of a message, and the version of it that the editor read."""

    subject = forms.CharField(max_length=300, label=_("Perihal"))
    text = forms.CharField(
        max_length=20_000,
        label=_("Isi"),
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "Dikirim persis seperti tertulis. Biarkan tautan pribadi apa adanya: itu kunci penerima."
        ),
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """The text with plain line ends, as browsers do not send it."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean_seen(self) -> datetime | None:
        """When the message had last been edited; None when never, or when nobody can read it."""
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None


class CancelForm(forms.Form):
    """Why a message is called off."""

    reason = forms.CharField(required=False, max_length=300, label=_("Alasan membatalkan"))
