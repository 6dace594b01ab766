"""The registration of planning with Django, and the triggers that come after its tables."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class PlanningConfig(AppConfig):
    """The chapter planning."""

    name = "binakon.planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Guard ratified versions after every migration."""
        post_migrate.connect(_install_guards, sender=self)


def _install_guards(*, using: str, **_signal: Any) -> None:
    # Django must know its models before the guards' module, in their package, can be imported.
    from binakon.planning.models import immutability  # noqa: PLC0415

    immutability.install(connections[using])
