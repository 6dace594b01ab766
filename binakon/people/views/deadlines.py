"""The pages of deadlines: the running clocks, and the calendar file that telephones subscribe to."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from binakon.core import clock
from binakon.core.problems import NotAllowed
from binakon.people import actions
from binakon.people.documents.feed import deadline_file
from binakon.people.queries import account_of, viewer_for
from binakon.people.queries.clock_reach import has_clocks
from binakon.people.queries.deadlines import Asked, deadline_page
from binakon.people.queries.feed import feed_of, key_of


@login_required
@never_cache
@require_safe
def deadline_list(request: HttpRequest) -> HttpResponse:
    """Every clock that runs for the viewer's offices or people, late ones first, then week by week."""
    viewer = viewer_for(request)
    if not has_clocks(viewer):
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    said = request.GET.get
    asked = Asked(
        kind=said("jenis", ""),
        office=said("kantor", ""),
        when=said("waktu", ""),
        mine=said("untuk", ""),
        number=said("halaman", "1"),
    )
    page = deadline_page(viewer, asked)
    address = f"{settings.PUBLIC_URL}{reverse('deadline_feed')}?kunci={key_of(request.user)}"
    return render(request, "people/deadline_list.html", {"page": page, "address": address})


@never_cache
@require_safe
def deadline_feed(request: HttpRequest) -> HttpResponse:
    """The calendar behind a key, without a session; a key that is over looks like an address that never was."""
    entries = feed_of(request.GET.get("kunci", ""))
    if entries is None:
        raise Http404
    content = deadline_file(entries, site=settings.PUBLIC_URL, moment=clock.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="tenggat.ics"'
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@login_required
@require_POST
def deadline_feed_new(request: HttpRequest) -> HttpResponse:
    """Let the calendar address, and every other session, end; this one stays open."""
    account = account_of(request.user)
    if account is None:
        raise Http404
    user = actions.end_other_sessions(user=account.user, by=viewer_for(request).actor)
    update_session_auth_hash(request, user)
    messages.success(
        request, _("Alamat lama mati dan sesi Anda di tempat lain berakhir. Ini alamat barunya.")
    )
    return redirect("deadline_list")
