"""What trainings finish by themselves."""

from binakon.trainings.jobs import certificates

__all__ = ["certificates"]
