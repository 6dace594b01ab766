"""The fixtures of tests of pages."""

from tests.portal.plans import forgotten_pages, kalsel

__all__ = ["forgotten_pages", "kalsel"]
