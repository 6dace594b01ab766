"""Checking a certificate: by its QR, by number and code, by its PDF, without network, and by machine."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from binakon.core import pages
from binakon.core.actor import Actor, ActorKind
from binakon.core.problems import IllegalMove
from binakon.portal.forms.verification import NumberForm, OfflineForm, PdfForm
from binakon.portal.queries.verification import as_json, digest_of, plain_shell
from binakon.portal.views import verification_pages as draw
from binakon.portal.views.personal import View, private, wait_for, with_retry
from binakon.portal.views.steps import reads_and_writes
from binakon.trainings.actions.credentials import sign_credential
from binakon.trainings.actions.guesses import note_miss
from binakon.trainings.queries.verification import (
    Verified,
    by_number,
    by_offline,
    by_pdf,
    by_token,
    certificate_behind,
)

_BY = Actor(ActorKind.LINK, "pemeriksa sertifikat")
# What an answer that found nothing looks like: no such token, no such number with this code, no such file.
_MISSES = (404, 422)


def _counted(
    too_many: Callable[[HttpRequest, timedelta], HttpResponse],
) -> Callable[[View], View]:
    """Count each look-up of an address, found or not, so that nobody can try out tokens or codes; keep no answer.

    What finds nothing is counted for the whole installation as well: many addresses that guess together raise an alarm.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: str, **words: str) -> HttpResponse:
            wait = None
            if words or request.method == "POST":
                wait = wait_for(request, "verify", settings.MOST_CHECKS)
            answer = view(request, *args, **words) if wait is None else too_many(request, wait)
            if answer.status_code in _MISSES:
                note_miss(by=_BY)
            return private(with_retry(answer, wait))

        return guarded

    return guard


def _page_too_many(request: HttpRequest, _wait: timedelta) -> HttpResponse:
    return pages.too_many(request, plain_shell(request))


def _json_too_many(_request: HttpRequest, _wait: timedelta) -> HttpResponse:
    return JsonResponse({"found": None, "error": "too many requests"}, status=429)


@reads_and_writes
@_counted(_page_too_many)
def verification(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; what fits both leads to the certificate's own page."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = by_number(form.cleaned_data["number"], form.cleaned_data["code"])
        if found is not None:
            return redirect("portal:verification_detail", found.token)
        form.add_error(
            None,
            _("Tidak ada sertifikat dengan nomor dan kode itu. Cocokkan lagi huruf demi huruf."),
        )
    return draw.verification(request, number=form)


@require_POST
@_counted(_page_too_many)
def verification_pdf(request: HttpRequest) -> HttpResponse:
    """Compare a PDF with the one that was made here: one changed byte is another file."""
    form = PdfForm(request.POST, request.FILES)
    if form.is_valid():
        digest = digest_of(form.cleaned_data["pdf"])
        found = by_pdf(digest or "")
        if found is not None:
            return draw.verification_detail(request, found, is_same_file=True)
        form.add_error("pdf", _pdf_refusal(digest))
    return draw.verification(request, pdf=form)


@require_safe
@_counted(_page_too_many)
def verification_detail(request: HttpRequest, token: str) -> HttpResponse:
    """What the register knows of the certificate behind a QR."""
    found = by_token(token)
    if found is None:
        return draw.verification_unknown(request)
    return draw.verification_detail(request, found)


@require_safe
@_counted(_json_too_many)
def verification_json(request: HttpRequest, token: str) -> HttpResponse:
    """The same for machines."""
    return _machine(by_token(token))


@csrf_exempt
@require_POST
@_counted(_json_too_many)
def verification_check(request: HttpRequest) -> HttpResponse:
    """Number and code from a machine; it changes nothing, so it needs no token against foreign forms."""
    return _machine(by_number(request.POST.get("number", ""), request.POST.get("code", "")))


@require_safe
@_counted(_json_too_many)
def verification_credential(request: HttpRequest, token: str) -> HttpResponse:
    """The certificate as Open Badges 3.0 (VC-JWT), to be kept in a wallet; signed when first asked for."""
    certificate = certificate_behind(token)
    if certificate is None:
        return _machine(None)
    try:
        signed = sign_credential(certificate, by=_BY)
    except IllegalMove:
        return _machine(None)
    response = HttpResponse(signed, content_type="application/vc+jwt")
    response.headers["Content-Disposition"] = 'attachment; filename="kredensial.jwt"'
    return response


@reads_and_writes
def offline_check(request: HttpRequest) -> HttpResponse:
    """The page that checks without network; with one, and without JavaScript, the register answers."""
    form = OfflineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        return _offline_asked(request, form=form)
    return draw.offline_check(request, form)


@_counted(_page_too_many)
def _offline_asked(request: HttpRequest, *, form: OfflineForm) -> HttpResponse:
    if form.is_valid():
        found = by_offline(form.cleaned_data["payload"])
        if found is not None:
            return redirect("portal:verification_detail", found.token)
        form.add_error(
            "payload", _("Isi QR ini tidak ditandatangani oleh kami, atau sudah berubah.")
        )
    return draw.offline_check(request, form)


def _machine(found: Verified | None) -> HttpResponse:
    if found is None:
        return JsonResponse({"found": False}, status=404)
    return JsonResponse(as_json(found), json_dumps_params={"ensure_ascii": False})


def _pdf_refusal(digest: str | None) -> str:
    if digest is None:
        return _("Ini bukan PDF sertifikat: pilih berkas PDF yang paling besar 5 MB.")
    return _(
        "Berkas ini tidak sama dengan sertifikat mana pun yang kami terbitkan. Mungkin isinya diubah, atau disimpan ulang oleh aplikasi lain. Periksa dengan QR atau nomornya."
    )
