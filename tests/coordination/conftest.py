"""The fixtures of coordination: reference data, the cast and a ratified year, loaded once per module."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests import factories
from tests.cast import cast_arrives


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Reference data, the cast and a ratified year that promises 200 trained; taken back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_reference()
        cast_arrives()
        factories.ratified(factories.a_version(trained=200))
        yield
        transaction.set_rollback(True)
