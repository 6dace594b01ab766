"""A workbook of questions at the desk: the template, the preview by cell, taken whole.

Nothing is stored before somebody accepts: the questions that were read go to the page and come back signed.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.exports import XLSX_TYPE
from binakon.planning.forms.upload import UploadForm
from binakon.trainings.actions.questions import add_questions
from binakon.trainings.queries.question_uploads import question_preview
from binakon.trainings.sheets.question_read import read_questions
from binakon.trainings.sheets.question_write import question_template as template_book
from binakon.trainings.views.questions import bank_opened

SALT = "trainings.questions"
_KEPT_SECONDS = 24 * 3600


@login_required
@require_safe
def question_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    bank_opened(request)
    answer = HttpResponse(template_book(), content_type=XLSX_TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="bank-soal.xlsx"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_upload(request: HttpRequest) -> HttpResponse:
    """Hear a workbook and show what it would add, or every problem by cell."""
    _viewer, page = bank_opened(request)
    context: dict[str, Any] = {"office": page.office}
    if request.method != "POST":
        context["upload"] = UploadForm()
        return render(request, "trainings/question_upload.html", context)
    form = UploadForm(request.POST, request.FILES)
    context["upload"] = form
    if not form.is_valid():
        return render(request, "trainings/question_upload.html", context, status=422)
    file = form.cleaned_data["workbook"]
    book = read_questions(file.read())
    preview = question_preview(
        page.office, file.name, book.questions, book.problems, cells=book.cells, notes=book.notes
    )
    context["preview"] = preview
    if preview.may_accept:
        told = {"office": page.office.code, "questions": list(preview.questions)}
        context["signed"] = signing.dumps(told, salt=SALT, compress=True)
    status = 200 if preview.may_accept else 422
    return render(request, "trainings/question_upload.html", context, status=status)


@login_required
@require_POST
def question_accept(request: HttpRequest) -> HttpResponse:
    """Put every question of a workbook that was previewed into the bank, or none."""
    viewer, page = bank_opened(request)
    try:
        told = signing.loads(request.POST.get("berkas", ""), salt=SALT, max_age=_KEPT_SECONDS)
    except signing.BadSignature:
        told = {}
    if told.get("office") != page.office.code:
        messages.warning(request, _("Pratinjaunya terlalu lama menunggu. Unggah berkasnya lagi."))
        return redirect(f"/meja/soal/unggah/?kantor={page.office.code}")
    many = add_questions(page.office, told["questions"], by=viewer.actor)
    sentence = ngettext("%(many)d soal ditambahkan.", "%(many)d soal ditambahkan.", many)
    messages.success(request, sentence % {"many": many})
    return redirect(f"/meja/soal/?kantor={page.office.code}")
