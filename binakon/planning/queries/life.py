"""The life of an activity: what was planned, what moved it, who came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.calendar import Precision, Window, describe
from binakon.core.models import AuditEvent
from binakon.people.queries import regencies_of
from binakon.people.rules import Viewer, can_plan
from binakon.planning.models import Activity
from binakon.planning.states import ACTIVITY, ActivityState

MOVES = ("reschedule", "postpone", "cancel", "hold", "close")


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One step of an activity's life; `before` is its window until then, in words."""

    at: datetime
    label: str
    reason: str
    before: str
    actor: str


@dataclass(frozen=True, slots=True)
class LifePage:
    """An activity with its life and the steps that may follow."""

    activity: Activity
    steps: tuple[LifeStep, ...]
    moves: tuple[str, ...]
    invited: int | None
    may_plan: bool


def invited_offices(activity: Activity) -> int | None:
    """How many kabupaten/kota the plan involves; None when it does not say."""
    if activity.is_all_regions:
        return regencies_of(activity.programme.office.code).count() or None
    return len(activity.region_codes) or None


def life_of(activity: Activity) -> tuple[LifeStep, ...]:
    """Every step since it was planned, the latest first."""
    events = AuditEvent.objects.filter(
        subject_type=Activity._meta.label_lower, subject_id=activity.pk, action__in=MOVES
    )
    return tuple(_step(event) for event in events.order_by("-id"))


def _step(event: AuditEvent) -> LifeStep:
    label = str(ActivityState(event.new_state).label)
    before = _window_before(event.before) if event.action == "reschedule" else ""
    return LifeStep(event.at, label, event.note, before, event.actor_label)


def _window_before(before: dict[str, Any]) -> str:
    if before.get("window_text"):
        return str(before["window_text"])
    precision = Precision(before["precision"])
    if precision == Precision.AFTER_EVENT:
        return _("setelah perubahan anggaran disahkan")
    days = [_day(before[name]) for name in ("starts_on", "ends_on")]
    return describe(Window(precision, days[0], days[1], before["window_form"]))


def _day(text: str | None) -> Any:
    return datetime.fromisoformat(text).date() if text else None


def life_page(viewer: Viewer, slug: str) -> LifePage | None:
    """One activity's life for a viewer with a role at its office; None otherwise."""
    found = (
        Activity.objects.filter(slug=slug)
        .select_related("programme__office", "funded_by", "indicator")
        .first()
    )
    if found is None or not viewer.roles_at(found.programme.office.code):
        return None
    allowed = {
        name for name, (sources, _target) in ACTIVITY.moves.items() if found.state in sources
    }
    return LifePage(
        activity=found,
        steps=life_of(found),
        moves=tuple(name for name in MOVES if name in allowed),
        invited=invited_offices(found),
        may_plan=can_plan(viewer, found.programme.office.code),
    )
