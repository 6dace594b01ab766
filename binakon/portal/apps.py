"""The registration of portal with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The chapter portal."""

    name = "binakon.portal"
    default_auto_field = "django.db.models.BigAutoField"
