"""Hearing what is stated of certificates: date, place and signatory, a corrected name, why one is taken back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.people.forms.numbering import DayInput, JudgedForm
from binakon.trainings.states import RevocationReason


class IssueForm(JudgedForm):
    """Date, place and who signs, for every certificate that is issued together."""

    demanded: tuple[str, ...] = ("numbers", "dated", "place", "signatory")

    numbers = forms.CharField(
        required=False,
        max_length=60_000,
        label=_("Nomor dari buku agenda"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Satu baris satu nomor, menurut urutan nama di bawah."),
    )
    dated = forms.DateField(required=False, label=_("Tanggal sertifikat"), widget=DayInput())
    place = forms.CharField(required=False, max_length=100, label=_("Tempat"))
    signatory = forms.ChoiceField(
        required=False,
        label=_("Penanda tangan"),
        help_text=_("Hanya yang menjabat pada tanggal itu yang bisa menandatangani."),
    )
    english = forms.CharField(
        required=False,
        max_length=200,
        label=_("Judul pelatihan dalam bahasa Inggris"),
        help_text=_("Dicetak kecil di bawah judul. Kosongkan bila tidak perlu."),
    )
    competencies = forms.CharField(
        required=False,
        max_length=6000,
        label=_("Unit kompetensi"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Satu baris satu unit SKKNI yang dilatihkan: kode, lalu judulnya. Dicetak di halaman kedua. Kosongkan bila tidak ada."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        officials: Sequence[tuple[int, str]],
        is_typed: bool,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        choices = [("", _("Pilih pejabat")), *((str(pk), label) for pk, label in officials)]
        self.fields["signatory"].choices = choices  # type: ignore[attr-defined]
        if not is_typed:
            del self.fields["numbers"]
        self.demand()

    def numbers_told(self) -> tuple[str, ...] | None:
        """The numbers that were typed, one a line; None where the register gives them."""
        if "numbers" not in self.fields:
            return None
        lines = self.cleaned_data["numbers"].splitlines()
        return tuple(told for line in lines if (told := " ".join(line.split())))


class ReplaceForm(IssueForm):
    """The name as it should have been, and what was wrong."""

    demanded = ("name", "reason", "numbers", "dated", "place", "signatory")

    name = forms.CharField(
        required=False,
        max_length=200,
        label=_("Nama yang benar"),
        help_text=_("Seperti di KTP, dengan gelar bila dipakai."),
    )
    reason = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Apa yang salah pada sertifikat lama?"),
        help_text=_("Untuk berkas kantor, tidak dicetak."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    field_order = ("name", "reason", "numbers", "dated", "place", "signatory")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        # The English line and the units were frozen with the old one.
        del self.fields["english"], self.fields["competencies"]
        if "numbers" in self.fields:
            self.fields["numbers"].help_text = _("Satu nomor baru dari buku agenda.")


class RevokeForm(JudgedForm):
    """Why a certificate is taken back."""

    demanded = ("because", "note")

    because = forms.ChoiceField(
        required=False,
        choices=RevocationReason.choices,
        label=_("Mengapa dicabut?"),
        widget=forms.RadioSelect,
        help_text=_("Sebab ini dibaca siapa pun yang memeriksa sertifikatnya."),
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Apa yang terjadi?"),
        help_text=_("Untuk berkas kantor, tidak diumumkan."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.demand()
