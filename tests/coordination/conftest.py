"""The fixtures of coordination: reference data and the cast."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests import factories
from tests.cast import cast_arrives


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Reference data and the cast; taken back after."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_reference()
        cast_arrives()
        yield
        transaction.set_rollback(True)
