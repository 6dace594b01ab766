"""What an LSP that logs in sees: the batches that were sent to it, their people, and nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from binakon.certification.models import Batch, Case, CasePaper
from binakon.certification.queries.batch_pages import CaseLine
from binakon.certification.queries.batches import (
    batches_of_partner,
    cases_of,
    signed_letter_of,
)
from binakon.certification.queries.results import result_files_of
from binakon.certification.rules.batches import TESTABLE, WITHOUT_RESULT
from binakon.certification.states import BATCH, CASE, BatchState, CaseState, ResultState
from binakon.people.models import Organisation, Role
from binakon.people.rules import Viewer

# What waits for the LSP, in the order of the chain.
_TO_REVIEW = (CaseState.APPLIED, CaseState.REVIEWING)


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One batch on an LSP's first page."""

    batch: Batch
    people: int
    to_review: int
    to_schedule: int
    without_result: int
    without_numbers: int


@dataclass(frozen=True, slots=True)
class PartnerHome:
    """The first page of an LSP."""

    bodies: tuple[Organisation, ...]
    lines: tuple[PartnerLine, ...]

    @property
    def waiting(self) -> int:
        """How many people wait for the LSP."""
        return sum(
            line.to_review + line.to_schedule + line.without_result + line.without_numbers
            for line in self.lines
            if line.batch.state not in (BatchState.CLOSED, BatchState.CANCELLED)
        )


@dataclass(frozen=True, slots=True)
class PartnerBatch:
    """One batch as its LSP reads it."""

    batch: Batch
    lines: tuple[CaseLine, ...]
    letter: CasePaper | None
    files: tuple[object, ...]
    moves: frozenset[str]

    @property
    def testable(self) -> int:
        """How many may be told a test day."""
        return sum(line.case.state in TESTABLE for line in self.lines)

    @property
    def may_schedule(self) -> bool:
        """Whether a test day may be arranged."""
        return "schedule" in self.moves

    @property
    def has_results(self) -> bool:
        """Whether results may come in."""
        return "take_results" in self.moves

    @property
    def without_result(self) -> int:
        """How many were expected at a test and have no result."""
        return sum(line.case.state in WITHOUT_RESULT for line in self.lines)


def is_partner(viewer: Viewer) -> bool:
    """Whether somebody logs in for an organisation."""
    return any(held.role == Role.PARTNER and held.organisation_id for held in viewer.held)


def partner_home(viewer: Viewer) -> PartnerHome:
    """The batches that were sent to the viewer's organisation, the newest first."""
    pks = [held.organisation_id for held in viewer.held if held.role == Role.PARTNER]
    bodies = Organisation.objects.filter(pk__in=[pk for pk in pks if pk]).order_by("short_name")

    def having(*states: CaseState) -> Count:
        return Count("cases", filter=Q(cases__state__in=states))

    rows = batches_of_partner(viewer).annotate(
        people=Count("cases"),
        to_review=having(*_TO_REVIEW),
        to_schedule=having(CaseState.PAID),
        without_result=having(*WITHOUT_RESULT),
        without_numbers=having(CaseState.COMPETENT),
    )
    lines = [
        PartnerLine(
            row, row.people, row.to_review, row.to_schedule, row.without_result, row.without_numbers
        )
        for row in rows.order_by("-sent_at", "-pk")
    ]
    return PartnerHome(tuple(bodies), tuple(lines))


def partner_page(batch: Batch) -> PartnerBatch:
    """The page of a batch of the viewer's organisation."""
    waiting = [file for file in result_files_of(batch) if file.state != ResultState.DISCARDED]
    return PartnerBatch(
        batch,
        tuple(CaseLine(case) for case in cases_of(batch)),
        signed_letter_of(batch),
        tuple(waiting),
        frozenset(BATCH.moves_from(batch.state)),
    )


def partner_case(viewer: Viewer, code: str) -> Case | None:
    """One person of a batch of the viewer's organisation."""
    batches = batches_of_partner(viewer).values("pk")
    rows = Case.objects.filter(code=code, batch__in=batches)
    return rows.select_related(
        "activity__programme__office",
        "worker",
        "office",
        "registration",
        "batch__organisation",
        "batch__activity__programme__office",
    ).first()


def deeds_of(case: Case) -> Mapping[str, bool]:
    """Which verdicts an LSP may give on a case now."""
    moves = CASE.moves_from(case.state)
    return {name: name in moves for name in ("review", "ask_correction", "bill")}
