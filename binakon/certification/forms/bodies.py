"""Hearing who tests: an LSP, its licences with their scope, its assessors, its places of tests."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import WholeField
from binakon.people.forms.numbering import DayInput
from binakon.people.forms.organisations import ContactForm

_MOST_SCOPE = 20_000
_LEVELS = [("", _("belum diisi")), *((str(level), str(level)) for level in range(9, 0, -1))]


class BodyForm(ContactForm):
    """An LSP that is not on the list yet."""

    name = forms.CharField(max_length=300, label=_("Nama lengkap LSP"))
    short_name = forms.CharField(
        max_length=60,
        label=_("Nama pendek"),
        help_text=_("Seperti disebut orang, misalnya LSP GATENSI."),
    )
    field_order = ("name", "short_name", "email", "phone", "contact_role")


class LastingForm(forms.Form):
    """What every licensed thing says of its days; a day that nobody knows stays empty."""

    valid_from = forms.DateField(
        required=False,
        label=_("Berlaku sejak"),
        widget=DayInput(),
        help_text=_("Kosongkan bila belum tahu."),
    )
    valid_to = forms.DateField(
        required=False,
        label=_("Berlaku sampai"),
        widget=DayInput(),
        help_text=_("Kosongkan bila belum tahu; halaman lalu menyebutnya belum diisi."),
    )
    source = forms.CharField(
        required=False,
        max_length=300,
        label=_("Sumber"),
        help_text=_(
            "Dari mana Anda tahu, misalnya salinan SK BNSP atau situs LSP, dengan tanggal."
        ),
    )
    is_active = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Masih dipakai"),
        help_text=_("Hapus centangnya bila tidak dipakai lagi; riwayatnya tetap ada."),
    )


class LicenceForm(LastingForm):
    """A licence of BNSP with the schemes that it covers."""

    number = forms.CharField(
        max_length=100, label=_("Nomor lisensi"), help_text=_("Seperti tertulis di SK BNSP.")
    )
    schemes = forms.CharField(
        required=False,
        max_length=_MOST_SCOPE,
        label=_("Ruang lingkup"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Satu baris satu skema: jabatan kerja; jenjang; kode. Jenjang dan kode boleh kosong; tanpa jenjang berarti semua jenjang."
        ),
    )
    field_order = ("number", "valid_from", "valid_to", "schemes", "source", "is_active")


class AssessorForm(LastingForm):
    """Somebody who tests."""

    name = forms.CharField(max_length=200, label=_("Nama asesor"))
    registration_number = forms.CharField(
        required=False, max_length=60, label=_("Nomor registrasi (MET)")
    )
    level = forms.TypedChoiceField(
        required=False,
        label=_("Jenjang"),
        choices=_LEVELS,
        coerce=int,
        empty_value=None,
        help_text=_("Jenjang asesor menentukan jenjang peserta yang boleh diujinya."),
    )
    field_order = ("name", "registration_number", "level", "valid_from", "valid_to", "source")


class SiteForm(LastingForm):
    """A place of tests."""

    name = forms.CharField(max_length=200, label=_("Nama TUK"))
    address = forms.CharField(required=False, max_length=300, label=_("Alamat"))
    office = forms.ChoiceField(required=False, label=_("Kabupaten/kota"))
    seats = WholeField(
        label=_("Peserta sehari"), most=1000, help_text=_("Berapa orang bisa diuji dalam sehari.")
    )
    field_order = ("name", "address", "office", "seats", "valid_from", "valid_to", "source")

    def __init__(
        self, data: Any = None, *, offices: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["office"].choices = [("", _("belum diisi")), *offices]  # type: ignore[attr-defined]
