"""The list of registrations: its columns, filters and search, and the rows that a viewer may see."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binakon.core import clock, words
from binakon.core.escape import filled
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.enrolment.models import Registration
from binakon.enrolment.queries.visible import (
    offices_with,
    registrations_for,
    seat_read_by,
    state_read_by,
    trainings_seen,
)
from binakon.enrolment.rules import tones
from binakon.enrolment.states import PlaceState, RegistrationState, Source
from binakon.people.models import Office
from binakon.people.rules import SEERS, Viewer, province_of

NO_PLACE = "none"
OUTSIDE = "luar"
# What a row of the list needs of its registration; a file of 10,000 rows feels every column more.
NEEDED = (
    "training_id", "office_id", "worker_id", "code", "source", "state", "nik_mask", "name", "born_on", "phone",
    "email", "employer", "wish", "submitted_at", "arrival", "correction_due_at", "is_invented",
)  # fmt: skip


def registration_rows(viewer: Viewer) -> QuerySet[Registration]:
    """The rows of the list with their state and that of their place as this viewer reads them: `read`, `seat`."""
    rows = registrations_for(viewer).only(*NEEDED)
    return rows.annotate(read=state_read_by(viewer), seat=seat_read_by(viewer))


class _Names:
    """The names of classes and regions that a viewer's rows share, read once for filters and rows."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @cached_property
    def classes(self) -> dict[int, str]:
        """Titles of the classes, the newest first."""
        rows = trainings_seen(self.viewer).order_by("-starts_on", "-id")
        return dict(rows.values_list("pk", "activity__title"))

    @cached_property
    def offices(self) -> list[tuple[int, str, str]]:
        """Key, code and name of the viewer's kabupaten and kota."""
        provinces = {province_of(code) for code in self.viewer.office_codes}
        rows = Office.objects.loaded().filter(parent__code__in=provinces).order_by("code")
        return list(rows.values_list("pk", "code", "name"))

    def gathered(self, rows: list[Any]) -> list[Any]:
        """The rows with the names of their region and their class, and with their states in words."""
        regions = {pk: name for pk, _code, name in self.offices}
        unknown = {row.office_id for row in rows if row.office_id} - regions.keys()
        if unknown:
            regions |= dict(Office.objects.filter(pk__in=unknown).values_list("pk", "name"))
        outside = gettext("luar provinsi")
        papers, seats = _in_words(RegistrationState), _in_words(PlaceState)
        ways = _in_words(Source)
        for row in rows:
            row.read_said = papers.get(row.read, row.read)
            row.seat_said = seats.get(row.seat, row.seat)
            row.source_said = ways.get(row.source, row.source)
            row.region = regions.get(row.office_id, outside)
            row.title = self.classes.get(row.training_id, "")
        return rows


def _in_words(states: type[TextChoices]) -> dict[str, str]:
    """States in the words of the active language, looked up once for all rows instead of once a cell."""
    return {state.value: str(state.label) for state in states}


def listing_for(viewer: Viewer, at: datetime | None = None) -> Listing:
    """The list as this viewer reads it; its filters offer only what they may see."""
    names = _Names(viewer)
    return Listing(
        columns=_columns(viewer),
        filters=_filters(names, at or clock.now()),
        search=("name", "code", "employer"),
        search_hint=_("Nama, kode atau tempat bekerja"),
        order=("-id",),
        name=lambda row: f"{row} ({row.code})",
        gather=names.gathered,
    )


def with_nik(listing: Listing, opened: Mapping[int, str]) -> Listing:
    """The list for a file with the NIK of these workers in clear."""
    full = Column(
        "nik_penuh",
        _("NIK"),
        lambda row: opened.get(row.worker_id),
        personal=True,
        on_page=False,
        width=20,
    )
    columns = tuple(full if column.key == "nik" else column for column in listing.columns)
    return replace(listing, columns=columns)


def _state(row: Any) -> Cell:
    return Cell(row.read_said, tone=tones.REGISTRATION.get(row.read, ""))


def _seat(row: Any) -> Cell | None:
    if row.seat is None:
        return None
    return Cell(row.seat_said, tone=tones.PLACE.get(row.seat, ""))


class _Address:
    """The address of a registration's page, worked out once instead of once a row."""

    @cached_property
    def before(self) -> str:
        return reverse("enrolment:registration_detail", args=[0]).removesuffix("0/")


