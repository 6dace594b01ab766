"""The registration of certification with Django."""

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """The chapter certification."""

    name = "binakon.certification"
    default_auto_field = "django.db.models.BigAutoField"
