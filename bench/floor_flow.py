"""The floor of a registration: one form on bare Django, its row and its seat in one transaction, a result page.

`python -m bench.floor_flow CAPACITY` makes its two tables in the room's database; served, it is `bench.floor_flow`.
"""

import os
import sys
from urllib.parse import parse_qsl, urlsplit

import django
from django.conf import settings

_BASE = """<!doctype html><html lang=en><head><title>{% block title %}{% endblock %}</title></head><body><header>
{% for word in "abcdefgh" %}<a href="/{{ word }}/">Menu {{ word }}</a> {% endfor %}</header>
{% for message in messages %}<p>{{ message }}</p>{% endfor %}{% block content %}{% endblock %}</body></html>"""
_FORM = """{% extends "base.html" %}{% block title %}Class {{ seats.pk }}{% endblock %}{% block content %}<h1>Class</h1>
<p>{{ free }} of {{ seats.capacity }} seats free</p>{% if free > 0 %}<form method=post>{% csrf_token %}{{ form.as_p }}
<button>Register</button></form>{% else %}<p>Sold out</p>{% endif %}{% endblock %}"""
_DONE = """{% extends "base.html" %}{% block content %}<h1>Registered</h1><p>{{ own.name }}, number {{ own.pk }}</p>
{% endblock %}"""


def _database() -> dict[str, object]:
    """The room's own database settings, on a database or file beside the product's."""
    from binakon.config.databases import SQLITE_OPTIONS

    url = urlsplit(os.environ["BINAKON_DATABASE_URL"])
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"{url.path}.floor",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path[1:],
        "USER": url.username,
        "HOST": dict(parse_qsl(url.query))["host"],
        "CONN_MAX_AGE": None,
    }


if not settings.configured:
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    settings.configure(
        DEBUG=False,
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.floor_flow",
        USE_TZ=True,
        INSTALLED_APPS=["django.contrib.sessions", "django.contrib.messages"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.messages.context_processors.messages",
                    ],
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                (
                                    "django.template.loaders.locmem.Loader",
                                    {"base.html": _BASE, "form.html": _FORM, "done.html": _DONE},
                                )
                            ],
                        )
                    ],
                },
            }
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": _database()},
    )
    django.setup()

from django import forms  # noqa: E402  (Django must be configured before its models)
from django.contrib import messages  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import redirect, render  # noqa: E402
from django.urls import path  # noqa: E402


class Seats(models.Model):
    """A counter of seats."""

    capacity = models.IntegerField()
    taken = models.IntegerField(default=0)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return f"{self.taken} of {self.capacity}"


class Registration(models.Model):
    """One person."""

    seats = models.ForeignKey(Seats, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=200)
    national_id = models.CharField(max_length=50)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


class PersonForm(forms.Form):
    """Four fields."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField()
    national_id = forms.CharField(max_length=50)
    region = forms.ChoiceField(choices=[(str(i), f"Region {i}") for i in range(14)])


def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The page and its POST; the counter is taken by a conditional UPDATE."""
    seats = Seats.objects.get(pk=pk)
    heard = PersonForm(request.POST or None)
    if request.method == "POST" and heard.is_valid():
        own = _register(pk, heard.cleaned_data)
        if own is not None:
            request.session["own"] = own.pk
            messages.success(request, "Saved")
            return redirect("/done/")
        seats.refresh_from_db()
    context = {"seats": seats, "form": heard, "free": seats.capacity - seats.taken}
    return render(request, "form.html", context)


def _register(pk: int, stated: dict[str, str]) -> Registration | None:
    with transaction.atomic():
        facts = {name: stated[name] for name in ("name", "email", "national_id")}
        own = Registration.objects.create(seats_id=pk, **facts)
        free = Seats.objects.filter(pk=pk, taken__lt=F("capacity"))
        if free.update(taken=F("taken") + 1):
            return own
        transaction.set_rollback(True)
    return None


def done(request: HttpRequest) -> HttpResponse:
    """The result."""
    own = Registration.objects.get(pk=request.session["own"])
    return render(request, "done.html", {"own": own})


def ready(_request: HttpRequest) -> HttpResponse:
    """Whether it serves."""
    return HttpResponse("ok")


urlpatterns = [path("", ready), path("form/<int:pk>/", form), path("done/", done)]
application = get_wsgi_application()

if __name__ == "__main__":
    tables = connection.introspection.table_names()
    with connection.schema_editor() as editor:
        for model in (Seats, Registration):
            if model._meta.db_table not in tables:
                editor.create_model(model)
    Registration.objects.all().delete()
    Seats.objects.update_or_create(pk=1, defaults={"capacity": int(sys.argv[1]), "taken": 0})
