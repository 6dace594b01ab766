"""The geometry of charts: x in per cent, y in pixels, so that type keeps its size from a phone to paper."""

from binakon.core.charts.columns import BarChart, Column
from binakon.core.charts.rise import Rise
from binakon.core.charts.strip import Segment, Strip
from binakon.core.charts.tiles import Tile, TileMap
from binakon.core.charts.year import YearChart, YearRow

__all__ = [
    "BarChart",
    "Column",
    "Rise",
    "Segment",
    "Strip",
    "Tile",
    "TileMap",
    "YearChart",
    "YearRow",
]
