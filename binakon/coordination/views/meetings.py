"""Meetings at the desk: the list, a new one, one opened, changed, cancelled; and series."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.coordination.actions import meetings
from binakon.coordination.actions.meetings import MeetingText
from binakon.coordination.forms.judged import ReasonForm
from binakon.coordination.forms.meetings import MeetingForm, SeriesForm
from binakon.coordination.queries import meetings as seen
from binakon.coordination.queries.course import meeting_course
from binakon.coordination.queries.late import late_for
from binakon.coordination.states import MeetingState
from binakon.coordination.views.meeting_guard import (
    demand_writer,
    heard,
    seen_meeting,
    written_meeting,
)
from binakon.core.problems import NotAllowed, Problem
from binakon.core.typed import whole_number
from binakon.people.forms.clash import clashes, rebased, sealed
from binakon.people.queries import desk_offices_for, viewer_for
from binakon.people.rules import Viewer
from binakon.planning.views.guard import turn_to_office

if TYPE_CHECKING:
    from binakon.coordination.models import Meeting
    from binakon.people.models import Office

EDITS = require_http_methods(["GET", "HEAD", "POST"])
_PLAIN = ("title", "venue", "online_link", "reply_by", "contact_name", "contact_phone")


def _office(request: HttpRequest) -> "tuple[Viewer, Office]":
    """The viewer and the office whose desk they ask for: the one named, or their first."""
    viewer = viewer_for(request)
    offices = {office.code: office for office in desk_offices_for(viewer)}
    if not offices:
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    code = request.GET.get("kantor") or next(iter(offices))
    if code not in offices:
        raise Http404
    turn_to_office(request, code)
    return viewer, offices[code]


@login_required
@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings of an office by year: what comes first, what was below."""
    viewer, office = _office(request)
    page = seen.meeting_list(viewer, office, whole_number(request.GET.get("tahun", "")))
    return render(request, "coordination/meeting_list.html", {"page": page})


def _form(office: str, data: Any, initial: dict[str, Any]) -> MeetingForm:
    planned = [(row.pk, f"{row} ({row.programme.year})") for row in seen.planned_meetings(office)]
    series = [(row.pk, row.name) for row in seen.series_of(office)]
    return MeetingForm(data, activities=planned, series=series, initial=initial)


def _text(office: str, form: MeetingForm) -> MeetingText:
    found = form.cleaned_data
    activities = {str(row.pk): row for row in seen.planned_meetings(office)}
    series = {str(row.pk): row for row in seen.series_of(office)}
    return MeetingText(
        starts_at=form.moment("starts"),
        ends_at=form.moment("ends"),
        activity=activities.get(found["activity"]),
        series=series.get(found["series"]),
        **{name: found[name] for name in _PLAIN},
    )


def _stored(meeting: "Meeting") -> dict[str, Any]:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        **{name: getattr(meeting, name) for name in _PLAIN},
        "day": starts.date(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "activity": meeting.activity,
        "series": meeting.series,
        "revision": meeting.revision,
    }


def _shown(stored: dict[str, Any]) -> dict[str, Any]:
    return stored | {name: getattr(stored[name], "pk", "") for name in ("activity", "series")}


