"""The fixtures of tests of pages."""

from tests.enrolment.conftest import training, year
from tests.portal.plans import forgotten_pages, kalsel

__all__ = ["forgotten_pages", "kalsel", "training", "year"]
