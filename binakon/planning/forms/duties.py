"""Hearing by when an office delivers, and that it has delivered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.planning.states import DutyKind


class DutyRuleForm(forms.Form):
    """The office's own rule for one kind of duty."""

    kind = forms.ChoiceField(choices=DutyKind.choices, label=_("Kewajiban"))
    days = forms.IntegerField(
        min_value=0,
        max_value=90,
        label=_("Jumlah hari"),
        help_text=_(
            "Laporan: hari sesudah triwulan berakhir. Pembayaran: hari sebelum 31 Desember. Penutupan: hari sesudahnya."
        ),
    )
    source = forms.CharField(
        max_length=300,
        label=_("Dasarnya"),
        help_text=_("Misalnya nomor edaran BPKAD atau Bappeda. Tertulis di samping tenggatnya."),
    )


class TakeBackForm(forms.Form):
    """One duty was not delivered after all."""

    duty = forms.CharField(max_length=30, widget=forms.HiddenInput)


class DeliverForm(forms.Form):
    """One duty was delivered."""

    duty = forms.CharField(max_length=30, widget=forms.HiddenInput)
    on = forms.DateField(
        label=_("Selesai pada"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
