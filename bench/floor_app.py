"""The floor of a page: an empty Django view without middleware."""

import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing but an answer."""
    return HttpResponse("ok")


urlpatterns = [path("", empty)]


def _application() -> WSGIHandler:
    # Served on its own, it must not read the product's settings.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    settings.configure(
        DEBUG=False,
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.floor_app",
        MIDDLEWARE=[],
    )
    import django

    django.setup()
    return WSGIHandler()


if not settings.configured:
    application = _application()
