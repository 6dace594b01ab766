"""Closing a programme year: prepared, checked, closed with its figures frozen; opened again by two people."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, ledger, words
from binakon.core.actor import Actor
from binakon.core.measures import Scope
from binakon.core.models import Deadline
from binakon.core.problems import Blocked, NotAllowed, Problem, StaleState, refuse
from binakon.planning.actions.duties import run_clocks
from binakon.planning.actions.history import hand_over_totals
from binakon.planning.models import FrozenFigure, ProgrammeYear, YearClosing, YearReopening
from binakon.planning.queries.closing_points import open_points
from binakon.planning.queries.frozen_parts import frozen_facts
from binakon.planning.rules.closing import (
    OpenPoint,
    closing_problems,
    reason_problems,
    seen_of,
)
from binakon.planning.rules.duties import OWED_BY_CLOSED
from binakon.planning.rules.frozen_year import whole_digest

BATCH = 500


@transaction.atomic
def prepare_closing(programme: ProgrammeYear, *, by: Actor, at: datetime | None = None) -> None:
    """Begin to check a year before it is closed; everything may still be written."""
    _move(programme, "prepare", f"Penutupan {programme} disiapkan", by=by, at=at)


@transaction.atomic
def abandon_closing(programme: ProgrammeYear, *, by: Actor, at: datetime | None = None) -> None:
    """Stop preparing the closing; the year runs on."""
    _move(programme, "abandon", f"Penutupan {programme} tidak dilanjutkan", by=by, at=at)


@transaction.atomic
def close_year(
    programme: ProgrammeYear, *, by: Actor, seen: str | None = None, at: datetime | None = None
) -> YearClosing:
    """Close a year and freeze every figure of the registry as of the day.

    1. Move the year's row, so that whoever is about to write into it waits and is then refused.
    2. Refuse with everything that would stand wrong for ever; keep what is only left open.
    3. Count every measure with its parts, as all pages do, and store it with what explains it.
    4. Hand the totals to the next year, if it is planned already.
    5. Stop the clocks of the year itself; what it owes to others (quarter reports) and its cases go on.

    `seen` is the fingerprint of the list that the closer read: `StaleState` when the list is another by now.
    """
    moment = at or clock.now()
    day = timezone.localdate(moment)
    _move(programme, "close", f"{programme} ditutup, angkanya dibekukan", by=by, at=moment)
    points = open_points(programme, day)
    if seen is not None and seen != seen_of(points):
        raise StaleState(
            _("Daftar periksanya berubah sementara Anda membaca. Baca lagi, lalu putuskan.")
        )
    refuse(closing_problems(points))
    closing = _freeze(programme, points, by=by, at=moment)
    hand_over_totals(programme, by=by, at=moment)
    _stop_clocks(programme, at=moment)
    return closing


@transaction.atomic
def ask_reopening(
    programme: ProgrammeYear, *, reason: str, by: Actor, at: datetime | None = None
) -> YearReopening:
    """Ask that a closed year is opened again; it stays closed until somebody else grants it.

    Raises `Blocked` without a reason or while another request waits.
    """
    refuse(reason_problems(reason))
    person = _person(by)
    # Whoever is not closed any more is not opened either; nobody opens it while this is written.
    if programme.workflow.target("reopen", programme.state) and not _touched(programme):
        raise _moved()
    moment = at or clock.now()
    try:
        with transaction.atomic():
            row = YearReopening.objects.create(
                programme=programme, reason=reason.strip(), asked_by_id=person, asked_at=moment
            )
    except IntegrityError:
        sentence = _("Sudah ada permintaan pembukaan kembali yang menunggu jawaban.")
        raise Blocked([Problem("waits", sentence)]) from None
    ledger.start(
        row,
        by=by,
        at=moment,
        sentence=f"Pembukaan kembali {programme} diminta: {row.reason}",
        office_code=programme.office.code,
    )
    return row


@transaction.atomic
def answer_reopening(
    row: YearReopening, *, is_granted: bool, answer: str, by: Actor, at: datetime | None = None
) -> None:
    """Grant or deny that a year is opened again; what was frozen stays readable.

    Raises `NotAllowed` for whoever asked, `Blocked` when a denial says no reason, `StaleState` when it was answered.
    """
    person, moment, programme = _person(by), at or clock.now(), row.programme
    if row.asked_by_id == person:
        raise NotAllowed(
            _("Pembukaan kembali ini Anda minta sendiri. Orang lain yang harus menjawabnya.")
        )
    if not is_granted:
        refuse(reason_problems(answer))
    waiting = YearReopening.objects.filter(pk=row.pk, answered_at=None)
    told = {
        "answered_by_id": person,
        "answered_at": moment,
        "is_granted": is_granted,
        "answer": answer.strip(),
    }
    if waiting.update(**told) != 1:
        raise StaleState(_("Permintaan ini sudah dijawab. Muat ulang halaman."))
    word = "disetujui" if is_granted else "ditolak"
    ledger.record(
        row,
        "yearreopening:answer",
        by=by,
        at=moment,
        sentence=f"Pembukaan kembali {programme} {word}",
        after={"is_granted": is_granted},
        note=answer.strip(),
        office_code=programme.office.code,
    )
    if is_granted:
        sentence = f"{programme} dibuka kembali: {row.reason}"
        _move(programme, "reopen", sentence, by=by, at=moment, note=row.reason)
        run_clocks(programme, by=by, at=moment)


def _move(
    programme: ProgrammeYear,
    step: str,
    sentence: str,
    *,
    by: Actor,
    at: datetime | None,
    note: str = "",
) -> None:
    code = programme.office.code
    ledger.move(programme, step, by=by, at=at, sentence=sentence, note=note, office_code=code)


def _stop_clocks(programme: ProgrammeYear, *, at: datetime) -> None:
    running = Deadline.objects.open().filter(
        subject_type=ProgrammeYear._meta.label_lower, subject_id=programme.pk
    )
    for kind in running.values_list("kind", flat=True):
        if kind.partition(":")[0] not in OWED_BY_CLOSED:
            deadlines.stop_clock(programme, kind, at=at)


def _freeze(
    programme: ProgrammeYear, points: Iterable[OpenPoint], *, by: Actor, at: datetime
) -> YearClosing:
    scope = Scope(programme.office.code, programme.year, timezone.localdate(at))
    facts = frozen_facts(scope)
    last = YearClosing.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    closing = YearClosing.objects.create(
        programme=programme,
        number=(last or 0) + 1,
        as_of=scope.as_of,
        left_open=[[point.key, point.many] for point in points],
        digest=whole_digest(facts),
        figure_count=len(facts),
        closed_by=by.label[:300],
        closer_id=by.user_id,
        closed_at=at,
    )
    rows = [
        FrozenFigure(
            closing=closing, digest=fact.digest, **{**asdict(fact), "rows": list(fact.rows)}
        )
        for fact in facts
    ]
    # SQLite and PostgreSQL ask the guard row by row, also within one statement.
    FrozenFigure.objects.bulk_create(rows, batch_size=BATCH)
    ledger.start(
        closing,
        by=by,
        at=at,
        sentence=f"{closing}: {words.number(len(facts))} angka dibekukan, sidik {closing.digest[:12]}",
        office_code=programme.office.code,
    )
    return closing


def _touched(programme: ProgrammeYear) -> bool:
    rows = ProgrammeYear.objects.filter(pk=programme.pk, state=programme.state)
    return rows.update(name=programme.name) == 1


def _moved() -> StaleState:
    return StaleState(_("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi."))


def _person(by: Actor) -> int:
    """Who answers for it: opening again needs two people, never a job or a link."""
    if by.user_id is None:
        raise NotAllowed(_("Pembukaan kembali hanya diminta dan dijawab oleh orang dengan akun."))
    return by.user_id
