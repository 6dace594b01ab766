"""What machines need to check our signatures: keys, issuers, lists of what was revoked, and the worker of the offline page."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from binakon.core.actor import job_actor
from binakon.trainings.actions.credentials import sign_status_list
from binakon.trainings.queries.credentials import issuer_of
from binakon.trainings.queries.keys import key_set, published
from binakon.trainings.queries.verification import issuing_office, issuing_offices
from binakon.trainings.rules.credentials import (
    STATUS_SECONDS,
    did_document,
    profile_document,
    site_document,
)

_WORKER = Path(settings.BASE_DIR) / "static" / "js" / "offline-worker.js"


@require_safe
def signing_keys(request: HttpRequest) -> HttpResponse:
    """Every public key that ever signed here (JWK set)."""
    return _open(key_set())


@require_safe
def issuer_profile(request: HttpRequest, office: str) -> HttpResponse:
    """An office as the issuer of Open Badges."""
    found = issuing_office(office)
    if found is None:
        raise Http404
    jwks = f"{settings.PUBLIC_URL}{reverse('portal:signing_keys')}"
    return _open(profile_document(issuer_of(found), jwks))


@require_safe
def issuer_did(request: HttpRequest, office: str) -> HttpResponse:
    """The did:web document of an office: where wallets look its keys up."""
    found = issuing_office(office)
    if found is None:
        raise Http404
    document = did_document(issuer_of(found), published(found.code))
    return _open(document, "application/did+ld+json")


@require_safe
def site_did(request: HttpRequest) -> HttpResponse:
    """The did:web document of the domain itself: which offices sign here, with which keys."""
    offices = [(issuer_of(each), published(each.code)) for each in issuing_offices()]
    return _open(site_document(settings.PUBLIC_URL, offices), "application/did+ld+json")


@require_safe
def status_list(request: HttpRequest, office: str) -> HttpResponse:
    """Which credentials of an office no longer stand (Bitstring Status List), signed now."""
    found = issuing_office(office)
    if found is None:
        raise Http404
    signed = sign_status_list(found, by=job_actor("daftar status"))
    return _opened_to_all(HttpResponse(signed, content_type="application/vc+jwt"))


@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the offline page: served below its page, because that is all it may govern."""
    response = HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _open(document: dict[str, Any], media_type: str = "application/json") -> HttpResponse:
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = media_type
    return _opened_to_all(answer)


def _opened_to_all(response: HttpResponse) -> HttpResponse:
    # Wallets in browsers read these from other sites.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={STATUS_SECONDS}"
    return response
