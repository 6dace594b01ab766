"""Two who merge the same two rows into each other in the same moment, as real processes: one wins, no circle closes."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from tests.people.test_merges import workers
print(*[row.pk for row in workers(2)])
"""

MERGE = """
from binakon.core.actor import job_actor
from binakon.core.problems import StaleState
from binakon.people.actions.merges import merge
from binakon.people.models import Worker
kept, merged = [Worker.objects.get(pk=int(pk)) for pk in me.split("-")]
# Both pages were opened before either is sent.
meet()
try:
    merge(kept, merged, reason="KTP sama", by=job_actor(me))
    print("digabung")
except StaleState:
    print("terlambat")
"""

LEFT = """
from binakon.people.models import Merge, Worker
from binakon.people.queries.persons import wrong_roots
print(Merge.objects.count(), Worker.objects.people().count(), wrong_roots())
"""


def test_of_two_merges_against_each_other_one_stands(installation: Installation) -> None:
    one, other = in_process(installation, PREPARE).split()
    told = at_once(installation, MERGE, [f"{one}-{other}", f"{other}-{one}"])
    assert sorted(told) == ["digabung", "terlambat"]
    assert in_process(installation, LEFT) == "1 1 []"
