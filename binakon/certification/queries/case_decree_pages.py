"""The pages of the decrees of who is facilitated: who can be determined, and one decree with its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from binakon.certification.models import Case, CasePaper
from binakon.certification.queries.case_decrees import (
    Entry,
    candidates_of,
    decrees_of,
    eligible_of,
    entries_of,
    suggested_number,
)
from binakon.certification.queries.gate import gate_problems
from binakon.core.models import AuditEvent
from binakon.core.problems import Problem
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.models import Activity
from binakon.trainings.states import PaperState

_HISTORY_SHOWN = 20
TONES = {
    PaperState.DRAFT: "",
    PaperState.ISSUED: "wait",
    PaperState.SIGNED: "good",
    PaperState.WITHDRAWN: "bad",
}


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """Somebody who was found eligible; `listed` is the unsigned decree on which they stand already."""

    pk: int
    code: str
    name: str
    region: str
    occupation: str
    level: int
    listed: str


@dataclass(frozen=True, slots=True)
class DecreeLine:
    """One decree of the activity."""

    pk: int
    decree: CasePaper
    people: int
    tone: str


@dataclass(frozen=True, slots=True)
class CaseDecreesPage:
    """Everything about the decrees of one activity."""

    activity: Activity
    ready: tuple[ReadyLine, ...]
    gate: tuple[Problem, ...]
    lines: tuple[DecreeLine, ...]
    determined: int
    proposed: int
    may_write: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody could be put on a list now."""
        return self.may_write and not self.gate and any(not line.listed for line in self.ready)


@dataclass(frozen=True, slots=True)
class CaseDecreePage:
    """One decree opened."""

    decree: CasePaper
    entries: tuple[Entry, ...]
    gate: tuple[Problem, ...]
    tone: str
    next_number: str
    history: tuple[AuditEvent, ...]
    may_write: bool

    @property
    def is_draft(self) -> bool:
        """Whether its list and text can still change."""
        return self.decree.state == PaperState.DRAFT

    @property
    def is_issued(self) -> bool:
        """Whether it waits for its signature."""
        return self.decree.state == PaperState.ISSUED


def case_decrees_page(viewer: Viewer, activity: Activity) -> CaseDecreesPage:
    """The page of the decrees of an activity whose people the viewer sees."""
    cases = list(eligible_of(activity))
    standing = candidates_of(cases)
    return CaseDecreesPage(
        activity=activity,
        ready=tuple(
            ReadyLine(
                case.pk,
                case.code,
                str(case.worker.as_person),
                case.office.name if case.office is not None else "",
                case.occupation_name,
                case.level,
                candidate.other,
            )
            for case, candidate in zip(cases, standing, strict=True)
        ),
        gate=tuple(gate_problems(activity, cases)),
        lines=tuple(
            DecreeLine(row.pk, row, len(entries_of(row)), TONES[PaperState(row.state)])
            for row in decrees_of(activity)
        ),
        determined=Case.objects.filter(activity=activity).determined().count(),
        proposed=Case.objects.filter(activity=activity, state="proposed").count(),
        may_write=can_enrol(viewer, activity.programme.office.code),
    )


def case_decree_page(viewer: Viewer, decree: CasePaper) -> CaseDecreePage:
    """The page of one decree that the viewer may see."""
    history = AuditEvent.objects.filter(
        subject_type=CasePaper._meta.label_lower, subject_id=decree.pk
    )
    entries = entries_of(decree)
    is_open = decree.state in (PaperState.DRAFT, PaperState.ISSUED)
    listed = Case.objects.filter(pk__in=[entry.case for entry in entries])
    return CaseDecreePage(
        decree=decree,
        entries=tuple(entries),
        gate=tuple(gate_problems(decree.activity, listed)) if is_open else (),
        tone=TONES[PaperState(decree.state)],
        next_number=suggested_number(decree),
        history=tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        may_write=can_enrol(viewer, decree.activity.programme.office.code),
    )


def chosen_of(activity: Activity, chosen: Iterable[int]) -> list[Case]:
    """These cases of an activity, in the order of a list."""
    rows = Case.objects.filter(activity=activity, pk__in=list(chosen))
    return list(
        rows.select_related("worker__root", "office", "registration").order_by(
            "office__code", "worker__name", "id"
        )
    )
