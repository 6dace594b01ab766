"""Hearing the records of a person: one form for each kind, with its source and the day somebody saw the paper."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import words
from binakon.people.models import Organisation
from binakon.people.queries.records import NUMBERS, Kind
from binakon.people.rules.credits import TENTH
from binakon.people.states import Classification, Diploma, MembershipState

_UNKNOWN = ("", _("belum diisi"))


def _day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        required=required,
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
    )


def _text(label: Any, *, most: int = 200, required: bool = False, help_text: Any = "") -> Any:
    return forms.CharField(required=required, max_length=most, label=label, help_text=help_text)


class RecordForm(forms.Form):
    """What every record has: whence it is known, and the revision of the page."""

    source = _text(_("Sumber"), help_text=_("Dari mana ini diketahui, misalnya fotokopi ijazah."))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def stated(self) -> dict[str, Any]:
        """The values by the columns of the record."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return {
            name: " ".join(value.split()) if isinstance(value, str) else value
            for name, value in values.items()
        }

    def _in_order(self, first: str, last: str) -> None:
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
            self.add_error(last, _("Tanggal ini lebih awal daripada awalnya. Periksa keduanya."))


class CheckedForm(RecordForm):
    """A record whose paper somebody may have seen."""

    checked_on = _day(
        _("Diperiksa pada"), help_text=_("Hari seseorang melihat kertasnya. Kosong bila belum.")
    )


class EducationForm(CheckedForm):
    """One diploma."""

    field_order = ("diploma", "study_programme", "institution", "graduated_on")
    diploma = forms.ChoiceField(label=_("Ijazah"), choices=[_UNKNOWN, *Diploma.choices])
    study_programme = _text(_("Program studi"), help_text=_("Seperti tercetak di ijazah."))
    institution = _text(_("Sekolah atau perguruan tinggi"))
    graduated_on = _day(_("Tanggal lulus"))


class ExperienceForm(CheckedForm):
    """One piece of work."""

    field_order = ("work", "position", "employer", "field_name", "starts_on", "ends_on")
    work = _text(_("Pekerjaan"), most=300, required=True, help_text=_("Nama paket atau tugasnya."))
    position = _text(_("Sebagai"))
    employer = _text(_("Di perusahaan atau instansi"))
    field_name = _text(_("Bidang"), help_text=_("Misalnya jalan, jembatan, atau gedung."))
    starts_on = _day(_("Mulai"), required=True)
    ends_on = _day(_("Selesai"), help_text=_("Kosong bila masih berjalan."))

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        found = super().clean() or {}
        self._in_order("starts_on", "ends_on")
        return found


class EmploymentForm(RecordForm):
    """For whom a person works."""

    field_order = ("employer", "position", "starts_on", "ends_on")
    employer = _text(_("Perusahaan atau instansi"), required=True)
    position = _text(_("Jabatan"))
    starts_on = _day(_("Sejak"))
    ends_on = _day(_("Sampai"), help_text=_("Kosong bila masih bekerja di sana."))

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        found = super().clean() or {}
        self._in_order("starts_on", "ends_on")
        return found


class MembershipForm(CheckedForm):
    """A membership card; only what was looked up at the association is active or not."""

    field_order = ("association", "number", "state", "valid_from", "valid_to")
    association = forms.ModelChoiceField(
        label=_("Asosiasi"), queryset=Organisation.objects.none(), empty_label=_("belum diisi")
    )
    number = _text(_("Nomor KTA"), most=60)
    state = forms.ChoiceField(
        label=_("Keadaan"),
        choices=MembershipState.choices,
        help_text=_("Aktif hanya bila sudah dilihat di daftar anggota asosiasi."),
    )
    valid_from = _day(_("Berlaku mulai"))
    valid_to = _day(_("Berlaku sampai"))

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        bodies = Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION)
        self.fields["association"].queryset = bodies.order_by("name")  # type: ignore[attr-defined]
        self.fields["association"].label_from_instance = lambda body: body.name  # type: ignore[attr-defined]
        if initial.get("state", MembershipState.STATED) != MembershipState.STATED:
            known = [each for each in MembershipState.choices if each[0] != MembershipState.STATED]
            self.fields["state"].choices = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        found = super().clean() or {}
        self._in_order("valid_from", "valid_to")
        return found


