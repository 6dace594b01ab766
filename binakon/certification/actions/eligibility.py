"""Judging cases by the rules in force: a check that is kept, a person's decision, found eligible, doubted again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.certification.actions.overrides import ask
from binakon.certification.actions.steps import Deed, take_step
from binakon.certification.models import Case, CaseOverride, CaseStep, EligibilityCheck
from binakon.certification.queries.eligibility import Standing, standing, standings
from binakon.certification.queries.facts import with_facts
from binakon.certification.rules.applicants import Verdict
from binakon.certification.rules.standing import Decision, Line, in_the_way
from binakon.certification.states import CaseState, OverrideKind
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import IllegalMove, Problem, refuse
from binakon.people.rules.messages import typed_problems

_BEFORE_DECREE = frozenset({CaseState.PROPOSED, CaseState.ELIGIBLE})


@transaction.atomic
def check(case: Case, *, by: Actor, at: datetime | None = None) -> Standing:
    """Judge a case by the rules of today and keep what they say; the same answers again are not kept twice.

    An eligible case that no longer meets them goes back to *proposed* with what is missing. Raises `IllegalMove` for a
    case that is past its determination.
    """
    _before_decree(case)
    moment = at or clock.now()
    found = standing(case, timezone.localdate(moment))
    _keep(found, by, moment)
    if case.state == CaseState.ELIGIBLE and not found.is_eligible:
        words = "; ".join(line.kept.sentence for line in found.lines if not line.is_settled)
        doubt(case, reason=f"Faktanya berubah: {words}", by=by, at=moment)
    return found


@transaction.atomic
def decide(
    case: Case,
    rule: str,
    *,
    is_met: bool,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """A person says whether a rule is met where no row settles it; kept with who, when and why in a new check.

    Raises `Blocked` without a reason, `IllegalMove` when the rule does not (or no longer) ask for a decision.
    """
    _before_decree(case)
    words = reason.strip()
    if not words:
        refuse([Problem("reason", _("Tulis alasan putusannya; alasan ini tersimpan."))])
    refuse(typed_problems(words))
    moment = at or clock.now()
    found = standing(case, timezone.localdate(moment))
    line = found.of(rule)
    if line is None or line.answer.verdict is not Verdict.DECIDE:
        raise IllegalMove(_("Syarat ini tidak menunggu putusan. Muat ulang halaman."))
    said = Decision(Verdict.MET if is_met else Verdict.MISSING, words, by.label, moment.isoformat())
    lines = tuple(replace(each, decision=said) if each is line else each for each in found.lines)
    _keep(replace(found, lines=lines), by, moment)
    if case.state == CaseState.ELIGIBLE and not is_met:
        doubt(case, reason=words, by=by, at=moment)


@transaction.atomic
def find_eligible(case: Case, *, by: Actor, at: datetime | None = None) -> CaseStep:
    """Say that a case meets every rule, by the rows, by a person's decision or by an exception of two people.

    Raises `Blocked` with everything that is missing or undecided, all at once.
    """
    moment = at or clock.now()
    found = standing(case, timezone.localdate(moment))
    refuse(in_the_way(found.lines))
    _keep(found, by, moment)
    note = _said(found.lines)
    return take_step(case, "find_eligible", Deed(on=found.on, note=note), by=by, at=moment)


@transaction.atomic
def doubt(case: Case, *, reason: str, by: Actor, at: datetime | None = None) -> CaseStep:
    """Send an eligible case back to *proposed*, with the reason. Raises `Blocked` without one."""
    words = " ".join(reason.split())
    if not words:
        refuse([Problem("reason", _("Tulis alasan meragukan kelayakannya."))])
    moment = at or clock.now()
    deed = Deed(on=timezone.localdate(moment), note=words)
    return take_step(case, "doubt", deed, by=by, at=moment)


@transaction.atomic
def ask_exception(
    case: Case, *, reason: str, by: Actor, at: datetime | None = None
) -> CaseOverride:
    """Ask a second person to let a case pass although something is missing; it names what is missing now.

    Raises `Blocked` where nothing is, without a reason, or when the same is asked already.
    """
    _before_decree(case)
    moment = at or clock.now()
    found = standing(case, timezone.localdate(moment))
    shown = [
        {"code": line.kept.rule, "sentence": line.kept.sentence}
        for line in found.lines
        if not line.is_settled
    ]
    if not shown:
        sentence = _("Semua syarat terpenuhi atau sudah diputuskan. Tidak ada yang dikecualikan.")
        refuse([Problem("nothing", sentence)])
    return ask(case, OverrideKind.ELIGIBILITY, shown, reason=reason, by=by, at=moment)


def check_and_find(case: Case, *, by: Actor, at: datetime | None = None) -> bool:
    """Check a case and, where it waits and nothing is in the way, find it eligible; whether it is eligible now."""
    with transaction.atomic():
        found = check(case, by=by, at=at)
        if case.state == CaseState.PROPOSED and found.is_eligible:
            find_eligible(case, by=by, at=at)
        return case.state == CaseState.ELIGIBLE


def recheck_eligible(*, by: Actor, at: datetime | None = None) -> int:
    """Look at every eligible case again by the facts and rules of today; how many went back to *proposed*."""
    moment = at or clock.now()
    waiting = list(with_facts().filter(state=CaseState.ELIGIBLE))
    found = standings(waiting, timezone.localdate(moment))
    doubted = [row.case for row in found.values() if not row.is_eligible]
    for case in doubted:
        check(case, by=by, at=moment)
    return len(doubted)


def _keep(found: Standing, by: Actor, moment: datetime) -> None:
    answers = [line.as_json() for line in found.lines]
    last = found.last
    if last is not None and last.answers == answers and last.rules_of == found.on:
        return
    EligibilityCheck.objects.create(
        case=found.case, answers=answers, rules_of=found.on, by_id=by.user_id, at=moment
    )
    many = sum(not line.is_settled for line in found.lines)
    ledger.record(
        found.case,
        "case:check",
        by=by,
        at=moment,
        sentence=f"Syarat kasus {found.case.code} diperiksa: {many} belum terpenuhi",
        office_code=found.case.activity.programme.office.code,
    )


def _said(lines: Iterable[Line]) -> str:
    """What people decided otherwise or beside the rows, for the step."""
    decided = [f"{line.kept.sentence} ({line.decision.reason})" for line in lines if line.decision]
    excepted = [f"Dikecualikan: {line.kept.sentence}" for line in lines if line.is_excepted]
    return " ".join([*decided, *excepted])


def _before_decree(case: Case) -> None:
    if case.state not in _BEFORE_DECREE:
        raise IllegalMove(_("Kasus ini sudah melewati penetapan. Muat ulang halaman."))
