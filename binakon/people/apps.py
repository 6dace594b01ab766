"""The registration of people with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The chapter people."""

    name = "binakon.people"
    default_auto_field = "django.db.models.BigAutoField"
