"""Hearing a step of a case: its day and evidence, and what this very step needs to know."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.certification.rules.chain import NUMBERS
from binakon.certification.states import Payer
from binakon.core import files
from binakon.core.fields import RebuiltFileField, RupiahField
from binakon.people.forms.numbering import DayInput, JudgedForm

# What each step asks for, in the order of its form; the day comes first, the evidence last.
ASKED: Mapping[str, tuple[str, ...]] = {
    "apply": ("number", "evidence"),
    "review": ("reference", "evidence"),
    "ask_correction": ("note", "until", "reference", "evidence"),
    "bill": ("payer", "rupiah", "until", "reference", "evidence"),
    "pay": ("reference", "evidence"),
    "schedule": ("reference", "evidence"),
    "test": ("reference", "evidence"),
    "miss": ("note",),
    "pass": ("reference", "note", "evidence"),
    "fail": ("note", "reference", "evidence"),
    "record": (*NUMBERS, "evidence"),
    "issue": ("until", "evidence"),
    "withdraw": ("note",),
}
# Words that mean something of their own for a step: label, help.
_WORDS: Mapping[tuple[str, str], tuple[Any, Any]] = {
    ("schedule", "on"): (_("Hari uji"), _("Boleh hari yang akan datang.")),
    ("ask_correction", "note"): (_("Apa yang harus diperbaiki"), _("Dikirim ke pemohon.")),
    ("ask_correction", "until"): (
        _("Batas perbaikan"),
        _("Kosong: menurut aturan kantor."),
    ),
    ("bill", "until"): (
        _("Jatuh tempo"),
        _("Kosong: tujuh hari kalender sejak tanggal tagihan."),
    ),
    ("bill", "reference"): (_("Nomor tagihan"), ""),
    ("pay", "reference"): (_("Nomor bukti bayar"), _("Isi ini atau lampirkan buktinya.")),
    ("fail", "note"): (_("Saran untuk uji ulang"), ""),
    ("miss", "note"): (_("Alasannya bila diketahui"), ""),
    ("withdraw", "note"): (_("Alasan"), _("Riwayat menyimpannya.")),
    ("issue", "until"): (
        _("Berlaku sampai"),
        _("Kosong: lima tahun sejak diserahkan, menurut aturan jenjangnya."),
    ),
}
_DEMANDED: Mapping[str, tuple[str, ...]] = {
    "apply": ("number",),
    "ask_correction": ("note",),
    "bill": ("payer",),
    "record": NUMBERS,
    "withdraw": ("note",),
}


class CaseStepForm(JudgedForm):
    """One step of a case. What is missing its action tells, together with all else that is wrong."""

    on = forms.DateField(label=_("Tanggal kejadian"), widget=DayInput())
    number = forms.CharField(
        required=False,
        max_length=60,
        label=_("Nomor permohonan (ID-Izin)"),
        help_text=_("Dari portal perizinan atau LSP."),
    )
    payer = forms.ChoiceField(
        required=False, label=_("Siapa yang membayar"), choices=[("", "–"), *Payer.choices]
    )
    rupiah = RupiahField(label=_("Jumlah tagihan"), help_text=_("Kosong bila belum diketahui."))
    until = forms.DateField(required=False, label=_("Sampai tanggal"), widget=DayInput())
    blank_number = forms.CharField(required=False, max_length=60, label=_("No. Blanko"))
    certificate_number = forms.CharField(required=False, max_length=60, label=_("No. Sertifikat"))
    bnsp_number = forms.CharField(required=False, max_length=60, label=_("No. Registrasi BNSP"))
    lpjk_number = forms.CharField(required=False, max_length=60, label=_("No. Registrasi LPJK"))
    reference = forms.CharField(required=False, max_length=200, label=_("Nomor surat atau rujukan"))
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = RebuiltFileField(
        required=False,
        accept=(files.PDF, files.JPEG),
        label=_("Bukti"),
        help_text=_("PDF atau foto JPEG."),
    )

    def __init__(self, move: str, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", f"{move}_%s")
        super().__init__(*args, **options)
        wanted = ("on", *ASKED[move])
        self.fields = {name: self.fields[name] for name in wanted}
        for name, field in self.fields.items():
            label, help_text = _WORDS.get((move, name), (field.label, field.help_text))
            field.label, field.help_text = label, help_text
        self.demanded = _DEMANDED.get(move, ())
        self.demand()

    @property
    def numbers(self) -> dict[str, str]:
        """The four numbers, where the step asks for them."""
        return {field: self.cleaned_data.get(field, "") for field in NUMBERS}
