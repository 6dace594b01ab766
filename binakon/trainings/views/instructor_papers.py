"""The papers around instructors at the desk: drawn up, changed, numbered, signed, withdrawn, printed."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import files
from binakon.core.calendar import today
from binakon.core.typed import whole_number
from binakon.enrolment.forms.decrees import ReasonForm
from binakon.enrolment.views.paper_guard import heard, paper_response
from binakon.enrolment.views.training_guard import enrolled_by, seen_training
from binakon.people.forms.numbering import NumberForm
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import Viewer
from binakon.trainings.actions import instructor_papers as papers
from binakon.trainings.documents.instructor_papers import paper_pdf
from binakon.trainings.forms.instructor_papers import PaperBodyForm, SignedPaperForm
from binakon.trainings.queries.engagements import engagement_for, paper_for
from binakon.trainings.queries.instructor_papers import paper_page, suggested_number
from binakon.trainings.states import PaperKind

if TYPE_CHECKING:
    from django import forms

    from binakon.enrolment.models import Training
    from binakon.trainings.models import TrainingPaper

PROBLEM_FIELDS = {"number_taken": "number", "not_serving": "signatory"}


def _paper(training: "Training", pk: int) -> "TrainingPaper":
    found = paper_for(training, pk)
    if found is None:
        raise Http404
    return found


def _context(viewer: Viewer, paper: "TrainingPaper", **tried: "forms.Form") -> dict[str, Any]:
    page = paper_page(viewer, paper)
    return {
        "page": page,
        "number": tried.get("number") or _number_form(paper),
        "scan": tried.get("scan") or SignedPaperForm(),
        "withdraw": tried.get("withdraw") or ReasonForm(auto_id="withdraw_%s"),
        "tried": next(iter(tried), ""),
    }


def _number_form(paper: "TrainingPaper", data: Any = None) -> NumberForm:
    office = paper.training.activity.programme.office
    initial = {"dated": today(), "place": office.seat, "numbering": "register"}
    return NumberForm(
        data,
        officials=signatory_choices(office.code),
        suggested=suggested_number(paper),
        initial=initial,
    )


def _back(paper: "TrainingPaper") -> HttpResponse:
    slug = paper.training.activity.slug
    return redirect("trainings:instructor_paper_detail", slug=slug, pk=paper.pk)


@login_required
@require_POST
def instructor_paper_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw up a paper: the decree of the class, or a letter about one instructor (`penugasan`)."""
    viewer, training = enrolled_by(request, slug)
    kind, about = request.POST.get("jenis", ""), request.POST.get("penugasan", "")
    if kind not in PaperKind.values:
        raise Http404
    number = whole_number(about)
    engagement = engagement_for(training, number) if number is not None else None
    paper = papers.draw_up_paper(training, PaperKind(kind), engagement, by=viewer.actor)
    messages.success(request, _("Konsep disusun. Lihat cetakannya, lalu beri nomor."))
    return _back(paper)


@login_required
@require_safe
def instructor_paper_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One paper and its next step."""
    viewer, training = seen_training(request, slug)
    context = _context(viewer, _paper(training, pk))
    return render(request, "trainings/instructor_paper_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def instructor_paper_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change the words of a draft."""
    viewer, training = enrolled_by(request, slug)
    paper = _paper(training, pk)
    paper.workflow.target("issue", paper.state)
    form = PaperBodyForm(
        request.POST if request.method == "POST" else None,
        kind=paper.kind,
        initial={"body": paper.body},
    )
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["body"]
        if heard(form, lambda: papers.edit_paper(paper, body=body, by=viewer.actor), {}):
            messages.success(request, _("Tersimpan."))
            return _back(paper)
    context = {"paper": paper, "training": training, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/instructor_paper_edit.html", context, status=status)


@login_required
@require_POST
def instructor_paper_number(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a paper its number, date, place and signatory."""
    viewer, training = enrolled_by(request, slug)
    paper = _paper(training, pk)
    form = _number_form(paper, request.POST)
    if form.is_valid():
        found = form.cleaned_data
        if heard(
            form,
            lambda: papers.issue_paper(
                paper,
                number=found["number"],
                dated=found["dated"],
                place=found["place"],
                signatory=signatory_named(training.office_code, found["signatory"]),
                from_register=form.is_register,
                by=viewer.actor,
            ),
            PROBLEM_FIELDS,
        ):
            messages.success(
                request,
                _("Bernomor %(number)s. Cetak, mintakan tanda tangan, lalu unggah pindaiannya.")
                % {"number": paper.number},
            )
            return _back(paper)
    context = _context(viewer, paper, number=form)
    return render(request, "trainings/instructor_paper_number.html", context, status=422)


@login_required
@require_POST
def instructor_paper_sign(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the signed scan."""
    viewer, training = enrolled_by(request, slug)
    paper = _paper(training, pk)
    form = SignedPaperForm(request.POST, request.FILES)
    if form.is_valid():
        papers.sign_paper(paper, form.cleaned_data["scan"], by=viewer.actor)
        messages.success(request, _("Pindaian tersimpan."))
        return _back(paper)
    context = _context(viewer, paper, scan=form)
    return render(request, "trainings/instructor_paper_sign.html", context, status=422)


@login_required
@require_POST
def instructor_paper_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Set a paper aside that was not signed, with a reason."""
    viewer, training = enrolled_by(request, slug)
    paper = _paper(training, pk)
    form = ReasonForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        context = _context(viewer, paper, withdraw=form)
        return render(request, "trainings/instructor_paper_withdraw.html", context, status=422)
    papers.withdraw_paper(paper, reason=form.cleaned_data["reason"], by=viewer.actor)
    messages.success(request, _("Surat ditarik. Alasannya tersimpan di riwayat."))
    return redirect("trainings:engagement_list", slug=slug)


@login_required
@require_safe
def instructor_paper_print(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The paper as PDF."""
    _viewer, training = seen_training(request, slug)
    paper = _paper(training, pk)
    return paper_response(paper_pdf(paper), f"{paper.kind.replace('_', '-')}-{slug}-{pk}")


@login_required
@require_safe
def instructor_paper_scan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The signed scan, rebuilt."""
    _viewer, training = seen_training(request, slug)
    paper = _paper(training, pk)
    if paper.scan is None:
        raise Http404
    return files.file_response(paper.scan, f"surat-bertanda-tangan-{pk}")
