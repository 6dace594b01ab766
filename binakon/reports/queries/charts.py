"""Figures drawn: each chart is built from figures that open, never from bare numbers."""

from dataclasses import dataclass

from babel.dates import get_month_names
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.charts import BarChart, Column, Segment, Strip, Tile, TileMap, YearChart, YearRow
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope
from binakon.people.rules.tiles import TILE_ORDER, tile_label
from binakon.planning.models import Activity
from binakon.reports.queries.desk import DeskDay
from binakon.reports.queries.plan import PlanPage


@dataclass(frozen=True, slots=True)
class DeskCharts:
    """The drawings of the desk's first page."""

    strip: Strip | None
    year: YearChart
    tiles: TileMap | None
    bars: BarChart


@dataclass(frozen=True, slots=True)
class PlanCharts:
    """The drawing of the plan page."""

    year: YearChart


def promise_strip(scope: Scope, *, is_desk: bool = False) -> Strip | None:
    """From nothing to the ideal: what happened, what is planned, what waits, what is only asked for."""

    def href(found: Figure) -> str:
        return found.desk_href if is_desk else found.href

    trained = figure("planned_places", scope, "trained")
    facilitated = figure("planned_places", scope, "facilitated")
    gap, done = figure("gap", scope), figure("trained", scope)
    if trained.value is None and facilitated.value is None:
        return None
    happened = min(done.value or 0, trained.value or 0)
    segments = []
    if done.value is not None:
        note = _("Memenuhi syarat selesai BIMTEK")
        segments.append(Segment("done", happened, _("sudah dilatih"), href(done), note))
    if trained.value is not None:
        rest = trained.value - happened
        segments.append(
            Segment("plan", rest, _("tempat BIMTEK"), href(trained), _("Dijanjikan, belum terjadi"))
        )
    if facilitated.value is not None:
        is_waiting = bool(figure("waiting", scope).rows)
        label = _("fasilitasi, menunggu perubahan") if is_waiting else _("fasilitasi sertifikasi")
        note = (
            _("Anggaran ada, berjalan setelah perubahan")
            if is_waiting
            else _("Dijanjikan, belum terjadi")
        )
        segments.append(
            Segment(
                "waiting" if is_waiting else "plan",
                facilitated.value,
                label,
                href(facilitated),
                note,
            )
        )
    if gap.value is not None and gap.value > 0:
        note = _("Bukan target: selisih menuju ideal yang hendak diusulkan")
        segments.append(Segment("ask", gap.value, _("baru usulan, belum target"), href(gap), note))
    spoken = words.joined([f"{words.number(part.value)} {part.label}" for part in segments])
    columns = (_("Bagian"), _("Tempat"), _("Arti"))
    return Strip(_("Dari 0 sampai ideal: %(parts)s.") % {"parts": spoken}, tuple(segments), columns)


def _year_chart(scope: Scope, activities: tuple[Activity, ...]) -> YearChart:
    language = "en_GB" if get_language() == "en" else "id"
    names = tuple(
        get_month_names("abbreviated", locale=language)[number] for number in range(1, 13)
    )
    rows = tuple(
        YearRow(
            title=activity.title,
            href=f"/kegiatan/{activity.slug}/",
            note=activity.window_words,
            window=activity.window,
            is_approximate=activity.is_approximate,
            is_done=activity.is_done,
        )
        for activity in activities
    )
    return YearChart(scope.year, rows, scope.as_of, names)


def _tiles(page: DeskDay) -> TileMap | None:
    by_code = {share.region.code: share for share in page.shares}
    if set(by_code) != set(TILE_ORDER):
        return None
    tiles = tuple(
        Tile(
            code=code,
            name=by_code[code].region.name,
            label=tile_label(by_code[code].region.short_name),
            href=page.regions.desk_href,
            done=by_code[code].taken,
            places=by_code[code].places,
        )
        for code in TILE_ORDER
    )
    is_set = any(tile.places is not None for tile in tiles)
    note = (
        _("Petak terisi sejauh kuotanya terpakai.")
        if is_set
        else _("Kuota per kabupaten/kota belum diisi; petak terisi begitu kuotanya dibagi.")
    )
    columns = (_("Kabupaten/kota"), _("Kuota"), _("Terisi"))
    return TileMap(_("Kuota per kabupaten/kota"), note, tiles, columns)


def _bars(page: DeskDay) -> BarChart:
    trained, facilitated = figure("trained", page.scope), figure("facilitated", page.scope)
    columns = (
        Column(
            _("Dilatih"),
            page.trained_places.value,
            trained.value,
            page.trained_places.desk_href,
            trained.desk_href,
            is_running=True,
        ),
        Column(
            _("Difasilitasi"),
            page.facilitated_places.value,
            facilitated.value,
            page.facilitated_places.desk_href,
            facilitated.desk_href,
            is_running=True,
        ),
    )
    spoken = "; ".join(
        _("%(label)s: target %(plan)s, realisasi %(done)s")
        % {"label": c.label, "plan": words.number(c.plan), "done": words.number(c.done)}
        for c in columns
    )
    return BarChart(
        caption=_("Target dan realisasi, dalam layanan"),
        note=_(
            "Garis jahitan: target versi yang berlaku. Isi: realisasi sampai hari ini; belum diisi tidak digambar."
        ),
        label=spoken,
        columns=columns,
        headings=(_("Indikator"), _("Target"), _("Realisasi")),
    )


def desk_charts(page: DeskDay) -> DeskCharts:
    """Every drawing of the desk's first page."""
    return DeskCharts(
        strip=promise_strip(page.scope, is_desk=True),
        year=_year_chart(page.scope, page.activities),
        tiles=_tiles(page),
        bars=_bars(page),
    )


def plan_charts(page: PlanPage) -> PlanCharts:
    """The year of the plan page."""
    return PlanCharts(_year_chart(page.scope, tuple(line.activity for line in page.lines)))
