"""The page of a year's closing: what is still open, what was frozen, what moved since, who asked to open it again."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.figures import figure
from binakon.core.measures import Scope, all_measures
from binakon.core.models import AuditEvent
from binakon.people.rules import Viewer, can_approve, can_plan, can_see_desk
from binakon.planning.models import ProgrammeYear, YearClosing, YearReopening
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries.closing_points import open_points
from binakon.planning.queries.frozen_year import newest_closing, since_of
from binakon.planning.rules.closing import OpenPoint, seen_of
from binakon.planning.rules.frozen_year import FrozenSince
from binakon.planning.states import ActivityKind, YearState, indicator_label

HISTORY_LINES = 12
TONES = {YearState.OPEN: "", YearState.CLOSING: "wait", YearState.CLOSED: "good"}


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure that is counted otherwise since the year was closed."""

    label: str
    part: str
    since: FrozenSince
    href: str


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """The page of one year's closing."""

    programme: ProgrammeYear
    tone: str
    refusing: tuple[OpenPoint, ...]
    warning: tuple[OpenPoint, ...]
    seen: str
    closing: YearClosing | None
    closings: tuple[YearClosing, ...]
    left_open: tuple[str, ...]
    moved: tuple[Moved, ...]
    waiting: YearReopening | None
    history: tuple[AuditEvent, ...]
    is_own_request: bool
    may_plan: bool
    may_approve: bool

    @property
    def is_running(self) -> bool:
        """Whether nobody prepares its closing yet."""
        return self.programme.state == YearState.OPEN

    @property
    def is_checked(self) -> bool:
        """Whether its closing is prepared."""
        return self.programme.state == YearState.CLOSING


def closing_page(viewer: Viewer, office: str, year: int) -> ClosingPage | None:
    """The closing of a year for a viewer with a desk role at its office; None otherwise or without a plan."""
    programme = programme_of(office, year)
    if programme is None or not can_see_desk(viewer, office):
        return None
    is_closed = programme.state == YearState.CLOSED
    points = () if is_closed else open_points(programme, today())
    closing = newest_closing(programme.pk)
    waiting = YearReopening.objects.filter(programme=programme, answered_at=None)
    request = waiting.select_related("asked_by", "programme__office").first()
    return ClosingPage(
        programme=programme,
        tone=TONES[YearState(programme.state)],
        refusing=tuple(point for point in points if point.is_refusing),
        warning=tuple(point for point in points if not point.is_refusing),
        seen=seen_of(points),
        closing=closing,
        closings=tuple(YearClosing.objects.filter(programme=programme).order_by("-number")),
        left_open=_left_open(closing),
        moved=_moved(closing),
        waiting=request,
        history=_history(programme),
        is_own_request=request is not None and request.asked_by_id == viewer.actor.user_id,
        may_plan=can_plan(viewer, office),
        may_approve=can_approve(viewer, office),
    )


def waiting_reopening(viewer: Viewer, office: str, year: int) -> YearReopening | None:
    """The request that waits for an answer, for whoever may open the desk."""
    if not can_see_desk(viewer, office):
        return None
    rows = YearReopening.objects.filter(
        programme__office__code=office, programme__year=year, answered_at=None
    )
    return rows.select_related("programme__office").first()


def _moved(closing: YearClosing | None) -> tuple[Moved, ...]:
    """Every frozen figure that is counted otherwise today, each counted once."""
    if closing is None:
        return ()
    programme = closing.programme
    scope = Scope(programme.office.code, programme.year, max(today(), closing.as_of))
    known = {measure.key for measure in all_measures()}
    found = []
    for row in closing.figures.all():
        if row.measure not in known:
            continue
        live = figure(row.measure, scope, row.part)
        since = since_of(row, closing, live)
        if since.is_moved or since.is_redefined:
            found.append(Moved(row.label, _part_words(row.part), since, live.desk_href))
    return tuple(found)


def _part_words(part: str) -> str:
    """The part of a figure as people call it: a kind of activity, an indicator; a code stays a code."""
    return str(ActivityKind(part).label) if part in ActivityKind.values else indicator_label(part)


def _left_open(closing: YearClosing | None) -> tuple[str, ...]:
    """What was still open when the year was closed, in words."""
    if closing is None:
        return ()
    names = {
        "trainings": _("kelas belum dilaporkan"),
        "certificates": _("sertifikat belum terbit"),
        "cases": _("kasus sertifikasi dibawa ke tahun berikutnya"),
        "meetings": _("rapat belum ditutup"),
        "agreements": _("kesepakatan ditagih terus di tahun berikutnya"),
        "commitments": _("ikatan belanja belum dibayar"),
        "briefs": _("siaran pers belum terbit"),
        "clocks": _("tenggat masih berjalan"),
    }
    told = [f"{words.number(many)} {names[key]}" for key, many in closing.left_open if key in names]
    if any(key == "payments" for key, _many in closing.left_open):
        told.append(_("tidak ada realisasi yang dicatat"))
    return tuple(told)


def _history(programme: ProgrammeYear) -> tuple[AuditEvent, ...]:
    rows = AuditEvent.objects.filter(
        subject_type=ProgrammeYear._meta.label_lower, subject_id=programme.pk
    )
    return tuple(rows.order_by("-id")[:HISTORY_LINES])
