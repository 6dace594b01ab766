"""The report of an event: its words edited beside other people's edits, its photos, and its approval, which freezes it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.numbers import used_once
from binakon.core.problems import Problem, StaleState, refuse
from binakon.enrolment.models import Training
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Office
from binakon.planning.rules.edits import EditConflict, merged
from binakon.trainings.models import EventPhoto, EventReport
from binakon.trainings.queries.report import (
    SERIES,
    fresh,
    photos_of,
    problems_of,
    words_of,
)
from binakon.trainings.rules.report import LABELS, MOST_PHOTOS, WORDS
from binakon.trainings.states import ReportState


@transaction.atomic
def edit_report(
    training: Training,
    *,
    base: Mapping[str, str],
    mine: Mapping[str, str],
    by: Actor,
    at: datetime | None = None,
) -> EventReport:
    """Store what the writer changed since they read `base`; raises `EditConflict` where somebody changed the same part."""
    report = _held(training, by=by, at=at)
    theirs = words_of(report)
    told = {name: mine[name].replace("\r\n", "\n").strip() for name in WORDS}
    changes, clashes = merged(base, told, theirs)
    if clashes:
        raise EditConflict(clashes)
    if not changes:
        return report
    EventReport.objects.filter(pk=report.pk).update(**changes)
    report.refresh_from_db()
    parts = ", ".join(str(LABELS[name]).lower() for name in changes)
    _record(report, "report:edit", f"{report}: {parts} diubah", by=by, at=at)
    return report


@transaction.atomic
def add_photo(
    training: Training,
    made: files.RebuiltFile,
    *,
    caption: str,
    by: Actor,
    at: datetime | None = None,
) -> EventPhoto:
    """Keep a rebuilt photo of the event; raises `Blocked` when its words are missing or the report is full."""
    report = _held(training, by=by, at=at)
    told = " ".join(caption.split())[:200]
    problems = []
    if not told:
        problems.append(Problem("caption", _("Tulis apa yang terlihat di foto ini.")))
    if photos_of(training).count() >= MOST_PHOTOS:
        sentence = _("Laporan memuat paling banyak %(most)d foto. Hapus satu foto dulu.")
        problems.append(Problem("photo", sentence % {"most": MOST_PHOTOS}))
    refuse(problems)
    last = EventPhoto.objects.filter(training=training).aggregate(last=Max("position"))["last"]
    photo = EventPhoto.objects.create(
        training=training, file=files.keep(made), caption=told, position=(last or 0) + 1
    )
    _record(report, "report:photo", f"{report}: foto “{told}” ditambahkan", by=by, at=at)
    return photo


@transaction.atomic
def remove_photo(photo: EventPhoto, *, by: Actor, at: datetime | None = None) -> None:
    """Take a photo out of a draft; its file is erased for good."""
    moment = at or clock.now()
    report = _held(photo.training, by=by, at=moment)
    if not EventPhoto.objects.filter(pk=photo.pk, removed_at=None).update(removed_at=moment):
        raise StaleState(_("Foto ini sudah dihapus. Muat ulang halaman, lalu lihat lagi."))
    files.erase(photo.file)
    sentence = f"{report}: foto “{photo.caption}” dihapus"
    _record(report, "report:photo_remove", sentence, by=by, at=moment)


@transaction.atomic
def approve_report(
    training: Training,
    stated: Numbering,
    *,
    revision: int,
    by: Actor,
    at: datetime | None = None,
) -> EventReport:
    """Give the report its number and freeze all it says; `revision` is the one that the approver has read.

    Raises `Blocked` with everything that is missing, `StaleState` when the report changed since it was read.
    """
    report = _held(training, by=by, at=at)
    # Holding it counted one up.
    if report.revision != revision + 1:
        raise StaleState(
            _("Laporannya berubah sejak Anda membukanya. Muat ulang halaman, lalu baca lagi.")
        )
    content = fresh(training, report)
    refuse(problems_of(training, content))
    office = Office.objects.get(code=training.office_code)
    told = stated.columns(report, series=SERIES, label=str(report), office=office, at=at)
    with used_once(told["number"]):
        ledger.move(
            report,
            "approve",
            by=by,
            at=at,
            sentence=f"{report} disahkan, nomor {told['number']}",
            office_code=office.code,
            content=content,
            approved_by_id=by.user_id,
            approved_at=at or clock.now(),
            **told,
        )
    return report


def _held(training: Training, *, by: Actor, at: datetime | None) -> EventReport:
    """The draft of a training, begun where there is none, held until the end of the transaction and one revision on."""
    report, is_new = EventReport.objects.get_or_create(training=training)
    if is_new:
        sentence = f"{report} disusun"
        ledger.start(report, by=by, at=at, sentence=sentence, office_code=training.office_code)
    draft = EventReport.objects.filter(pk=report.pk, state=ReportState.DRAFT)
    if not draft.update(revision=F("revision") + 1):
        raise StaleState(_("Laporan ini sudah disahkan, jadi tidak bisa diubah lagi."))
    report.refresh_from_db()
    return report


def _record(
    report: EventReport, verb: str, sentence: str, *, by: Actor, at: datetime | None
) -> None:
    office_code = report.training.office_code
    ledger.record(report, verb, by=by, at=at, sentence=sentence, office_code=office_code)
