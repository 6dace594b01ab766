"""One number opened: its definition, as-of, plan version and the rows it counts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from binakon.core.calendar import today
from binakon.core.measures import Counted, Measure, Row, Scope, count, measure


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted measure with everything that a reader may ask about it."""

    measure: Measure
    scope: Scope
    counted: Counted

    @property
    def value(self) -> int | None:
        """The number; None is unknown, never 0."""
        return self.counted.services

    @property
    def rows(self) -> tuple[Row, ...]:
        """What it counts."""
        return self.counted.rows

    @property
    def query(self) -> str:
        """The part of its address that narrows it."""
        words = {}
        if self.scope.part:
            words["bagian"] = self.scope.part
        if self.scope.office != settings.HOME_OFFICE:
            words["kantor"] = self.scope.office
        if self.scope.as_of != today():
            words["per"] = self.scope.as_of.isoformat()
        return f"?{urlencode(words)}" if words else ""

    @property
    def href(self) -> str:
        """Where the public opens it."""
        return f"/angka/{self.scope.year}/{self.measure.key}/{self.query}"

    @property
    def desk_href(self) -> str:
        """Where the desk opens it."""
        return f"/meja{self.href}"


def figure(key: str, scope: Scope, part: str = "") -> Figure:
    """Count one measure and keep what explains it."""
    narrowed = scope.of(part)
    return Figure(measure(key), narrowed, count(key, narrowed))
