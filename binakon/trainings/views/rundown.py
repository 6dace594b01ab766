"""The rundown at the desk: its page, one session, a laid day, a day copied or moved, the norms, its printed forms."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.typed import whole_number
from binakon.enrolment.views.paper_guard import heard, paper_response
from binakon.enrolment.views.training_guard import enrolled_by, seen_training
from binakon.trainings.actions import sessions
from binakon.trainings.actions.sessions import SessionText
from binakon.trainings.documents.schedule import rundown_calendar as calendar_of
from binakon.trainings.documents.schedule import rundown_pdf
from binakon.trainings.forms.rundown import (
    LaidDayForm,
    NormsForm,
    SessionForm,
    TransferForm,
    breaks_text,
)
from binakon.trainings.queries.engagements import teacher_choices
from binakon.trainings.queries.rundown import days_of, norms_of, rundown_page, session_for
from binakon.trainings.rules.rundown_day import standard_day

if TYPE_CHECKING:
    from binakon.enrolment.models import Training
    from binakon.trainings.models import Session

FIELDS = {"overlap": "starts_at"}
EDITS = require_http_methods(["GET", "HEAD", "POST"])


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200


def _day_asked(request: HttpRequest, training: "Training") -> date:
    try:
        day = date.fromisoformat(request.GET.get("hari", ""))
    except ValueError:
        raise Http404 from None
    if day not in days_of(training):
        raise Http404
    return day


@login_required
@require_safe
def rundown(request: HttpRequest, slug: str) -> HttpResponse:
    """The days of a class with their sessions, and everything to look at."""
    viewer, training = seen_training(request, slug)
    return render(request, "trainings/rundown.html", {"page": rundown_page(viewer, training)})


@login_required
@EDITS
def session_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add one session; `?hari=` proposes its day."""
    viewer, training = enrolled_by(request, slug)
    form = _session_form(
        training,
        request.POST if request.method == "POST" else None,
        {"on": request.GET.get("hari")},
    )
    if request.method == "POST" and form.is_valid():
        text = SessionText(**form.stated())
        if heard(form, lambda: sessions.add_session(training, text, by=viewer.actor), FIELDS):
            messages.success(request, _("Sesi ditambahkan."))
            return redirect("trainings:rundown", slug=slug)
    context = {"training": training, "form": form}
    return render(request, "trainings/session_new.html", context, status=_status(form))


def _session_form(training: "Training", data: Any, initial: dict[str, Any]) -> SessionForm:
    teachers = teacher_choices(training)
    return SessionForm(data, days=days_of(training), teachers=teachers, initial=initial)


def _session(training: "Training", pk: int) -> "Session":
    found = session_for(training, pk)
    if found is None:
        raise Http404
    return found


@login_required
@EDITS
def session_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change or move one session."""
    viewer, training = enrolled_by(request, slug)
    session = _session(training, pk)
    names = ("starts_at", "ends_at", "kind", "topic", "jp", "room", "link", "note")
    initial = {
        **{name: getattr(session, name) for name in names},
        "on": session.on.isoformat(),
        "engagements": [str(each.pk) for each in session.engagements.all()],
    }
    form = _session_form(training, request.POST if request.method == "POST" else None, initial)
    if request.method == "POST" and form.is_valid():
        text = SessionText(**form.stated())
        told = request.POST.get("revision", "")
        number = whole_number(told)
        revision = -1 if number is None else number
        if heard(
            form,
            lambda: sessions.edit_session(session, text, revision=revision, by=viewer.actor),
            FIELDS,
        ):
            messages.success(request, _("Sesi disimpan."))
            return redirect("trainings:rundown", slug=slug)
    context = {"training": training, "session": session, "form": form}
    return render(request, "trainings/session_edit.html", context, status=_status(form))


@login_required
@require_POST
def session_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take one session off the rundown."""
    viewer, training = enrolled_by(request, slug)
    sessions.remove_session(_session(training, pk), by=viewer.actor)
    messages.success(request, _("Sesi dihapus dari rundown."))
    return redirect("trainings:rundown", slug=slug)


@login_required
@EDITS
def day_lay(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay a standard day from the norms (`?hari=`): a proposal to edit before and after it is kept."""
    viewer, training = enrolled_by(request, slug)
    day = _day_asked(request, training)
    ends = max((each.ends_at for each in training.days.all() if each.on == day), default=None)
    form = LaidDayForm(
        request.POST if request.method == "POST" else None,
        rows=standard_day(day, norms_of(training), until=ends),
    )
    if request.method == "POST" and form.is_valid():
        texts = [
            SessionText(
                on=day,
                starts_at=row.starts,
                ends_at=row.ends,
                topic=topic,
                kind=row.kind,
                jp=row.jp,
            )
            for row, topic in form.kept()
        ]
        if heard(form, lambda: sessions.lay_day(training, texts, by=viewer.actor), {}):
            many = len(texts)
            sentence = ngettext("%(many)d sesi disusun.", "%(many)d sesi disusun.", many)
            messages.success(request, sentence % {"many": many})
            return redirect("trainings:rundown", slug=slug)
    context = {"training": training, "day": day, "form": form, "norms": norms_of(training)}
    return render(request, "trainings/day_lay.html", context, status=_status(form))


@login_required
@EDITS
def day_transfer(request: HttpRequest, slug: str) -> HttpResponse:
    """Copy or move the sessions of a day (`?hari=`) to another day of the class."""
    viewer, training = enrolled_by(request, slug)
    day = _day_asked(request, training)
    others = [each for each in days_of(training) if each != day]
    form = TransferForm(
        request.POST if request.method == "POST" else None, days=others, initial={"deed": "copy"}
    )
    if request.method == "POST" and form.is_valid():
        found, moved = form.cleaned_data, []
        if heard(
            form,
            lambda: moved.append(
                sessions.transfer_day(
                    training,
                    day,
                    found["target"],
                    keeps_source=found["deed"] == "copy",
                    by=viewer.actor,
                )
            ),
            {},
        ):
            sentence = ngettext("%(many)d sesi disimpan.", "%(many)d sesi disimpan.", moved[0])
            messages.success(request, sentence % {"many": moved[0]})
            return redirect("trainings:rundown", slug=slug)
    context = {"training": training, "day": day, "form": form}
    return render(request, "trainings/day_transfer.html", context, status=_status(form))


@login_required
@EDITS
def norms_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What the rundown of this class is measured by."""
    viewer, training = enrolled_by(request, slug)
    norms = norms_of(training)
    initial = {
        **{name: getattr(norms, name) for name in NormsForm.base_fields if hasattr(norms, name)},
        "breaks": breaks_text(norms.breaks),
        "prayer_from": norms.prayer[0],
        "prayer_until": norms.prayer[1],
    }
    form = NormsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        sessions.set_norms(training, form.cleaned_data, by=viewer.actor)
        messages.success(request, _("Norma disimpan. Peringatan di rundown mengikutinya."))
        return redirect("trainings:rundown", slug=slug)
    context = {"training": training, "form": form}
    return render(request, "trainings/norms_edit.html", context, status=_status(form))


@login_required
@require_safe
def rundown_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The schedule as PDF."""
    _viewer, training = seen_training(request, slug)
    return paper_response(rundown_pdf(training), f"jadwal-{slug}")


@login_required
@require_safe
def rundown_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The sessions as iCalendar."""
    _viewer, training = seen_training(request, slug)
    response = HttpResponse(calendar_of(training), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="jadwal-{slug}.ics"'
    return response
