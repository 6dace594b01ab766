"""The fixtures of certification: reference data, the cast and a ratified year with its 60 facilitations."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binakon.certification.actions.reference import load_reference
from tests import factories
from tests.cast import cast_arrives
from tests.certification.cases import ACTIVITY


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Reference data, the cast and a ratified year that promises 200 trained and 60 facilitated; taken back after."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_reference()
        cast_arrives()
        factories.ratified(factories.a_version(trained=200, facilitated=60))
        factories.an_activity(
            ACTIVITY,
            indicator="facilitated",
            kind="certification",
            title="Fasilitasi SKK",
            seats=60,
        )
        yield
        transaction.set_rollback(True)


@pytest.fixture
def rules(db: None) -> None:
    """The dated rules of certification that come with Binakon."""
    load_reference(by=factories.BY)
