"""The fixtures of planning: reference data, a class of a ratified year."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binakon.planning.models import Activity
from tests import factories


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What `binakon migrate` brings in, loaded once per module and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_reference()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def activity(reference: None, db: None) -> Activity:
    """A class of a ratified year that promises 200 trained, 60 facilitated and Rp1.000."""
    factories.ratified(factories.a_version(ceiling=1000, trained=200, facilitated=60))
    return factories.an_activity()
