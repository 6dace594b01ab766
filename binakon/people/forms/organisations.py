"""Hearing where letters to an association, a certification body or a university go."""

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.people.models import Organisation


class ContactForm(forms.Form):
    """Where the letters of a body go."""

    email = forms.EmailField(
        required=False,
        label=_("Surel"),
        help_text=_("Surel lembaganya, misalnya sekretariat; bukan surel pribadi seseorang."),
    )
    phone = forms.CharField(
        required=False,
        max_length=40,
        label=_("Nomor WA"),
        help_text=_("Dipakai kalau surelnya tidak ada. Misalnya 0812 3456 7890."),
    )
    contact_role = forms.CharField(
        required=False,
        max_length=100,
        label=_("Untuk perhatian"),
        help_text=_("Jabatan yang membaca suratnya, misalnya Ketua DPD. Tanpa nama orang."),
    )


class OrganisationForm(ContactForm):
    """A body that is not on the list yet."""

    name = forms.CharField(max_length=300, label=_("Nama lengkap lembaga"))
    short_name = forms.CharField(
        max_length=60, label=_("Nama pendek"), help_text=_("Seperti disebut orang, misalnya HPJI.")
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=Organisation.Kind.choices)
    field_order = ("name", "short_name", "kind", "email", "phone", "contact_role")
