"""Real processes at the same moment: a case is in one batch, and a file of results is taken once."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from binakon.certification.actions.reference import load_reference
from tests.cast import cast_arrives
from tests.certification.cases import ACTIVITY
from tests.factories import a_version, an_activity, ratified
cast_arrives()
load_reference(by=by)
ratified(a_version(trained=200, facilitated=60))
an_activity(ACTIVITY, indicator="facilitated", kind="certification", title="Fasilitasi SKK", seats=60)
from tests.certification.batches import a_batch, scheduled
from tests.certification.bodies import an_lsp
from tests.certification.walk import a_case_in
lsp = an_lsp()
"""

TWO_BATCHES = """
for _place in range(4):
    a_case_in("paid")
a_batch(lsp)
a_batch(lsp)
"""

JOIN = """
from binakon.certification.actions.batches import select_cases
from binakon.certification.models import Batch, Case
from binakon.core.problems import Blocked
batch = Batch.objects.get(number=int(me))
won = 0
for case in Case.objects.order_by("pk"):
    try:
        won += select_cases(batch, [case.pk], by=by)
    except Blocked:
        pass
print(won)
"""

JOINED = """
import json
from binakon.certification.models import Case
from binakon.core.models import AuditEvent
print(json.dumps([Case.objects.filter(batch=None).count(), AuditEvent.objects.filter(action="batch:select").count()]))
"""

# The same deed as a careless hand would write it: look whether they are free, then write.
CARELESS = """
from binakon.certification.models import Batch, Case
batch = Batch.objects.get(number=int(me))
won = 0
for pk in list(Case.objects.order_by("pk").values_list("pk", flat=True)):
    is_free = Case.objects.filter(pk=pk, batch=None).exists()
    meet()
    if is_free:
        Case.objects.filter(pk=pk).update(batch=batch)
        won += 1
print(won)
"""

A_FILE = """
from binakon.certification.actions.results import keep_file
from binakon.certification.queries.results import people_of
from binakon.people.models import Role
from tests.cast import viewer
from tests.certification.batches import a_workbook
batch = scheduled(2, lsp=lsp)
rows = [[person.code, "K"] for person in people_of(batch)]
content = a_workbook(["Kode", "Hasil"], *rows)
keep_file(batch, file_name="hasil.xlsx", content=content, days={}, by=viewer(Role.STAFF).actor)
"""

# Both have read and judged the file before either is let go.
READ = """
from binakon.certification.actions.results import take_file
from binakon.certification.models import ResultFile
from binakon.certification.queries.results import content_of, people_of, preview_of
from binakon.certification.sheets.result_read import read_results
from binakon.core.calendar import today
from binakon.core.problems import Blocked, IllegalMove, StaleState
file = ResultFile.objects.select_related("batch__activity__programme__office", "batch__organisation").get()
book = read_results(content_of(file), people_of(file.batch))
preview = preview_of(file, [(row.person, row.told, dict(row.cells)) for row in book.rows], book.problems, [], today())
outlooks = [(row.person.pk, row.outlook) for row in preview.rows]
"""

TAKE = """
try:
    print(take_file(file, outlooks, by=by))
except (Blocked, IllegalMove, StaleState):
    print("late")
"""

TAKEN = """
import json
from binakon.certification.models import Assessment, Case, CaseStep
print(json.dumps([
    sorted(Case.objects.values_list("state", flat=True)),
    CaseStep.objects.filter(move="pass").count(),
    Assessment.objects.filter(outcome="competent").count(),
]))
"""


def test_at_once_every_case_joins_one_of_two_batches(installation: Installation) -> None:
    in_process(installation, PREPARE + TWO_BATCHES)
    won = at_once(installation, JOIN, ["1", "2"])
    assert sum(int(many) for many in won) == 4
    assert json.loads(in_process(installation, JOINED)) == [0, 4]


def test_without_the_condition_the_same_race_gives_a_case_to_both(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE + TWO_BATCHES)
    won = at_once(installation, CARELESS, ["1", "2"])
    assert sum(int(many) for many in won) > 4


def test_at_once_a_file_of_results_is_taken_by_one(installation: Installation) -> None:
    in_process(installation, PREPARE + A_FILE)
    told = at_once(installation, TAKE, ["satu", "dua"], ready=READ)
    assert sorted(told) == ["2", "late"]
    assert json.loads(in_process(installation, TAKEN)) == [["competent"] * 2, 2, 2]
