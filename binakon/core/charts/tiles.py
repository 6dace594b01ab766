"""Regions as tiles, placed as on the map."""

from dataclasses import dataclass

from binakon.core.charts.geometry import per_cent


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: `done` of `places`; None is unknown. `word` is shown instead of the numbers, which the table keeps."""

    code: str
    name: str
    label: str
    href: str
    done: int | None
    places: int | None
    is_late: bool = False
    word: str = ""

    @property
    def css(self) -> str:
        """The class that places the tile."""
        return f"r-{self.code.replace('.', '')}"

    @property
    def level(self) -> float:
        """How far it is dyed, 0 to 100."""
        return min(100.0, 100 * (self.done or 0) / self.places) if self.places else 0.0

    @property
    def height(self) -> str:
        """The dyed height."""
        return per_cent(self.level)

    @property
    def top(self) -> str:
        """Where the dye begins."""
        return per_cent(100 - self.level)


@dataclass(frozen=True, slots=True)
class TileMap:
    """The regions, placed as on the map and listed north to south."""

    caption: str
    note: str
    tiles: tuple[Tile, ...]
    columns: tuple[str, str, str]

    @property
    def by_code(self) -> list[Tile]:
        """The tiles in the order of the table behind them."""
        return sorted(self.tiles, key=lambda tile: tile.code)
