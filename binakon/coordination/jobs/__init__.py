"""What coordination finishes by itself, each theme in its module."""

from binakon.coordination.jobs import agreements, meetings

__all__ = ["agreements", "meetings"]
