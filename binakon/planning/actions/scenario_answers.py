"""Answers of scenarios: asked by a planner, computed by a process of its own, kept as they came."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from importlib.metadata import version

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import refuse
from binakon.planning.models import Scenario, ScenarioAnswer
from binakon.planning.queries.scenario_held import held_facts
from binakon.planning.rules.scenario_ask import ask_problems
from binakon.planning.rules.scenario_codec import digest_of, question_of
from binakon.planning.rules.scenario_held import held_problems

SECONDS = 120
# A worker that has not come back by then is gone; another takes its question up.
CLAIM = timedelta(seconds=SECONDS + 30)
MOST_TRIES = 3


@transaction.atomic
def ask_scenario(scenario: Scenario, *, by: Actor, at: datetime | None = None) -> ScenarioAnswer:
    """Ask what the scenario says now; refused with everything that nobody has said yet.

    The same question is not asked twice: its answer stands already, or is on its way.
    """
    scenario.refresh_from_db()
    question = question_of(scenario.inputs)
    facts = held_facts(scenario.programme_id)
    refuse([*ask_problems(question), *held_problems(question, facts)])
    digest = digest_of(scenario.inputs)
    held = scenario.answers.filter(digest=digest, refusal="").last()
    if held is not None:
        return held
    answer = ScenarioAnswer.objects.create(
        scenario=scenario,
        question=scenario.inputs,
        digest=digest,
        asked_at=at or clock.now(),
        asked_by=by.label[:300],
    )
    ledger.record(
        scenario,
        "scenario:ask",
        by=by,
        at=at,
        sentence=f"Skenario {scenario} ditanyakan",
        after={"digest": digest},
        office_code=scenario.programme.office.code,
    )
    return answer


def answer_scenarios(*, by: Actor, seconds: int = SECONDS) -> int:
    """Compute what waits, one question after the other; how many were finished."""
    finished = 0
    while (answer := _claimed()) is not None:
        finished += _answer(answer, by=by, seconds=seconds)
    return finished


def _claimed() -> ScenarioAnswer | None:
    now = clock.now()
    is_free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    waiting = ScenarioAnswer.objects.filter(is_free, answered_at=None)
    for pk in waiting.values_list("pk", flat=True)[:10]:
        # Several workers may see it; the one whose update meets it unclaimed takes it.
        if waiting.filter(pk=pk).update(claimed_at=now, tries=F("tries") + 1) == 1:
            return ScenarioAnswer.objects.select_related("scenario__programme__office").get(pk=pk)
    return None


def _answer(answer: ScenarioAnswer, *, by: Actor, seconds: int) -> int:
    if answer.tries > MOST_TRIES:
        return _keep(answer, by=by, refusal=_("Perhitungannya terhenti tiga kali. Sederhanakan."))
    try:
        found = subprocess.run(
            [sys.executable, "-m", "binakon.planning.rules.scenarios.run"],
            input=json.dumps(answer.question),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        sentence = _("Perhitungannya belum selesai dalam %(seconds)d detik. Kurangi calonnya.")
        return _keep(answer, by=by, refusal=sentence % {"seconds": seconds})
    if found.returncode:
        sentence = _("Perhitungannya tidak menghasilkan jawaban: %(why)s")
        lines = found.stderr.strip().splitlines() or ["?"]
        return _keep(answer, by=by, refusal=sentence % {"why": lines[-1][:300]})
    return _keep(answer, by=by, text=found.stdout)


@transaction.atomic
def _keep(answer: ScenarioAnswer, *, by: Actor, text: str = "", refusal: str = "") -> int:
    mine = ScenarioAnswer.objects.filter(
        pk=answer.pk, answered_at=None, claimed_at=answer.claimed_at
    )
    kept = mine.update(
        answer=json.loads(text) if text else None,
        refusal=refusal,
        answered_at=clock.now(),
        solver=f"OR-Tools {version('ortools')} (HiGHS)",
    )
    if kept:
        ledger.record(
            answer.scenario,
            "scenario:answer",
            by=by,
            sentence=f"Skenario {answer.scenario} {'tidak terjawab' if refusal else 'terjawab'}",
            after={"digest": answer.digest},
            note=refusal,
            office_code=answer.scenario.programme.office.code,
        )
    return kept
