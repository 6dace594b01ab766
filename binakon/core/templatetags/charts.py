"""Charts in templates: each is one dataclass, drawn as SVG with a table behind it."""

from typing import Any

from django import template

from binakon.core.charts import BarChart, Strip, TileMap, YearChart

register = template.Library()


@register.inclusion_tag("ui/charts/strip.html")
def strip(chart: Strip) -> dict[str, Any]:
    """The promise as one bar: dyed, stitched, hatched, proposed."""
    return {"chart": chart}


@register.inclusion_tag("ui/charts/year.html")
def year_calendar(chart: YearChart) -> dict[str, Any]:
    """The year, a row an activity."""
    return {"chart": chart}


@register.inclusion_tag("ui/charts/tilemap.html")
def tilemap(chart: TileMap) -> dict[str, Any]:
    """The regions, placed as on the map."""
    return {"chart": chart}


@register.inclusion_tag("ui/charts/bars.html")
def bars(chart: BarChart) -> dict[str, Any]:
    """Plan outside, result inside."""
    return {"chart": chart}
