"""A served installation for races through real HTTP: the product as it is, and one whose guards are taken out."""

from collections.abc import Iterator

import pytest

from tests.installation import Installation, installation_in
from tests.race.hall import CARELESS, PRODUCT, Hall, served


@pytest.fixture(scope="session")
def hall(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The product as it is."""
    folder = tmp_path_factory.mktemp("hall")
    with installation_in(folder, like=migrated) as own, served(own, PRODUCT) as found:
        yield found


@pytest.fixture
def careless_hall(installation: Installation) -> Iterator[Hall]:
    """The product with its lock taken out, on a database with its rules taken out."""
    with served(installation, CARELESS) as found:
        found.inside("prepared.drop_rules()")
        yield found
