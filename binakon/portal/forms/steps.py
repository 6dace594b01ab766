"""Hearing a registration step by step."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.enrolment.states import Education, Group
from binakon.people.models import Sex
from binakon.portal.forms.fields import DayField, LineField, NikField, PhoneField, PlainSelect

OUTSIDE = "luar"
_FORM_KEY = re.compile(r"[0-9a-f]{32}")
_ADULT = 15
_OLDEST = 100


def new_form_key() -> str:
    """128 random bits that nobody else's form has."""
    return uuid.uuid4().hex


class WhoForm(forms.Form):
    """Who the person is, as on the identity card. `form_key` makes the same form pressed twice one draft."""

    name = LineField(
        max_length=200,
        label=gettext_lazy("Nama sesuai KTP"),
        error_messages={"required": gettext_lazy("Nama belum diisi.")},
        help_text=gettext_lazy("Tanpa gelar."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
    )
    nik = NikField(
        label="NIK", help_text=gettext_lazy("16 angka di KTP. Spasi dan titik tidak masalah.")
    )
    born_on = DayField(
        label=gettext_lazy("Tanggal lahir"),
        error_messages={"required": gettext_lazy("Tanggal lahir belum diisi.")},
        help_text=gettext_lazy("Contoh: 4 5 1991"),
        widget=forms.TextInput(attrs={"autocomplete": "bday", "inputmode": "text"}),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin sesuai KTP"),
        error_messages={"required": gettext_lazy("Jenis kelamin belum dipilih.")},
        choices=Sex.choices,
        widget=forms.RadioSelect,
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, mask: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        if mask:
            nik = self.fields["nik"]
            nik.required = nik.widget.is_required = False
            sentence = _("Tersimpan: %(mask)s. Isi hanya kalau salah.")
            nik.help_text = sentence % {"mask": mask}

    def clean_born_on(self) -> date:
        """A day on which somebody who works could have been born."""
        born: date = self.cleaned_data["born_on"]
        age = self.today.year - born.year
        if not _ADULT <= age <= _OLDEST:
            raise forms.ValidationError(
                _("Periksa tahun lahir: umurnya menjadi %(age)d tahun.") % {"age": age}
            )
        return born

    def clean_form_key(self) -> str:
        """The key that this form was drawn with; one that we never made is not taken over."""
        key: str = self.cleaned_data["form_key"]
        return key if _FORM_KEY.fullmatch(key) else new_form_key()

    @property
    def stated(self) -> dict[str, Any]:
        """What the person says of themselves, without the NIK."""
        return {name: self.cleaned_data[name] for name in ("name", "born_on", "sex")}


class ReachForm(forms.Form):
    """Where the person works, how they are reached, what they learnt."""

    office = forms.ChoiceField(
        label=gettext_lazy("Kabupaten/kota tempat Anda bekerja"),
        widget=PlainSelect,
        error_messages={"required": gettext_lazy("Kabupaten/kota belum dipilih.")},
        help_text=gettext_lazy(
            "Kalau belum bekerja: tempat tinggal. Kursi dibagi menurut kabupaten/kota ini."
        ),
    )
    phone = PhoneField(
        label=gettext_lazy("Nomor HP yang ada WhatsApp-nya"),
        help_text=gettext_lazy("Misalnya 0812 3456 7890"),
    )
    email = forms.EmailField(
        required=False,
        label=gettext_lazy("Alamat surel"),
        error_messages={
            "invalid": gettext_lazy("Alamat surel ini tidak lengkap. Contoh: nama@contoh.id")
        },
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        ),
    )
    employer = LineField(
        required=False,
        max_length=200,
        label=gettext_lazy("Perusahaan atau instansi"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    position = LineField(
        required=False,
        max_length=200,
        label=gettext_lazy("Jabatan"),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    education = forms.ChoiceField(
        label=gettext_lazy("Pendidikan terakhir"),
        widget=PlainSelect,
        error_messages={"required": gettext_lazy("Pendidikan belum dipilih.")},
        choices=[("", gettext_lazy("Pilih")), *Education.choices],
    )
    field_of_study = LineField(
        required=False,
        max_length=200,
        label=gettext_lazy("Jurusan atau program studi"),
        help_text=gettext_lazy("Misalnya Teknik Sipil"),
    )
    has_skk = forms.ChoiceField(
        label=gettext_lazy("Punya Sertifikat Kompetensi Kerja (SKK)?"),
        error_messages={"required": gettext_lazy("Jawab punya atau belum punya.")},
        choices=[("no", gettext_lazy("Belum punya")), ("yes", gettext_lazy("Punya"))],
        widget=forms.RadioSelect,
    )
    skk_expires_on = DayField(
        required=False,
        label=gettext_lazy("SKK berlaku sampai"),
        help_text=gettext_lazy("Isi kalau punya. Contoh: 31 12 2027"),
    )
    groups = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Centang yang sesuai; ada kursi khusus"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        regencies: Sequence[tuple[str, str]],
        groups: Iterable[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        outside = (OUTSIDE, _("Di luar provinsi ini"))
        office = self.fields["office"]
        assert isinstance(office, forms.ChoiceField)
        office.choices = [("", _("Pilih")), *regencies, outside]
        # Women are known by the identity card; nobody is asked twice.
        asked = [(g, Group(g).label) for g in groups if g != Group.WOMEN]
        if asked:
            choice = self.fields["groups"]
            assert isinstance(choice, forms.MultipleChoiceField)
            choice.choices = asked
        else:
            del self.fields["groups"]

    @property
    def stated(self) -> dict[str, Any]:
        """What the person says; `office` is the number of its row."""
        heard: Mapping[str, Any] = self.cleaned_data
        has_skk = heard["has_skk"] == "yes"
        plain = ("phone", "email", "employer", "position", "education", "field_of_study")
        return {
            **{name: heard[name] for name in plain},
            "office": None if heard["office"] == OUTSIDE else int(heard["office"]),
            "has_skk": has_skk,
            "skk_expires_on": heard["skk_expires_on"] if has_skk else None,
            "groups": list(heard.get("groups", [])),
        }


class SendForm(forms.Form):
    """The one box under everything that was stated."""

    is_true = forms.BooleanField(
        label=gettext_lazy(
            "Data yang saya isi benar, dan saya sudah membaca bagaimana data saya dipakai."
        ),
        error_messages={"required": gettext_lazy("Centang pernyataan ini sebelum mengirim.")},
    )


class PaperForm(forms.Form):
    """One paper; what is in it is looked at when it is rebuilt."""

    paper = forms.FileField(
        label=gettext_lazy("Berkas"),
        error_messages={
            "required": gettext_lazy("Pilih foto atau PDF lebih dulu."),
            "empty": gettext_lazy("Berkas ini kosong. Pilih foto atau PDF yang lain."),
        },
        allow_empty_file=False,
        max_length=1000,
    )


class WithdrawForm(forms.Form):
    """Why somebody does not come, if they wish to say."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label=gettext_lazy("Alasan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CaseAppealForm(forms.Form):
    """Why the LSP should look at the result of the test again."""

    reason = forms.CharField(
        max_length=2000,
        label=gettext_lazy("Mengapa hasilnya perlu dilihat lagi?"),
        error_messages={"required": gettext_lazy("Tulis alasan banding Anda.")},
        help_text=gettext_lazy("Tulis dengan kata Anda sendiri. Jangan tulis NIK."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ObjectionForm(forms.Form):
    """What the person thinks is wrong with the result."""

    text = forms.CharField(
        max_length=4000,
        label=gettext_lazy("Apa yang keliru, dan mengapa?"),
        error_messages={"required": gettext_lazy("Tulis keberatan Anda.")},
        help_text=gettext_lazy("Tulis dengan kata Anda sendiri. Jangan tulis NIK."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
