"""What people themselves tell of a person: SKK issued, and rows that were joined or parted."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.calendar import today
from binakon.people.models import HeldCertificate, Merge
from binakon.people.queries.chapters import Happened, history
from binakon.people.rules import Viewer
from binakon.people.rules.expiry import ends_tone
from binakon.people.rules.registry import can_keep_people
from binakon.people.states import MergeState


@history("held")
def certificates_issued(_viewer: Viewer, rows: Sequence[int]) -> list[Happened]:
    """The SKK of a person, on the day of issue."""
    day = today()
    return [
        Happened(
            chapter=_("SKK"),
            on=held.issued_on,
            title=str(held),
            state=_("berakhir") if _is_over(held) else _("berlaku"),
            tone="" if _is_over(held) else ends_tone(held.expires_on, day),
            detail=_("berlaku sampai %(day)s") % {"day": words.day(held.expires_on)}
            if held.expires_on
            else "",
        )
        for held in HeldCertificate.objects.filter(worker__in=rows)
    ]


def _is_over(held: HeldCertificate) -> bool:
    is_past = held.expires_on is not None and held.expires_on < today()
    return held.ended_on is not None or is_past


@history("merges")
def merges(viewer: Viewer, rows: Sequence[int]) -> list[Happened]:
    """Rows that were found to be this person, and those that were parted again."""
    found = Merge.objects.filter(Q(kept__in=rows) | Q(merged__in=rows)).select_related("merged")
    return [
        Happened(
            chapter=_("Penggabungan"),
            on=timezone.localdate(merge.undone_at or merge.at),
            title=_("Catatan %(name)s") % {"name": merge.merged},
            state=str(merge.get_state_display()),
            tone="" if merge.state == MergeState.STANDING else "wait",
            detail=merge.undone_because or merge.reason,
            href=reverse("merge_detail", args=[merge.pk]) if can_keep_people(viewer) else "",
        )
        for merge in found
    ]
