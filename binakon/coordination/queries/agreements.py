"""What was agreed, as far as a viewer may see it: lines of lists, and one agreement with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from binakon.coordination.models import Agreement, Questionnaire
from binakon.coordination.rules.agreement_words import (
    progress_words,
    quota_words,
    state_words,
    tone_of,
)
from binakon.coordination.rules.agreements import is_late
from binakon.coordination.states import AgreementKind, AgreementState
from binakon.core.calendar import today
from binakon.core.history import of_row
from binakon.core.models import AuditEvent
from binakon.people.rules import (
    DESK_ROLES,
    NOMINATORS,
    Viewer,
    can_enrol,
    can_nominate,
    can_see_desk,
)

WATCHERS = DESK_ROLES - NOMINATORS


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in a list, in words."""

    agreement: Agreement
    state: str
    tone: str
    is_late: bool
    days_late: int
    progress: str

    @property
    def owner(self) -> str:
        """Who is to do it; "" for a decision of nobody in particular."""
        return self.agreement.owner.name if self.agreement.owner else ""

    @property
    def href(self) -> str:
        """Its page at the desk."""
        return f"/meja/kesepakatan/{self.agreement.pk}/"


def line_of(agreement: Agreement, day: date) -> AgreementLine:
    """One agreement in words, as it stands on a day."""
    late = is_late(agreement.state, agreement.due_on, day)
    return AgreementLine(
        agreement=agreement,
        state=state_words(agreement.state, is_late=late),
        tone=tone_of(agreement.state, is_late=late),
        is_late=late,
        days_late=(day - agreement.due_on).days if late and agreement.due_on else 0,
        progress=_progress(agreement),
    )


def _progress(agreement: Agreement) -> str:
    if agreement.kind == AgreementKind.QUOTA:
        return quota_words(agreement.places_before, agreement.places)
    return progress_words(agreement.kind, agreement.done, agreement.places)


def lines_of(rows: Iterable[Agreement], day: date) -> tuple[AgreementLine, ...]:
    """Agreements in words."""
    return tuple(line_of(row, day) for row in rows)


def agreements_for(viewer: Viewer) -> QuerySet[Agreement]:
    """What the viewer's offices watch; a kabupaten or kota sees only what it owes itself."""
    watched = viewer.codes_with(WATCHERS)
    owed = viewer.codes_with(NOMINATORS)
    rows = Agreement.objects.filter(Q(office__code__in=watched) | Q(owner__code__in=owed))
    return rows.select_related("office", "owner", "meeting", "activity", "occupation", "item")


def agreement_for(viewer: Viewer, pk: int) -> Agreement | None:
    """One agreement that the viewer may see."""
    return agreements_for(viewer).filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement with its history and what the viewer may do to it."""

    line: AgreementLine
    history: tuple[AuditEvent, ...]
    may_write: bool
    may_fulfil: bool
    meeting_href: str
    told_since: Questionnaire | None

    @property
    def moves(self) -> frozenset[str]:
        """The steps that start from its state."""
        agreement = self.line.agreement
        found = frozenset(agreement.workflow.moves_from(agreement.state))
        return found - {"reopen"} if agreement.kind == AgreementKind.QUOTA else found

    @property
    def may_change(self) -> bool:
        """Whether its words can still change."""
        running = (AgreementState.PROPOSED, AgreementState.ACCEPTED)
        return self.may_write and self.line.agreement.state in running


def agreement_page(viewer: Viewer, agreement: Agreement) -> AgreementPage:
    """Everything about one agreement that `agreement_for` found for the viewer."""
    owner = agreement.owner
    may_write = can_enrol(viewer, agreement.office.code)
    # An office says itself that it sent its data; people it names are counted, not claimed.
    is_own = owner is not None and can_nominate(viewer, owner.code)
    may_claim = is_own and agreement.kind in {
        AgreementKind.DATA,
        AgreementKind.OTHER,
        AgreementKind.NEED,
    }
    return AgreementPage(
        line=line_of(agreement, today()),
        history=tuple(of_row("coordination.agreement", agreement.pk)),
        may_write=may_write,
        may_fulfil=(may_write or may_claim) and agreement.state == AgreementState.ACCEPTED,
        meeting_href=_meeting_href(viewer, agreement),
        told_since=_told_since(agreement),
    )


def _told_since(agreement: Agreement) -> Questionnaire | None:
    """The newest form that whoever owes data sent to this desk since; a person decides whether it is what was owed."""
    if agreement.kind != AgreementKind.DATA or agreement.state != AgreementState.ACCEPTED:
        return None
    forms = Questionnaire.objects.filter(
        invitation__office=agreement.owner_id,
        invitation__meeting__office=agreement.office_id,
        sent_at__gt=agreement.made_at,
    )
    return forms.select_related("invitation__meeting").order_by("-sent_at").first()


def _meeting_href(viewer: Viewer, agreement: Agreement) -> str:
    """The minutes in which it was agreed, for whoever may read them; "" for everybody else."""
    meeting = agreement.meeting
    if meeting is None or not can_see_desk(viewer, agreement.office.code):
        return ""
    return f"/meja/rapat/{meeting.code}/notulen/"
