"""The registration of core with Django, and the discovery of every chapter's measures and jobs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """The tools of every chapter."""

    name = "binakon.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let each chapter register what it counts and what it finishes."""
        autodiscover_modules("measures", "jobs")
