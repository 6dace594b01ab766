"""The pages of batches: the list, one batch with its people and papers, and whom it may still take."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from binakon.certification.models import (
    Assessor,
    Batch,
    Case,
    CasePaper,
    ResultFile,
)
from binakon.certification.queries.batch_papers import content_of, papers_of
from binakon.certification.queries.batches import (
    cases_of,
    highest_by_level,
    office_of,
    paper_of,
    uncovered,
)
from binakon.certification.queries.results import result_files_of
from binakon.certification.rules.batches import (
    BATCH_TONES,
    CASE_TONES,
    TESTABLE,
    WITHOUT_RESULT,
    Examiner,
    examiner_warnings,
    per_examiner_words,
)
from binakon.certification.states import BATCH, BatchState, CasePaperKind, CaseState, ResultState
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.core.models import AuditEvent
from binakon.core.problems import Problem
from binakon.people.models import Organisation
from binakon.people.rules import Viewer, can_enrol

_HISTORY_SHOWN = 20


def batch_listing(rows: QuerySet[Batch], *, name: str = "certification:batch_detail") -> Listing:
    """The list of batches; `name` is the page of one of them."""
    return Listing(
        columns=(
            Column(
                "rombongan",
                _("Rombongan"),
                lambda row: f"{row.activity} #{row.number}",
                cell=lambda row: Cell(
                    f"{row.activity} #{row.number}", href=reverse(name, args=[row.pk])
                ),
                sort=("activity__title", "number"),
                width=44,
            ),
            Column(
                "lsp",
                _("LSP"),
                lambda row: str(row.organisation),
                sort=("organisation__short_name",),
            ),
            Column("orang", _("Orang"), lambda row: row.people, is_number=True, sort=("people",)),
            Column("uji", _("Hari uji"), lambda row: row.test_on, sort=("test_on",)),
            Column(
                "keadaan",
                _("Keadaan"),
                lambda row: row.get_state_display(),
                cell=lambda row: Cell(row.get_state_display(), tone=BATCH_TONES.get(row.state, "")),
                sort=("state",),
            ),
        ),
        filters=(
            Filter("keadaan", _("Keadaan"), "state", choices=BatchState.choices),
            Filter("lsp", _("LSP"), "organisation", choices=lambda: _bodies(rows)),
        ),
        search=("activity__title", "organisation__short_name", "note"),
        search_hint=_("Kegiatan, LSP atau catatan"),
        order=("-pk",),
    )


def counted(rows: QuerySet[Batch]) -> QuerySet[Batch]:
    """The batches with how many people each holds: `people`."""
    return rows.annotate(people=Count("cases"))


def _bodies(rows: QuerySet[Batch]) -> list[tuple[str, Any]]:
    pks = rows.order_by().values("organisation")
    found = Organisation.objects.filter(pk__in=pks).order_by("short_name")
    return [(str(each.pk), each.short_name) for each in found]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One person of a batch on its page."""

    case: Case

    @property
    def tone(self) -> str:
        """The tone of the state's badge."""
        return CASE_TONES.get(self.case.state, "")


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One batch opened."""

    batch: Batch
    lines: tuple[CaseLine, ...]
    counts: tuple[tuple[str, int], ...]
    letter: CasePaper | None
    letter_names: int
    papers: tuple[CasePaper, ...]
    files: tuple[ResultFile, ...]
    warnings: tuple[Problem, ...]
    per_tester: str
    assessors: tuple[Assessor, ...]
    moves: frozenset[str]
    history: tuple[AuditEvent, ...]
    may_edit: bool

    @property
    def tone(self) -> str:
        """The tone of the batch's badge."""
        return BATCH_TONES.get(self.batch.state, "")

    @property
    def may_change_list(self) -> bool:
        """Whether people may still come and go."""
        is_open = self.batch.state == BatchState.PREPARED
        is_named = self.letter is not None and self.letter.state in ("issued", "signed")
        return self.may_edit and is_open and not is_named

    @property
    def testable(self) -> int:
        """How many may be told a test day."""
        return sum(line.case.state in TESTABLE for line in self.lines)

    @property
    def late_payers(self) -> int:
        """How many are in the batch and may not be tested yet."""
        ready = (*TESTABLE, *WITHOUT_RESULT)
        done = (CaseState.COMPETENT, CaseState.RECORDED, CaseState.ISSUED, CaseState.EXPIRED)
        return sum(line.case.state not in (*ready, *done) for line in self.lines)

    @property
    def without_result(self) -> int:
        """How many were expected at a test and have no result."""
        return sum(line.case.state in WITHOUT_RESULT for line in self.lines)

    @property
    def waiting_files(self) -> tuple[ResultFile, ...]:
        """Files of results that wait for a decision."""
        return tuple(file for file in self.files if file.state == ResultState.UPLOADED)

    @property
    def has_results(self) -> bool:
        """Whether results may come in."""
        return "take_results" in self.moves

    @property
    def is_letter_off(self) -> bool:
        """Whether the numbered letter names another number of people than the batch holds now."""
        return self.letter is not None and self.letter_names != len(self.lines)


def batch_page(viewer: Viewer, batch: Batch) -> BatchPage:
    """The page of a batch that the viewer may see."""
    lines = tuple(CaseLine(case) for case in cases_of(batch))
    order = list(CaseState)
    counts = Counter(CaseState(line.case.state) for line in lines)
    letter = paper_of(batch, CasePaperKind.LETTER)
    assessors = tuple(batch.assessors.all())
    history = AuditEvent.objects.filter(subject_type="certification.batch", subject_id=batch.pk)
    return BatchPage(
        batch=batch,
        lines=lines,
        counts=tuple(
            (str(state.label), counts[state]) for state in sorted(counts, key=order.index)
        ),
        letter=letter,
        letter_names=len(content_of(letter)["rows"]) if letter else 0,
        papers=tuple(papers_of(batch)),
        files=tuple(result_files_of(batch)),
        warnings=tuple(warnings_of(batch, [line.case for line in lines])),
        per_tester=per_examiner_words(len(lines), len(assessors)),
        assessors=assessors,
        moves=frozenset(BATCH.moves_from(batch.state)),
        history=tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        may_edit=can_enrol(viewer, office_of(batch)),
    )


def warnings_of(batch: Batch, cases: list[Case]) -> list[Problem]:
    """What is to be said of a batch whose test is arranged: its assessors, its place, the licence on the day."""
    if batch.test_on is None or batch.state not in (BatchState.SENT, BatchState.SCHEDULED):
        return []
    day = batch.test_on
    testers = [
        Examiner(
            str(each), each.level, holds=each.holds_on(day), is_end_known=each.valid_to is not None
        )
        for each in batch.assessors.all()
    ]
    said = examiner_warnings(testers, {case.level for case in cases}, highest_by_level(day))
    said += [
        Problem(each.code, each.sentence, blocks=False) for each in uncovered(batch, cases, day)
    ]
    site = batch.assessment_site
    if site is not None and not site.holds_on(day):
        sentence = _("%(site)s: masa berlakunya tidak mencakup hari uji.")
        said.append(Problem("site", str(sentence) % {"site": site}, blocks=False))
    return said
