"""Hearing a person, and a number to look somebody up by."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.people.models import Sex, Worker
from binakon.people.rules.nik import normalise
from binakon.people.rules.phone import normalise_phone
from binakon.people.rules.registry import tidy


class PersonForm(forms.Form):
    """What is stated of one person. The NIK travels in the body of a form only and is never shown again."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=200, help_text=_("Seperti di KTP; gelar boleh ikut.")
    )
    nik = forms.CharField(
        label=_("NIK"),
        required=False,
        max_length=60,
        help_text=_("16 angka di KTP; spasi atau titik tidak apa-apa."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "m"}
        ),
    )
    no_nik_reason = forms.CharField(
        label=_("Alasan tanpa NIK"),
        required=False,
        max_length=300,
        help_text=_("Hanya bila NIK-nya tidak ada, misalnya warga negara asing."),
    )
    born_on = forms.DateField(
        required=False,
        label=_("Tanggal lahir"),
        widget=forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
    )
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        required=False,
        choices=[("", _("belum diisi")), *Sex.choices],
        widget=forms.Select(attrs={"data-width": "m"}),
    )
    office = forms.ChoiceField(
        label=_("Kabupaten/kota"),
        required=False,
        help_text=_("Tempat tinggal atau tempat bekerjanya. Petugas daerah itu dapat melihatnya."),
        widget=forms.Select(attrs={"data-width": "m"}),
    )
    phone = forms.CharField(
        label=_("Nomor WA"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "tel", "data-width": "m"}),
        help_text=_("Misalnya 0812 3456 7890."),
    )
    email = forms.EmailField(label=_("Surel"), required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        homes: Iterable[tuple[str, str]],
        person: Worker | None = None,
    ) -> None:
        super().__init__(data, initial=stated_of(person) if person else {})
        self.fields["office"].choices = [("", _("belum diisi")), *homes]  # type: ignore[attr-defined]
        # Neither is optional: one of both is asked for.
        self.fields["nik"].is_demanded = True  # type: ignore[attr-defined]
        if person is not None and person.nik_mask:
            del self.fields["nik"], self.fields["no_nik_reason"]

    def clean_name(self) -> str:
        """The name on one line."""
        return tidy(self.cleaned_data["name"])

    def clean_nik(self) -> str:
        """The digits behind any spelling."""
        return normalise(self.cleaned_data["nik"])

    def clean_no_nik_reason(self) -> str:
        """The reason on one line."""
        return tidy(self.cleaned_data["no_nik_reason"])

    def clean_phone(self) -> str:
        """Digits with the country code."""
        text = self.cleaned_data["phone"]
        return normalise_phone(text) if text.strip() else ""


class NewPersonForm(PersonForm):
    """A person who is not known yet; `is_other` says that somebody of the same name is somebody else."""

    is_other = forms.BooleanField(
        required=False,
        label=_("Sudah saya periksa: ini orang lain"),
        help_text=_("Catat sebagai orang baru walaupun namanya sama."),
    )


class LookUpForm(forms.Form):
    """A NIK, a telephone number or a number of an SKK; it never stands in an address."""

    number = forms.CharField(
        max_length=60,
        label=_("NIK, nomor telepon, atau nomor SKK"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NikForm(forms.Form):
    """The right NIK of a person, and why it is put right; what stood before is never shown."""

    nik = forms.CharField(
        label=_("NIK yang benar"),
        max_length=60,
        help_text=_("16 angka di KTP; spasi atau titik tidak apa-apa."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "m"}
        ),
    )
    reason = forms.CharField(
        label=_("Alasan membetulkan"),
        max_length=300,
        help_text=_("Misalnya salah ketik dari KTP; tercatat bersama nama Anda."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_nik(self) -> str:
        """The digits behind any spelling."""
        return normalise(self.cleaned_data["nik"])


class RemovalForm(forms.Form):
    """Why a record is taken away."""

    reason = forms.CharField(
        max_length=300,
        label=_("Alasan menghapus"),
        help_text=_("Misalnya salah orang; tercatat bersama nama Anda."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


def stated_of(person: Worker) -> dict[str, Any]:
    """What stands of a person, by the fields of the form."""
    return {
        "name": person.name,
        "no_nik_reason": person.no_nik_reason,
        "born_on": person.born_on,
        "sex": person.sex,
        "office": str(person.office_id or ""),
        "phone": f"+{person.phone}" if person.phone else "",
        "email": person.email,
        "revision": person.revision,
    }
