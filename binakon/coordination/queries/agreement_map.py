"""What every kabupaten and kota promised, drawn as tiles placed as on the map."""

from django.utils.translation import gettext as _

from binakon.coordination.queries.agreement_list import Standing
from binakon.core.charts import Tile, TileMap
from binakon.people.rules.tiles import TILE_ORDER, tile_label


def agreement_tiles(shown: tuple[Standing, ...]) -> TileMap | None:
    """The map, or None outside the province that it draws."""
    by_code = {standing.office.code: standing for standing in shown}
    if set(by_code) != set(TILE_ORDER):
        return None
    tiles = tuple(_tile(by_code[code]) for code in TILE_ORDER)
    note = _(
        "Petak terisi sejauh kesepakatannya dipenuhi; bingkai tebal berarti ada yang lewat tenggat. 2/5 berarti dua dari lima sudah dipenuhi."
    )
    columns = (_("Kabupaten/kota"), _("Disepakati"), _("Dipenuhi"))
    return TileMap(_("Kesepakatan per kabupaten/kota"), note, tiles, columns)


def _tile(standing: Standing) -> Tile:
    office = standing.office
    return Tile(
        code=office.code,
        name=f"{office.name}: {standing.words}",
        label=tile_label(office.short_name),
        href=standing.href,
        done=standing.kept,
        places=standing.total,
        is_late=standing.late > 0,
        word=standing.short,
    )
