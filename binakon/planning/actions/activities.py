"""The life of an activity: rescheduled, postponed, cancelled with a reason, held, closed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.calendar import Window
from binakon.core.problems import Blocked, Problem, refuse
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import Activity
from binakon.planning.queries.life import invited_offices
from binakon.planning.rules.life import attendance_problems
from binakon.planning.states import ActivityState


@transaction.atomic
def reschedule_activity(
    activity: Activity, *, window: Window, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Give an activity another window, with the reason that the public will read."""
    words = f"{activity} dijadwalkan ulang dari {activity.window_form} ke {window.text}: {_demand(reason)}"
    OpenBooks.hold(activity.programme_id)
    ledger.move(
        activity,
        "reschedule",
        by=by,
        at=at,
        note=reason.strip(),
        sentence=words,
        office_code=activity.programme.office.code,
        state_reason=reason.strip(),
        window_form=window.text,
        precision=window.precision.value,
        starts_on=window.start,
        ends_on=window.end,
        window_text="",
    )


def postpone_activity(
    activity: Activity, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Put an activity off without a new date."""
    _move(activity, "postpone", f"{activity} ditunda: {_demand(reason)}", reason, by, at)


def cancel_activity(
    activity: Activity, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Call an activity off; it stays visible with its reason."""
    _move(activity, "cancel", f"{activity} dibatalkan: {_demand(reason)}", reason, by, at)


@transaction.atomic
def hold_activity(
    activity: Activity,
    *,
    by: Actor,
    at: datetime | None = None,
    people_came: int | None = None,
    offices_came: int | None = None,
) -> None:
    """Record that an activity took place, and how many people and offices came; None is not known."""
    OpenBooks.hold(activity.programme_id)
    refuse(attendance_problems(offices_came, invited_offices(activity)))
    ledger.move(
        activity,
        "hold",
        by=by,
        at=at,
        sentence=f"{activity} terlaksana",
        office_code=activity.programme.office.code,
        people_came=people_came,
        offices_came=offices_came,
    )


@transaction.atomic
def correct_attendance(
    activity: Activity,
    *,
    by: Actor,
    at: datetime | None = None,
    people_came: int | None,
    offices_came: int | None,
) -> bool:
    """Put right how many came to an activity that was held, when its list was; True when that changes something."""
    refuse(attendance_problems(offices_came, invited_offices(activity)))
    came = {"people_came": people_came, "offices_came": offices_came}
    before = {"people_came": activity.people_came, "offices_came": activity.offices_came}
    held = Activity.objects.filter(pk=activity.pk, state=ActivityState.HELD)
    if came == before or not held.update(**came):
        return False
    activity.people_came, activity.offices_came = people_came, offices_came
    ledger.record(
        activity,
        "attendance",
        by=by,
        at=at,
        sentence=_("Kehadiran pada %(activity)s diperbaiki") % {"activity": activity},
        before=before,
        after=came,
        office_code=activity.programme.office.code,
    )
    return True


def close_activity(activity: Activity, *, by: Actor, at: datetime | None = None) -> None:
    """Close the books of an activity that was held; from now on it counts as done."""
    _move(activity, "close", f"{activity} ditutup", "", by, at)


@transaction.atomic
def _move(
    activity: Activity, name: str, sentence: str, reason: str, by: Actor, at: datetime | None
) -> None:
    OpenBooks.hold(activity.programme_id)
    ledger.move(
        activity,
        name,
        by=by,
        at=at,
        note=reason.strip(),
        sentence=sentence,
        office_code=activity.programme.office.code,
        state_reason=reason.strip(),
    )


def _demand(reason: str) -> str:
    if not reason.strip():
        raise Blocked(
            [Problem("reason", _("Tulis alasannya; alasan ini tampil di halaman publik."))]
        )
    return reason.strip()
