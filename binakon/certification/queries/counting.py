"""What an office counts as facilitated: the decisions in their order, and what each date would give."""

from dataclasses import dataclass

from binakon.certification.models import CountingRule
from binakon.certification.queries.counts import counting_rule
from binakon.core.calendar import today
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope
from binakon.people.models import Office
from binakon.people.rules import Viewer, can_keep_office, can_see_desk

DATES = ("case_determined", "tested", "competent", "recorded")


@dataclass(frozen=True, slots=True)
class CountingPage:
    """The decision in force, all decisions, and the four figures side by side."""

    office: Office
    year: int
    rule: CountingRule | None
    rules: tuple[CountingRule, ...]
    facilitated: Figure
    dates: tuple[Figure, ...]
    may_decide: bool


def counting_page(viewer: Viewer, office: Office, year: int) -> CountingPage | None:
    """The page of an office whose desk the viewer may open; None for anybody else."""
    if not can_see_desk(viewer, office.code):
        return None
    day = today()
    scope = Scope(office.code, year, day)
    return CountingPage(
        office,
        year,
        counting_rule(office.code, day),
        tuple(CountingRule.objects.filter(office=office).order_by("-starts_on")),
        figure("facilitated", scope),
        tuple(figure(key, scope) for key in DATES),
        can_keep_office(viewer, office.code),
    )
