"""What trainings finish by themselves."""

from binakon.trainings.jobs import certificates, cpd, exams

__all__ = ["certificates", "cpd", "exams"]
