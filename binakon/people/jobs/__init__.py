"""What people finish by themselves."""

from binakon.people.jobs import duplicates, expiry

__all__ = ["duplicates", "expiry"]
