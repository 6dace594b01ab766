"""Certificates of a class at the desk: the list, the preview before they are issued, and all of them as one file."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import clock, exports, lists
from binakon.core.calendar import today
from binakon.core.problems import Blocked, Problem
from binakon.enrolment.views.paper_guard import heard, paper_response
from binakon.people.queries import signatory_choices, signatory_named
from binakon.trainings.actions.certificate_downloads import note_bundle
from binakon.trainings.actions.certificates import Stated, issue_certificates
from binakon.trainings.documents.certificate import sample_pdf
from binakon.trainings.documents.certificate_bundle import write_bundle
from binakon.trainings.forms.certificates import IssueForm
from binakon.trainings.queries import certificate_list as listed
from binakon.trainings.queries import certificate_pages as pages
from binakon.trainings.queries.certificates import suggested_competencies, suggested_english
from binakon.trainings.rules.certificate_content import competencies_in
from binakon.trainings.views.certificate_guard import demand_certifier, seen_class

if TYPE_CHECKING:
    from binakon.enrolment.models import Training

PROBLEM_FIELDS = {"number_taken": "numbers", "not_serving": "signatory"}


@login_required
@require_safe
@never_cache
def certificate_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every certificate of a class with its state."""
    viewer, training = seen_class(request, slug)
    page = lists.page(
        listed.LIST,
        listed.list_rows(viewer, training),
        request.GET,
        path=request.path,
        caption=_("Sertifikat kelas ini"),
    )
    context = {"page": page, "home": pages.certificate_home(viewer, training)}
    return render(request, "trainings/certificate_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate_issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Who gets a certificate and who does not; with date, place and signatory they are issued."""
    viewer, training = seen_class(request, slug)
    demand_certifier(viewer, training.office_code)
    page = pages.issue_page(training, today())
    form = IssueForm(
        request.POST or None,
        is_typed=page.is_typed,
        **form_words(
            training,
            english=suggested_english(training),
            competencies=suggested_competencies(training),
        ),
    )
    if request.method == "POST" and form.is_valid():
        made: list[int] = []
        if heard(
            form,
            lambda: made.append(
                len(issue_certificates(training, stated_in(form, training), by=viewer.actor))
            ),
            PROBLEM_FIELDS,
        ):
            messages.success(request, _issued_words(made[0]))
            return redirect("trainings:certificate_list", slug=slug)
    context = {"page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/certificate_issue.html", context, status=status)


@login_required
@require_safe
@never_cache
def certificate_sample(request: HttpRequest, slug: str) -> HttpResponse:
    """How the first certificate would look; nothing is issued by looking."""
    viewer, training = seen_class(request, slug)
    demand_certifier(viewer, training.office_code)
    page = pages.issue_page(training, today())
    course = replace(
        page.course,
        english=suggested_english(training),
        competencies=competencies_in(suggested_competencies(training)),
    )
    name = page.going[0] if page.going else "Nama Peserta (contoh)"
    content = sample_pdf(training, course, name, number=page.first_number, at=clock.now())
    return paper_response(content, "konsep-sertifikat")


def form_words(training: "Training", **initial: Any) -> dict[str, Any]:
    """What a form of certificates starts with: today, the office's seat, its officials."""
    office = training.activity.programme.office
    return {
        "officials": signatory_choices(office.code),
        "initial": {"dated": today(), "place": office.seat, **initial},
    }


def stated_in(form: IssueForm, training: "Training") -> Stated:
    """What was stated in the form."""
    found = form.cleaned_data
    return Stated(
        dated=found["dated"],
        place=found["place"],
        signatory=signatory_named(training.office_code, found["signatory"]),
        english=found.get("english", ""),
        competencies=competencies_in(found.get("competencies", "")),
        numbers=form.numbers_told(),
    )


def _issued_words(many: int) -> str:
    return ngettext(
        "%(many)d sertifikat terbit. PDF-nya dibuat sebentar lagi.",
        "%(many)d sertifikat terbit. PDF-nya dibuat sebentar lagi.",
        many,
    ) % {"many": many}


@login_required
@require_POST
@never_cache
def certificate_bundle(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All PDFs that are ready as one file, for a reason that is kept."""
    viewer, training = seen_class(request, slug)
    wanted = exports.wanted(request.POST, is_personal=True, may_personal=True)
    rows = list(pages.printed_of(viewer, training))
    if not rows:
        sentence = _("Belum ada PDF yang siap. Tunggu sebentar, lalu coba lagi.")
        raise Blocked([Problem("none", sentence)])
    note_bundle(training, rows=len(rows), reason=wanted.reason, by=viewer.actor)
    answer = FileResponse(
        write_bundle(rows),
        as_attachment=True,
        filename=f"sertifikat-{training.pk}.zip",
        content_type="application/zip",
    )
    answer["Cache-Control"] = "no-store, private"
    return answer
