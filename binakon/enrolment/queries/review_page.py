"""One person under review: paper and data side by side, what was said so far, and what comes next."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from binakon.core.problems import Problem
from binakon.enrolment.models import Document, Registration, Training, Verdict
from binakon.enrolment.queries.papers import documents_in_force, paper_of
from binakon.enrolment.queries.stated import LOOK_FOR, Fact, facts_of, facts_on, hints_of
from binakon.enrolment.queries.twins import Twin, same_file_here, twins_of
from binakon.enrolment.queries.verification import OPEN, Lens, Standing, standing_of
from binakon.enrolment.queries.visible import registrations_for, trainings_of
from binakon.enrolment.rules import tones
from binakon.enrolment.rules import verdicts as rules
from binakon.enrolment.rules.verdicts import Outcome
from binakon.enrolment.states import CorrectionReason, DocumentState, RegistrationState
from binakon.people.rules import VERIFIERS, Viewer


@dataclass(frozen=True, slots=True)
class Look:
    """How the page is being looked at: words of its address, so that everything works without a script."""

    lens: str = ""
    paper: int = 0
    leaf: int = 1
    turn: int = 0
    is_large: bool = False

    def query(self, **changes: object) -> str:
        """`?…` of the same page with changes."""
        new = replace(self, **changes)  # type: ignore[arg-type]
        words = {
            "antrean": new.lens,
            "berkas": new.paper or "",
            "halaman": new.leaf if new.leaf > 1 else "",
            "putar": new.turn or "",
            "besar": "1" if new.is_large else "",
        }
        told = {name: value for name, value in words.items() if value}
        return f"?{urlencode(told)}" if told else "?"

    @property
    def same(self) -> str:
        """The look as it is."""
        return self.query()

    @property
    def lens_query(self) -> str:
        """Only the queue that is gone through."""
        return f"?antrean={self.lens}" if self.lens else ""

    @property
    def turned(self) -> str:
        """The same, turned by a quarter."""
        return self.query(turn=(self.turn + 90) % 360)

    @property
    def resized(self) -> str:
        """The same, large or not."""
        return self.query(is_large=not self.is_large)

    @property
    def next_leaf(self) -> str:
        """The next page of the same paper."""
        return self.query(leaf=self.leaf + 1, turn=0)

    @property
    def previous_leaf(self) -> str:
        """The page before."""
        return self.query(leaf=self.leaf - 1, turn=0)


@dataclass(frozen=True, slots=True)
class Said:
    """One verdict in words."""

    who: str
    word: str
    reason: str
    note: str
    at: datetime
    is_set_aside: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper, how it stands, what was said of it, and how it is opened."""

    pk: int
    kind: str
    label: str
    state: str
    state_label: str
    tone: str
    media_type: str
    size: int
    pages: int
    uploaded_at: datetime
    is_open: bool
    is_mine: bool
    is_erased: bool
    can_judge_again: bool
    said: tuple[Said, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything on a verifier's page of one person; `paper` is the one that is open, None shows the conclusion."""

    training: Training
    registration: Registration
    look: Look
    standing: Standing
    papers: tuple[PaperView, ...]
    paper: PaperView | None
    number: int
    look_for: str
    facts: tuple[Fact, ...]
    other_facts: tuple[Fact, ...]
    hints: tuple[Problem, ...]
    twins: tuple[Twin, ...]
    same_files: tuple[str, ...]
    outcome: Outcome | None
    demands: tuple[str, ...]
    open_papers: tuple[Problem, ...]
    is_in_review: bool

    @property
    def next_paper(self) -> PaperView | None:
        """The paper after the open one, from the first again after the last."""
        if self.paper is None or len(self.papers) < 2:
            return None
        return self.papers[self.number % len(self.papers)]

    @property
    def may_judge(self) -> bool:
        """Whether this verifier may say their word on the open paper."""
        paper = self.paper
        return paper is not None and self.is_in_review and paper.is_open and not paper.is_mine


def training_under_review(viewer: Viewer, slug: str) -> Training | None:
    """The training of this address, for whoever verifies for its office."""
    return trainings_of(viewer, VERIFIERS).filter(activity__slug=slug).first()


def office_of_training(slug: str) -> str:
    """The office whose training stands at this address, "" for none."""
    training = Training.objects.filter(activity__slug=slug).first()
    return training.office_code if training is not None else ""


def registration_under_review(viewer: Viewer, slug: str, pk: int) -> Registration | None:
    """One registration of a training that the viewer verifies for."""
    mine = registrations_for(viewer).filter(training__in=trainings_of(viewer, VERIFIERS))
    return (
        mine.select_related("training__activity__programme__office", "office", "worker")
        .filter(pk=pk, training__activity__slug=slug)
        .first()
    )


def next_open_paper(registration: Registration, viewer: Viewer, after: int = 0) -> int | None:
    """The next paper that this verifier could judge, from the one after `after` round to the first."""
    documents = documents_in_force(registration.pk)
    pks = [document.pk for document in documents]
    start = pks.index(after) + 1 if after in pks else 0
    mine = _judged_by(viewer, documents)
    for document in [*documents[start:], *documents[:start]]:
        if document.state in OPEN and document.pk not in mine:
            return document.pk
    return None


def review_page(registration: Registration, viewer: Viewer, look: Look) -> ReviewPage:
    """The page of one registration as this viewer looks at it."""
    documents = documents_in_force(registration.pk)
    said = _said(documents)
    mine = _judged_by(viewer, documents)
    papers = tuple(
        _paper_view(document, said.get(document.pk, []), look, is_mine=document.pk in mine)
        for document in documents
    )
    pks = [paper.pk for paper in papers]
    number = pks.index(look.paper) + 1 if look.paper in pks else 0
    paper = papers[number - 1] if number else None
    facts = facts_of(registration)
    compared, others = facts_on(paper.kind, facts) if paper is not None else (facts, [])
    asked = registration.training.documents
    current = [paper_of(document, _in_force(said.get(document.pk, []))) for document in documents]
    outcome = rules.outcome_of(asked, current)
    wanted = {DocumentState.REFUSED if outcome is Outcome.REJECT else DocumentState.CORRECTION}
    return ReviewPage(
        training=registration.training,
        registration=registration,
        look=look,
        standing=standing_of(registration, viewer, Lens(look.lens)),
        papers=papers,
        paper=paper,
        number=number,
        look_for=str(LOOK_FOR.get(paper.kind, "")) if paper is not None else "",
        facts=tuple(compared),
        other_facts=tuple(others),
        hints=tuple(hints_of(registration)),
        twins=twins_of(registration, viewer),
        same_files=tuple(same_file_here(documents)),
        outcome=outcome,
        demands=tuple(rules.demands(asked, current, wanted)),
        open_papers=tuple(rules.open_problems(current)),
        is_in_review=registration.state == RegistrationState.SUBMITTED,
    )


def _said(documents: list[Document]) -> dict[int, list[Verdict]]:
    found: dict[int, list[Verdict]] = {}
    for verdict in Verdict.objects.filter(document__in=documents).select_related("user"):
        found.setdefault(verdict.document_id, []).append(verdict)
    return found


def _in_force(said: list[Verdict]) -> Verdict | None:
    kept = [verdict for verdict in said if verdict.set_aside_at is None]
    return kept[-1] if kept else None


def _judged_by(viewer: Viewer, documents: list[Document]) -> set[int]:
    own = Verdict.objects.filter(
        document__in=documents, user=viewer.actor.user_id or 0, set_aside_at=None
    )
    return set(own.values_list("document_id", flat=True))


def _paper_view(document: Document, said: list[Verdict], look: Look, *, is_mine: bool) -> PaperView:
    return PaperView(
        pk=document.pk,
        kind=document.kind,
        label=str(document.get_kind_display()),
        state=document.state,
        state_label=str(document.get_state_display()),
        tone=tones.DOCUMENT.get(document.state, ""),
        media_type=document.file.media_type,
        size=document.file.size,
        pages=document.file.pages,
        uploaded_at=document.uploaded_at,
        is_open=document.state in OPEN,
        is_mine=is_mine,
        is_erased=document.file.erased_at is not None,
        can_judge_again="judge_again" in document.workflow.moves_from(document.state),
        said=tuple(_spoken(verdict) for verdict in said),
        href=look.query(paper=document.pk, leaf=1, turn=0, is_large=False),
    )


def _spoken(verdict: Verdict) -> Said:
    return Said(
        who=str(verdict.user),
        word=str(verdict.get_word_display()),
        reason=str(CorrectionReason(verdict.reason).label) if verdict.reason else "",
        note=verdict.note,
        at=verdict.at,
        is_set_aside=verdict.set_aside_at is not None,
    )
