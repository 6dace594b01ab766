"""Hearing the terms of a training."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core.fields import WholeField
from binakon.core.problems import Problem
from binakon.enrolment.forms.days import DayField, DaysField, MomentField, days_text
from binakon.enrolment.rules.nominees import phone_of
from binakon.enrolment.rules.training_terms import LABELS, Terms
from binakon.enrolment.states import DocumentKind, Group, Policy

SALT = "enrolment.training"
_MOST_SEATS = 5_000
_WEIGHTS = ("never_trained", "certificate", "need", "arrival", "months")


def _days_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=30,
        widget=forms.NumberInput(attrs={"data-width": "s"}),
    )


def _whole(label: Any, **options: Any) -> WholeField:
    return WholeField(label=label, most=_MOST_SEATS, **options)


class TrainingForm(forms.Form):
    """Everything that is stated of a training. `base` carries, signed, what the writer had read."""

    seats = _whole(LABELS["seats"], required=True)
    women = _whole(gettext_lazy("Untuk perempuan"))
    disability = _whole(gettext_lazy("Untuk penyandang disabilitas"))
    young = _whole(gettext_lazy("Untuk lulusan baru"))
    days = DaysField(label=LABELS["days"])
    venue = forms.CharField(
        label=LABELS["venue"],
        max_length=300,
        help_text=gettext_lazy("Nama gedung, jalan, kota; peserta mencarinya di peta."),
    )
    opens_at = MomentField(
        label=LABELS["opens_at"], help_text=gettext_lazy("Misalnya 1 April 2026, 08.00")
    )
    closes_at = MomentField(label=LABELS["closes_at"])
    nominations_due_at = MomentField(
        label=LABELS["nominations_due_at"],
        required=False,
        help_text=gettext_lazy("Kosongkan bila sama dengan penutupan pendaftaran."),
    )
    unused_return_on = DayField(
        label=LABELS["unused_return_on"],
        required=False,
        help_text=gettext_lazy("Sejak tanggal itu kursinya terbuka bagi siapa saja."),
    )
    policy = forms.ChoiceField(
        label=LABELS["policy"],
        choices=[
            (Policy.RANKED, gettext_lazy("Peringkat: menurut poin yang diumumkan")),
            (Policy.DRAW, gettext_lazy("Undian: acak, bisa diperiksa siapa pun")),
            (Policy.FIRST_COME, gettext_lazy("Urutan mendaftar: yang datang lebih dulu")),
        ],
        widget=forms.RadioSelect,
    )
    never_trained = _whole(gettext_lazy("Belum pernah ikut pelatihan"))
    certificate = _whole(gettext_lazy("Belum punya SKK, atau SKK segera berakhir"))
    need = _whole(gettext_lazy("Kebutuhan kabupaten/kotanya"))
    arrival = _whole(gettext_lazy("Urutan mendaftar"))
    months = _whole(gettext_lazy("SKK disebut segera berakhir bila tinggal (bulan)"))
    seed = forms.CharField(
        label=gettext_lazy("Benih undian"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Kosongkan: dibuat acak. Yang tampil sebelum undian hanya sidik jarinya (SHA-256)."
        ),
    )
    has_waiting_list = forms.BooleanField(
        label=gettext_lazy("Pakai daftar cadangan"), required=False
    )
    takes_individuals = forms.BooleanField(label=LABELS["takes_individuals"], required=False)
    takes_nominations = forms.BooleanField(label=LABELS["takes_nominations"], required=False)
    needs_two_verifiers = forms.BooleanField(
        label=gettext_lazy("Setiap berkas diterima oleh dua pemeriksa"), required=False
    )
    correction_days = _days_field(gettext_lazy("Memperbaiki berkas (hari kerja)"))
    offer_days = _days_field(gettext_lazy("Menjawab tawaran kursi (hari kerja)"))
    objection_days = _days_field(gettext_lazy("Mengajukan keberatan (hari kerja)"))
    requirements = forms.CharField(
        label=LABELS["requirements"],
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Satu syarat per baris."),
    )
    documents = forms.MultipleChoiceField(
        label=LABELS["documents"],
        required=False,
        choices=DocumentKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "BIMTEK cukup empat berkas ini. Berkas lain diminta saat orangnya melanjutkan ke sertifikasi."
        ),
    )
    partner = forms.TypedChoiceField(
        label=LABELS["partner"], required=False, coerce=int, empty_value=None
    )
    contact_name = forms.CharField(label=LABELS["contact_name"], required=False, max_length=200)
    contact_phone = forms.CharField(
        label=LABELS["contact_phone"],
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "data-width": "m"}),
        help_text=gettext_lazy("Misalnya 0812-3456-7890."),
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, terms: Terms, organisations: Iterable[tuple[int, str]], year: int
    ) -> None:
        super().__init__(data, initial=_initial(terms))
        self.fields["partner"].choices = [("", _("tidak ada")), *organisations]  # type: ignore[attr-defined]
        for name in ("days", "opens_at", "closes_at", "nominations_due_at", "unused_return_on"):
            self.fields[name].year = year  # type: ignore[attr-defined]

    def clean_contact_phone(self) -> str:
        """Digits as wa.me wants them, with the country code first."""
        phone, problems = phone_of(self.cleaned_data["contact_phone"])
        if problems:
            raise forms.ValidationError([problem.sentence for problem in problems])
        return phone

    def read_terms(self) -> Terms:
        """The terms as stated, in plain values."""
        found = self.cleaned_data
        reserved = {group: found[group] for group in Group.values if found[group]}
        named = {name: found[name] for name in _PLAIN}
        return {
            **named,
            "reserved": dict(sorted(reserved.items())),
            "weights": {name: found[name] or 0 for name in _WEIGHTS},
            "unused_return_on": _day(found["unused_return_on"]),
            "documents": [kind for kind in DocumentKind.values if kind in found["documents"]],
        }

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem at its field, or above the form."""
        for problem in problems:
            name = _AT.get(problem.code, problem.code)
            self.add_error(name if name in self.fields else None, problem.sentence)


