"""The fixtures of the matrix: the published plan and its cast."""

from tests.portal.plans import forgotten_pages, kalsel

__all__ = ["forgotten_pages", "kalsel"]
