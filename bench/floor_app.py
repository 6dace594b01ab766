"""The floor of a page: an empty Django view without middleware, served by the same server."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing but an answer."""
    return HttpResponse("ok")


urlpatterns = [path("", empty)]

if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.floor_app",
        MIDDLEWARE=[],
    )
    import django

    django.setup()

application = WSGIHandler()
