"""Press briefs at the desk: the list of a year, one brief with its steps, what its reader has seen, its history."""

import json
from dataclasses import dataclass

from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.people.rules import Viewer
from binakon.reports.models import PressBrief
from binakon.reports.queries.brief import brief_of
from binakon.reports.queries.briefs import (
    BriefPage,
    Moved,
    briefs_of,
    editions_of,
    frozen_page,
    reading_of,
)
from binakon.reports.rules.frozen import Seen, seen_of
from binakon.reports.rules.steps import steps_for
from binakon.reports.states import BriefState

HISTORY_LENGTH = 30


@dataclass(frozen=True, slots=True)
class DeskBrief:
    """One brief at the desk: the page, the steps of this viewer, what the viewer has seen, the history."""

    page: BriefPage
    steps: list[str]
    seen: Seen
    events: list[AuditEvent]

    @property
    def seen_json(self) -> str:
        """The figures as the page hands them back with an approval."""
        return json.dumps(dict(self.seen.shown), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One brief in the desk's list, with the steps that this viewer may take."""

    brief: PressBrief
    steps: list[str]
    href: str


def desk_briefs(viewer: Viewer, office: str, year: int) -> list[BriefLine]:
    """The briefs of a year, newest first, for a viewer of this office's desk."""
    if not viewer.roles_at(office):
        return []
    return [
        BriefLine(
            brief,
            [step for step in steps_for(viewer, office, brief.state) if step != "edit"],
            f"/meja/siaran-pers/{year}/{brief.number}/?kantor={office}",
        )
        for brief in briefs_of(office).filter(programme__year=year)
    ]


def brief_for(viewer: Viewer, office: str, year: int, number: int) -> PressBrief | None:
    """One brief, if the viewer holds a role at its office."""
    if not viewer.roles_at(office):
        return None
    return briefs_of(office).filter(programme__year=year, number=number).first()


def desk_brief(viewer: Viewer, brief: PressBrief) -> DeskBrief | None:
    """One brief at the desk; None when the plan that its text follows is gone."""
    office = brief.programme.office.code
    live = brief_of(office, brief.programme.year, today())
    if live is None:
        return None
    query = f"?kantor={office}"
    base = f"/meja/siaran-pers/{brief.programme.year}/{brief.number}/"
    editions = editions_of(brief)
    if brief.state == BriefState.DRAFT or not editions:
        hrefs = {key: found.desk_href for key, found in live.figures.items()}
        text = reading_of(
            live.fact, hrefs.get, live.as_of, quotation=brief.quotation, quoted=brief.quoted
        )
        page = BriefPage(
            brief, None, None, live.fact, text, Moved([], []), [], editions, base, query
        )
    else:
        page = frozen_page(brief, editions, editions[-1], live.fact, base, query)
    events = AuditEvent.objects.filter(
        subject_type=PressBrief._meta.label_lower, subject_id=brief.pk
    )
    return DeskBrief(
        page=page,
        steps=steps_for(viewer, office, brief.state),
        seen=seen_of(live.fact),
        events=list(events.order_by("-id")[:HISTORY_LENGTH]),
    )
