"""Hearing a decision on one rule, a reason, and the answer of a second person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """A reason in a few sentences."""

    reason = forms.CharField(
        max_length=1000, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionForm(forms.Form):
    """Whether a rule that no row settles is met, and why."""

    verdict = forms.ChoiceField(
        label=_("Putusan"),
        choices=[("met", _("Terpenuhi")), ("missing", _("Tidak terpenuhi"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        max_length=1000, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 2})
    )


class AnswerForm(forms.Form):
    """The second person's answer; a denial says why."""

    verdict = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[("grant", _("Setujui")), ("deny", _("Tolak"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Catatan"),
        help_text=_("Wajib bila menolak."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a denial."""
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == "deny" and not cleaned.get("note", "").strip():
            self.add_error("note", _("Tulis alasan menolaknya."))
        return cleaned
