"""What can be chosen for a batch: the cases that may join, LSP, assessors and places of tests."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binakon.certification.models import AssessmentSite, Assessor, Batch, Case
from binakon.certification.queries.batches import joining_cases
from binakon.certification.rules.batches import CASE_TONES
from binakon.certification.states import CaseState
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.people.models import Office, Organisation
from binakon.people.rules import province_of

_COLUMNS = (
    Column(
        "nama",
        _("Nama"),
        lambda row: str(row.worker),
        cell=lambda row: f"{row.worker} ({row.code})",
        sort=("worker__name",),
        width=36,
    ),
    Column(
        "jabatan",
        _("Jabatan kerja"),
        lambda row: row.occupation_name,
        sort=("occupation_name",),
    ),
    Column("jenjang", _("Jenjang"), lambda row: row.level, is_number=True, sort=("level",)),
    Column(
        "wilayah",
        _("Kabupaten/kota"),
        lambda row: str(row.office) if row.office else None,
        sort=("office__code",),
    ),
    Column("izin", _("ID-Izin"), lambda row: row.application_number or None),
    Column(
        "keadaan",
        _("Keadaan"),
        lambda row: row.get_state_display(),
        cell=lambda row: Cell(row.get_state_display(), tone=CASE_TONES.get(row.state, "")),
        sort=("state",),
    ),
)


def selection_listing(viewer_code: str) -> Listing:
    """The cases that may join a batch, filtered by state, occupation, level and region."""
    return Listing(
        columns=_COLUMNS,
        filters=_filters(viewer_code),
        search=("worker__name", "code", "application_number"),
        search_hint=_("Nama, kode atau ID-Izin"),
        order=("worker__name", "pk"),
        name=lambda row: f"{row.worker} ({row.code})",
    )


def selectable(batch: Batch, day: date) -> QuerySet[Case]:
    """The rows of that list."""
    return joining_cases(batch, day).select_related("worker", "office")


def _filters(viewer_code: str) -> tuple[Filter, ...]:
    return (
        Filter("keadaan", _("Keadaan"), "state", choices=CaseState.choices),
        Filter("jabatan", _("Jabatan kerja"), "occupation_name", choices=_occupations),
        Filter(
            "jenjang",
            _("Jenjang"),
            "level",
            choices=[(str(n), str(n)) for n in range(9, 0, -1)],
        ),
        Filter(
            "wilayah",
            _("Kabupaten/kota"),
            "office__code",
            choices=lambda: _regions(viewer_code),
        ),
    )


def _occupations() -> list[tuple[str, str]]:
    names = Case.objects.order_by("occupation_name").values_list("occupation_name", flat=True)
    return [(name, name) for name in names.distinct()]


def _regions(code: str) -> list[tuple[str, str]]:
    rows = Office.objects.regencies_of(province_of(code))
    return list(rows.values_list("code", "name"))


def _assessor_words(each: Assessor) -> str:
    level = gettext("jenjang %(level)s") % {"level": each.level}
    return f"{each}, {level}" if each.level else str(each)


def assessors_of(organisation: Organisation) -> list[tuple[str, str]]:
    """The assessors of an LSP that are in use, for a choice."""
    rows = Assessor.objects.filter(organisation=organisation, is_active=True)
    return [(str(each.pk), _assessor_words(each)) for each in rows]


def sites_of(organisation: Organisation) -> list[tuple[str, str]]:
    """The places of tests of an LSP that are in use, for a choice."""
    rows = AssessmentSite.objects.filter(organisation=organisation, is_active=True)
    return [(str(each.pk), str(each)) for each in rows]


def chosen_site(organisation: Organisation, pk: str) -> AssessmentSite | None:
    """The place that a form named."""
    rows = AssessmentSite.objects.filter(organisation=organisation)
    return rows.filter(pk=int(pk)).first() if pk else None


def chosen_assessors(organisation: Organisation, pks: list[str]) -> list[Assessor]:
    """The assessors that a form named."""
    return list(Assessor.objects.filter(organisation=organisation, pk__in=map(int, pks)))


def bodies_choices() -> list[tuple[str, str]]:
    """Every LSP, for a choice."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.LSP).order_by("short_name")
    return [(str(each.pk), each.short_name) for each in rows]
