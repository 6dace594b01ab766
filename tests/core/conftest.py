"""The fixtures of tests of pages and of backups."""

from tests.core.backups import at_home, brought_back, copied, kept
from tests.portal.plans import forgotten_pages, kalsel

__all__ = ["at_home", "brought_back", "copied", "forgotten_pages", "kalsel", "kept"]
