"""The frozen figures of a closed year, and how they lie to what is counted now."""

from binakon.core.figures import Figure
from binakon.planning.models import FrozenFigure, YearClosing
from binakon.planning.rules.frozen_year import FrozenSince
from binakon.planning.rules.year_totals import FrozenValue, Total, totals
from binakon.planning.states import YearState


def newest_closing(programme_id: int) -> YearClosing | None:
    """The last closing of a year that is closed now; None while the year runs."""
    rows = YearClosing.objects.filter(programme=programme_id, programme__state=YearState.CLOSED)
    return rows.select_related("programme__office").order_by("-number").first()


def values_of(closing: YearClosing) -> dict[tuple[str, str], FrozenValue]:
    """The figures of a closing by measure and part, as the totals need them."""
    rows = closing.figures.values_list(
        "measure", "part", "services", "version", "note", "definition"
    )
    return {
        (measure, part): FrozenValue(services, version, note, definition)
        for measure, part, services, version, note, definition in rows
    }


def totals_of(closing: YearClosing) -> list[Total]:
    """What the closed year promised and reached, per indicator."""
    return totals(values_of(closing))


def frozen_since(found: Figure) -> FrozenSince | None:
    """What was reported of a figure when its year was closed; None while the year runs, and for days before."""
    rows = FrozenFigure.objects.filter(
        closing__programme__office__code=found.scope.office,
        closing__programme__year=found.scope.year,
        closing__programme__state=YearState.CLOSED,
        closing__as_of__lte=found.scope.as_of,
        measure=found.measure.key,
        part=found.scope.part,
    )
    row = rows.select_related("closing").order_by("-closing__number").first()
    return since_of(row, row.closing, found) if row else None


def all_frozen_since(office: str, year: int, figures: list[Figure]) -> dict[str, FrozenSince]:
    """The same for every whole measure of a year, by its key, in one query."""
    rows = FrozenFigure.objects.filter(
        closing__programme__office__code=office,
        closing__programme__year=year,
        closing__programme__state=YearState.CLOSED,
        part="",
    )
    newest = {
        row.measure: row for row in rows.select_related("closing").order_by("closing__number")
    }
    return {
        found.measure.key: since_of(
            newest[found.measure.key], newest[found.measure.key].closing, found
        )
        for found in figures
        if found.measure.key in newest
    }


def since_of(row: FrozenFigure, closing: YearClosing, found: Figure) -> FrozenSince:
    """One frozen figure beside the same as it is counted now."""
    return FrozenSince(
        services=row.services,
        people=row.people,
        as_of=closing.as_of,
        definition=row.definition,
        version=row.version,
        note=row.note,
        live=found.counted.services,
        live_people=found.counted.people,
        live_definition=str(found.measure.definition),
        live_note=found.counted.note,
        is_money=found.measure.is_money,
    )
