"""What people finishes by itself."""

from binakon.people.jobs import imports

__all__ = ["imports"]
