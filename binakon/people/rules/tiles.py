"""Kalimantan Selatan as tiles: the order of its kabupaten and kota, and their names where they must break."""

# North to south, as the tile map is read.
TILE_ORDER = (
    "63.09",
    "63.08",
    "63.11",
    "63.06",
    "63.07",
    "63.04",
    "63.05",
    "63.02",
    "63.71",
    "63.72",
    "63.03",
    "63.10",
    "63.01",
)
_SOFT = {
    "Kotabaru": "Kota\u00adbaru",
    "Banjarmasin": "Banjar\u00admasin",
    "Banjarbaru": "Banjar\u00adbaru",
}


def tile_label(short_name: str) -> str:
    """The name as a narrow tile may break it."""
    return _SOFT.get(short_name, short_name)
