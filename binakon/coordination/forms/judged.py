"""The small form that every paper of a meeting needs."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """A reason that is demanded."""

    reason = forms.CharField(
        max_length=2000, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3})
    )
