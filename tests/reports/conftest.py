"""The fixtures of tests of pages, and of a year with classes and cases."""

from tests.certification.conftest import rules, year
from tests.portal.plans import forgotten_pages, kalsel

__all__ = ["forgotten_pages", "kalsel", "rules", "year"]
