"""A staff list of 10,000 rows as an app would declare it, and the same table in a bare view: one application for each.

The rows are lines of history; another queryset and another `LIST` are all that a list of registrations needs here.
"""

import os

import django
from django.apps import apps
from django.conf import settings

IS_BARE = os.environ.get("BENCH_BARE") == "1"
settings.ROOT_URLCONF = "bench.list_app"
if not apps.ready:
    django.setup()
if IS_BARE:
    settings.MIDDLEWARE = []

from django.contrib.auth.decorators import login_required  # noqa: E402 - after the set-up
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.http.response import HttpResponseBase  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import timezone  # noqa: E402

from binakon.core import exports, lists  # noqa: E402
from binakon.core.lists import Cell, Column, Downloads, Filter, Listing, Picking  # noqa: E402
from binakon.core.models import AuditEvent  # noqa: E402

STATES = [("new", "Baru"), ("checked", "Diperiksa"), ("accepted", "Diterima")]
TONES = {"new": "", "checked": "go", "accepted": "good"}
LABELS = dict(STATES)
REGIONS = [(f"63.{number:02}", f"Kabupaten {number}") for number in range(1, 14)]
LIST = Listing(
    columns=(
        Column(
            "nama",
            "Nama",
            lambda row: row.actor_label,
            sort=("actor_label",),
            cell=lambda row: Cell(row.actor_label, f"/meja/pendaftaran/{row.pk}/"),
            width=32,
        ),
        Column("kelas", "Kelas", lambda row: row.sentence, sort=("sentence",), width=40),
        Column("asal", "Asal", lambda row: row.office_code, sort=("office_code",)),
        Column(
            "keadaan",
            "Keadaan",
            lambda row: LABELS[row.new_state],
            sort=("new_state",),
            cell=lambda row: Cell(LABELS[row.new_state], tone=TONES[row.new_state]),
        ),
        Column("nik", "NIK", lambda row: row.note),
        Column("urut", "Nomor", lambda row: row.subject_id, sort=("subject_id",), is_number=True),
        Column("masuk", "Masuk", lambda row: row.at, sort=("at",)),
        Column("lewat", "Lewat", lambda row: row.action),
    ),
    filters=(
        Filter("keadaan", "Keadaan", "new_state", STATES),
        Filter("asal", "Asal", "office_code", REGIONS),
    ),
    search=("actor_label", "sentence"),
    order=("-at",),
    name=lambda row: row.actor_label,
)
PAGE = engines["django"].from_string(
    '{% extends "shells/desk.html" %}{% block content %}<h1>Pendaftaran</h1>'
    '{% include "ui/list_page.html" %}{% endblock %}'
)
BARE = engines["django"].from_string(
    "{% load ui %}<!doctype html><html><body><p>{{ total }}</p><table>{% for row in rows %}<tr>"
    '<td><input type="checkbox" name="pilih" value="{{ row.pk }}"></td>'
    '<th scope="row"><a href="/meja/pendaftaran/{{ row.pk }}/">{{ row.actor_label }}</a></th>'
    "<td>{{ row.sentence }}</td><td>{{ row.office_code }}</td>"
    '<td><span class="badge">{{ row.new_state }}</span></td><td>{{ row.note }}</td>'
    "<td>{{ row.subject_id|number }}</td><td>{{ row.at|moment }}</td><td>{{ row.action }}</td>"
    "</tr>{% endfor %}</table></body></html>"
)


def queryset() -> "object":
    """What the viewer may see."""
    return AuditEvent.objects.filter(subject_type="bench").defer("before", "after")


@login_required
def desk_list(request: HttpRequest) -> HttpResponse:
    """The list at the desk."""
    page = lists.page(
        LIST,
        queryset(),
        request.GET,
        path="/daftar/",
        caption="Pendaftaran",
        picking=Picking("/banyak/", (("terima", "Terima berkas"),)),
        downloads=Downloads("/unduh/"),
    )
    return HttpResponse(PAGE.render({"page": page}, request))


@login_required
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as a file."""
    export = exports.Export(
        LIST,
        queryset(),
        lists.ask(LIST, request.GET),
        title="Pendaftaran",
        stem="pendaftaran",
        by=str(request.user),
        at=timezone.now(),
    )
    return exports.answer(export, exports.wanted(request.GET, is_personal=False).form)


def bare_list(request: HttpRequest) -> HttpResponse:
    """The same table and total, with nothing around."""
    start = (int(request.GET.get("halaman", "1")) - 1) * int(request.GET.get("baris", "25"))
    rows = queryset().order_by("-at", "-pk")[start : start + int(request.GET.get("baris", "25"))]
    return HttpResponse(BARE.render({"rows": rows, "total": queryset().count()}))


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing but an answer, for whoever waits until the server is there."""
    return HttpResponse("ok")


urlpatterns = (
    [path("", empty), path("polos/", bare_list)]
    if IS_BARE
    else [
        path("daftar/", desk_list),
        path("unduh/", download),
        path("", include("binakon.config.urls")),
    ]
)
application = WSGIHandler()
