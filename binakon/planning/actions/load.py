"""Loading a plan file: everything or nothing, and loading it again changes nothing."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, blocking, refuse
from binakon.people.actions import name_office
from binakon.people.models import Office
from binakon.planning.actions.holding import VersionInForce
from binakon.planning.actions.load_activities import follow_activities
from binakon.planning.actions.load_versions import walk_versions, write_versions
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import (
    Goal,
    HistoryFact,
    ProgrammeYear,
)
from binakon.planning.queries import known_facts, seats_beyond_targets
from binakon.planning.queries.bound import bound_of
from binakon.planning.queries.shared_seats import shared_out
from binakon.planning.rules.plan import in_line_order, plan_problems
from binakon.planning.rules.plan_file import PlanFile
from binakon.planning.rules.ratify import moved_problems
from binakon.planning.rules.shared_seats import shared_problems
from binakon.planning.rules.stored import frozen_problems

M = TypeVar("M", bound=models.Model)


@dataclass(slots=True)
class LoadResult:
    """What loading did, or would do, in words; `problems` is empty when it was accepted."""

    changes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _DryRun(Exception):
    """Takes back everything a trial run wrote."""


def judge_plan(plan: PlanFile) -> list[Problem]:
    """Every problem of a plan file against what is known, in line order; stores nothing."""
    known = known_facts(plan.office, plan.year)
    return in_line_order([*plan_problems(plan, known), *frozen_problems(plan, known)])


def load_plan(plan: PlanFile, *, by: Actor, is_dry_run: bool = False) -> LoadResult:
    """Make the database follow a plan file, all in one transaction, or report every problem and store nothing.

    1. Judge the file against what is known. 2. Office and programme year. 3. Versions as drafts, goals and
    activities. 4. Versions through their workflow, oldest first, each with the activities it pays for.
    5. History. Nothing is deleted by omission.
    """
    result = LoadResult(problems=judge_plan(plan))
    if blocking(result.problems):
        return result
    try:
        with transaction.atomic():
            _follow(plan, result, by)
            if is_dry_run:
                raise _DryRun
    except _DryRun:
        pass
    except Blocked as refused:
        return LoadResult(problems=[*result.problems, *refused.problems])
    return result


def _follow(plan: PlanFile, result: LoadResult, by: Actor) -> None:
    office = name_office(code=plan.office, office_name=plan.office_name, by=by)
    programme = _follow_programme(plan, office, result, by)
    OpenBooks.hold(programme.pk)
    write_versions(plan, programme, result.changes, by=by)
    _follow_goals(plan, programme, result, by)
    VersionInForce.lock_if_any(programme.pk)
    refuse(
        [
            *moved_problems(plan.activities, bound_of(programme.pk)),
            *shared_problems(plan.activities, shared_out(programme.pk)),
        ]
    )
    follow_activities(plan, programme, result.changes, by=by)
    _refuse_oversold(programme)
    walk_versions(plan, programme, result.changes, by=by)
    _follow_history(plan, programme, result, by)


def _follow_goals(plan: PlanFile, programme: ProgrammeYear, result: LoadResult, by: Actor) -> None:
    seen: Counter[tuple[str, int]] = Counter()
    for rank, goal in enumerate(plan.goals):
        same = (goal.label, goal.year)
        keys = {
            "programme": programme,
            "label": goal.label,
            "year": goal.year,
            "position": seen[same],
        }
        seen[same] += 1
        values = {"people": goal.people, "meaning": goal.meaning, "rank": rank}
        _follow_row(Goal, keys, values, result, by, programme.office)


def _follow_history(
    plan: PlanFile, programme: ProgrammeYear, result: LoadResult, by: Actor
) -> None:
    seen: Counter[tuple[int, str]] = Counter()
    for fact in plan.history:
        same = (fact.year, fact.indicator)
        keys = {
            "programme": programme,
            "year": fact.year,
            "indicator": fact.indicator,
            "position": seen[same],
        }
        seen[same] += 1
        values = {
            "target": fact.target,
            "realised": fact.realised,
            "note": fact.note,
            "source": fact.source,
        }
        _follow_row(HistoryFact, keys, values, result, by, programme.office)


def _refuse_oversold(programme: ProgrammeYear) -> None:
    """Activities that the file leaves out still hold their seats, so the sum is asked of the rows."""
    oversold = seats_beyond_targets(programme.pk)
    if oversold:
        sentence = _(
            "Kegiatan yang dibiayai %(version)s untuk “%(indicator)s” berjumlah %(seats)d kursi, padahal targetnya "
            "%(people)d. Kegiatan yang sudah tersimpan ikut dihitung."
        )
        raise Blocked([Problem("seats_beyond_target", sentence % words) for words in oversold])


def _follow_programme(
    plan: PlanFile, office: Office, result: LoadResult, by: Actor
) -> ProgrammeYear:
    values = {
        "name": plan.name,
        "source": plan.source,
        "purpose": plan.purpose,
        "spokesperson": plan.spokesperson,
    }
    return _follow_row(
        ProgrammeYear, {"office": office, "year": plan.year}, values, result, by, office
    )


_NAMES: dict[type[models.Model], str] = {
    ProgrammeYear: "Tahun program",
    Goal: "Kebutuhan ideal",
    HistoryFact: "Angka yang diumumkan",
}


def _follow_row(
    model: type[M],
    keys: dict[str, Any],
    values: dict[str, Any],
    result: LoadResult,
    by: Actor,
    office: Office,
) -> M:
    row = model._default_manager.filter(**keys).first()
    if row is None:
        row = model._default_manager.create(**keys, **values)
        ledger.start(row, by=by, sentence=f"{_NAMES[model]}: {row}", office_code=office.code)
        result.changes.append(f"+ {row}")
        return row
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    if differing:
        before = {name: getattr(row, name) for name in differing}
        for name, value in differing.items():
            setattr(row, name, value)
        row.save(update_fields=list(differing))
        action = f"{model._meta.model_name}:follow"
        words = f"{row} mengikuti berkas: {', '.join(differing)}"
        ledger.record(
            row,
            action,
            by=by,
            sentence=words,
            before=before,
            after=differing,
            office_code=office.code,
        )
        result.changes.append(f"~ {row}")
    return row
