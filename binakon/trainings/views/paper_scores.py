"""What was written on paper at the desk: typed into a grid, or taken from a workbook after it was shown.

Nothing of a workbook is stored before somebody accepts: what was read goes to the page and comes back signed.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.exports import XLSX_TYPE
from binakon.core.problems import Blocked
from binakon.planning.forms.upload import UploadForm
from binakon.trainings.actions.paper_scores import Typed, type_scores
from binakon.trainings.forms.paper_scores import PaperGrid
from binakon.trainings.queries.exam_pages import PersonLine
from binakon.trainings.queries.paper_scores import paper_sheet, score_preview
from binakon.trainings.rules.paper_scores import Heard
from binakon.trainings.sheets.score_read import read_scores
from binakon.trainings.sheets.score_write import score_template
from binakon.trainings.views.exam_guard import exam_run_by

if TYPE_CHECKING:
    from binakon.trainings.models import Exam

SALT = "trainings.scores"
_KEPT_SECONDS = 24 * 3600


def _typed(heard: Sequence[tuple[PersonLine, Heard]]) -> list[Typed]:
    return [
        Typed(
            line.registration.pk,
            score=one.score,
            chosen=one.chosen,
            erases=one.erases,
            was=line.was,
        )
        for line, one in heard
    ]


def _kept(request: HttpRequest, many: int, emptied: int = 0) -> None:
    sentence = ngettext(
        "Tersimpan. Nilai %(many)d orang berubah.",
        "Tersimpan. Nilai %(many)d orang berubah.",
        many,
    )
    messages.success(request, sentence % {"many": many})
    if emptied:
        sentence = ngettext(
            "Isian %(many)d orang dikosongkan, tetapi nilainya tetap tersimpan. Centang Hapus untuk menghapusnya.",
            "Isian %(many)d orang dikosongkan, tetapi nilainya tetap tersimpan. Centang Hapus untuk menghapusnya.",
            emptied,
        )
        messages.warning(request, sentence % {"many": emptied})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Type what stands on paper: a score or a line of answers for each participant; an empty field erases nothing."""
    viewer, exam = exam_run_by(request, slug, kind)
    grid = PaperGrid(paper_sheet(exam), request.POST if request.method == "POST" else None)
    if request.method == "POST":
        heard = grid.read()
        try:
            if not grid.problems:
                many = type_scores(exam, _typed(heard), by=viewer.actor)
                _kept(request, many, grid.emptied)
                return redirect("trainings:exam_detail", slug=slug, kind=kind)
        except Blocked as refused:
            grid.problems += [problem.sentence for problem in refused.problems]
    context = {"exam": exam, "rows": grid.rows(), "grid": grid}
    return render(
        request, "trainings/exam_paper.html", context, status=422 if grid.problems else 200
    )


@login_required
@require_safe
def score_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The workbook to fill in, with every participant who did not do the test on a phone."""
    _viewer, exam = exam_run_by(request, slug, kind)
    answer = HttpResponse(score_template(exam, paper_sheet(exam)), content_type=XLSX_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="nilai-{kind}-{slug}.xlsx"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def score_upload(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Hear a workbook and show what it would change, or every problem by cell."""
    _viewer, exam = exam_run_by(request, slug, kind)
    context: dict[str, Any] = {"exam": exam}
    if request.method != "POST":
        context["upload"] = UploadForm()
        return render(request, "trainings/score_upload.html", context)
    form = UploadForm(request.POST, request.FILES)
    context["upload"] = form
    if not form.is_valid():
        return render(request, "trainings/score_upload.html", context, status=422)
    file, paper = form.cleaned_data["workbook"], paper_sheet(exam)
    book = read_scores(file.read(), kind, paper)
    preview = score_preview(
        file.name,
        paper,
        book.heard,
        book.problems,
        book.notes,
        rows=book.rows,
        answers=book.answers,
    )
    context["preview"] = preview
    if preview.may_accept:
        told = {"exam": exam.pk, "lines": [_told(line) for line in _typed(book.heard)]}
        context["signed"] = signing.dumps(told, salt=SALT, compress=True)
    status = 422 if preview.problems else 200
    return render(request, "trainings/score_upload.html", context, status=status)


def _told(line: Typed) -> dict[str, Any]:
    return {
        "registration": line.registration,
        "score": None if line.score is None else str(line.score),
        "chosen": None
        if line.chosen is None
        else [[pk, *keys] for pk, keys in line.chosen.items()],
        "erases": line.erases,
        "was": line.was,
    }


def _heard(told: Mapping[str, Any]) -> Typed:
    chosen = told["chosen"]
    return Typed(
        told["registration"],
        score=None if told["score"] is None else Decimal(told["score"]),
        chosen=None if chosen is None else {pk: keys for pk, *keys in chosen},
        erases=told["erases"],
        was=told["was"],
    )


@login_required
@require_POST
def score_accept(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Keep everything of a workbook that was shown, or nothing; refused where anything changed since."""
    viewer, exam = exam_run_by(request, slug, kind)
    told = _signed(request, exam)
    if told is None:
        messages.warning(request, _("Pratinjaunya terlalu lama menunggu. Unggah berkasnya lagi."))
        return redirect("trainings:score_upload", slug=slug, kind=kind)
    many = type_scores(exam, [_heard(line) for line in told["lines"]], by=viewer.actor)
    _kept(request, many)
    return redirect("trainings:exam_detail", slug=slug, kind=kind)


def _signed(request: HttpRequest, exam: "Exam") -> Mapping[str, Any] | None:
    try:
        told: Mapping[str, Any] = signing.loads(
            request.POST.get("berkas", ""), salt=SALT, max_age=_KEPT_SECONDS
        )
    except signing.BadSignature:
        return None
    return told if told["exam"] == exam.pk else None
