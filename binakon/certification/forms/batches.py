"""Hearing about a batch: for whom it is, its test day, the words of its papers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField
from binakon.enrolment.forms.decrees import MOST_TEXT
from binakon.enrolment.rules.letter_words import NATURES
from binakon.people.forms.numbering import DayInput, JudgedForm

Choices = Sequence[tuple[str, Any]]


class PlanForm(forms.Form):
    """When a batch is planned to be tested, and what is to be remembered of it."""

    planned_on = forms.DateField(
        required=False,
        label=_("Rencana hari uji"),
        widget=DayInput(),
        help_text=_("Lisensi LSP dinilai pada hari ini; kosong berarti hari ini juga."),
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BatchForm(PlanForm):
    """A new batch."""

    activity = forms.ChoiceField(label=_("Kegiatan fasilitasi"))
    organisation = forms.ChoiceField(label=_("LSP"))
    field_order = ("activity", "organisation", "planned_on", "note")

    def __init__(
        self, data: Any = None, *, activities: Choices, bodies: Choices, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["activity"].choices = activities  # type: ignore[attr-defined]
        self.fields["organisation"].choices = bodies  # type: ignore[attr-defined]


class ScheduleForm(JudgedForm):
    """What was agreed with an LSP about a test."""

    demanded: tuple[str, ...] = ("test_on",)

    test_on = forms.DateField(required=False, label=_("Hari uji"), widget=DayInput())
    ends_on = forms.DateField(
        required=False,
        label=_("Sampai"),
        widget=DayInput(),
        help_text=_("Diisi hanya bila ujinya lebih dari satu hari."),
    )
    site = forms.ChoiceField(required=False, label=_("Tempat uji (TUK)"))
    assessors = forms.MultipleChoiceField(
        required=False, label=_("Asesor"), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Any = None, *, sites: Choices, assessors: Choices, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.demand()
        self.fields["site"].choices = [("", _("belum ditentukan")), *sites]  # type: ignore[attr-defined]
        self.fields["assessors"].choices = assessors  # type: ignore[attr-defined]
        if not assessors:
            del self.fields["assessors"]


class CoverForm(JudgedForm):
    """The words of a covering letter."""

    demanded: tuple[str, ...] = ("subject", "body")

    subject = forms.CharField(required=False, max_length=300, label=_("Hal"))
    nature = forms.ChoiceField(label=_("Sifat"), choices=[(word, word) for word in NATURES])
    body = forms.CharField(
        required=False,
        max_length=MOST_TEXT,
        label=_("Isi surat"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Baris kosong memulai alinea baru. Daftar pesertanya dicetak di lampiran."),
    )
    copies = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Tembusan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu baris satu tembusan."),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.demand()


class MinutesForm(JudgedForm):
    """The words of the minutes of a test."""

    demanded: tuple[str, ...] = ("opening",)

    opening = forms.CharField(
        required=False,
        max_length=MOST_TEXT,
        label=_("Kalimat pembuka"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dicetak setelah “Pada [hari, tanggal], bertempat di [TUK],”."),
    )
    body = forms.CharField(
        required=False,
        max_length=MOST_TEXT,
        label=_("Catatan pelaksanaan"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    witness_name = forms.CharField(
        required=False, max_length=200, label=_("Yang menandatangani untuk LSP")
    )
    witness_position = forms.CharField(required=False, max_length=200, label=_("Jabatannya"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.demand()


class SignedForm(forms.Form):
    """The signed scan of a paper."""

    scan = RebuiltFileField(
        accept=(files.PDF, files.JPEG),
        label=_("Pindaian yang ditandatangani"),
        help_text=_("PDF atau foto JPEG, seluruh halaman termasuk lampiran."),
    )


class ReasonForm(forms.Form):
    """A reason that is demanded."""

    reason = forms.CharField(
        max_length=2000, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3})
    )
