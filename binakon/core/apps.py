"""The registration of core with Django, the discovery of measures and jobs, and the guards of frozen rows."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from binakon.core import guards


class CoreConfig(AppConfig):
    """The tools of every chapter."""

    name = "binakon.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let each chapter register what it counts, finishes, answers and remembers; guard frozen rows after every migration."""
        autodiscover_modules("measures", "jobs", "queries.answers", "queries.histories")
        post_migrate.connect(guards.install_all, sender=self)
