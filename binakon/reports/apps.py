"""The registration of reports with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The chapter reports."""

    name = "binakon.reports"
    default_auto_field = "django.db.models.BigAutoField"
