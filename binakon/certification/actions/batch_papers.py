"""The papers of a batch: drawn up, changed, numbered with their list frozen, signed, withdrawn."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.certification.models import Batch, CasePaper
from binakon.certification.queries.batch_papers import fresh, listed_in
from binakon.certification.queries.batches import cases_of, office_of, paper_of
from binakon.certification.rules.batch_papers import FIELDS, SERIES, default_body, paper_problems
from binakon.certification.states import BatchState, CasePaperKind
from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.numbers import used_once, void_numbers_of
from binakon.core.problems import Problem, StaleState, refuse
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Office
from binakon.trainings.states import PaperState


@transaction.atomic
def draw_up(
    batch: Batch, kind: CasePaperKind, *, by: Actor, at: datetime | None = None
) -> CasePaper:
    """A draft of the covering letter or of the minutes; the one that is there already where there is one."""
    held = Batch.objects.filter(pk=batch.pk).update(revision=F("revision") + 1)
    assert held == 1, "a batch is not deleted"
    found = paper_of(batch, kind)
    if found is not None and (kind == CasePaperKind.LETTER or found.state == PaperState.DRAFT):
        return found
    paper = CasePaper.objects.create(
        activity=batch.activity,
        batch=batch,
        kind=kind.value,
        body=default_body(
            kind,
            activity=str(batch.activity),
            lsp=batch.organisation.name,
            many=cases_of(batch).count(),
        ),
    )
    sentence = f"Konsep {kind.label} untuk {batch} disusun"
    ledger.start(paper, by=by, at=at, sentence=sentence, office_code=office_of(batch))
    return paper


@transaction.atomic
def edit_paper(
    paper: CasePaper, told: Mapping[str, str], *, by: Actor, at: datetime | None = None
) -> None:
    """Change the words of a draft."""
    body = {
        field: told.get(field, "").replace("\r\n", "\n").strip() for field in FIELDS[paper.kind]
    }
    drafts = CasePaper.objects.filter(pk=paper.pk, state=PaperState.DRAFT)
    if not drafts.update(body=body):
        raise StaleState(_("Surat ini sudah bernomor, jadi tidak bisa diubah lagi."))
    paper.body = body
    _record(paper, "casepaper:edit", f"{_named(paper)} diubah", by=by, at=at)


@transaction.atomic
def issue_paper(
    paper: CasePaper, stated: Numbering, *, by: Actor, at: datetime | None = None
) -> None:
    """Give a paper its number and freeze its list; the list of a batch then changes no more until it is withdrawn.

    Minutes take the tests that they tell for their own. Raises `Blocked` with everything that is missing.
    """
    batch = _held(paper)
    content = fresh(paper)
    refuse(paper_problems(paper.kind, paper.body, rows=len(content["rows"])))
    office = Office.objects.get(code=office_of(batch))
    told = stated.columns(paper, series=SERIES, label=_named(paper), office=office, at=at)
    tests = [row.pk for row in listed_in(paper)] if paper.kind == CasePaperKind.MINUTES else []
    with used_once(told["number"]):
        ledger.move(
            paper,
            "issue",
            by=by,
            at=at,
            sentence=f"{_named(paper)} bernomor {told['number']}",
            office_code=office.code,
            issued_at=at or clock.now(),
            content=content,
            **told,
        )
    if tests:
        listed = listed_in(paper).model.objects.filter(pk__in=tests, minutes=None)
        listed.update(minutes=paper)


@transaction.atomic
def sign_paper(
    paper: CasePaper, made: files.RebuiltFile, *, by: Actor, at: datetime | None = None
) -> None:
    """Keep the signed scan of a numbered paper."""
    ledger.move(
        paper,
        "sign",
        by=by,
        at=at,
        sentence=f"{_named(paper)} ditandatangani",
        office_code=_code(paper),
        scan=files.keep(made),
        signed_at=at or clock.now(),
    )


@transaction.atomic
def withdraw_paper(paper: CasePaper, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Set a paper aside that was not signed; its list may change again, a number from the register stays used."""
    words = " ".join(reason.split())
    if not words:
        refuse([Problem("reason", _("Tulis alasan menarik surat ini."))])
    batch = _held(paper)
    if paper.kind == CasePaperKind.LETTER and batch.state != BatchState.PREPARED:
        raise StaleState(_("Suratnya sudah dikirim, jadi tidak bisa ditarik lagi."))
    paper.assessments.update(minutes=None)
    void_numbers_of(paper, reason=f"ditarik: {words}")
    ledger.move(
        paper,
        "withdraw",
        by=by,
        at=at,
        note=words,
        sentence=f"{_named(paper)} ditarik: {words}",
        office_code=_code(paper),
    )


def _held(paper: CasePaper) -> Batch:
    """Hold the batch until the end of the transaction, so that its list stands still meanwhile."""
    assert paper.batch is not None, "a paper of a batch"
    Batch.objects.filter(pk=paper.batch.pk).update(revision=F("revision") + 1)
    paper.batch.refresh_from_db()
    return paper.batch


def _named(paper: CasePaper) -> str:
    return f"{CasePaperKind(paper.kind).label}, {paper.batch}"


def _code(paper: CasePaper) -> str:
    assert paper.batch is not None, "a paper of a batch"
    return office_of(paper.batch)


def _record(paper: CasePaper, verb: str, sentence: str, *, by: Actor, at: datetime | None) -> None:
    ledger.record(paper, verb, by=by, at=at, sentence=sentence, office_code=_code(paper))
