"""What trainings finish by themselves."""

from binakon.trainings.jobs import certificates, exams

__all__ = ["certificates", "exams"]
