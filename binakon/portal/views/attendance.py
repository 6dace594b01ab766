"""A participant's own attendance: their QR for the staff, and the code on the screen of the room that they scan themself."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid4, uuid5

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from binakon.core import clock, limits, qr, scan
from binakon.core.problems import Blocked
from binakon.enrolment.queries.behind_links import BadLink, ExpiredLink, registration_behind
from binakon.portal.forms.attendance import CodeForm
from binakon.portal.queries import registration as pages
from binakon.portal.views.personal import applicant, draw_frame, personal, private
from binakon.trainings.actions.attendance import mark_self
from binakon.trainings.queries.attendance import session_with
from binakon.trainings.queries.own_attendance import (
    is_participant,
    own_attendance,
    session_showing,
)
from binakon.trainings.rules.own_scan import read_ticket, ticket_of

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration
    from binakon.trainings.models import Session

# The phone remembers for the days of a class whose it is, for the addresses of session codes only.
COOKIE, COOKIE_PATH, COOKIE_SECONDS = "peserta", "/hadir/", 30 * 24 * 3600
MOST_TRIES, WINDOW = 20, 600
# The most codes that a participant's phone sends at once: every sending counts as one try.
MOST_QUEUED = 20
STALE = gettext_lazy(
    "Kode ini sudah berganti atau keliru. Lihat layar di ruang kelas, lalu ketik kode yang tampil sekarang."
)


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"manifest-src": [SELF]})
@personal
def registration_attendance(request: HttpRequest, registration: "Registration") -> HttpResponse:
    """One's own QR, one's sessions, and the code of the room to be typed."""
    if not is_participant(registration):
        raise Http404
    form = CodeForm(request.POST if request.method == "POST" else None)
    told = _typed(registration, form) if form.is_valid() else ""
    draw_frame(request, registration.training.activity.programme.office.code)
    token = pages.token_for(request, registration)
    own = own_attendance(registration)
    context = {
        "registration": registration,
        "own": own,
        "form": form,
        "told": told,
        "token": token,
        "most": MOST_QUEUED,
        "drawing": qr.drawing(own.badge, _("Kode QR Anda untuk kelas ini")),
    }
    status = 422 if form.errors else 200
    response = render(request, "portal/registration_attendance.html", context, status=status)
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_SECONDS,
        path=COOKIE_PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _typed(registration: "Registration", form: CodeForm) -> str:
    """Mark with the typed code; "" when the form tells why not."""
    code = form.cleaned_data["code"]
    if tries_wait(registration):
        form.add_error("code", _("Terlalu banyak kode keliru. Coba lagi sepuluh menit lagi."))
        return ""
    session = session_showing(registration, code, clock.now())
    if session is None:
        form.add_error(
            "code",
            STALE,
        )
        return ""
    try:
        taken = mark_self(
            registration, session, code=code, nonce=uuid4(), by=applicant(registration)
        )
    except Blocked as refused:
        form.add_error("code", refused.problems[0].sentence)
        return ""
    return f"{session.topic}: {taken.outcome_words}"


def tries_wait(registration: "Registration") -> timedelta | None:
    """How long whoever tried too many codes must wait; None when they need not."""
    return limits.count("hadir", registration.key.hex, most=MOST_TRIES, seconds=WINDOW)


@require_http_methods(["GET", "HEAD", "POST"])
def own_scan(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """The address in a session's QR: whoever opened their participant page on this phone marks themself with one press."""
    session = session_with(key)
    if session is None:
        raise Http404
    registration = _known(request)
    if registration is None or registration.training_id != session.training_id:
        registration = None
    told, why, ticket = "", "", ""
    if registration is not None and is_participant(registration):
        if request.method == "POST":
            told, why = _pressed(request.POST.get("ticket", ""), registration, session, code)
        elif not tries_wait(registration) and scan.is_fresh(code, session.key.hex, clock.now()):
            ticket = ticket_of(registration.pk, session.pk, code, clock.now())
        else:
            why = str(STALE)
    draw_frame(request, session.training.office_code)
    context = {
        "session": session,
        "registration": registration,
        "ticket": ticket,
        "told": told,
        "why": why,
    }
    return private(render(request, "portal/own_scan.html", context))


def _pressed(
    ticket: str, registration: "Registration", session: "Session", code: str
) -> tuple[str, str]:
    """What became of it, or why nothing did."""
    now = clock.now()
    opened = read_ticket(ticket, registration.pk, session.pk, code, now)
    if opened is None:
        return "", str(STALE)
    try:
        taken = mark_self(
            registration,
            session,
            code=code,
            # The same press sent again is the same mark.
            nonce=uuid5(NAMESPACE_URL, ticket),
            opened_at=opened,
            by=applicant(registration),
        )
    except Blocked as refused:
        return "", refused.problems[0].sentence
    return taken.outcome_words, ""


def _known(request: HttpRequest) -> "Registration | None":
    """Whose phone this is, by the link that was opened on it."""
    try:
        return registration_behind(request.COOKIES.get(COOKIE, ""))
    except (BadLink, ExpiredLink):
        return None
