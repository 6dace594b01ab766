"""What every test stands on: settings of its own, a database, and whole installations for tests with processes."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

from binakon.core import snapshots
from tests import schema
from tests.installation import PROJECT, Installation, installation_in

# Nothing that is imported or collected becomes garbage; see pytest_collection_finish.
gc.disable()
_OWN = Path(tempfile.mkdtemp(prefix="binakon-test-"))
# A database that a person has configured is not ours to touch; tests.postgres hands over its own cluster.
_CLUSTER = os.environ.get("BINAKON_DATABASE_URL", "")
for _name in [name for name in os.environ if name.startswith("BINAKON_")]:
    del os.environ[_name]
os.environ |= {
    "BINAKON_MODE": "test",
    "BINAKON_DATA_DIR": str(_OWN / "data"),
    "BINAKON_KEYS_DIR": str(_OWN / "keys"),
    "DJANGO_SETTINGS_MODULE": "binakon.config.settings",
}
if "host=/tmp/binakon-pg-" in _CLUSTER:
    os.environ["BINAKON_DATABASE_URL"] = _CLUSTER
# WhiteNoise warns about a static folder that nobody collected, and warnings are errors here.
(_OWN / "data" / "static").mkdir(parents=True)
django.setup()
# `pytest --reuse-db` at a desk: the schema is made once (`--create-db` makes it anew) and not for every run.
if "--reuse-db" in sys.argv and not _CLUSTER:
    _kept = (
        Path(tempfile.gettempdir()) / f"binakon-kept-{PROJECT.parent.name}-{PROJECT.name}.sqlite3"
    )
    django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(_kept)

# A gate that everybody passes asks the same questions each time; whoever works at a desk is asked new ones.
# How long an example takes tells only how busy the machine is.
_patient: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("desk", **_patient)
settings.register_profile("gate", derandomize=True, **_patient)
settings.load_profile("gate" if os.environ.get("CI") else "desk")


# Whoever asks for one of these starts processes.
_PROCESSES = {"migrated", "empty_installation", "installation", "another_installation", "hall"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not _PROCESSES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.processes)
        if item.path.stem.endswith("_pages"):
            item.add_marker(pytest.mark.both_in_full)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: searching it for garbage again and again is a tenth of a run."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure() -> None:
    shutil.rmtree(_OWN, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """The histories of tests are rolled back and repeat; what a process kept of one is no answer in the next."""
    snapshots.forget()


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation whose tables stand empty: the migrations run once, not for every database of the tests."""
    with schema.schema_in(tmp_path_factory.mktemp("schema")) as found:
        yield found


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let pytest-django begin with those tables; at a desk with `--reuse-db` it keeps its own."""
    if request.config.getvalue("reuse_db"):
        yield
        return
    with schema.laid_down(request.getfixturevalue("tables")):
        yield


@pytest.fixture(scope="session")
def migrated(
    tables: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation after `binakon migrate`: copied by others, never written to."""
    with installation_in(tmp_path_factory.mktemp("migrated"), like=tables) as installation:
        installation.binakon("migrate")
        yield installation


@pytest.fixture
def empty_installation(tmp_path: Path) -> Iterator[Installation]:
    """An installation before `binakon migrate`."""
    with installation_in(tmp_path / "empty_installation") as installation:
        yield installation


@pytest.fixture
def installation(migrated: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A migrated installation of this test's own, for tests that run several processes."""
    with installation_in(tmp_path / "installation", like=migrated) as own:
        yield own


@pytest.fixture
def another_installation(
    migrated: Installation, tmp_path: Path
) -> Iterator[Callable[[], Installation]]:
    """Make as many further migrated installations as a test needs."""
    with ExitStack() as open_until_the_end:
        made = 0

        def make() -> Installation:
            nonlocal made
            made += 1
            return open_until_the_end.enter_context(
                installation_in(tmp_path / f"another_{made}", like=migrated)
            )

        yield make
