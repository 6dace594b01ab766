"""Hearing what is agreed, why it ends, and a meeting's table of quotas."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from binakon.coordination.rules.agreements import QuotaNow, Terms
from binakon.coordination.states import AgreementKind
from binakon.core.fields import WholeField
from binakon.core.typed import whole_number

Choices = Sequence[tuple[str, str]]


def _choice(label: Any, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, **options
    )


class AgreementForm(forms.Form):
    """What an agreement says; which parts a kind needs is judged with everything else that is wrong."""

    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=[(kind, capfirst(label)) for kind, label in AgreementKind.choices],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Apa yang disepakati"),
        help_text=_("Satu kalimat yang bisa dibacakan di rapat berikutnya."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    owner = _choice(
        _("Kantor yang bertanggung jawab"),
        help_text=_("Kosongkan untuk keputusan yang tidak menugaskan siapa pun."),
    )
    due_on = forms.DateField(
        label=_("Tenggat"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    activity = _choice(_("Kegiatan"), help_text=_("Untuk kuota dan usulan peserta."))
    occupation = _choice(_("Jabatan kerja"), help_text=_("Untuk kebutuhan tenaga ahli."))
    places = WholeField(
        label=_("Jumlah"), help_text=_("Kursi untuk kuota, orang untuk usulan dan kebutuhan.")
    )
    meeting = _choice(_("Dari rapat"))
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, pairs in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField), "each of them is a choice"
            field.choices = [("", _("belum dipilih")), *pairs]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that are filled in."""
        return self.visible_fields()

    def terms(self) -> Terms:
        """What was said."""
        said = self.cleaned_data
        return Terms(
            kind=said["kind"],
            text=said["text"],
            owner_id=said["owner"],
            due_on=said["due_on"],
            activity_id=said["activity"],
            occupation_id=said["occupation"],
            places=said["places"],
            meeting_id=said["meeting"],
            item_id=said["item"],
        )


class ChangeForm(AgreementForm):
    """The same with a reason, and the mark of what its writer read."""

    revision = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=500)


class AgreementReasonForm(forms.Form):
    """Why something is dropped or open again."""

    reason = forms.CharField(label=_("Alasan"), max_length=500)


class EvidenceForm(forms.Form):
    """What shows that it was done."""

    evidence = forms.CharField(
        label=_("Bukti"),
        help_text=_("Nomor surat, tanggal data diterima, atau tempat berkasnya. Jangan tulis NIK."),
        max_length=500,
    )


class QuotaTableForm(forms.Form):
    """The places of every office; an empty one keeps what stands there."""

    text = forms.CharField(label=_("Apa yang disepakati"), max_length=500)
    meeting = _choice(_("Dari rapat"))

    def __init__(
        self, *args: Any, now: dict[str, QuotaNow], meetings: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.now = now
        meeting = self.fields["meeting"]
        assert isinstance(meeting, forms.TypedChoiceField), "a meeting is chosen"
        meeting.choices = [("", _("tanpa rapat")), *meetings]
        for code, held in now.items():
            label = _("Kuota %(office)s") % {"office": held.name}
            self.fields[f"kuota_{code}"] = WholeField(label=label, initial=held.places)

    @property
    def rows(self) -> list[tuple[QuotaNow, forms.BoundField]]:
        """Every office with its present quota and its field."""
        return [(held, self[f"kuota_{code}"]) for code, held in self.now.items()]

    def shown(self) -> dict[str, int | None]:
        """What the page showed as the present quota, by code; of an office that it did not show nothing is known."""
        told = {code: self.data.get(f"semula-kuota_{code}") for code in self.now}
        return {code: whole_number(text) for code, text in told.items() if text is not None}

    def wanted(self) -> dict[str, int]:
        """The places that were typed, by code; what is as it was shown is nobody's wish where another one is changed."""
        fields = {code: self.cleaned_data[f"kuota_{code}"] for code in self.now}
        typed = {code: places for code, places in fields.items() if places is not None}
        shown = self.shown()
        return {c: places for c, places in typed.items() if shown.get(c) != places} or typed
