"""Opening the next year from the plan of this one: a draft murni, goals and history, and nothing that happened."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.planning.actions.contents import VersionContents
from binakon.planning.actions.drafts import draft_version
from binakon.planning.actions.history import copy_history, hand_over_totals
from binakon.planning.models import Goal, PlanVersion, ProgrammeYear
from binakon.planning.queries import version_with_parts, whole_entry
from binakon.planning.rules.next_year import copied_version
from binakon.planning.states import Stage


@dataclass(frozen=True, slots=True)
class _Written:
    by: Actor
    at: datetime | None


@transaction.atomic
def open_next_year(
    base: PlanVersion, *, dated: date, by: Actor, at: datetime | None = None
) -> PlanVersion:
    """Begin the year after that of `base` with a draft murni that says what `base` says, a year later.

    1. Find the next year or begin it. A year that has a murni already is refused: its plan is not written over.
    2. Copy activities (codes kept, windows shifted), their cost lines, targets, goals and published figures; ceilings and whatever
    happened stay behind.
    3. A year that is closed hands its totals over; one that still runs does so when it is closed.

    Raises `Blocked` for a draft as base, because a draft may still be thrown away.
    """
    programme, written = base.programme, _Written(by, at)
    if not base.is_frozen:
        sentence = _("Rencana hanya disalin dari versi yang sudah disahkan. Sahkan dulu versi itu.")
        raise Blocked([Problem("base", sentence)])
    following = _following(programme, written)
    refuse(_murni_problems(following))
    note = f"Disalin dari {base} {programme.year}; biayanya masih biaya {programme.year}."
    version = draft_version(following, stage=Stage.MURNI, dated=dated, note=note, by=by, at=at)
    entry = copied_version(
        whole_entry(version_with_parts(base.pk)),
        dated=dated,
        years=following.year - programme.year,
        note=note,
    )
    contents = VersionContents(version)
    contents.write(entry)
    contents.carry(base)
    version.copied_from = base
    version.is_total_about = entry.is_total_about
    version.save(update_fields=["copied_from", "is_total_about"])
    ledger.record(
        version,
        "planversion:copy",
        by=by,
        at=at,
        sentence=f"{len(entry.activities)} kegiatan disalin dari {base} {programme.year}",
        after={"copied_from": base.pk},
        office_code=following.office.code,
    )
    _copy_goal(programme, following, written)
    copy_history(programme, following, by=by, at=at)
    hand_over_totals(programme, by=by, at=at)
    return version


def _following(programme: ProgrammeYear, written: _Written) -> ProgrammeYear:
    """The next year, begun where nobody has; two who begin it at once find the same row."""
    held = ProgrammeYear.objects.filter(office=programme.office_id, year=programme.year + 1)
    found = held.select_related("office").first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            found = ProgrammeYear.objects.create(
                office=programme.office,
                year=programme.year + 1,
                name=programme.name,
                purpose=programme.purpose,
                spokesperson=programme.spokesperson,
            )
    except IntegrityError:
        return held.select_related("office").get()
    ledger.start(
        found,
        by=written.by,
        at=written.at,
        sentence=f"Tahun program: {found}, dari rencana {programme.year}",
        office_code=programme.office.code,
    )
    return found


def _murni_problems(following: ProgrammeYear) -> list[Problem]:
    if not PlanVersion.objects.filter(programme=following, stage=Stage.MURNI).exists():
        return []
    sentence = _(
        "Rencana tahun %(year)d sudah punya murni. Lanjutkan murni itu, atau buang konsepnya lebih dulu."
    )
    return [Problem("murni", sentence % {"year": following.year})]


def _copy_goal(programme: ProgrammeYear, following: ProgrammeYear, written: _Written) -> None:
    """What the office would need in the next year: as it said already, else as in this year."""
    if Goal.objects.filter(programme=following).exists():
        return
    own = Goal.objects.filter(programme=programme).order_by("rank", "id")
    goal = own.filter(year=following.year).first() or own.filter(year=programme.year).first()
    if goal is None:
        return
    is_old = goal.year != following.year
    meaning = f"{goal.meaning} (disalin dari {goal.year})".strip() if is_old else goal.meaning
    born = Goal.objects.create(
        programme=following,
        label=goal.label,
        year=following.year,
        people=goal.people,
        meaning=meaning,
    )
    ledger.start(
        born,
        by=written.by,
        at=written.at,
        sentence=f"Kebutuhan ideal: {born}",
        office_code=following.office.code,
    )
