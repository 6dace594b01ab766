"""Results of a test: a file kept as it came, taken whole or thrown away; one person's result typed in."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.certification.actions.chain import (
    Deed,
    for_all,
    record_absence,
    record_competent,
    record_not_competent,
    record_numbers,
    record_test,
)
from binakon.certification.models import Batch, Case, ResultFile
from binakon.certification.queries.batches import office_of
from binakon.certification.rules.results import Outlook
from binakon.certification.states import ResultState
from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, IllegalMove, Problem, StaleState, refuse
from binakon.people.rules.import_sealed import without_nik

# What nobody rebuilds: a workbook or CSV, kept encrypted as it came because it holds NIK.
AS_IT_CAME = "application/octet-stream"
# How long a file waits for its decision: it holds NIK.
KEPT = timedelta(days=7)


@transaction.atomic
def keep_file(
    batch: Batch,
    *,
    file_name: str,
    content: bytes,
    days: Mapping[str, date | None],
    by: Actor,
    at: datetime | None = None,
) -> ResultFile:
    """Keep a file of results for its preview, encrypted, exactly as it came.

    `days` are those (`decided_on`, `recorded_on`) that hold for everybody of whom the file says none.
    """
    assert by.user_id is not None, "a file is uploaded by somebody"
    made = files.RebuiltFile(AS_IT_CAME, content, 0, hashlib.sha256(content).hexdigest())
    file = ResultFile.objects.create(
        batch=batch,
        file=files.keep(made),
        file_name=without_nik(file_name)[:200],
        uploaded_by_id=by.user_id,
        uploaded_at=at or clock.now(),
        taken={"days": {name: day.isoformat() for name, day in days.items() if day}},
    )
    sentence = f"Berkas hasil {batch} diunggah"
    ledger.start(file, by=by, at=at, sentence=sentence, office_code=office_of(batch))
    return file


@transaction.atomic
def take_file(
    file: ResultFile,
    outlooks: Sequence[tuple[int, Outlook]],
    *,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Take every step that the rows of a file lead to, or none; how many people moved.

    `outlooks` pairs each case with what follows from its row. The file goes first: whoever moves it takes its results,
    nobody else can, so pressing twice does it once (`StaleState`). Raises `Blocked` with the problems of everybody.
    """
    moving = {pk: outlook for pk, outlook in outlooks if outlook.steps}
    _demand_waiting(file)
    ledger.move(
        file,
        "apply",
        by=by,
        at=at,
        sentence=f"Hasil {file.batch} dimasukkan dari berkas: {len(moving)} orang",
        office_code=office_of(file.batch),
        applied_at=at or clock.now(),
        taken={**file.taken, "moved": len(moving), "rows": len(outlooks)},
    )
    _take(file.batch, moving, by=by, at=at)
    return len(moving)


@transaction.atomic
def take_result(
    batch: Batch, case: Case, outlook: Outlook, *, by: Actor, at: datetime | None = None
) -> None:
    """Take the result of one person, typed in; raises `Blocked` with everything that stands in the way."""
    refuse(outlook.problems)
    if not outlook.steps:
        refuse([Problem("outcome", _("Tidak ada yang berubah. Isi hasil atau nomor SKK-nya."))])
    _take(batch, {case.pk: outlook}, by=by, at=at)


@transaction.atomic
def discard_file(file: ResultFile, *, by: Actor, at: datetime | None = None) -> None:
    """Throw a waiting file away for good, its bytes too; no case was moved."""
    _demand_waiting(file)
    ledger.move(
        file,
        "discard",
        by=by,
        at=at,
        sentence=f"Berkas hasil {file.batch} dibuang",
        office_code=office_of(file.batch),
    )
    files.erase(file.file)


def purge_files(*, by: Actor, at: datetime | None = None) -> int:
    """Throw away for good what waited longer than `KEPT` for a decision; how many."""
    since = (at or clock.now()) - KEPT
    waiting = ResultFile.objects.filter(state=ResultState.UPLOADED, uploaded_at__lt=since)
    rows = waiting.select_related("file", "batch__activity__programme__office")
    return sum(_purged(file, by, at) for file in rows.order_by("pk"))


def _purged(file: ResultFile, by: Actor, at: datetime | None) -> bool:
    try:
        discard_file(file, by=by, at=at)
    except (IllegalMove, StaleState):
        # Somebody decided meanwhile.
        return False
    return True


def _demand_waiting(file: ResultFile) -> None:
    if file.state != ResultState.UPLOADED:
        raise StaleState(_("Berkas ini sudah dimasukkan atau dibuang. Lihat hasil rombongannya."))


def _take(batch: Batch, moving: Mapping[int, Outlook], *, by: Actor, at: datetime | None) -> None:
    try:
        ledger.move(
            batch,
            "take_results",
            by=by,
            at=at,
            sentence=f"Hasil {batch} masuk: {len(moving)} orang",
            office_code=office_of(batch),
        )
    except IllegalMove:
        sentence = _("Uji rombongan ini belum dijadwalkan. Tetapkan jadwalnya dulu.")
        raise Blocked([Problem("schedule", sentence)]) from None
    cases = Case.objects.filter(pk__in=moving, batch=batch).select_related(
        "worker", "activity__programme__office", "registration", "batch__organisation"
    )
    found = list(cases.order_by("pk"))
    if len(found) < len(moving):
        raise StaleState(_("Isi rombongan ini baru saja berubah. Muat ulang, lalu lihat lagi."))
    for_all(found, lambda case, by: _steps(case, moving[case.pk], by=by, at=at), by=by)


def _steps(case: Case, outlook: Outlook, *, by: Actor, at: datetime | None) -> None:
    told = outlook.told
    for step in outlook.steps:
        if step == "record":
            assert told.recorded_on is not None, "judged before"
            record_numbers(case, Deed(told.recorded_on), numbers=told.numbers, by=by, at=at)
            continue
        on = told.tested_on if step in {"test", "miss"} else told.decided_on
        assert on is not None, "judged before"
        deed = Deed(on, note=told.advice if step in {"pass", "fail", "miss"} else "")
        _VERBS[step](case, deed, by=by, at=at)


_VERBS = {
    "miss": record_absence,
    "test": record_test,
    "pass": record_competent,
    "fail": record_not_competent,
}
