"""The fixtures of tests of pages."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from binakon.certification.actions.reference import load_reference
from tests import factories
from tests.cast import cast_arrives
from tests.factories import BY
from tests.portal.plans import forgotten_pages, kalsel

__all__ = ["forgotten_pages", "kalsel"]


@pytest.fixture(scope="module")
def register_reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Reference data of every chapter that the register asks, and the cast; taken back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.load_reference()
        load_reference(by=BY)
        cast_arrives()
        yield
        transaction.set_rollback(True)
