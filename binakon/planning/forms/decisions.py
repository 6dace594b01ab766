"""Hearing a decision on a version."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """What the decider saw (the revision) and, for a return, why."""

    revision = forms.IntegerField(min_value=0)
    reason = forms.CharField(required=False, max_length=2000, label=_("Alasan"))


class ReasonForm(forms.Form):
    """A reason that is demanded."""

    reason = forms.CharField(max_length=2000, label=_("Alasan"))


class RatifyForm(forms.Form):
    """The budget paper that ratifies a version, and the revision that the decider read.

    A proposal (usulan) has no paper, so its number may stay empty.
    """

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    document = forms.CharField(
        max_length=200,
        label=_("Nomor dokumen"),
        help_text=_("Nomor DPA atau DPPA, seperti tertulis di dokumennya."),
    )
    dated = forms.DateField(
        label=_("Tanggal dokumen"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Versi ini berlaku sejak tanggal itu."),
    )
    reason = forms.CharField(required=False, max_length=2000, label=_("Catatan"))

    def __init__(self, *args: object, is_budget: bool = True, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["document"].required = is_budget
        if not is_budget:
            self.fields["document"].label = _("Nomor surat usulan")
            self.fields["document"].help_text = ""
            self.fields["dated"].label = _("Tanggal usulan")
            self.fields["dated"].help_text = _(
                "Usulan tidak mengubah target. Target berubah setelah perubahannya disahkan."
            )


class DocumentForm(forms.Form):
    """The number of the paper of a version ratified long ago."""

    document = forms.CharField(max_length=200, label=_("Nomor dokumen"))