@login_required
@EDITS
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Prepare a meeting: from the plan, free, or the next one of a series."""
    viewer, office = _office(request)
    demand_writer(viewer, office.code)
    initial: dict[str, Any] = {"activity": request.GET.get("kegiatan", "")}
    number = whole_number(request.GET.get("seri", ""))
    series = seen.series_for(viewer, number) if number else None
    if series is not None and series.office_id == office.pk:
        initial |= {"series": series.pk, "title": series.name}
        last = series.meetings.first()
        if last is not None:
            kept = ("title", "venue", "contact_name", "contact_phone")
            initial |= {name: value for name, value in _stored(last).items() if name in kept}
            initial |= {name: _stored(last)[name] for name in ("starts", "ends")}
    form = _form(office.code, request.POST if request.method == "POST" else None, initial)
    twice: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        made: list[Meeting] = []
        text = _text(office.code, form)
        if heard(
            form,
            lambda: made.append(meetings.create_meeting(office, text, by=viewer.actor)),
            {},
            twice,
        ):
            messages.success(request, _("Rapat disiapkan. Susun acaranya, lalu tulis undangannya."))
            return redirect("coordination:meeting_detail", code=made[0].code)
    context = {"form": form, "office": office, "problems": twice}
    status = 422 if form.is_bound else 200
    return render(request, "coordination/meeting_new.html", context, status=status)


@login_required
@require_safe
def meeting_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting, in the order of the work."""
    viewer, meeting = seen_meeting(request, code)
    context = _shown_page(viewer, meeting) | {"cancel": ReasonForm(auto_id="cancel_%s")}
    return render(request, "coordination/meeting_detail.html", context)


def _shown_page(viewer: Viewer, meeting: "Meeting") -> dict[str, Any]:
    is_off = meeting.state == MeetingState.CANCELLED
    is_over = is_off or meeting.state == MeetingState.CLOSED
    return {
        "late": () if is_over else late_for(viewer, meeting),
        "page": seen.meeting_page(viewer, meeting),
        "course": None if is_off else meeting_course(viewer, meeting),
    }


@login_required
@EDITS
def meeting_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is announced; what somebody else changed meanwhile is shown beside what was typed."""
    viewer, meeting = written_meeting(request, code)
    stored = _stored(meeting)
    office = meeting.office.code
    context: dict[str, Any] = {"meeting": meeting, "seal": sealed(stored)}
    if request.method != "POST":
        context["form"] = _form(office, None, _shown(stored))
        return render(request, "coordination/meeting_edit.html", context)
    data, both = rebased(request.POST, stored)
    form = _form(office, data, _shown(stored))
    context |= {"form": form, "clashes": clashes(form, stored, both) if both else []}
    if not both and form.is_valid():
        text, revision = _text(office, form), form.cleaned_data["revision"] or 0
        if heard(
            form,
            lambda: meetings.edit_meeting(meeting, text, revision=revision, by=viewer.actor),
            {},
        ):
            messages.success(request, _("Tersimpan."))
            return redirect("coordination:meeting_detail", code=code)
    status = 409 if both else 422
    return render(request, "coordination/meeting_edit.html", context, status=status)


@login_required
@require_POST
def meeting_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a meeting with a reason; its letters of cancellation are offered next."""
    viewer, meeting = written_meeting(request, code)
    form = ReasonForm(request.POST, auto_id="cancel_%s")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        meetings.cancel_meeting(meeting, reason=reason, by=viewer.actor)
        messages.success(request, _("Rapat dibatalkan. Kantor yang diundang belum diberi tahu."))
        return redirect("coordination:meeting_detail", code=code)
    context = _shown_page(viewer, meeting) | {"cancel": form, "tried": True}
    return render(request, "coordination/meeting_cancel.html", context, status=422)


@login_required
@EDITS
def series_new(request: HttpRequest) -> HttpResponse:
    """Begin a series."""
    viewer, office = _office(request)
    demand_writer(viewer, office.code)
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        if heard(form, lambda: meetings.start_series(office, by=viewer.actor, **found), {}):
            messages.success(request, _("Seri tersimpan."))
            return redirect("coordination:meeting_list")
    context = {"form": form, "office": office}
    status = 422 if form.is_bound else 200
    return render(request, "coordination/series_new.html", context, status=status)


@login_required
@require_safe
def series_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One series with its meetings."""
    viewer = viewer_for(request)
    series = seen.series_for(viewer, pk)
    if series is None:
        raise Http404
    turn_to_office(request, series.office.code)
    context = {"page": seen.series_page(viewer, series)}
    return render(request, "coordination/series_detail.html", context)
