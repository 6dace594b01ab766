"""A number of a workspace opened: its meaning, day and plan version, and the rows of the own office alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.figures import Figure
from binakon.core.measures import Counted, Measure, Row, Scope
from binakon.people.models import Office
from binakon.people.rules import province_of
from binakon.planning.models import RegionalQuota
from binakon.planning.queries import year_of
from binakon.reports.queries.opened import OpenedFigure, open_figure
from binakon.reports.queries.recap import RESULTS

_SOURCE = gettext_lazy("Kuota kabupaten/kota di rencana")
# These two are of one office only: no page of the province counts them, so they stand beside the registry.
QUOTAS: dict[str, tuple[Measure, Callable[[RegionalQuota], int]]] = {
    "kuota": (
        Measure(
            "kuota",
            gettext_lazy("kursi kuota"),
            gettext_lazy("kursi"),
            gettext_lazy(
                "Kursi yang disediakan untuk kabupaten/kota ini di semua kegiatan tahun itu. Berubah bila disepakati dalam rapat atau ditetapkan provinsi."
            ),
            _SOURCE,
        ),
        lambda row: row.places,
    ),
    "terisi": (
        Measure(
            "terisi",
            gettext_lazy("kursi kuota yang terisi"),
            gettext_lazy("kursi"),
            gettext_lazy(
                "Kursi kuota yang sudah dipegang seseorang. Calon yang berkasnya belum diperiksa belum memegang kursi."
            ),
            _SOURCE,
        ),
        lambda row: row.taken,
    ),
}


def quotas_of(office: Office, year: int) -> QuerySet[RegionalQuota]:
    """The places of an office in the activities of its province's year."""
    desk = province_of(office.code)
    rows = RegionalQuota.objects.filter(
        office=office, activity__programme__office__code=desk, activity__programme__year=year
    )
    return rows.select_related("activity").order_by("activity__title", "pk")


def open_region_figure(
    office: Office, year: int, key: str, asked: Mapping[str, str], today: date
) -> OpenedFigure | None:
    """One number of the workspace by its address; None for what no workspace shows.

    `asked` may name the day ("per"). Ask only for a viewer who may open the workspace.
    """
    scope = Scope(province_of(office.code), year, today, region=office.code)
    if key in QUOTAS:
        return _open_quota(office, scope, key)
    if key not in RESULTS:
        return None
    day = {"per": asked["per"]} if "per" in asked else {}
    found = open_figure(scope, key, day)
    if found is None or not date(year, 1, 1) <= found.figure.scope.as_of <= today:
        return None
    shown = found.figure.scope
    counted = replace(found.figure.counted, version=_version(shown))
    # What was frozen with the year is the province's, so it stands beside no office's number.
    return replace(found, figure=Figure(found.figure.measure, shown, counted), frozen=None)


def _open_quota(office: Office, scope: Scope, key: str) -> OpenedFigure:
    measure, amount = QUOTAS[key]
    rows = tuple(
        Row(row.activity.title, amount(row), row.reason, f"/kegiatan/{row.activity.slug}/")
        for row in quotas_of(office, scope.year)
    )
    total = sum(row.amount or 0 for row in rows) if rows else None
    counted = Counted(total, None, rows, _version(scope))
    return OpenedFigure(
        figure=Figure(measure, scope, counted),
        versions=(),
        is_money=False,
        is_counted=True,
        part_label="",
        source="",
    )


def _version(scope: Scope) -> str:
    """The plan version that was in force on the day."""
    version = year_of(scope).in_force_on(scope.as_of)
    if version is None:
        return ""
    told = {"version": version.label, "day": words.day(version.dated)}
    return _("%(version)s, disahkan %(day)s") % told
