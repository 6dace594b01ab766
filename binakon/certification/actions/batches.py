"""A batch from its opening to its end: whom it holds, sent to its LSP, its test day, cancelled, closed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.certification.models import Batch, Case
from binakon.certification.queries.batches import (
    cases_of,
    joining_cases,
    joining_day,
    office_of,
    signed_letter_of,
    why_not,
)
from binakon.certification.rules.batches import (
    WITHOUT_RESULT,
    closing_problems,
    sending_problems,
)
from binakon.certification.states import (
    BatchState,
    CasePaperKind,
)
from binakon.core import clock, ledger, outbox
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.models import Organisation, Role, RoleGrant
from binakon.planning.models import Activity
from binakon.planning.states import ActivityKind
from binakon.trainings.states import PaperState

_TRIES = 20


@transaction.atomic
def open_batch(
    activity: Activity,
    organisation: Organisation,
    *,
    by: Actor,
    planned_on: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Batch:
    """Begin a batch of an activity for one LSP; raises `Blocked` for what is no certification or no LSP."""
    problems = []
    if activity.kind != ActivityKind.CERTIFICATION:
        sentence = _("%(activity)s bukan kegiatan fasilitasi sertifikasi.")
        problems.append(Problem("activity", sentence % {"activity": activity}))
    if organisation.kind != Organisation.Kind.LSP:
        sentence = _("%(name)s bukan LSP.")
        problems.append(Problem("organisation", sentence % {"name": organisation}))
    refuse(problems)
    batch = _numbered(activity, organisation, planned_on, note.strip())
    _start(batch, by, at)
    return batch


def _start(batch: Batch, by: Actor, at: datetime | None) -> None:
    sentence = f"Rombongan uji {batch} dibuka"
    ledger.start(batch, by=by, at=at, sentence=sentence, office_code=office_of(batch))


def _numbered(
    activity: Activity, organisation: Organisation, planned_on: date | None, note: str
) -> Batch:
    """The next number of the activity; whoever is turned away by the UNIQUE index takes the one after."""
    for _try in range(_TRIES):
        rows = Batch.objects.filter(activity=activity)
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                return Batch.objects.create(
                    activity=activity,
                    organisation=organisation,
                    number=number,
                    planned_on=planned_on,
                    note=note,
                )
        except IntegrityError:
            continue
    raise StaleState(_("Banyak rombongan sedang dibuka bersamaan. Coba lagi."))


@transaction.atomic
def plan_batch(
    batch: Batch, *, planned_on: date | None, note: str, by: Actor, at: datetime | None = None
) -> None:
    """Change the planned day and the note of a batch that was not sent."""
    _hold(batch, BatchState.PREPARED)
    batch.planned_on, batch.note = planned_on, note.strip()
    batch.save(update_fields=["planned_on", "note"])
    _record(batch, "batch:plan", f"Rencana {batch} diubah", by, at)


@transaction.atomic
def select_cases(batch: Batch, pks: Iterable[int], *, by: Actor, at: datetime | None = None) -> int:
    """Let these cases join the batch, all of them or none; how many.

    The database decides: one conditional UPDATE a case, so that nobody is in two batches and nobody comes whose scheme
    the LSP may not test. Raises `Blocked` with everybody who may not, `StaleState` once the batch was sent.
    """
    chosen = sorted(set(pks))
    if not chosen:
        refuse([Problem("nobody", _("Pilih paling sedikit satu orang."))])
    _hold_open(batch)
    day = joining_day(batch, timezone.localdate(at or clock.now()))
    left = [pk for pk in chosen if not _join(batch, pk, day)]
    if left:
        problems = why_not(batch, left, day)
        raise Blocked(problems or [_changed()])
    cases = list(Case.objects.filter(pk__in=chosen))
    told = [(case, f"Kasus {case.code} masuk {batch}") for case in cases]
    ledger.record_many(told, "case:batch", by=by, at=at, office_code=office_of(batch))
    _record(batch, "batch:select", f"{len(chosen)} kasus masuk {batch}", by, at)
    return len(chosen)


def _join(batch: Batch, pk: int, day: date) -> bool:
    joined = joining_cases(batch, day).filter(pk=pk)
    return joined.update(batch=batch, revision=F("revision") + 1) == 1


def _changed() -> Problem:
    return Problem("changed", _("Isinya baru saja berubah. Muat ulang halaman, lalu pilih lagi."))


@transaction.atomic
def release_cases(
    batch: Batch, pks: Iterable[int], *, by: Actor, at: datetime | None = None
) -> int:
    """Take cases out of a batch that was not sent; how many."""
    _hold_open(batch)
    rows = Case.objects.filter(batch=batch, pk__in=sorted(set(pks)))
    cases = list(rows)
    if not cases:
        refuse([Problem("nobody", _("Pilih paling sedikit satu orang."))])
    rows.update(batch=None, revision=F("revision") + 1)
    told = [(case, f"Kasus {case.code} keluar dari {batch}") for case in cases]
    ledger.record_many(told, "case:batch", by=by, at=at, office_code=office_of(batch))
    _record(batch, "batch:release", f"{len(cases)} kasus keluar dari {batch}", by, at)
    return len(cases)


@transaction.atomic
def send_batch(batch: Batch, *, by: Actor, at: datetime | None = None) -> bool:
    """Send the list to its LSP with the signed letter; False when it had gone before.

    The LSP gets a message with the scan, whoever logs in for it is told where the list stands. Raises `Blocked`.
    """
    moment = at or clock.now()
    batch.refresh_from_db()
    if batch.sent_at is not None:
        return False
    letter = signed_letter_of(batch)
    people = cases_of(batch).count()
    refuse(sending_problems(people=people, has_scan=letter is not None))
    assert letter is not None, "refused above"
    assert letter.scan is not None, "a signed letter has its scan"
    try:
        ledger.move(
            batch,
            "send",
            by=by,
            at=moment,
            sentence=f"Daftar {batch} dikirim, {people} orang, surat {letter.number}",
            office_code=office_of(batch),
            sent_at=moment,
        )
    except StaleState:
        return False
    context = {"batch": batch, "letter": letter, "people": people}
    for email, name, phone in _readers(batch):
        outbox.post(
            "batch_sent",
            to=email,
            to_name=name,
            phone=phone,
            about=batch,
            office_code=office_of(batch),
            context={**context, "name": name},
            file=(letter.scan, "surat-pengantar"),
        )
    return True


def _readers(batch: Batch) -> list[tuple[str, str, str]]:
    """The LSP itself and whoever logs in for it at this office, each address once."""
    body = batch.organisation
    told = {}
    if body.email or body.phone:
        name = f"{body.contact_role} {body.name}" if body.contact_role else body.name
        told[body.email] = (body.email, name, body.phone)
    grants = RoleGrant.objects.in_force_on(timezone.localdate()).filter(
        role=Role.PARTNER, organisation=body, office__code=office_of(batch), user__is_active=True
    )
    for email, name in grants.values_list("user__email", "user__name"):
        told.setdefault(email, (email, name, ""))
    return list(told.values())


@transaction.atomic
def cancel_batch(batch: Batch, *, reason: str, by: Actor, at: datetime | None = None) -> int:
    """Give a batch up whose test was not arranged; its cases are free for another one. How many."""
    words = " ".join(reason.split())
    if not words:
        refuse([Problem("reason", _("Tulis alasan membatalkan rombongan ini."))])
    ledger.move(
        batch,
        "cancel",
        by=by,
        at=at,
        note=words,
        sentence=f"{batch} dibatalkan: {words}",
        office_code=office_of(batch),
    )
    return Case.objects.filter(batch=batch).update(batch=None, revision=F("revision") + 1)


@transaction.atomic
def close_batch(batch: Batch, *, by: Actor, at: datetime | None = None) -> None:
    """End a batch whose results are all in."""
    waiting = cases_of(batch).filter(state__in=WITHOUT_RESULT).count()
    refuse(closing_problems(waiting))
    sentence = f"{batch} selesai"
    ledger.move(batch, "close", by=by, at=at, sentence=sentence, office_code=office_of(batch))


def _hold(batch: Batch, state: BatchState) -> None:
    """Hold the batch in one state until the end of the transaction; the moves of its state wait for it."""
    held = Batch.objects.filter(pk=batch.pk, state=state)
    if held.update(revision=F("revision") + 1) != 1:
        raise StaleState(
            _("Rombongan ini sudah dikirim atau dibatalkan. Muat ulang halaman, lalu lihat lagi.")
        )
    batch.refresh_from_db()


def _hold_open(batch: Batch) -> None:
    """Hold a batch whose list may still change: not sent, and no letter names its people yet."""
    _hold(batch, BatchState.PREPARED)
    named = batch.papers.filter(
        kind=CasePaperKind.LETTER, state__in=(PaperState.ISSUED, PaperState.SIGNED)
    )
    if named.exists():
        sentence = _(
            "Surat pengantarnya sudah bernomor dan memuat daftar ini. Tarik suratnya dulu, lalu ubah daftarnya."
        )
        refuse([Problem("letter", sentence)])


def _record(batch: Batch, verb: str, sentence: str, by: Actor, at: datetime | None) -> None:
    ledger.record(batch, verb, by=by, at=at, sentence=sentence, office_code=office_of(batch))