_PLAIN = (
    "seats", "policy", "has_waiting_list", "takes_individuals", "takes_nominations",
    "needs_two_verifiers", "correction_days", "offer_days", "objection_days", "days", "venue",
    "requirements", "partner", "contact_name", "contact_phone", "opens_at", "closes_at",
    "nominations_due_at",
)  # fmt: skip
_AT = {"reserved": "women", "weights": "never_trained"}


def sealed(terms: Terms) -> str:
    """What the writer reads, signed, to be compared when they save."""
    return signing.dumps(terms, salt=SALT, compress=True)


def opened(text: str) -> Terms | None:
    """What the writer had read; None when the form was tampered with."""
    try:
        found: Terms = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return found


def _day(found: date | None) -> str | None:
    return found.isoformat() if found else None


def _initial(terms: Terms) -> dict[str, Any]:
    weights = terms["weights"]
    return {
        **{name: terms[name] for name in _PLAIN if name != "days"},
        **{name: weights.get(name) for name in _WEIGHTS},
        **{group: terms["reserved"].get(group) for group in Group.values},
        "days": days_text(terms["days"]),
        "documents": terms["documents"],
        "unused_return_on": terms["unused_return_on"],
    }


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CloseForm(forms.Form):
    """Why registration ends before its time; nothing to say after it."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Wajib diisi bila penutupan yang diumumkan belum tiba."),
    )


class OpenForm(forms.Form):
    """Why a training opens although its money or its version is not there yet."""

    override_reason = forms.CharField(
        label=gettext_lazy("Alasan membuka lebih dulu"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Tercatat dengan nama Anda dan tampil di halaman kelas ini."),
    )


class ReopenForm(ReasonForm):
    """Until when, and why."""

    closes_at = MomentField(label=gettext_lazy("Pendaftaran ditutup lagi"))


class SeatsForm(ReasonForm):
    """Another number of seats, and why."""

    seats = _whole(LABELS["seats"], required=True)
