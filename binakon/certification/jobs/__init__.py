"""What certification finishes by itself."""

from binakon.certification.jobs import cases, eligibility, results

__all__ = ["cases", "eligibility", "results"]
