"""The registration of planning with Django."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The chapter planning."""

    name = "binakon.planning"
    default_auto_field = "django.db.models.BigAutoField"
