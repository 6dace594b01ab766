"""Decisions otherwise than the rules: one person asks with a reason, a second one decides."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from binakon.certification.models import Case, CaseOverride
from binakon.certification.queries.gate import gate_problems
from binakon.certification.states import CaseState, OverrideKind
from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import IllegalMove, NotAllowed, Problem, refuse
from binakon.people.rules.messages import typed_problems
from binakon.planning.models import Activity

_BEFORE_DECREE = frozenset({CaseState.PROPOSED, CaseState.ELIGIBLE})


def ask_money(
    subject: Activity | Case, *, reason: str, by: Actor, at: datetime | None = None
) -> CaseOverride:
    """Ask that an activity, or one case, may be determined although no ratified version pays for it yet.

    Raises `Blocked` without a reason, where nothing is in the way, or where the same is asked already; `IllegalMove` for
    a case that is past its determination.
    """
    activity = subject.activity if isinstance(subject, Case) else subject
    found = gate_problems(activity, [subject] if isinstance(subject, Case) else [])
    if not found:
        sentence = _("Dananya sudah disahkan atau sudah dikecualikan. Penetapan bisa dilanjutkan.")
        refuse([Problem("open_gate", sentence)])
    _before_decree(subject)
    shown = [{"code": problem.code, "sentence": problem.sentence} for problem in found]
    return ask(subject, OverrideKind.MONEY_GATE, shown, reason=reason, by=by, at=at)


@transaction.atomic
def ask(
    subject: Activity | Case,
    kind: OverrideKind,
    problems: Iterable[dict[str, str]],
    *,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> CaseOverride:
    """Ask for a decision otherwise than a rule; `problems` is what whoever decides is shown and decides on.

    Raises `Blocked` without a reason or when the same is asked already, `NotAllowed` for anybody without an account.
    """
    words = reason.strip()
    if not words:
        sentence = _("Tulis alasan pengecualiannya; orang kedua membacanya.")
        refuse([Problem("reason", sentence)])
    refuse(typed_problems(words))
    try:
        with transaction.atomic():
            override = CaseOverride.objects.create(
                case=subject if isinstance(subject, Case) else None,
                activity=None if isinstance(subject, Case) else subject,
                kind=kind,
                reason=words,
                problems=list(problems),
                asked_by_id=_person(by),
                asked_at=at or clock.now(),
            )
    except IntegrityError:
        sentence = _("Pengecualian yang sama sudah diminta dan menunggu orang kedua.")
        refuse([Problem("asked", sentence)])
        raise
    ledger.start(
        override,
        by=by,
        at=at,
        sentence=f"Pengecualian diminta ({kind.label}) untuk {_name(override)}: {words}",
        office_code=_office(override),
    )
    return override


@transaction.atomic
def answer_override(
    override: CaseOverride,
    *,
    is_granted: bool,
    note: str,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Grant or deny what somebody else asked for; the database refuses the one who asked.

    Raises `NotAllowed` for whoever asked, `Blocked` when a denial says no reason, `IllegalMove` once it is decided.
    """
    person = _person(by)
    if override.asked_by_id == person:
        raise NotAllowed(
            _("Pengecualian ini Anda minta sendiri. Orang lain yang harus menjawabnya.")
        )
    words = note.strip()
    if not is_granted and not words:
        refuse([Problem("note", _("Tulis alasan menolaknya."))])
    refuse(typed_problems(words))
    said = "disetujui" if is_granted else "tidak disetujui"
    ledger.move(
        override,
        "grant" if is_granted else "deny",
        by=by,
        at=at,
        note=words,
        sentence=f"Pengecualian untuk {_name(override)} {said}. {words}".strip(),
        office_code=_office(override),
        decided_by_id=person,
        decided_at=at or clock.now(),
        decision=words,
    )


def _before_decree(subject: Activity | Case) -> None:
    if isinstance(subject, Case) and subject.state not in _BEFORE_DECREE:
        raise IllegalMove(_("Kasus ini sudah melewati penetapan. Muat ulang halaman."))


def _name(override: CaseOverride) -> str:
    return f"kasus {override.case.code}" if override.case else str(override.activity)


def _office(override: CaseOverride) -> str:
    activity = override.case.activity if override.case else override.activity
    assert activity is not None
    return activity.programme.office.code


def _person(by: Actor) -> int:
    """Who answers for it: an exception needs two people, never a job or a link."""
    if by.user_id is None:
        raise NotAllowed(_("Pengecualian hanya diminta dan dijawab oleh orang dengan akun."))
    return by.user_id
