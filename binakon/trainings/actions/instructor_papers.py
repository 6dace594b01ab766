"""The papers around instructors: drawn up, changed, numbered, signed, withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.numbers import used_once, void_numbers_of
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.models import Training
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Office, Official
from binakon.trainings.models import Engagement, TrainingPaper
from binakon.trainings.queries.instructor_papers import (
    fresh,
    pattern_of,
    people_of,
    series_of,
)
from binakon.trainings.rules.paper_words import default_body, paper_problems
from binakon.trainings.states import PaperKind, PaperState


@transaction.atomic
def draw_up_paper(
    training: Training,
    kind: PaperKind,
    engagement: Engagement | None = None,
    *,
    by: Actor,
    at: datetime | None = None,
) -> TrainingPaper:
    """Keep the draft of a paper; the decree names who has said yes, a letter is about one instructor."""
    is_decree = kind == PaperKind.INSTRUCTOR_DECREE
    paper = TrainingPaper(
        training=training,
        kind=kind.value,
        engagement=None if is_decree else engagement,
        body=default_body(kind, str(training)),
        made_at=at or clock.now(),
    )
    refuse(_problems(paper))
    paper.save(force_insert=True)
    about = f" untuk {engagement}" if paper.engagement else ""
    sentence = f"Konsep {kind.label}{about} disusun, {training}"
    ledger.start(paper, by=by, at=at, sentence=sentence, office_code=training.office_code)
    return paper


@transaction.atomic
def edit_paper(paper: TrainingPaper, *, body: str, by: Actor, at: datetime | None = None) -> None:
    """Change the words of a draft."""
    text = body.strip()
    paper.body = text
    refuse(_problems(paper))
    if not TrainingPaper.objects.filter(pk=paper.pk, state=PaperState.DRAFT).update(body=text):
        raise StaleState(_("Surat ini sudah bernomor, jadi tidak bisa diubah lagi."))
    ledger.record(
        paper,
        "paper:edit",
        by=by,
        at=at,
        sentence=f"{paper} diubah",
        office_code=paper.training.office_code,
    )


@transaction.atomic
def issue_paper(
    paper: TrainingPaper,
    *,
    number: str,
    dated: date | None,
    place: str,
    signatory: Official | None,
    by: Actor,
    from_register: bool = False,
    at: datetime | None = None,
) -> None:
    """Give a paper its number and freeze what it says; raises `Blocked` with everything that is missing."""
    training = paper.training
    refuse(_problems(paper))
    office = Office.objects.get(code=training.office_code)
    pattern = pattern_of(paper) if from_register else None
    stated = Numbering(number, dated, place, signatory, pattern)
    told = stated.columns(
        paper, series=series_of(paper.kind), label=str(training), office=office, at=at
    )
    with used_once(told["number"]):
        ledger.move(
            paper,
            "issue",
            by=by,
            at=at,
            sentence=f"{PaperKind(paper.kind).label} bernomor {told['number']}, {training}",
            office_code=office.code,
            issued_at=at or clock.now(),
            content=fresh(paper),
            **told,
        )


@transaction.atomic
def sign_paper(
    paper: TrainingPaper, made: files.RebuiltFile, *, by: Actor, at: datetime | None = None
) -> None:
    """Keep the signed scan of a numbered paper."""
    ledger.move(
        paper,
        "sign",
        by=by,
        at=at,
        sentence=f"{paper} ditandatangani, {paper.training}",
        office_code=paper.training.office_code,
        scan=files.keep(made),
    )


@transaction.atomic
def withdraw_paper(
    paper: TrainingPaper, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Set a paper aside that was not signed; a number from the register stays used, with the reason."""
    told = reason.strip()
    if not told:
        raise Blocked([Problem("reason", _("Tulis alasan menarik surat ini."))])
    void_numbers_of(paper, reason=f"ditarik: {told}")
    ledger.move(
        paper,
        "withdraw",
        by=by,
        at=at,
        note=told,
        sentence=f"{paper} ditarik: {told}",
        office_code=paper.training.office_code,
    )


def _problems(paper: TrainingPaper) -> list[Problem]:
    return paper_problems(
        kind=paper.kind,
        has_person=paper.engagement is not None,
        people=len(people_of(paper.training)),
        body=paper.body,
    )
