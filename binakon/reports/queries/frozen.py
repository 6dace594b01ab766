"""Editions as facts, and whether a live text is one that a person has approved."""

from datetime import date

from binakon.core import clock
from binakon.reports.models import BriefEdition
from binakon.reports.queries.brief import brief_of
from binakon.reports.queries.brief_text import Brief
from binakon.reports.rules.frozen import BriefFact, FigureFact, Run
from binakon.reports.rules.wording import Approval
from binakon.reports.states import STANDING_STATES


def fact_of_edition(edition: BriefEdition) -> BriefFact:
    """A frozen text as a fact, equal to the live one for as long as nothing moved."""
    return BriefFact(
        title=_runs(edition.title),
        paragraphs=tuple(map(_runs, edition.paragraphs)),
        figures=tuple(
            FigureFact(
                key=row.key,
                measure=row.measure,
                part=row.part,
                value=row.value,
                shown=row.shown,
                label=row.label,
                definition=row.definition,
                version=row.version,
                unit=row.unit,
            )
            for row in edition.figures.all()
        ),
        unknown=tuple(edition.unknown),
        source=edition.source,
    )


def _runs(stored: list[list[str]]) -> tuple[Run, ...]:
    return tuple((text, key) for text, key in stored)


def approval_of(edition: BriefEdition) -> Approval:
    """Who approved an edition, and since when its brief is public."""
    return Approval(
        by=edition.approved_by,
        approved_at=edition.approved_at,
        published_at=edition.brief.published_at,
        quotation=edition.quotation,
        quoted=edition.quoted,
    )


def brief_with_status(office: str, year: int, as_of: date) -> Brief | None:
    """The live text of a day, marked approved or published when a person has approved exactly this by then."""
    brief = brief_of(office, year, as_of)
    if brief is None:
        return None
    end = clock.end_of(as_of)
    editions = BriefEdition.objects.filter(
        brief__programme__office__code=office,
        brief__programme__year=year,
        brief__state__in=STANDING_STATES,
        approved_at__lte=end,
    ).select_related("brief")
    newest = {edition.brief_id: edition for edition in editions.order_by("number")}
    digest = brief.fact.digest
    same = [approval_of(edition) for edition in newest.values() if edition.digest == digest]
    brief.approval = max(same, key=lambda found: (found.status, found.approved_at), default=None)
    if brief.approval and brief.approval.published_at and brief.approval.published_at > end:
        brief.approval = Approval(
            brief.approval.by,
            brief.approval.approved_at,
            None,
            brief.approval.quotation,
            brief.approval.quoted,
        )
    return brief
