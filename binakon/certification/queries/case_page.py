"""One case opened: where it stands, for whom it waits since when, its four dates, its steps, its costs, what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from binakon.certification.models import Case, CaseCost, CaseStep
from binakon.certification.queries.case_list import since_words
from binakon.certification.queries.cases import may_step
from binakon.certification.rules.case_words import MOVES, STEPS, TONES, WAITS
from binakon.certification.rules.chain import WAITS_ON
from binakon.certification.states import CASE, ENDED_CASES, CaseState
from binakon.core import clock, words
from binakon.core.deadlines import distance_words
from binakon.people.rules import Viewer, can_see_people


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step that was taken."""

    pk: int
    what: str
    on: date
    waits: str
    reference: str
    note: str
    has_evidence: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything about one case that its viewer may see."""

    case: Case
    tone: str
    headline: str
    due: str
    is_late: bool
    dates: tuple[tuple[str, date | None], ...]
    numbers: tuple[tuple[str, str], ...]
    steps: tuple[StepLine, ...]
    costs: tuple[CaseCost, ...]
    moves: tuple[tuple[str, str], ...]
    may_step: bool
    is_own: bool

    @property
    def is_before_decree(self) -> bool:
        """Whether its eligibility is still open to change."""
        return self.case.state in (CaseState.PROPOSED, CaseState.ELIGIBLE)


def moves_of(case: Case) -> list[str]:
    """The steps that the office may take from where the case stands, in the order of the chain."""
    legal = CASE.moves_from(case.state)
    return [move for move in MOVES if move in legal]


def case_page(viewer: Viewer, case: Case, *, at: datetime | None = None) -> CasePage:
    """The page of a case that the viewer may see (`case_for`)."""
    moment = at or clock.now()
    due_at: datetime | None = getattr(case, "due_at", None)
    is_own = can_see_people(viewer, case.activity.programme.office.code)
    may = may_step(viewer, case)
    steps = CaseStep.objects.filter(case=case).select_related("by").order_by("-pk")
    costs = CaseCost.objects.filter(case=case).order_by("component", "payer") if is_own else ()
    return CasePage(
        case=case,
        tone=TONES[case.state],
        headline=_headline(case, moment),
        due=_due(due_at, moment),
        is_late=due_at is not None and due_at < moment,
        dates=(
            (_("Ditetapkan"), case.determined_on),
            (_("Diuji"), case.tested_on),
            (_("Kompeten"), case.competent_on),
            (_("Tercatat"), case.recorded_on),
        ),
        numbers=(
            (_("No. Blanko"), case.blank_number),
            (_("No. Sertifikat"), case.certificate_number),
            (_("No. Registrasi BNSP"), case.bnsp_number),
            (_("No. Registrasi LPJK"), case.lpjk_number),
        ),
        steps=tuple(_line(step) for step in steps),
        costs=tuple(costs),
        moves=tuple((move, str(MOVES[move])) for move in moves_of(case)) if may else (),
        may_step=may,
        is_own=is_own,
    )


def step_of(case: Case, pk: int) -> CaseStep | None:
    """One step of a case, with its evidence."""
    return CaseStep.objects.filter(case=case, pk=pk).select_related("evidence").first()


def _line(step: CaseStep) -> StepLine:
    return StepLine(
        pk=step.pk,
        what=str(STEPS[step.move]),
        on=step.on,
        waits=str(WAITS[step.waits_on]),
        reference=step.reference,
        note=step.note,
        has_evidence=step.evidence_id is not None,
        by=str(step.by) if step.by is not None else "",
        at=step.at,
    )


def _headline(case: Case, moment: datetime) -> str:
    told = {
        "state": _first_big(CaseState(case.state).label),
        "waits": _first_big(WAITS[WAITS_ON[CaseState(case.state)]]),
        "since": since_words(case.state_since, moment),
    }
    if case.state in ENDED_CASES:
        return _("%(state)s.") % told
    return _("%(state)s. %(waits)s %(since)s.") % told


def _first_big(text: object) -> str:
    return str(text)[:1].upper() + str(text)[1:]


def _due(due_at: datetime | None, moment: datetime) -> str:
    if due_at is None:
        return ""
    told = {"moment": words.moment(due_at), "distance": distance_words(due_at, moment)}
    return _("Tenggat %(moment)s, %(distance)s.") % told
