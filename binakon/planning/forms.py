"""Hearing a decision on a version."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """What the decider saw (the revision) and, for a return, why."""

    revision = forms.IntegerField(min_value=0)
    reason = forms.CharField(required=False, max_length=2000, label=_("Alasan"))
