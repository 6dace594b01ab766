"""The clocks of licences of LSP that run out soon: nobody may be tested under a licence whose last day is over."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from binakon.certification.models import Licence
from binakon.certification.queries.licences import ending, watchers
from binakon.core import clock, words
from binakon.core.actor import Actor
from binakon.core.deadlines import start_clock, stop_clock
from binakon.core.models import Deadline

KIND = "licence_ends"


@transaction.atomic
def watch_licences(*, by: Actor, at: datetime | None = None) -> int:
    """Let a clock run at every planning office for each licence that ends within 90 days or has; how many run.

    `by` is whose deed or job it is. It stops when a later licence of the LSP is written down, or this one is not used
    any more. A licence without a known end has none.
    """
    moment = at or clock.now()
    day = timezone.localdate(moment)
    licences, offices = ending(day), watchers(day)
    _stop_others(licences, offices, at=moment)
    for licence in licences:
        if licence.valid_to is None:
            continue
        for code in offices:
            start_clock(
                licence,
                f"{KIND}:{code}",
                title=f"Lisensi {licence} berakhir {words.day(licence.valid_to)}",
                office_code=code,
                due_at=clock.end_of(licence.valid_to),
                path=f"/meja/sertifikasi/lsp/{licence.organisation_id}/",
            )
    return len(licences) * len(offices)


def _stop_others(licences: Sequence[Licence], offices: Sequence[str], *, at: datetime) -> None:
    wanted = {(licence.pk, f"{KIND}:{code}") for licence in licences for code in offices}
    running = Deadline.objects.open().filter(
        subject_type=Licence._meta.label_lower, kind__startswith=f"{KIND}:"
    )
    gone = {(row.subject_id, row.kind) for row in running} - wanted
    for licence in Licence.objects.filter(pk__in={pk for pk, _kind in gone}):
        for pk, kind in gone:
            if pk == licence.pk:
                stop_clock(licence, kind, at=at)
