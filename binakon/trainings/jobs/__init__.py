"""What trainings finish by themselves."""

from binakon.trainings.jobs import exams

__all__ = ["exams"]
