"""Two verifiers at the same moment, as real processes: one decision wins, the other is told what it was."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

MANY = 8

PREPARE = """
from tests.factories import a_version, ratified
from tests.cast import cast_arrives
from tests.enrolment.handed_in import applied
from tests.enrolment.people import a_training
cast_arrives()
ratified(a_version(trained=200))
training = a_training(seats=100, documents=["id_card"])
for number in range({many}):
    applied(training, number)
"""

JUDGE = """
from binakon.enrolment.actions import verdicts
from binakon.enrolment.models import Document
from binakon.people.queries import viewer_of
from tests.cast import user
role, word = me.split("-")
actor = viewer_of(user(role)).actor
won = told = 0
for paper in list(Document.objects.order_by("id")):
    try:
        verdicts.judge(paper, word=word, reason="" if word == "accept" else "doubtful", by=actor, seen="waiting")
        won += 1
    except StaleState as stale:
        told += "sudah memutuskan" in str(stale)
print(won, told)
"""

# The same deed as a careless hand would write it: look, then write what was seen.
CARELESS = """
from binakon.core import clock
from binakon.enrolment.models import Document, Verdict
from tests.cast import user
role, word = me.split("-")
won = 0
for paper in list(Document.objects.order_by("id")):
    is_waiting = Document.objects.get(pk=paper.pk).state == "waiting"
    meet()
    if is_waiting:
        Verdict.objects.create(document=paper, word=word, reason="" if word == "accept" else "doubtful", user=user(role), at=clock.now())
        Document.objects.filter(pk=paper.pk).update(**{"state": "accepted" if word == "accept" else "refused"})
        won += 1
print(won, 0)
"""

TOLD = """
import json
from binakon.enrolment.models import Document
print(json.dumps([[d.state, [v.word for v in d.verdicts.all()]] for d in Document.objects.order_by("id")]))
"""

RUNNERS = ["verifier-accept", "staff-refuse"]


def raced(installation: Installation, code: str) -> tuple[list[list[int]], list[list[object]]]:
    in_process(installation, PREPARE.format(many=MANY))
    counted = [
        [int(word) for word in each.split()] for each in at_once(installation, code, RUNNERS)
    ]
    return counted, json.loads(in_process(installation, TOLD))


def test_of_two_verdicts_at_once_one_wins_and_the_other_is_told(
    installation: Installation,
) -> None:
    counted, papers = raced(installation, JUDGE)
    assert sum(won for won, _told in counted) == MANY
    assert sum(told for _won, told in counted) == MANY
    agreed = {("accepted", "accept"), ("refused", "refuse")}
    assert [len(said) for _state, said in papers] == [1] * MANY  # type: ignore[arg-type]
    assert {(state, said[0]) for state, said in papers} <= agreed  # type: ignore[index]


def test_without_the_guard_the_same_race_leaves_two_words_on_a_paper(
    installation: Installation,
) -> None:
    counted, papers = raced(installation, CARELESS)
    assert sum(won for won, _told in counted) > MANY
    assert max(len(said) for _state, said in papers) == 2  # type: ignore[arg-type]
