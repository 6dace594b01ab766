"""The rows of the list of registrations in a bare view: the floor of the staff list."""

import django
from django.apps import apps
from django.conf import settings

settings.ROOT_URLCONF = "bench.registration_app"
if not apps.ready:
    django.setup()
settings.MIDDLEWARE = []

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - after the set-up
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

from binakon.enrolment.models import Registration  # noqa: E402

BARE = engines["django"].from_string(
    "{% load ui %}<!doctype html><html><body><p>{{ total }}</p><table>{% for row in rows %}<tr>"
    '<td><input type="checkbox" name="pilih" value="{{ row.pk }}"></td>'
    '<th scope="row"><a href="/meja/pendaftaran/{{ row.pk }}/">{{ row }}</a> {{ row.code }} {{ row.nik_mask }}</th>'
    "<td>{{ row.office }} {{ row.employer }}</td>"
    '<td><span class="badge">{{ row.get_state_display }}</span></td>'
    '<td><span class="badge">{{ row.place.get_state_display }}</span></td>'
    "<td>{{ row.arrival|number }}</td><td>{{ row.get_source_display }}</td>"
    "</tr>{% endfor %}</table></body></html>"
)


def bare_list(request: HttpRequest) -> HttpResponse:
    """The same table and total, with nothing around."""
    size = int(request.GET.get("baris", "25"))
    start = (int(request.GET.get("halaman", "1")) - 1) * size
    rows = Registration.objects.received().select_related("office", "training__activity", "place")
    shown = rows.order_by("-id")[start : start + size]
    return HttpResponse(BARE.render({"rows": shown, "total": rows.count()}))


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing but an answer, for whoever waits until the server is there."""
    return HttpResponse("ok")


urlpatterns = [path("", empty), path("polos/", bare_list)]
application = WSGIHandler()
