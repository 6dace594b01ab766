"""A case as its own person sees it behind the signed link: nothing but what is theirs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.certification.models import Appeal, Assessment, Case, CaseCost, CaseDocument, CaseStep
from binakon.certification.queries.case_papers import CasePaperLine, paper_lines, wanted_of
from binakon.certification.rules.links import ExpiredLink, read_case_token
from binakon.certification.rules.own_words import (
    OwnFacts,
    Said,
    Station,
    asks_papers,
    said_of,
    waiting_words,
)
from binakon.certification.rules.paper_words import takes_papers
from binakon.certification.states import AssessmentOutcome, CaseState, CostComponent, Payer

_NOTED = frozenset({CaseState.CORRECTION, CaseState.NOT_YET_COMPETENT, CaseState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Bill:
    """What the person itself pays, in rupiah; None is not known yet."""

    rupiah: int | None


@dataclass(frozen=True, slots=True)
class OwnCase:
    """The whole page; `wanted` is only what is still missing, `appeal` the last one against the newest result."""

    case: Case
    said: Said
    waits: str
    papers: tuple[CasePaperLine, ...]
    wanted: tuple[CasePaperLine, ...]
    stations: tuple[Station, ...]
    bill: Bill | None
    numbers: tuple[tuple[str, str], ...]
    appeal: Appeal | None
    may_appeal: bool

    @property
    def kept(self) -> tuple[CasePaperLine, ...]:
        """The papers that are there and not wanted again."""
        return tuple(line for line in self.papers if line.document and not line.is_wanted)


def case_behind(token: str) -> Case:
    """The case of a signed link; raises `BadLink` when forged, `ExpiredLink` when it no longer leads anywhere."""
    key, version = read_case_token(token)
    found = (
        Case.objects.filter(key=key, link_version=version)
        .select_related(
            "worker", "occupation", "activity__programme__office", "batch__organisation"
        )
        .select_related("batch__assessment_site", "registration")
        .first()
    )
    if found is None:
        raise ExpiredLink
    return found


def own_case(case: Case) -> OwnCase:
    """Everything of the page."""
    papers = tuple(paper_lines(case))
    is_open = takes_papers(case.state)
    wanted = wanted_of(papers) if is_open else ()
    if not asks_papers(case.state):
        # The LSP has taken the papers over: only one that the office sent back is asked for again.
        wanted = tuple(line for line in wanted if line.problem)
    appeal = _appeal(case)
    last = CaseStep.objects.filter(case=case).order_by("-pk").first()
    payers = dict(
        CaseCost.objects.filter(case=case, component=CostComponent.FEE).values_list(
            "payer", "rupiah"
        )
    )
    pays = Payer.PARTICIPANT in payers
    is_billed = case.state == CaseState.AWAITING_PAYMENT and pays
    waits_on = last.waits_on if last else ""
    site = case.batch.assessment_site if case.batch else None
    facts = OwnFacts(
        state=case.state,
        occupation=case.occupation_name,
        waits_on=waits_on,
        wanted=len(wanted),
        pays=pays,
        payer=", ".join(str(Payer(payer).label) for payer in payers),
        payment_due_at=case.payment_due_at,
        test_on=case.test_on,
        venue=site.name if site else "",
        note=last.note if last and case.state in _NOTED else "",
    )
    return OwnCase(
        case=case,
        said=said_of(facts),
        waits=waiting_words(waits_on, is_self=is_billed),
        papers=papers,
        wanted=wanted,
        stations=_stations(case),
        bill=Bill(payers[Payer.PARTICIPANT]) if is_billed else None,
        numbers=_numbers(case),
        appeal=appeal,
        may_appeal=appeal is None and appealable(case) is not None,
    )


def appealable(case: Case) -> Assessment | None:
    """The newest result, where it is “belum kompeten” and the case still stands there."""
    last = Assessment.objects.filter(case=case).order_by("-number").first()
    if last is None or case.state != CaseState.NOT_YET_COMPETENT:
        return None
    return last if last.outcome == AssessmentOutcome.NOT_YET_COMPETENT else None


def _appeal(case: Case) -> Appeal | None:
    last = Assessment.objects.filter(case=case).order_by("-number").first()
    return Appeal.objects.filter(assessment=last).first() if last is not None else None


def own_paper(case: Case, kind: str) -> CaseDocument | None:
    """The paper of one kind that is in force."""
    rows = CaseDocument.objects.filter(case=case, kind=kind, replaced_at=None)
    return rows.select_related("file", "document__file").first()


def _stations(case: Case) -> tuple[Station, ...]:
    days = (
        (_("Ditetapkan"), case.determined_on),
        (_("Permohonan diajukan"), case.applied_on),
        (_("Tagihan dibayar"), case.paid_on),
        (_("Diuji"), case.tested_on),
        (_("Kompeten"), case.competent_on),
        (_("SKK tercatat"), case.recorded_on),
        (_("SKK terbit"), case.issued_on),
    )
    now = next((label for label, day in days if day is None), "")
    is_over = case.state in (CaseState.WITHDRAWN, CaseState.EXPIRED)
    return tuple(
        Station(label, day, "done" if day else "now" if label == now and not is_over else "")
        for label, day in days
    )


def _numbers(case: Case) -> tuple[tuple[str, str], ...]:
    if case.recorded_on is None:
        return ()
    rows = (
        (_("No. Blanko"), case.blank_number),
        (_("No. Sertifikat"), case.certificate_number),
        (_("No. Registrasi BNSP"), case.bnsp_number),
        (_("No. Registrasi LPJK"), case.lpjk_number),
    )
    return tuple((label, number) for label, number in rows if number)
