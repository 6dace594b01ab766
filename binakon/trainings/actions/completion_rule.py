"""Changing the rule of a class that has begun: one person asks with a reason, another grants or denies."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, NotAllowed, Problem, StaleState, refuse
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Training
from binakon.trainings.models import CompletionRule
from binakon.trainings.queries.completion_rule import columns_of, rule_of, standing_of
from binakon.trainings.rules.completion import (
    Asked,
    asked_from,
    change_problems,
    rule_problems,
)


@transaction.atomic
def ask_rule_change(
    training: Training,
    asked: Asked,
    *,
    reason: str,
    revision: int,
    by: Actor,
    at: datetime | None = None,
) -> CompletionRule:
    """Ask that the rule of a class that has begun becomes another; it stays what it is until somebody else grants it.

    A change that waited before gives way to this one. Raises `Blocked` with everything that is wrong or not said,
    `StaleState` when somebody else was faster.
    """
    hold(training, by=by)
    person = _person(by)
    known = rule_of(training)
    if known is None or known.revision != revision:
        raise StaleState(_faster())
    standing = standing_of(known)
    refuse([*rule_problems(asked), *change_problems(asked, standing, reason)])
    told = reason.strip()
    rule = _write(
        training,
        revision,
        wanted=asked.as_json(),
        wanted_reason=told,
        asked_by=person,
        answered_by=None,
    )
    ledger.record(
        rule,
        "completion_rule:ask",
        by=by,
        at=at,
        note=told,
        sentence=f"Perubahan syarat selesai {training} diminta: {told}",
        before=standing.as_json(),
        after=asked.as_json(),
        office_code=training.office_code,
    )
    return rule


@transaction.atomic
def answer_rule_change(
    training: Training,
    *,
    is_granted: bool,
    note: str,
    revision: int,
    by: Actor,
    at: datetime | None = None,
) -> CompletionRule:
    """Grant or deny the change that waits, as it was read at `revision`; the database refuses whoever asked for it.

    Decisions already made keep the rule they were made with. Raises `NotAllowed` for whoever asked, `Blocked` when a
    denial says no reason, `StaleState` when nothing waits any more or it is another one.
    """
    hold(training, by=by)
    person, rule = _person(by), rule_of(training)
    if rule is None or not rule.is_waiting or rule.revision != revision:
        raise StaleState(_faster())
    if rule.asked_by_id == person:
        raise NotAllowed(
            _("Perubahan syarat ini Anda minta sendiri. Orang lain yang harus menjawabnya.")
        )
    if not is_granted and not note.strip():
        raise Blocked([Problem("note", _("Tulis alasan menolaknya."))])
    before = columns_of(standing_of(rule))
    wanted = columns_of(asked_from(rule.wanted))
    granted = wanted if is_granted else {}
    answered = _write(
        training, revision, wanted={}, wanted_reason="", answered_by=person, **granted
    )
    word = "disetujui" if is_granted else "ditolak"
    told = note.strip() or rule.wanted_reason
    ledger.record(
        answered,
        "completion_rule:grant" if is_granted else "completion_rule:deny",
        by=by,
        at=at,
        note=note.strip(),
        sentence=f"Perubahan syarat selesai {training} {word}: {told}",
        before=before,
        after=granted,
        office_code=training.office_code,
    )
    return answered


def _write(training: Training, revision: int, **columns: Any) -> CompletionRule:
    """The rule as changed, where it is still the one that was read; else `StaleState`."""
    rows = CompletionRule.objects.filter(training=training, revision=revision)
    if not rows.update(revision=F("revision") + 1, **columns):
        raise StaleState(_faster())
    return CompletionRule.objects.get(training=training)


def _faster() -> str:
    return _("Orang lain baru saja mengubah syaratnya. Muat ulang halaman, lalu lihat lagi.")


def _person(by: Actor) -> int:
    """Who answers for it: a change needs two people, never a job or a link."""
    if by.user_id is None:
        raise NotAllowed(_("Perubahan syarat hanya diminta dan dijawab oleh orang dengan akun."))
    return by.user_id
