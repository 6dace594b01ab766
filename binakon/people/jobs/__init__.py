"""What the register of people finishes by itself."""

from binakon.people.jobs import duplicates

__all__ = ["duplicates"]
