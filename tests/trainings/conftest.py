"""The fixtures of trainings: reference data, the cast and a ratified year, loaded once per module."""

from tests.enrolment.conftest import training, year

__all__ = ["training", "year"]
