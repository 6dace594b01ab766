"""The tests of a class at the desk: prepared, questions chosen or drawn, opened, closed, opened again."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.typed import whole_numbers
from binakon.enrolment.rules.training_terms import moment_of
from binakon.people.views.offices import was_taken
from binakon.trainings.actions import exams, sittings
from binakon.trainings.forms.exams import MOST_SEED, AnnulForm, DrawForm, ExamForm, ReopenForm
from binakon.trainings.queries.exam_pages import exam_page, exams_page, offered_to, sitting_in
from binakon.trainings.queries.exams import exam_of, stated_of
from binakon.trainings.queries.questions import topics_of
from binakon.trainings.views.exam_guard import exam_run_by, kind_in, run_by


@login_required
@require_safe
def exam_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The tests of a class."""
    _viewer, training = run_by(request, slug)
    return render(request, "trainings/exam_list.html", {"page": exams_page(training)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_edit(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """State the terms of a test, or change them while it is not open."""
    viewer, training = run_by(request, slug)
    exam = exam_of(training, kind_in(kind))
    form = ExamForm(request.POST or None, initial=stated_of(exam))

    def deed(_told: object) -> None:
        if exam is None:
            exams.prepare_exam(training, kind, form.terms(), by=viewer.actor)
        else:
            revision = form.cleaned_data["revision"] or 0
            exams.change_exam(exam, form.terms(), revision=revision, by=viewer.actor)

    if request.method == "POST" and was_taken(form, deed):
        messages.success(request, _("Tersimpan. Pilih soalnya, lalu buka tesnya."))
        return redirect("trainings:exam_detail", slug=slug, kind=kind)
    context = {"training": training, "kind": kind, "exam": exam, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/exam_edit.html", context, status=status)


@login_required
@require_safe
def exam_detail(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One test: its terms, its questions, its people and the next step."""
    _viewer, exam = exam_run_by(request, slug, kind)
    return render(request, "trainings/exam_detail.html", {"page": exam_page(exam)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_questions(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Choose the questions of a test by hand."""
    viewer, exam = exam_run_by(request, slug, kind)
    if request.method == "POST":
        pks = whole_numbers(request.POST.getlist("soal"))
        many = exams.choose_questions(exam, pks, by=viewer.actor)
        sentence = ngettext("Tersimpan. %(many)d soal.", "Tersimpan. %(many)d soal.", many)
        messages.success(request, sentence % {"many": many})
        return redirect("trainings:exam_detail", slug=slug, kind=kind)
    context = {"exam": exam, "offered": offered_to(exam)}
    return render(request, "trainings/exam_questions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_draw(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Take so many questions by lot from a topic, with a seed that is shown."""
    viewer, exam = exam_run_by(request, slug, kind)
    topics = topics_of(exam.training.activity.programme.office)
    choices = []
    for number, (occupation, topic, many) in enumerate(topics):
        name = f"{occupation} · {topic}" if topic else occupation
        choices.append((str(number), f"{name} ({many})"))
    form = DrawForm(
        request.POST or None, topics=choices, initial={"seed": secrets.randbelow(MOST_SEED)}
    )

    def deed(_told: object) -> None:
        occupation, topic, _many = topics[int(form.cleaned_data["topic"])]
        exams.draw_questions(
            exam,
            occupation,
            topic,
            many=form.cleaned_data["many"],
            seed=form.cleaned_data["seed"],
            by=viewer.actor,
        )

    if request.method == "POST" and was_taken(form, deed):
        sentence = _("Soal diundi dengan benih %(seed)d.")
        messages.success(request, sentence % {"seed": form.cleaned_data["seed"]})
        return redirect("trainings:exam_detail", slug=slug, kind=kind)
    status = 422 if form.is_bound else 200
    context = {"exam": exam, "form": form, "has_topics": bool(topics)}
    return render(request, "trainings/exam_draw.html", context, status=status)


@login_required
@require_POST
def exam_open(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Let participants start."""
    viewer, exam = exam_run_by(request, slug, kind)
    exams.open_exam(exam, by=viewer.actor)
    messages.success(request, _("Tes dibuka. Soalnya tidak bisa diganti lagi."))
    return redirect("trainings:exam_detail", slug=slug, kind=kind)


@login_required
@require_POST
def exam_close(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """End a test and every go that runs."""
    viewer, exam = exam_run_by(request, slug, kind)
    ended = exams.close_exam(exam, by=viewer.actor)
    sentence = ngettext(
        "Tes ditutup. %(ended)d pengerjaan yang berjalan dinilai dari jawaban tersimpan.",
        "Tes ditutup. %(ended)d pengerjaan yang berjalan dinilai dari jawaban tersimpan.",
        ended,
    )
    messages.success(request, sentence % {"ended": ended} if ended else _("Tes ditutup."))
    return redirect("trainings:exam_detail", slug=slug, kind=kind)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_reopen(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Open a closed test again, with a reason."""
    viewer, exam = exam_run_by(request, slug, kind)
    exam.workflow.target("reopen", exam.state)
    form = ReopenForm(request.POST or None)

    def deed(_told: object) -> None:
        closes_at = moment_of(form.cleaned_data["closes_at"])
        assert closes_at is not None, "the form asks for the moment"
        reason = form.cleaned_data["reason"]
        exams.reopen_exam(exam, closes_at=closes_at, reason=reason, by=viewer.actor)

    if request.method == "POST" and was_taken(form, deed):
        messages.success(request, _("Tes dibuka lagi. Nilai yang sudah ada tetap."))
        return redirect("trainings:exam_detail", slug=slug, kind=kind)
    status = 422 if form.is_bound else 200
    return render(
        request, "trainings/exam_reopen.html", {"exam": exam, "form": form}, status=status
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_annul(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Let somebody's go count no more, with a reason."""
    viewer, exam = exam_run_by(request, slug, kind)
    sitting = sitting_in(exam, pk)
    if sitting is None:
        messages.warning(request, _("Pengerjaan itu sudah dibatalkan."))
        return redirect("trainings:exam_detail", slug=slug, kind=kind)
    form = AnnulForm(request.POST or None)
    if request.method == "POST" and was_taken(
        form, lambda told: sittings.annul_sitting(sitting, reason=told["reason"], by=viewer.actor)
    ):
        messages.success(request, _("Dibatalkan. Nilai itu tidak dihitung lagi."))
        return redirect("trainings:exam_detail", slug=slug, kind=kind)
    status = 422 if form.is_bound else 200
    context = {"exam": exam, "sitting": sitting, "form": form}
    return render(request, "trainings/sitting_annul.html", context, status=status)
