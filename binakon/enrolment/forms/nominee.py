"""Hearing one nominee, one replacement, and why somebody is taken back."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField
from binakon.core.problems import Problem
from binakon.enrolment.forms.days import DayField
from binakon.enrolment.rules.nominees import (
    Person,
    born_problems,
    name_problems,
    phone_of,
    text_problems,
    tidy,
)
from binakon.enrolment.states import DocumentKind, Education
from binakon.people.models import Sex
from binakon.people.rules.nik import nik_problems, normalise


class NomineeForm(forms.Form):
    """What a regency states of one person. `key` makes the same form sent twice one deed."""

    name = forms.CharField(
        label=_("Nama lengkap"), help_text=_("Sesuai KTP, tanpa gelar."), max_length=300
    )
    nik = forms.CharField(
        label=_("NIK"),
        max_length=60,
        help_text=_("16 angka di KTP; spasi atau titik tidak apa-apa."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "m"}
        ),
    )
    born_on = DayField(
        label=_("Tanggal lahir"), required=False, help_text=_("Misalnya 1 Maret 1990.")
    )
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        required=False,
        choices=[("", _("belum diisi")), *Sex.choices],
        widget=forms.Select(attrs={"data-width": "m"}),
    )
    phone = forms.CharField(
        label=_("Nomor WA"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "tel", "data-width": "m"}),
        help_text=_("Ke sini pesan tentang kursi dan berkas dikirim."),
    )
    email = forms.EmailField(label=_("Surel"), required=False)
    employer = forms.CharField(label=_("Instansi atau perusahaan"), required=False, max_length=300)
    position = forms.CharField(label=_("Jabatan"), required=False, max_length=300)
    education = forms.ChoiceField(
        label=_("Pendidikan terakhir"),
        required=False,
        choices=[("", _("belum diisi")), *Education.choices],
        widget=forms.Select(attrs={"data-width": "m"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"key": uuid.uuid4().hex})
        self.today = today
        first = next(iter(self.fields.values()))
        first.widget.attrs["autofocus"] = True

    def clean_name(self) -> str:
        """The name on one line."""
        return self._judged(tidy(self.cleaned_data["name"]), name_problems)

    def clean_nik(self) -> str:
        """The digits behind any spelling."""
        return self._judged(normalise(self.cleaned_data["nik"]), nik_problems)

    def clean_phone(self) -> str:
        """Digits with the country code."""
        phone, problems = phone_of(self.cleaned_data["phone"])
        _refuse(problems)
        return phone

    def clean_born_on(self) -> date | None:
        """A day on which somebody who works may be born."""
        day: date | None = self.cleaned_data["born_on"]
        _refuse(born_problems(day, self.today) if day else [])
        return day

    def clean_employer(self) -> str:
        """The employer on one line."""
        text = tidy(self.cleaned_data["employer"])
        _refuse(text_problems("employer", text))
        return text

    def clean_position(self) -> str:
        """The position on one line."""
        text = tidy(self.cleaned_data["position"])
        _refuse(text_problems("position", text))
        return text

    @staticmethod
    def _judged(text: str, judge: Any) -> str:
        _refuse(judge(text))
        return text

    def read_person(self) -> Person:
        """The person as stated."""
        found = self.cleaned_data
        names = ("name", "nik", "born_on", "sex", "phone", "email", "employer", "position")
        return Person(**{name: found[name] for name in names}, education=found["education"])


class NomineePaperForm(forms.Form):
    """One paper of a nominee: which one, and the file."""

    kind = forms.ChoiceField(label=_("Berkas apa"), widget=forms.Select(attrs={"data-width": "m"}))
    paper = RebuiltFileField(
        label=_("Foto atau PDF"),
        help_text=_("JPG, PNG, atau PDF; pas foto bukan PDF."),
        error_messages={"required": _("Pilih foto atau PDF lebih dulu.")},
    )

    def __init__(
        self, data: Any = None, sent: Any = None, *, kinds: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data, sent)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]
        if data is not None and data.get("kind") == DocumentKind.PHOTO:
            self.fields["paper"].accept = frozenset(files.PICTURES)  # type: ignore[attr-defined]


class ReplacementForm(NomineeForm):
    """Who takes the place of a nominee, and why."""

    field_order = ("reason",)

    reason = forms.CharField(
        label=_("Alasan mengganti"),
        max_length=2000,
        help_text=_("Misalnya pindah tugas atau sakit; tercatat bersama nama Anda."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WithdrawalForm(forms.Form):
    """Why a nominee is taken back."""

    reason = forms.CharField(
        label=_("Alasan menarik"),
        max_length=2000,
        help_text=_("Tercatat bersama nama Anda."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise forms.ValidationError([problem.sentence for problem in problems])
