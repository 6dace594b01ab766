"""Drawing the pages of verification, for whichever way of checking led to them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from binakon.portal.forms.verification import NumberForm, OfflineForm, PdfForm
from binakon.portal.queries import turn_to
from binakon.portal.queries.verification import plain_shell
from binakon.trainings.queries.verification import Verified


def verification(
    request: HttpRequest, *, number: NumberForm | None = None, pdf: PdfForm | None = None
) -> HttpResponse:
    """Where checking begins; 422 with what was wrong when one of the forms was sent."""
    context: dict[str, Any] = {"form": number or NumberForm(), "pdf": pdf or PdfForm()}
    status = 422 if _is_sent(number) or _is_sent(pdf) else 200
    return render(request, "portal/verification.html", context, status=status)


def verification_detail(
    request: HttpRequest, found: Verified, *, is_same_file: bool = False
) -> HttpResponse:
    """What the register says; `is_same_file` when it was found by its own PDF."""
    turn_to(request, found.office_code)
    context = {"found": found, "is_same_file": is_same_file}
    return render(request, "portal/verification_detail.html", context)


def verification_unknown(request: HttpRequest) -> HttpResponse:
    """404, byte for byte the same whatever was asked for."""
    return render(request, "portal/verification_unknown.html", plain_shell(request), status=404)


def offline_check(request: HttpRequest, form: OfflineForm) -> HttpResponse:
    """The page that checks without network."""
    status = 422 if _is_sent(form) else 200
    return render(request, "portal/offline_check.html", {"form": form}, status=status)


def _is_sent(form: forms.Form | None) -> bool:
    return form is not None and form.is_bound
