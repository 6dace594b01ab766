"""What people finishes by itself."""

from binakon.people.jobs import duplicates, expiry, imports

__all__ = ["duplicates", "expiry", "imports"]
