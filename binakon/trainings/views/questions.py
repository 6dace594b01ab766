"""The bank of questions at the desk: list, add, change, take out of use."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import lists
from binakon.people.queries import OfficePage, viewer_of
from binakon.people.rules import Viewer, can_enrol
from binakon.people.views.offices import opened, was_taken
from binakon.planning.views.guard import demand, turn_to_office
from binakon.trainings.actions.questions import add_question, change_question, retire_question
from binakon.trainings.forms.questions import QuestionForm, stated_in
from binakon.trainings.queries.questions import bank_of, question_for, question_listing


def bank_opened(request: HttpRequest) -> tuple[Viewer, OfficePage]:
    """The viewer and the office whose bank they open; 403 for whoever may not read right answers."""
    viewer, page = opened(request)
    sentence = _(
        "Bank soal memuat kunci jawaban, jadi hanya dibuka kepala seksi, staf, dan kepala bidang."
    )
    demand(is_allowed=can_enrol(viewer, page.office.code), sentence=sentence)
    return viewer, page


@login_required
@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """The questions of an office."""
    _viewer, office = bank_opened(request)
    page = lists.page(
        question_listing(office.office),
        bank_of(office.office),
        request.GET,
        path=request.path,
        caption=_("Bank soal"),
        kept={"kantor": office.office.code},
    )
    return render(request, "trainings/question_list.html", {"page": page, "office": office.office})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: HttpRequest) -> HttpResponse:
    """Add a question; occupation and topic stay for the next one."""
    viewer, office = bank_opened(request)
    initial = {key: request.GET.get(key, "") for key in ("occupation", "topic")}
    form = QuestionForm(request.POST or None, initial={"kind": "single", **initial})
    if request.method == "POST" and was_taken(
        form, lambda told: add_question(office.office, told, by=viewer.actor)
    ):
        messages.success(request, _("Tersimpan. Soal ini bisa dipakai di tes kelas mana pun."))
        return redirect(f"/meja/soal/?kantor={office.office.code}")
    context = {"office": office.office, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/question_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question of the bank; tests that took it stay as they are."""
    viewer = viewer_of(request.user)
    question = question_for(viewer, pk)
    if question is None:
        raise Http404
    turn_to_office(request, question.office.code)
    form = QuestionForm(request.POST or None, initial=stated_in(question))
    if request.method == "POST" and was_taken(
        form,
        lambda told: change_question(
            question, told, revision=told.pop("revision") or 0, by=viewer.actor
        ),
    ):
        messages.success(request, _("Tersimpan. Tes yang sudah memakai soal ini tidak berubah."))
        return redirect(f"/meja/soal/?kantor={question.office.code}")
    context = {"question": question, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trainings/question_edit.html", context, status=status)


@login_required
@require_POST
def question_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out of use."""
    viewer = viewer_of(request.user)
    question = question_for(viewer, pk)
    if question is None:
        raise Http404
    turn_to_office(request, question.office.code)
    retire_question(question, by=viewer.actor)
    messages.success(
        request, _("Soal tidak dipakai lagi. Tes yang sudah memakainya tidak berubah.")
    )
    return redirect(f"/meja/soal/?kantor={question.office.code}")
