"""What certification finishes by itself."""

from binakon.certification.jobs import cases

__all__ = ["cases"]
