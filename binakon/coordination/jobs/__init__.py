"""What coordination finishes by itself, each theme in its module."""

from binakon.coordination.jobs import agreements

__all__ = ["agreements"]
