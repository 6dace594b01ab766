"""The registration of trainings with Django."""

from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    """The chapter trainings."""

    name = "binakon.trainings"
    default_auto_field = "django.db.models.BigAutoField"
