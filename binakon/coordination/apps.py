"""The registration of coordination with Django."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """The chapter coordination."""

    name = "binakon.coordination"
    default_auto_field = "django.db.models.BigAutoField"
