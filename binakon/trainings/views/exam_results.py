"""The results of a class's tests at the desk, and what was written on paper, typed in for everybody at once."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from binakon.core import clock, exports
from binakon.core.problems import Blocked
from binakon.enrolment.actions.downloads import record_download
from binakon.people.rules import can_enrol
from binakon.trainings.actions.paper_scores import Typed, type_scores
from binakon.trainings.forms.exams import read_score
from binakon.trainings.queries.exam_pages import PersonLine, person_lines, typed_answers
from binakon.trainings.queries.exam_results import results_of
from binakon.trainings.queries.exams import asked_of
from binakon.trainings.rules.exams import Asked, read_line
from binakon.trainings.sheets.exam_results import results_book
from binakon.trainings.views.exam_guard import exam_run_by, results_seen_by

if TYPE_CHECKING:
    from binakon.trainings.models import Exam


@login_required
@require_safe
def exam_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Scores and gain per person, shares per question, means of the class."""
    viewer, training = results_seen_by(request, slug)
    may_names = can_enrol(viewer, training.office_code)
    context = {"results": results_of(training), "may_names": may_names}
    return render(request, "trainings/exam_results.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_results_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a workbook: people only by POST, for a reason that is kept."""
    viewer, training = results_seen_by(request, slug)
    results, with_people = results_of(training), request.method == "POST"
    if with_people:
        may_names = can_enrol(viewer, training.office_code)
        wanted = exports.wanted(request.POST, is_personal=True, may_personal=may_names)
        many = len(results.people)
        record_download(
            training, what=_("Hasil tes"), rows=many, reason=wanted.reason, by=viewer.actor
        )
    content = results_book(results, by=viewer.actor.label, at=clock.now(), with_people=with_people)
    answer = HttpResponse(content, content_type=exports.XLSX_TYPE)
    kind = "-data-pribadi" if with_people else ""
    answer.headers["Content-Disposition"] = f'attachment; filename="hasil-tes-{slug}{kind}.xlsx"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Type what stands on paper: a score or a line of answers for each participant."""
    viewer, exam = exam_run_by(request, slug, kind)
    sheet = _Sheet(exam, request)
    if request.method == "POST":
        lines = sheet.read()
        try:
            if not sheet.problems:
                many = type_scores(exam, lines, by=viewer.actor)
                sentence = ngettext(
                    "Tersimpan. Nilai %(many)d orang berubah.",
                    "Tersimpan. Nilai %(many)d orang berubah.",
                    many,
                )
                messages.success(request, sentence % {"many": many})
                return redirect("trainings:exam_detail", slug=slug, kind=kind)
        except Blocked as refused:
            sheet.problems += [problem.sentence for problem in refused.problems]
    context = {"exam": exam, "rows": sheet.rows(), "sheet": sheet}
    return render(
        request, "trainings/exam_paper.html", context, status=422 if sheet.problems else 200
    )


class _Sheet:
    """The grid of a test: what stands, what was typed, and what is wrong with it."""

    def __init__(self, exam: "Exam", request: HttpRequest) -> None:
        self.people: tuple[PersonLine, ...] = person_lines(exam)
        self.asked: list[Asked] = asked_of(exam)
        self.answers = typed_answers(exam)
        self.sent = request.POST if request.method == "POST" else None
        self.problems: list[str] = []

    @property
    def takes_answers(self) -> bool:
        """Whether there are questions to type answers for."""
        return bool(self.asked)

    def read(self) -> list[Typed]:
        """What was typed, for whoever has something typed; problems are gathered."""
        lines = []
        for line in self.people:
            if line.is_online:
                continue
            score, answers = self._typed(line, "nilai"), self._typed(line, "jawaban")
            typed = self._line(line, score, answers)
            if typed is not None:
                lines.append(typed)
        return lines

    def _line(self, line: PersonLine, score: str, answers: str) -> Typed | None:
        name, pk = str(line.registration), line.registration.pk
        if answers and score and score != self._score(line):
            self.problems.append(
                _("%(name)s: isi nilai atau jawaban, jangan keduanya.") % {"name": name}
            )
            return None
        if answers:
            chosen, found = read_line(answers, self.asked)
            self.problems += [f"{name}: {problem.sentence}" for problem in found]
            return Typed(pk, chosen=chosen)
        if not score:
            return None
        try:
            return Typed(pk, score=read_score(score))
        except forms.ValidationError as refused:
            self.problems.append(f"{name}: {refused.messages[0]}")
            return None

    def _typed(self, line: PersonLine, field: str) -> str:
        assert self.sent is not None, "read what was sent"
        return self.sent.get(f"{field}-{line.registration.pk}", "").strip()

    def _score(self, line: PersonLine) -> str:
        score: Decimal | None = line.score
        return "" if score is None else f"{score.normalize():f}".replace(".", ",")

    def rows(self) -> list[tuple[PersonLine, str, str]]:
        """Every participant with the score and the answers that the fields show."""
        if self.sent is not None:
            return [
                (each, self._typed(each, "nilai"), self._typed(each, "jawaban"))
                for each in self.people
            ]
        return [
            (each, self._score(each), self.answers.get(each.registration.pk, ""))
            for each in self.people
        ]
