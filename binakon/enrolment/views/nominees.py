"""The pages of one nominee: added, replaced, taken back, and which papers lack."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binakon.core.calendar import today
from binakon.core.problems import Blocked
from binakon.enrolment.actions.documents import add_document
from binakon.enrolment.actions.nominations import nominate, replace_nominee, withdraw_nominee
from binakon.enrolment.forms.nominee import (
    NomineeForm,
    NomineePaperForm,
    ReplacementForm,
    WithdrawalForm,
)
from binakon.enrolment.queries.nomination_scope import Scope
from binakon.enrolment.queries.nominations import Nominee, nomination_page, nominee_of
from binakon.enrolment.queries.nominee_uploads import nik_hint_sentences
from binakon.enrolment.rules.nominees import Person
from binakon.enrolment.views.nominations import seen_scope, writing_scope


def _home(scope: Scope) -> str:
    path = reverse("enrolment:nomination_detail", args=[scope.training.activity.slug])
    return f"{path}{scope.query}"


def _seen_nominee(request: HttpRequest, slug: str, pk: int) -> tuple[Scope, Nominee]:
    scope = writing_scope(request, slug)
    nominee = nominee_of(scope, pk)
    if nominee is None:
        raise Http404
    return scope, nominee


def _tell_hints(request: HttpRequest, person: Person) -> None:
    for sentence in nik_hint_sentences(person):
        messages.warning(request, _("Periksa lagi: %(hint)s") % {"hint": sentence})


def _show(form: NomineeForm | WithdrawalForm, refused: Blocked) -> None:
    for problem in refused.problems:
        form.add_error(problem.code if problem.code in form.fields else None, problem.sentence)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nominee_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Name one person for a regency."""
    scope = writing_scope(request, slug)
    assert scope.office is not None, "people are named for one office"
    form = NomineeForm(request.POST if request.method == "POST" else None, today=today())
    context = {"scope": scope, "page": nomination_page(scope), "form": form}
    if request.method != "POST":
        return render(request, "enrolment/nominee_add.html", context)
    if form.is_valid():
        person = form.read_person()
        try:
            nominate(
                scope.training,
                person,
                office=scope.office,
                key=form.cleaned_data["key"].hex,
                is_on_behalf=scope.is_province,
                by=scope.viewer.actor,
            )
        except Blocked as refused:
            _show(form, refused)
        else:
            messages.success(request, _("%(name)s diusulkan.") % {"name": person.name})
            _tell_hints(request, person)
            add = reverse("enrolment:nominee_add", args=[slug])
            return redirect(f"{add}{scope.query}" if "next" in request.POST else _home(scope))
    return render(request, "enrolment/nominee_add.html", context, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nominee_replace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let another person take the place of a nominee."""
    scope, nominee = _seen_nominee(request, slug, pk)
    form = ReplacementForm(request.POST if request.method == "POST" else None, today=today())
    context = {"scope": scope, "nominee": nominee, "form": form}
    if request.method != "POST":
        return render(request, "enrolment/nominee_replace.html", context)
    if form.is_valid():
        person = form.read_person()
        try:
            replace_nominee(
                nominee.registration,
                person,
                reason=form.cleaned_data["reason"],
                key=form.cleaned_data["key"].hex,
                is_on_behalf=scope.is_province,
                by=scope.viewer.actor,
            )
        except Blocked as refused:
            _show(form, refused)
        else:
            names = {"other": person.name, "name": nominee.registration.name}
            messages.success(request, _("%(other)s menggantikan %(name)s.") % names)
            _tell_hints(request, person)
            return redirect(_home(scope))
    return render(request, "enrolment/nominee_replace.html", context, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nominee_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a nominee back."""
    scope, nominee = _seen_nominee(request, slug, pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    context = {"scope": scope, "nominee": nominee, "form": form}
    if request.method != "POST":
        return render(request, "enrolment/nominee_withdraw.html", context)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            withdraw_nominee(nominee.registration, reason=reason, by=scope.viewer.actor)
        except Blocked as refused:
            _show(form, refused)
        else:
            name = nominee.registration.name
            messages.success(request, _("Usulan %(name)s ditarik.") % {"name": name})
            return redirect(_home(scope))
    return render(request, "enrolment/nominee_withdraw.html", context, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nominee_papers(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Which papers of a nominee lack, and one of them handed in."""
    is_post = request.method == "POST"
    scope = writing_scope(request, slug) if is_post else seen_scope(request, slug)
    nominee = nominee_of(scope, pk)
    if nominee is None:
        raise Http404
    form = NomineePaperForm(
        request.POST if is_post else None, request.FILES if is_post else None, kinds=nominee.kinds
    )
    if is_post and form.is_valid():
        found = form.cleaned_data
        registration = nominee.registration
        add_document(registration, kind=found["kind"], made=found["paper"], by=scope.viewer.actor)
        label = dict(nominee.kinds)[found["kind"]]
        messages.success(
            request, _("%(paper)s sudah kami terima dan menunggu pemeriksaan.") % {"paper": label}
        )
        path = reverse("enrolment:nominee_papers", args=[slug, pk])
        return redirect(f"{path}{scope.query}")
    context = {"scope": scope, "nominee": nominee, "form": form}
    status = 422 if is_post else 200
    return render(request, "enrolment/nominee_papers.html", context, status=status)
