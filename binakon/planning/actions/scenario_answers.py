"""Answers of scenarios: asked by a planner, computed by a process of its own, kept as they came."""

import json
import subprocess
import sys
import time
from datetime import datetime, timedelta
from importlib.metadata import version
from tempfile import TemporaryFile

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.problems import refuse
from binakon.planning.models import Scenario, ScenarioAnswer
from binakon.planning.queries.scenario_held import held_facts
from binakon.planning.queries.scenario_others import plan_in_force
from binakon.planning.rules.scenario_ask import ask_problems
from binakon.planning.rules.scenario_codec import digest_of, question_of
from binakon.planning.rules.scenario_held import held_problems
from binakon.planning.rules.scenario_others import others_problems

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
    refuse(
        [
            *ask_problems(question),
            *held_problems(question, held_facts(scenario.programme_id)),
            *others_problems(question, plan_in_force(scenario.programme_id)),
        ]
    )
    digest = digest_of(scenario.inputs)
    held = scenario.answers.filter(digest=digest, refusal="").last()
    if held is not None:
        return held
    try:
        with transaction.atomic():
            answer = ScenarioAnswer.objects.create(
                scenario=scenario,
                question=scenario.inputs,
                digest=digest,
                asked_at=at or clock.now(),
                asked_by=by.label[:300],
            )
    except IntegrityError:
        # Somebody asked the same at the same moment: theirs is the one that is answered.
        return scenario.answers.filter(digest=digest).latest("id")
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
    """Compute what waits, one question after the other, and wait for each; how many were finished."""
    finished = 0
    while (answer := _claimed()) is not None:
        computing = _begun(answer, by=by, seconds=seconds)
        finished += computing.end(by=by, patience=seconds) if computing else 1
    return finished


class Computer:
    """What one worker computes: one question at a time in a process of its own, begun in one turn and kept in a later one.

    A turn never lasts longer than `patience` seconds, so that mail and offers do not wait for a long computation.
    """

    def __init__(self) -> None:
        self._computing: Computing | None = None

    def turn(self, *, by: Actor, patience: float, seconds: int = SECONDS) -> int:
        """Begin the next question where none is computed, look whether it is done; how many were finished."""
        if self._computing is None:
            answer = _claimed()
            if answer is None:
                return 0
            self._computing = _begun(answer, by=by, seconds=seconds)
            if self._computing is None:
                return 1
        try:
            return self._computing.end(by=by, patience=patience)
        finally:
            if self._computing.is_over:
                self._computing = None


class Computing:
    """One question and the process that computes it."""

    def __init__(self, answer: ScenarioAnswer, seconds: int) -> None:
        self._answer, self._seconds = answer, seconds
        self._until = time.monotonic() + seconds
        # Files and no pipes: a full pipe would stop the process until somebody reads it.
        self._files = [
            TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - open until the answer is kept
            for _each in range(3)
        ]
        asked, found, errors = self._files
        json.dump(answer.question, asked)
        asked.seek(0)
        # It ends itself when the worker that began it is gone.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "binakon.planning.rules.scenarios.run", str(seconds + 5)],
            stdin=asked,
            stdout=found,
            stderr=errors,
        )
        self.is_over = False

    def end(self, *, by: Actor, patience: float) -> int:
        """Keep what came within `patience` seconds; 1 when it was kept, 0 while it still computes."""
        left = max(self._until - time.monotonic(), 0)
        try:
            code = self._process.wait(timeout=min(patience, left))
        except subprocess.TimeoutExpired:
            if patience < left:
                return 0
            self._process.kill()
            self._process.wait()
            sentence = _("Perhitungannya belum selesai dalam %(seconds)d detik. Kurangi calonnya.")
            return self._keep(by, refusal=sentence % {"seconds": self._seconds})
        found, errors = (self._text(number) for number in (1, 2))
        if code:
            sentence = _("Perhitungannya tidak menghasilkan jawaban: %(why)s")
            lines = errors.strip().splitlines() or ["?"]
            return self._keep(by, refusal=sentence % {"why": lines[-1][:300]})
        return self._keep(by, text=found)

    def _text(self, number: int) -> str:
        self._files[number].seek(0)
        return self._files[number].read()

    def _keep(self, by: Actor, *, text: str = "", refusal: str = "") -> int:
        self.is_over = True
        for each in self._files:
            each.close()
        return _keep(self._answer, by=by, text=text, refusal=refusal)


def _claimed() -> ScenarioAnswer | None:
    now = clock.now()
    is_free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    waiting = ScenarioAnswer.objects.filter(is_free, answered_at=None)
    for pk in waiting.values_list("pk", flat=True)[:10]:
        # Several workers may see it; the one whose update meets it unclaimed takes it.
        if waiting.filter(pk=pk).update(claimed_at=now, tries=F("tries") + 1) == 1:
            return ScenarioAnswer.objects.select_related("scenario__programme__office").get(pk=pk)
    return None


def _begun(answer: ScenarioAnswer, *, by: Actor, seconds: int) -> Computing | None:
    """The process of a question; None when it was given up after too many tries."""
    if answer.tries <= MOST_TRIES:
        return Computing(answer, seconds)
    _keep(answer, by=by, refusal=_("Perhitungannya terhenti tiga kali. Sederhanakan."))
    return None


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
