"""Certificates as lists: those of a class, and the register of an office with its gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.core.models import IssuedNumber
from binakon.core.typed import whole_number
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.people.rules import SEERS, Viewer
from binakon.trainings.models import Certificate
from binakon.trainings.models.certificates import MOST_ATTEMPTS
from binakon.trainings.queries.certificates import certificates_for, print_words
from binakon.trainings.states import CertificateState

SERIES = "sertifikat"
TONES: dict[str, str] = {
    CertificateState.VALID: "good",
    CertificateState.REPLACED: "",
    CertificateState.REVOKED: "bad",
}
READY, MAKING, PARKED = "siap", "dibuat", "gagal"


def _named(row: Certificate) -> SafeString:
    path = reverse("trainings:certificate_detail", args=[row.training.activity.slug, row.pk])
    return format_html(
        '<a href="{}">{}</a><br><small class="note">{}</small>',
        path,
        row.number,
        row.content["name"],
    )


def _state(row: Certificate) -> Cell:
    return Cell(row.get_state_display(), tone=TONES[row.state])


def _print(row: Certificate) -> Cell | str:
    said = print_words(row)
    if row.pdf_id is None:
        return Cell(said, tone="bad" if row.is_parked else "wait")
    path = reverse("trainings:certificate_paper", args=[row.training.activity.slug, row.pk])
    return Cell(said, href=path)


_COLUMNS = (
    Column("nomor", _("Sertifikat"), lambda row: row.number, cell=_named, sort=("id",), width=36),
    Column(
        "nama",
        _("Nama"),
        lambda row: row.content["name"],
        personal=True,
        on_page=False,
        width=40,
    ),
    Column("tanggal", _("Tanggal"), lambda row: row.dated, sort=("dated",)),
    Column("keadaan", _("Keadaan"), lambda row: str(row.get_state_display()), cell=_state),
    Column("cetakan", _("Cetakan"), print_words, cell=_print, in_export=False),
    Column("jp", _("JP"), lambda row: row.content["jp"], on_page=False, is_number=True),
    Column(
        "sebab",
        _("Sebab dicabut"),
        lambda row: str(row.get_ended_because_display()) if row.ended_because else None,
        on_page=False,
        width=40,
    ),
)
_CLASS = Column("kelas", _("Kelas"), lambda row: row.content["title"], width=50)
_PRINTS = (
    (READY, _("PDF siap")),
    (MAKING, _("PDF sedang dibuat")),
    (PARKED, _("PDF gagal dibuat")),
)


def _printed(value: str) -> Q:
    if value == READY:
        return Q(pdf__isnull=False)
    is_parked = Q(pdf=None, attempts__gte=MOST_ATTEMPTS)
    return is_parked if value == PARKED else Q(pdf=None) & ~is_parked


_FILTERS = (
    Filter("keadaan", _("Keadaan"), "state", choices=CertificateState.choices),
    Filter("cetakan", _("Cetakan"), _printed, choices=_PRINTS),
)
LIST = Listing(
    columns=_COLUMNS,
    filters=_FILTERS,
    search=("number", "registration__name"),
    search_hint=_("Nomor atau nama"),
    order=("-id",),
    name=lambda row: row.number,
)


def list_rows(viewer: Viewer, training: Training) -> QuerySet[Certificate]:
    """The rows of the list of a class."""
    return certificates_for(viewer, training).select_related("training__activity")


def seen_codes(viewer: Viewer) -> frozenset[str] | None:
    """The offices whose certificates the viewer may see; None is every office."""
    if any(grant.role == Role.ADMINISTRATOR for grant in viewer.held):
        return None
    return viewer.codes_with(SEERS)


def register_rows(viewer: Viewer) -> QuerySet[Certificate]:
    """Every certificate of the offices whose people the viewer may see."""
    codes = seen_codes(viewer)
    rows = Certificate.objects.select_related("training__activity")
    if codes is None:
        return rows
    return rows.filter(training__activity__programme__office__code__in=codes)


def register_listing(viewer: Viewer) -> Listing:
    """The register of certificates: all classes, by year."""
    rows = register_rows(viewer).order_by().values_list("dated__year", flat=True).distinct()
    years = sorted(rows, reverse=True)
    by_year = Filter(
        "tahun", _("Tahun"), "dated__year", choices=[(str(year), str(year)) for year in years]
    )
    first, *rest = _COLUMNS
    return Listing(
        columns=(first, _CLASS, *rest),
        filters=(by_year, *_FILTERS),
        search=("number", "registration__name"),
        search_hint=_("Nomor atau nama"),
        order=("-id",),
        name=lambda row: row.number,
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """A number of the register that stands for no certificate, and why."""

    year: int
    number: int
    label: str
    why: str


def gaps_of(viewer: Viewer, year: str = "") -> list[Gap]:
    """Every number of the register that was given out and stands for nothing."""
    rows = IssuedNumber.objects.filter(series__series=SERIES).exclude(void_reason="")
    codes = seen_codes(viewer)
    if codes is not None:
        rows = rows.filter(series__office_code__in=codes)
    of_year = whole_number(year)
    if of_year is not None:
        rows = rows.filter(series__year=of_year)
    found: Iterable[Any] = rows.select_related("series").order_by("-series__year", "number")
    return [Gap(row.series.year, row.number, row.label, row.void_reason) for row in found]