_address = _Address()


def _named(row: Registration) -> SafeString:
    return filled(
        '<a href="{}{}/">{}</a><br><small class="note"><span class="nowrap">{}</span> · <span class="nik">{}</span></small>',
        _address.before,
        row.pk,
        str(row),
        row.code,
        row.nik_mask,
    )


def _from(row: Any) -> SafeString:
    return filled('<span>{}<br><small class="note">{}</small></span>', row.region, row.employer)


def _arrived(row: Registration) -> str:
    number = words.number(row.arrival)
    if row.wish < 2:
        return number
    return gettext("%(number)s, pilihan ke-%(wish)d") % {"number": number, "wish": row.wish}


COLUMNS = (
    Column("nama", _("Nama"), str, cell=_named, sort=("name",), personal=True, width=32),
    Column("kode", _("Kode"), lambda row: row.code, on_page=False, width=12),
    Column("nik", _("NIK"), lambda row: row.nik_mask, personal=True, on_page=False, width=20),
    Column(
        "wilayah",
        _("Asal"),
        lambda row: row.region,
        cell=_from,
        sort=("office__code",),
        width=26,
    ),
    Column(
        "tempat_bekerja", _("Tempat bekerja"), lambda row: row.employer, on_page=False, width=30
    ),
    Column(
        "keadaan",
        _("Berkas"),
        lambda row: row.read_said,
        cell=_state,
        sort=("read",),
    ),
    Column("kursi", _("Kursi"), lambda row: row.seat_said, cell=_seat),
    Column(
        "urutan",
        _("Urutan"),
        lambda row: row.arrival,
        cell=_arrived,
        sort=("training", "arrival"),
        is_number=True,
        width=10,
    ),
    Column("pilihan", _("Pilihan ke-"), lambda row: row.wish, is_number=True, on_page=False),
    Column("cara", _("Cara mendaftar"), lambda row: row.source_said),
    Column("kelas", _("Kelas"), lambda row: row.title, on_page=False, width=40),
    Column("dikirim", _("Dikirim"), lambda row: row.submitted_at, on_page=False),
    Column("batas", _("Batas perbaikan"), lambda row: row.correction_due_at, on_page=False),
    Column("telepon", _("Telepon"), lambda row: row.phone, personal=True, on_page=False),
    Column("surel", _("Surel"), lambda row: row.email, personal=True, on_page=False, width=30),
    Column("lahir", _("Tanggal lahir"), lambda row: row.born_on, personal=True, on_page=False),
)


def _columns(viewer: Viewer) -> tuple[Column, ...]:
    """A regency's officer is not told how many others came before their people."""
    if offices_with(viewer, SEERS) == []:
        return tuple(column for column in COLUMNS if column.key != "urutan")
    return COLUMNS


def _filters(names: _Names, moment: datetime) -> tuple[Filter, ...]:
    late = Q(state=RegistrationState.CORRECTION, correction_due_at__lt=moment)
    received = [
        (state.value, state.label)
        for state in RegistrationState
        if state not in (RegistrationState.DRAFT, RegistrationState.REPEATED)
    ]
    return (
        Filter(
            "kelas",
            _("Kelas"),
            "training",
            choices=lambda: [(str(pk), title) for pk, title in names.classes.items()],
        ),
        Filter("wilayah", _("Kabupaten/kota"), _in_region, choices=lambda: _regions(names)),
        Filter("keadaan", _("Berkas"), "read", choices=received),
        Filter(
            "kursi",
            _("Kursi"),
            _with_seat,
            choices=[(NO_PLACE, _("belum ada")), *PlaceState.choices],
        ),
        Filter("cara", _("Cara mendaftar"), "source", choices=Source.choices),
        Filter(
            "terlambat",
            _("Batas perbaikan"),
            lambda _value: late,
            choices=[("ya", _("lewat batas"))],
        ),
    )


def _regions(names: _Names) -> list[tuple[str, Any]]:
    return [*((code, name) for _pk, code, name in names.offices), (OUTSIDE, _("luar provinsi"))]


def _in_region(code: str) -> Q:
    return Q(office=None) if code == OUTSIDE else Q(office__code=code)


def _with_seat(state: str) -> Q:
    return Q(seat=None) if state == NO_PLACE else Q(seat=state)
