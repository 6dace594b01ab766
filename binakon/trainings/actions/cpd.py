"""Writing down what was told to the PKB system, and the two clocks that remind of it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.calendar import today
from binakon.core.deadlines import CLOSING, start_clock, stop_clock
from binakon.core.problems import StaleState, refuse
from binakon.enrolment.models import Training
from binakon.trainings.models import CpdFiling
from binakon.trainings.queries.cpd import filing_of, running_classes
from binakon.trainings.rules.cpd import filing_problems, report_due, submission_due

SUBMISSION, REPORT = "cpd_submission", "cpd_report"


@dataclass(frozen=True, slots=True)
class Filed:
    """What somebody states of a class's PKB; None and "" are not known."""

    is_registered: bool | None = None
    submitted_on: date | None = None
    submission_number: str = ""
    reported_on: date | None = None
    report_number: str = ""


@transaction.atomic
def file_cpd(
    training: Training, filed: Filed, *, revision: int, by: Actor, at: datetime | None = None
) -> CpdFiling:
    """Write it down, beside the clocks; `revision` is the one the page was drawn with, 0 where nothing stood.

    Raises `Blocked` with everything that contradicts itself, `StaleState` when somebody else was faster.
    """
    problems = filing_problems(
        submitted_on=filed.submitted_on,
        reported_on=filed.reported_on,
        ends_on=training.ends_on,
        today=today(),
    )
    refuse(problems)
    columns = asdict(filed)
    filing, _is_new = CpdFiling.objects.get_or_create(training=training)
    rows = CpdFiling.objects.filter(pk=filing.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **columns):
        raise StaleState(
            _("Orang lain baru saja mengubah catatan PKB ini. Muat ulang halaman, lalu lihat lagi.")
        )
    filing.refresh_from_db()
    _set_clocks(training, filing, at=at)
    ledger.record(
        filing,
        "cpd:file",
        by=by,
        at=at,
        sentence=f"Catatan PKB {training} diubah",
        after={name: str(value) for name, value in columns.items()},
        office_code=training.office_code,
    )
    return filing


@transaction.atomic
def start_cpd_clocks(*, by: Actor, at: datetime | None = None) -> int:
    """Let the clocks of every determined class run that nothing has stopped; returns how many classes were looked at."""
    found = running_classes()
    for training in found:
        _set_clocks(training, filing_of(training), at=at)
    return len(found)


def _set_clocks(training: Training, filing: CpdFiling | None, *, at: datetime | None) -> None:
    """Both clocks as they must be: stopped by what was filled, or when the organiser is not registered."""
    is_idle = filing is not None and filing.is_registered is False
    submitted, reported = (
        (filing.submitted_on, filing.reported_on) if filing is not None else (None, None)
    )
    for kind, done, due, title in (
        (SUBMISSION, submitted, submission_due(training.starts_on), "Ajukan ke PKB"),
        (REPORT, reported, report_due(training.ends_on), "Laporkan ke PKB"),
    ):
        if is_idle or done:
            stop_clock(training, kind, at=at)
            continue
        start_clock(
            training,
            kind,
            title=f"{title}: {training}",
            office_code=training.office_code,
            due_at=datetime.combine(due, CLOSING, tzinfo=timezone.get_default_timezone()),
            path=f"/meja/pelatihan/{training.activity.slug}/laporan/pkb/",
        )
