"""Hearing the results of a test: a file from the LSP, one person's result, an appeal and its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.certification.rules.chain import NUMBERS
from binakon.certification.states import AssessmentOutcome
from binakon.core.fields import RebuiltFileField
from binakon.people.forms.numbering import DayInput, JudgedForm

LARGEST = 5 * 1024 * 1024
_OUTCOMES = [
    (outcome.value, outcome.label)
    for outcome in AssessmentOutcome
    if outcome != AssessmentOutcome.PENDING
]


class ResultFileForm(forms.Form):
    """A file of results; the days hold for everybody of whom the file says none."""

    workbook = forms.FileField(
        label=_("Berkas hasil dari LSP"),
        help_text=_(
            "xlsx, xls, ods atau CSV; paling besar 5 MB. Tidak ada kasus yang bergerak sebelum Anda menyetujuinya."
        ),
    )
    decided_on = forms.DateField(
        required=False,
        label=_("Tanggal keputusan"),
        widget=DayInput(),
        help_text=_("Dipakai untuk baris yang tidak menyebutnya; tanpa ini dipakai hari ujinya."),
    )
    recorded_on = forms.DateField(
        required=False,
        label=_("Tanggal tercatat"),
        widget=DayInput(),
        help_text=_(
            "Dipakai untuk baris yang membawa empat nomor tetapi tidak menyebut tanggalnya."
        ),
    )

    def clean_workbook(self) -> Any:
        """Not larger than a list of people is."""
        found = self.cleaned_data["workbook"]
        if found.size > LARGEST:
            raise forms.ValidationError(
                _("Berkasnya lebih besar dari 5 MB. Hapus gambar atau lembar yang tidak perlu.")
            )
        return found


class ResultForm(forms.Form):
    """What the LSP says of one person's test."""

    outcome = forms.ChoiceField(
        required=False,
        label=_("Hasil"),
        widget=forms.RadioSelect,
        choices=_OUTCOMES,
    )
    tested_on = forms.DateField(required=False, label=_("Tanggal uji"), widget=DayInput())
    decided_on = forms.DateField(
        required=False,
        label=_("Tanggal keputusan"),
        widget=DayInput(),
        help_text=_("Kosong berarti sama dengan tanggal uji."),
    )
    advice = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Saran LSP"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    blank_number = forms.CharField(required=False, max_length=60, label=_("No. Blanko"))
    certificate_number = forms.CharField(required=False, max_length=60, label=_("No. Sertifikat"))
    bnsp_number = forms.CharField(required=False, max_length=60, label=_("No. Registrasi BNSP"))
    lpjk_number = forms.CharField(required=False, max_length=60, label=_("No. Registrasi LPJK"))
    recorded_on = forms.DateField(
        required=False,
        label=_("Tanggal tercatat"),
        widget=DayInput(),
        help_text=_("Diisi bersama keempat nomornya."),
    )

    @property
    def numbers(self) -> dict[str, str]:
        """The four numbers as typed."""
        return {name: " ".join(self.cleaned_data[name].split()) for name in NUMBERS}


class AppealForm(JudgedForm):
    """Somebody asks the LSP to look at a result again."""

    demanded: tuple[str, ...] = ("reason",)

    reason = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Alasan banding"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    made_on = forms.DateField(label=_("Tanggal diajukan"), widget=DayInput())
    evidence = RebuiltFileField(
        required=False, label=_("Surat atau bukti"), help_text=_("PDF atau foto.")
    )

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, files, **options)
        self.demand()


class AnswerForm(JudgedForm):
    """What the LSP answered."""

    demanded: tuple[str, ...] = ("upheld", "answer")

    upheld = forms.ChoiceField(
        required=False,
        label=_("Keputusan LSP"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("diterima: dinyatakan kompeten")),
            ("no", _("tidak diterima: tetap belum kompeten")),
        ],
    )
    answer = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Jawaban LSP"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answered_on = forms.DateField(label=_("Tanggal jawaban"), widget=DayInput())

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, files, **options)
        self.demand()
