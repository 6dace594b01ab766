"""A scenario from its birth: begun, edited, shared, thrown away while nobody else knows it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState
from binakon.planning.models import ProgrammeYear, Scenario
from binakon.planning.queries.scenario_others import plan_in_force
from binakon.planning.rules.scenario_codec import packed, question_of
from binakon.planning.rules.scenario_others import with_others
from binakon.planning.rules.scenarios.facts import Question, Rupiah, price_key


@transaction.atomic
def open_scenario(
    programme: ProgrammeYear,
    *,
    name: str,
    question: Question,
    origin: str,
    by: Actor,
    note: str = "",
    at: datetime | None = None,
) -> Scenario:
    """Begin a scenario with these assumptions, beside the plan in force; its name must be free in the year."""
    _demand_name(programme, name)
    question = with_others(question, plan_in_force(programme.pk))
    row = Scenario.objects.create(
        programme=programme,
        name=name.strip(),
        note=note.strip(),
        origin=origin,
        inputs=packed(question),
        created_at=at or clock.now(),
        created_by=by.label[:300],
    )
    code = programme.office.code
    sentence = f"Skenario {row} dibuat dari {origin}"
    ledger.start(row, by=by, at=at, sentence=sentence, office_code=code)
    return row


@transaction.atomic
def edit_scenario(
    scenario: Scenario, *, question: Question, revision: int, by: Actor, what: str
) -> None:
    """Let a scenario assume this. `StaleState` when somebody else changed or shared it since `revision` was read."""
    found = Scenario.objects.filter(pk=scenario.pk, revision=revision, shared_at=None)
    inputs = packed(with_others(question, plan_in_force(scenario.programme_id)))
    if found.update(inputs=inputs, revision=F("revision") + 1) != 1:
        _demand_unshared(scenario)
        raise StaleState(
            _("Skenario ini baru saja diubah orang lain. Muat ulang halaman, lalu ubah lagi.")
        )
    before, after = _changed(scenario.inputs["facts"], inputs["facts"])
    ledger.record(
        scenario,
        "scenario:edit",
        by=by,
        sentence=f"Skenario {scenario}: {what} diubah",
        before=before,
        after=after,
        office_code=scenario.programme.office.code,
    )
    scenario.refresh_from_db()


@transaction.atomic
def remove_candidate(scenario: Scenario, *, code: str, revision: int, by: Actor) -> None:
    """Take a candidate and the prices stated for it alone out of a scenario; `StaleState` as in `edit_scenario`."""
    question = question_of(scenario.inputs)
    own = {price_key(price, code) for price in Rupiah}
    changed = replace(
        question,
        candidates=tuple(each for each in question.candidates if each.code != code),
        assumptions=tuple(each for each in question.assumptions if each.key not in own),
    )
    edit_scenario(scenario, question=changed, revision=revision, by=by, what=f"calon {code}")


@transaction.atomic
def share_scenario(scenario: Scenario, *, by: Actor, at: datetime | None = None) -> None:
    """Let everybody at the desk of the office read it; from now on it is kept. `StaleState` when it was shared before."""
    unshared = Scenario.objects.filter(pk=scenario.pk, shared_at=None)
    if unshared.update(shared_at=at or clock.now()) != 1:
        raise StaleState(_("Skenario ini sudah dibagikan. Muat ulang halaman."))
    ledger.record(
        scenario,
        "scenario:share",
        by=by,
        at=at,
        sentence=f"Skenario {scenario} dibagikan",
        office_code=scenario.programme.office.code,
    )
    scenario.refresh_from_db()


@transaction.atomic
def discard_scenario(scenario: Scenario, *, by: Actor) -> None:
    """Throw away what was never shared. `StaleState` once it was: somebody may have relied on it."""
    _demand_unshared(scenario)
    ledger.record(
        scenario,
        "scenario:discard",
        by=by,
        sentence=f"Skenario {scenario} dibuang",
        before={"inputs": scenario.inputs},
        office_code=scenario.programme.office.code,
    )
    scenario.delete()


def _demand_unshared(scenario: Scenario) -> None:
    if not Scenario.objects.filter(pk=scenario.pk, shared_at=None).exists():
        raise StaleState(_("Skenario yang sudah dibagikan disimpan. Salin bila ingin mengubahnya."))


def _demand_name(programme: ProgrammeYear, name: str) -> None:
    if Scenario.objects.filter(programme=programme, name=name.strip()).exists():
        sentence = _("Nama “%(name)s” sudah dipakai skenario lain tahun ini. Pilih nama lain.")
        raise Blocked([Problem("name", sentence % {"name": name.strip()})])


def _changed(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
