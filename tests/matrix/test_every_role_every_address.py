"""Every role asks every address: who sees what is written in `statuses.json`, and no canary flies to a stranger.

`WRITE_MATRIX=1 pytest tests/matrix` writes the file anew; its difference is for a person to read. A new address
without a row fails. `MATRIX=all` asks as the whole cast, not only as those between whom a leak would be worst.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker

from binakon.people.models import Role
from binakon.people.rules import PERSONAL_SUBJECTS, SEERS
from tests.matrix import world as worlds
from tests.matrix.addresses import NOT_IN_WORLD, rows
from tests.matrix.walk import READS_DECREES, Walk, browsers, patterns, walked
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
WRITTEN = Path(__file__).parent / "statuses.json"
FEW = ("kasi", "verifikator", "tabalong", "banjar", READS_DECREES, "instruktur")
# On PostgreSQL the gate asks by it whether every page and deed answers there as it does on SQLite.
ONE = ("kasi",)
IS_WHOLE = bool(os.environ.get("MATRIX") or os.environ.get("WRITE_MATRIX"))
# What nobody may read, so nobody shows that it was there; the test of each in its own chapter does.
READ_BY_NOBODY = {"comment", "private key"}


@pytest.fixture(scope="module")
def world(kalsel: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world, built once."""
    with django_db_blocker.unblock():
        caches["pages"].clear()
        yield worlds.build()


@pytest.fixture(scope="module")
def walk(world: World, request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Walk:
    """Everybody everywhere, walked once; where only the statuses are asked for, whoever reads nearly everything."""
    asked = {item.name for item in request.session.items}
    cast = FEW if test_no_canary_flies_to_a_stranger_and_nothing_breaks.__name__ in asked else ONE
    with django_db_blocker.unblock():
        return walked(world, browsers(None if IS_WHOLE else cast), is_whole=IS_WHOLE)


def test_no_canary_flies_to_a_stranger_and_nothing_breaks(walk: Walk) -> None:
    assert walk.leaks == []
    assert walk.broken == []


@pytest.mark.database
def test_every_role_gets_what_is_written(walk: Walk) -> None:
    if os.environ.get("WRITE_MATRIX"):
        said = json.dumps(walk.statuses, indent=1, sort_keys=True)
        WRITTEN.write_text(said + "\n", encoding="utf-8")
    written = json.loads(WRITTEN.read_text(encoding="utf-8"))
    asked = {name: walk.statuses.get(name, {}).keys() for name in written}
    expected = {
        name: {who: status for who, status in row.items() if who in asked[name]}
        for name, row in written.items()
    }
    assert walk.statuses == expected


def test_what_may_be_read_was_read_so_the_canaries_were_there(world: World, walk: Walk) -> None:
    assert world.taught.secrets.keys() - walk.read == READ_BY_NOBODY


def test_whoever_may_see_people_sees_them(world: World) -> None:
    clients = browsers({"kasi", "tabalong"})
    seen = clients["kasi"].get(f"/meja/pendaftaran/{world.people['Banjar'].pk}/").content.decode()
    assert world.people["Banjar"].name in seen
    assert (
        world.people["Ulang"].name in clients["tabalong"].get("/meja/pendaftaran/").content.decode()
    )


def test_the_treasurer_reads_names_on_decrees_and_of_nobody_anywhere_else(walk: Walk) -> None:
    assert walk.named
    assert {name for name in walk.named if not name.startswith("enrolment:decree_")} == set()


def test_the_treasurer_sees_nobody_as_a_rule() -> None:
    assert Role.TREASURER not in SEERS
    assert "enrolment.registration" in PERSONAL_SUBJECTS


def test_every_address_with_a_number_is_asked_with_a_row_that_exists(world: World) -> None:
    numbered = {name for name, wanted in patterns(get_resolver().url_patterns) if "pk" in wanted}
    assert {name for name in numbered if len(rows(world, name)) == 1} == NOT_IN_WORLD