class HeldForm(RecordForm):
    """An SKK as it is printed."""

    field_order = (
        "occupation", "occupation_code", "level", "classification", "issuer", "issued_on", "expires_on", "ended_on",
        *(field for field, _label in NUMBERS),
    )  # fmt: skip
    occupation = _text(_("Jabatan kerja"), required=True, help_text=_("Seperti tercetak di SKK."))
    occupation_code = _text(_("Kode jabatan kerja"), most=20)
    level = forms.TypedChoiceField(
        label=_("Jenjang"),
        required=False,
        empty_value=None,
        coerce=int,
        choices=[_UNKNOWN, *((str(level), str(level)) for level in range(9, 0, -1))],
        widget=forms.Select(attrs={"data-width": "s"}),
    )
    classification = forms.ChoiceField(
        label=_("Klasifikasi"), required=False, choices=[_UNKNOWN, *Classification.choices]
    )
    issuer = forms.ModelChoiceField(
        label=_("LSP penerbit"),
        required=False,
        queryset=Organisation.objects.filter(kind=Organisation.Kind.LSP).order_by("name"),
        empty_label=_("belum diisi"),
    )
    issued_on = _day(_("Terbit"))
    expires_on = _day(_("Berlaku sampai"))
    ended_on = _day(_("Dicabut atau diperbarui pada"), help_text=_("Kosong selama masih dipakai."))
    blank_number = _text(_("No. Blanko"), most=60)
    certificate_number = _text(_("No. Sertifikat"), most=60)
    bnsp_number = _text(_("No. Reg BNSP"), most=60)
    lpjk_number = _text(_("No. Reg LPJK"), most=60)

    def clean(self) -> dict[str, Any]:
        """It ends after it was issued."""
        found = super().clean() or {}
        self._in_order("issued_on", "expires_on")
        return found


class CreditForm(RecordForm):
    """Credits of one activity."""

    field_order = ("activity", "earned_on", "amount", "is_estimate")
    activity = _text(_("Kegiatan"), most=300, required=True)
    earned_on = _day(_("Tanggal"), required=True)
    amount = forms.DecimalField(
        label=_("Angka kredit (SKPK)"),
        min_value=Decimal("0.1"),
        max_value=Decimal(1000),
        max_digits=5,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-width": "s"}),
    )
    is_estimate = forms.BooleanField(
        required=False,
        label=_("Masih perkiraan"),
        help_text=_("Hilangkan centang bila sudah tercatat di asosiasi atau kementerian."),
    )

    def stated(self) -> dict[str, Any]:
        """The amount in tenths."""
        values = super().stated()
        tenths = int(values.pop("amount") * TENTH)
        return {**values, "tenths": tenths}


FORMS: dict[str, type[RecordForm]] = {
    "pendidikan": EducationForm,
    "pengalaman": ExperienceForm,
    "pekerjaan": EmploymentForm,
    "kta": MembershipForm,
    "skk": HeldForm,
    "pkb": CreditForm,
}


def stored_of(kind: Kind, row: Any, revision: int) -> dict[str, Any]:
    """What stands of a record, by the fields of its form."""
    names: Iterable[str] = FORMS[kind.key].base_fields
    known = {name: getattr(row, name) for name in names if hasattr(row, name)}
    if kind.key == "pkb":
        known["amount"] = words.decimal(Decimal(row.tenths) / TENTH)
    if kind.key == "skk":
        known["level"] = str(row.level or "")
    return {**known, "revision": revision}


def form_of(kind: Kind, data: Any = None, *, initial: dict[str, Any]) -> RecordForm:
    """The form of one kind."""
    return FORMS[kind.key](data, initial=initial)
