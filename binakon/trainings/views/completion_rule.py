"""The pages of a training's rule: setting it, asking for a change once the class has begun, and the second person's answer."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binakon.core import clock
from binakon.enrolment.views.paper_guard import heard
from binakon.people.rules import Viewer
from binakon.trainings.actions import completion
from binakon.trainings.actions import completion_rule as deeds
from binakon.trainings.forms.completion import RuleAnswerForm, RuleForm, rule_initial
from binakon.trainings.queries.completion import completion_page
from binakon.trainings.queries.completion_rule import is_settled, rule_change, rule_of, standing_of
from binakon.trainings.rules.completion import Asked
from binakon.trainings.views.completion_guard import changing, deciding

if TYPE_CHECKING:
    from binakon.enrolment.models import Training

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])
# Proposals of one published source (domain.md 2.2), never a norm: the first rule of a training starts from them.
PROPOSED = Asked(attendance=80, post=70)


def _home(training: "Training") -> HttpResponse:
    return redirect("trainings:completion_detail", slug=training.activity.slug)


@login_required
@reads_and_writes
def completion_rule(request: HttpRequest, slug: str) -> HttpResponse:
    """What the training asks of its participants; once the class has begun, a change that a second person answers."""
    viewer, training = deciding(request, slug)
    rule = rule_of(training)
    settled = rule is not None and is_settled(training, clock.now())
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        is_settled=settled,
        initial=rule_initial(standing_of(rule) if rule else PROPOSED, rule.revision if rule else 0),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and heard(form, lambda: _keep(request, training, form, viewer), {})
    ):
        return _home(training)
    page = completion_page(training)
    context = {
        "training": training,
        "form": form,
        "is_new": rule is None,
        "is_settled": settled,
        "decided": len(page.people) - len(page.pending),
        "change": rule_change(viewer, rule),
    }
    status = 422 if form.errors else 200
    return render(request, "trainings/completion_rule.html", context, status=status)


def _keep(request: HttpRequest, training: "Training", form: RuleForm, viewer: Viewer) -> None:
    asked, revision = form.asked(), form.cleaned_data["revision"]
    if "reason" not in form.fields:
        completion.set_completion_rule(training, asked, revision=revision, by=viewer.actor)
        messages.success(request, _("Syarat selesai tersimpan."))
        return
    reason = form.cleaned_data["reason"]
    deeds.ask_rule_change(training, asked, reason=reason, revision=revision, by=viewer.actor)
    messages.success(
        request,
        _("Perubahan syarat diminta. Syarat yang lama berlaku sampai orang kedua menyetujuinya."),
    )


@login_required
@reads_and_writes
def completion_rule_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """A change of the rule as the second person reads it, and the answer."""
    viewer, training = changing(request, slug)
    change = rule_change(viewer, rule_of(training))
    if change is None:
        messages.info(request, _("Tidak ada perubahan syarat yang menunggu jawaban."))
        return _home(training)
    form = RuleAnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"revision": change.rule.revision},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and heard(form, lambda: _answer(training, form, viewer), {})
    ):
        messages.success(request, _("Jawaban atas perubahan syarat tersimpan."))
        return _home(training)
    context = {"training": training, "change": change, "form": form}
    status = 422 if form.errors else 200
    return render(request, "trainings/completion_rule_answer.html", context, status=status)


def _answer(training: "Training", form: RuleAnswerForm, viewer: Viewer) -> None:
    deeds.answer_rule_change(
        training,
        is_granted=form.cleaned_data["verdict"] == "grant",
        note=form.cleaned_data["note"],
        revision=form.cleaned_data["revision"],
        by=viewer.actor,
    )
