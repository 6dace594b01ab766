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
    """The paper that ratifies a version, the revision that the decider read, and that its effects are accepted.

    A proposal (usulan) changes no budget: its paper is a note or a letter, and its number may stay empty. `seal` names the
    effects that the page shows (`rules.ratify_effects`); where it is not empty they are accepted by a tick.
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
    seal = forms.CharField(required=False, widget=forms.HiddenInput)
    accepts = forms.BooleanField(
        label=_("Saya sudah membaca akibatnya dan tetap mengesahkan"),
        error_messages={"required": _("Baca akibatnya di atas tombol ini, lalu centang.")},
    )

    def __init__(
        self, *args: object, is_budget: bool = True, seal: str = "", **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["seal"].initial = seal
        if not seal:
            del self.fields["accepts"]
        if not is_budget:
            self.fields["document"].required = False
            self.fields["document"].label = _("Nomor nota dinas atau surat usulan")
            self.fields["document"].help_text = _("Kosongkan bila usulannya tidak bersurat.")
            self.fields["dated"].label = _("Tanggal usulan")
            self.fields["dated"].help_text = _(
                "Usulan tidak mengubah anggaran; yang berlaku tetap versi anggarannya."
            )

    @property
    def accepted(self) -> str:
        """The seal of the effects that were read and ticked; "" where nothing was."""
        found = self.cleaned_data
        return str(found["seal"]) if found.get("accepts") else ""


class DocumentForm(forms.Form):
    """The number of the paper of a version ratified long ago."""

    document = forms.CharField(max_length=200, label=_("Nomor dokumen"))
