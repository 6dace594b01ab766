"""The demo as it is told until one day; each day is told once for the whole module."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binakon.demo.story import tell
from tests import factories

TODAY = date(2026, 4, 8)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[date]:
    """The whole story, until a Wednesday of April; taken back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_all_reference()
        tell(as_of=TODAY)
        yield TODAY
        transaction.set_rollback(True)
