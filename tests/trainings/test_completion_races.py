"""Real processes at the same moment: everybody is decided once, and who presses twice has answered once."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PEOPLE = 4

PREPARE = """
from datetime import UTC, datetime, timedelta
from binakon.trainings.actions.completion import set_completion_rule
from binakon.trainings.actions.evaluation import set_evaluation
from binakon.trainings.rules.completion import Asked
from binakon.trainings.rules.evaluation import Terms
from tests.cast import cast_arrives
from tests.factories import a_version, ratified
from tests.trainings.classes import a_held_class, a_session, participants, present
cast_arrives()
ratified(a_version(trained=200))
training = a_held_class({people})
session = a_session(training)
for person in participants(training)[:-1]:
    present(session, person)
now = datetime.now(UTC)
set_completion_rule(training, Asked(attendance=80), by=by)
set_evaluation(training, Terms(("Bermanfaat.",), (), 3, now - timedelta(hours=1), now + timedelta(hours=9)), by=by)
"""

DECIDE = """
from binakon.enrolment.models import Training
from binakon.trainings.actions.completion import decide_completions
done = decide_completions(Training.objects.get(), by=by)
print(done.completed, done.incomplete, done.left)
"""

DECIDED = """
import json
from binakon.core.models import AuditEvent
from binakon.planning.models import Commitment
from binakon.reports.queries.check import figure_problems
from binakon.trainings.models import Completion
print(json.dumps([
    sorted(Completion.objects.values_list("state", flat=True)),
    AuditEvent.objects.filter(subject_type="trainings.completion").count(),
    dict(Commitment.objects.values_list("kind", "amount")),
    [problem.sentence for problem in figure_problems()],
]))
"""

# Every person presses twice, each press with a mark of its own.
ANSWER = """
from binakon.trainings.actions.evaluation import Said, answer_evaluation
from tests.enrolment.people import APPLICANT
from tests.trainings.classes import participants
from binakon.enrolment.models import Training
print(sum(
    answer_evaluation(person, [Said(None, "a1", mark=int(me))], by=APPLICANT)
    for person in participants(Training.objects.get())
))
"""

ANSWERED = """
import json
from binakon.trainings.models import EvaluationReply, EvaluationTicket
print(json.dumps([EvaluationTicket.objects.count(), EvaluationReply.objects.count()]))
"""

# The same deed as a careless hand would write it: look whether they have answered, then write.
CARELESS = """
from datetime import date
from binakon.trainings.models import EvaluationForm, EvaluationReply, EvaluationTicket
from tests.trainings.classes import participants
form = EvaluationForm.objects.get()
won = 0
for person in participants(form.training):
    has_none = not EvaluationTicket.objects.filter(form=form, registration=person).exists()
    meet()
    if has_none:
        EvaluationReply.objects.create(form=form, item="a1", mark=int(me))
        EvaluationTicket.objects.get_or_create(form=form, registration=person, defaults={"on": date.today()})
        won += 1
print(won)
"""


def test_at_once_everybody_is_decided_once_and_who_presses_twice_has_answered_once(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE.format(people=PEOPLE))
    told = sorted(at_once(installation, DECIDE, ["satu", "dua"]))
    assert told == ["0 0 0", f"{PEOPLE - 1} 1 0"]
    states, lines, bound, problems = json.loads(in_process(installation, DECIDED))
    assert states == ["completed"] * (PEOPLE - 1) + ["incomplete"]
    assert (lines, bound) == (PEOPLE, {"committed": 1, "realised": PEOPLE - 1})
    assert problems == []
    answered = at_once(installation, ANSWER, ["1", "5"])
    assert sum(int(many) for many in answered) == PEOPLE
    assert json.loads(in_process(installation, ANSWERED)) == [PEOPLE, PEOPLE]


def test_without_the_hold_the_same_race_counts_somebody_twice(installation: Installation) -> None:
    in_process(installation, PREPARE.format(people=PEOPLE))
    told = at_once(installation, CARELESS, ["1", "5"])
    assert sum(int(many) for many in told) > PEOPLE
    tickets, replies = json.loads(in_process(installation, ANSWERED))
    assert (tickets, replies > PEOPLE) == (PEOPLE, True)
