"""What certification finishes by itself."""

from binakon.certification.jobs import cases, eligibility

__all__ = ["cases", "eligibility"]
