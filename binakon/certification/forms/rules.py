"""Hearing a new dated rule: its figures, the day from which it holds, and where it comes from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.certification.states import CasePath
from binakon.core.fields import RupiahField, WholeField
from binakon.people.models import Office
from binakon.people.states import Classification, Diploma

_LEVELS = [(level, str(level)) for level in range(9, 0, -1)]
_PATHS = [CasePath.NEW, CasePath.FRESH_GRADUATE, CasePath.RENEWAL]
_LEVEL = _("Jenjang")
_NONE = ("", _("tidak ada"))


def _whole(label: Any, *, most: int = 99, required: bool = True) -> WholeField:
    return WholeField(label=label, most=most, required=required)


def _level(label: Any = _LEVEL) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=_LEVELS, coerce=int)


def _path() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Jalur"), choices=[(each.value, each.label) for each in _PATHS]
    )


class RuleForm(forms.Form):
    """What every dated rule says of itself."""

    valid_from = forms.DateField(
        label=_("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Baris lama tetap tersimpan dan berlaku sampai sehari sebelumnya."),
    )
    source = forms.CharField(
        max_length=300,
        label=_("Sumber"),
        help_text=_("Nomor dan tahun peraturan atau surat edaran."),
    )

    def values(self) -> dict[str, Any]:
        """The row as it was typed."""
        return dict(self.cleaned_data)


class ExperienceForm(RuleForm):
    """Years of work for a diploma and a level."""

    level = _level()
    diploma = forms.ChoiceField(label=_("Ijazah"), choices=Diploma.choices)
    path = _path()
    years = _whole(_("Tahun pengalaman"), most=60)
    needs_training = forms.BooleanField(label=_("Perlu PKT 32 JP"), required=False)
    field_order = ("level", "diploma", "path", "years", "needs_training")


class LevelForm(RuleForm):
    """What holds for a level."""

    level = _level()
    authority = forms.ChoiceField(
        label=_("Wewenang"),
        choices=[
            (Office.Kind.PROVINCE, _("provinsi")),
            (Office.Kind.REGENCY, _("kabupaten/kota")),
        ],
    )
    valid_years = _whole(_("SKK berlaku, tahun"))
    fresh_valid_years = _whole(_("SKK lulusan baru berlaku, tahun"), required=False)
    renewal_credits = _whole(_("Angka kredit perpanjangan"), most=9999, required=False)
    most_certificates = _whole(_("Paling banyak SKK"), required=False)
    most_classifications = _whole(_("Paling banyak klasifikasi"), required=False)
    required_classification = forms.ChoiceField(
        label=_("Klasifikasi wajib"), choices=[_NONE, *Classification.choices], required=False
    )
    needs_membership = forms.BooleanField(label=_("Perlu KTA"), required=False)
    field_order = (
        "level",
        "authority",
        "valid_years",
        "fresh_valid_years",
        "renewal_credits",
        "most_certificates",
        "most_classifications",
        "required_classification",
        "needs_membership",
    )


class FeeForm(RuleForm):
    """What one test costs."""

    level = _level()
    path = _path()
    mode = forms.CharField(max_length=20, label=_("Cara"), initial="luring")
    rupiah = RupiahField(label=_("Rupiah per orang"), required=True)
    field_order = ("level", "path", "mode", "rupiah")


class AssessorForm(RuleForm):
    """Up to which level an assessor tests."""

    assessor_level = _level(_("Jenjang asesor"))
    highest_candidate = _level(_("Menguji sampai jenjang"))
    field_order = ("assessor_level", "highest_candidate")


class StepForm(RuleForm):
    """How long a stretch of the chain takes for everybody."""

    key = forms.SlugField(
        max_length=20, label=_("Langkah"), help_text=_("Kata kunci seperti di tabelnya.")
    )
    days = _whole(_("Hari"), most=999)
    is_working = forms.BooleanField(label=_("Dihitung hari kerja"), required=False)
    field_order = ("key", "days", "is_working")


FORMS: dict[str, type[RuleForm]] = {
    "pengalaman": ExperienceForm,
    "jenjang": LevelForm,
    "biaya": FeeForm,
    "asesor": AssessorForm,
    "waktu": StepForm,
}


class ProgrammeUploadForm(forms.Form):
    """A list of study programmes as a workbook, with the day from which it holds and its source."""

    valid_from = forms.DateField(
        label=_("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Daftar lama tetap tersimpan dan berlaku sampai sehari sebelumnya."),
    )
    source = forms.CharField(max_length=300, label=_("Sumber"))
    workbook = forms.FileField(
        label=_("Berkas Excel"),
        help_text=_(
            "xlsx, xls, atau ods dengan kolom Bidang atau Kode jabatan, dan Program studi."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )
