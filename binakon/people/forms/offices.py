"""Hearing what stands on the papers of an office, and who signs them."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LetterheadForm(forms.Form):
    """What stands on top of every paper of an office, and how its agenda writes numbers."""

    office_name = forms.CharField(
        max_length=300,
        label=_("Nama perangkat daerah"),
        help_text=_("Lengkap, seperti di kop surat resmi."),
    )
    seat = forms.CharField(
        max_length=100,
        label=_("Tempat penandatanganan"),
        help_text=_("Kota di depan tanggal surat, misalnya Banjarbaru."),
    )
    address = forms.CharField(max_length=300, label=_("Alamat"))
    phone = forms.CharField(required=False, max_length=60, label=_("Telepon"))
    email = forms.EmailField(required=False, label=_("Surel"))
    website = forms.CharField(required=False, max_length=100, label=_("Laman"))
    decree_numbers = forms.CharField(
        required=False,
        max_length=80,
        label=_("Pola nomor SK"),
        help_text=_(
            "Misalnya 188.4/{nomor}/BK/{tahun}. Kosongkan bila nomor selalu diambil dari buku agenda."
        ),
    )
    letter_numbers = forms.CharField(
        required=False,
        max_length=80,
        label=_("Pola nomor surat"),
        help_text=_(
            "Misalnya 005/{nomor}/BK/{bulan}/{tahun}. {bulan} ditulis dengan angka Romawi."
        ),
    )
    certificate_numbers = forms.CharField(
        required=False,
        max_length=80,
        label=_("Pola nomor sertifikat"),
        help_text=_(
            "Misalnya 600.4/{nomor}/SERT-BIMTEK/{tahun}. Kosongkan bila nomor sertifikat diambil dari buku agenda."
        ),
    )


class OfficialForm(forms.Form):
    """Somebody who signs, in which position, from when to when."""

    name = forms.CharField(
        max_length=200,
        label=_("Nama dan gelar"),
        help_text=_("Seperti tercetak di bawah tanda tangan."),
    )
    position = forms.CharField(
        max_length=200, label=_("Jabatan"), help_text=_("Tanpa “Plt.”; itu dicentang di bawah.")
    )
    is_acting = forms.BooleanField(
        required=False,
        label=_("Pelaksana tugas (Plt.)"),
        help_text=_("“Plt.” dicetak di depan jabatannya."),
    )
    rank = forms.CharField(
        required=False,
        max_length=100,
        label=_("Pangkat/golongan"),
        help_text=_("Misalnya Pembina Utama Muda (IV/c)."),
    )
    employee_number = forms.CharField(
        required=False, max_length=30, label=_("NIP"), help_text=_("18 angka; boleh dengan spasi.")
    )
    starts_on = forms.DateField(
        required=False,
        label=_("Menjabat sejak"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        required=False,
        label=_("Menjabat sampai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Kosongkan selama masih menjabat. Surat bertanggal setelahnya tidak bisa ia tandatangani."
        ),
    )


class OfficeContactForm(forms.Form):
    """Where letters to a kabupaten's or kota's office go; what is wrong with either is told by the action, at once."""

    email = forms.CharField(
        required=False,
        max_length=254,
        widget=forms.EmailInput,
        label=_("Surel kantor"),
        help_text=_("Surel bidang atau sekretariatnya; bukan surel pribadi seseorang."),
    )
    phone = forms.CharField(
        required=False,
        max_length=40,
        label=_("Nomor WA kantor"),
        help_text=_("Dipakai meneruskan surat bila surelnya tidak ada. Misalnya 0812 3456 7890."),
    )
