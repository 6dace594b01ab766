"""The registration of enrolment with Django."""

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    """The chapter enrolment."""

    name = "binakon.enrolment"
    default_auto_field = "django.db.models.BigAutoField"
