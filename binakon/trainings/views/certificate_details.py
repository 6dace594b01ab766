"""One certificate at the desk: what it says, its PDF, replaced, revoked, its print tried again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import files
from binakon.enrolment.views.paper_guard import heard
from binakon.trainings.actions.certificate_prints import retry_print
from binakon.trainings.actions.certificates import replace_certificate, revoke_certificate
from binakon.trainings.documents.certificate_bundle import safe_name
from binakon.trainings.forms.certificates import ReplaceForm, RevokeForm
from binakon.trainings.queries.certificate_pages import certificate_page
from binakon.trainings.views.certificate_guard import demand_certifier, seen_certificate
from binakon.trainings.views.certificates import PROBLEM_FIELDS, form_words, stated_in


@login_required
@require_safe
@never_cache
def certificate_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One certificate."""
    viewer, certificate = seen_certificate(request, slug, pk)
    context = {"page": certificate_page(viewer, certificate)}
    return render(request, "trainings/certificate_detail.html", context)


@login_required
@require_safe
def certificate_paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Its PDF, the very bytes whose hash is kept; 404 while it is being made."""
    _viewer, certificate = seen_certificate(request, slug, pk)
    if certificate.pdf is None:
        raise Http404
    return files.file_response(certificate.pdf, safe_name(certificate).removesuffix(".pdf"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate_replace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Issue another with the right name."""
    viewer, certificate = seen_certificate(request, slug, pk)
    training = certificate.training
    demand_certifier(viewer, training.office_code)
    certificate.workflow.target("replace", certificate.state)
    is_typed = not training.activity.programme.office.certificate_numbers
    words = form_words(training, name=certificate.registration.name)
    form = ReplaceForm(request.POST or None, is_typed=is_typed, **words)
    if request.method == "POST" and form.is_valid():
        found, made = form.cleaned_data, []
        if heard(
            form,
            lambda: made.append(
                replace_certificate(
                    certificate,
                    stated_in(form, training),
                    name=found["name"],
                    reason=found["reason"],
                    by=viewer.actor,
                )
            ),
            PROBLEM_FIELDS,
        ):
            messages.success(
                request,
                _("Terbit sebagai %(number)s. Yang lama tidak berlaku lagi.")
                % {"number": made[0].number},
            )
            return redirect("trainings:certificate_detail", slug=slug, pk=made[0].pk)
    context = {"page": certificate_page(viewer, certificate), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/certificate_replace.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take it back, with the class of the reason that the public reads."""
    viewer, certificate = seen_certificate(request, slug, pk)
    demand_certifier(viewer, certificate.training.office_code)
    certificate.workflow.target("revoke", certificate.state)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if heard(form, lambda: revoke_certificate(certificate, by=viewer.actor, **told), {}):
            messages.success(request, _("Dicabut. Siapa pun yang memeriksanya melihat itu."))
            return redirect("trainings:certificate_detail", slug=slug, pk=pk)
    context = {"page": certificate_page(viewer, certificate), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/certificate_revoke.html", context, status=status)


@login_required
@require_POST
def certificate_retry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let its PDF be made after all."""
    viewer, certificate = seen_certificate(request, slug, pk)
    demand_certifier(viewer, certificate.training.office_code)
    retry_print(certificate, by=viewer.actor)
    messages.success(request, _("PDF-nya dicoba lagi sebentar lagi."))
    return redirect("trainings:certificate_detail", slug=slug, pk=pk)
