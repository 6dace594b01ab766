"""The pages of nominations: which classes ask for people, who was named, reminders, the template."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.problems import NotAllowed
from binakon.enrolment.actions.reminders import remind_offices
from binakon.enrolment.queries.nominating import office_lines
from binakon.enrolment.queries.nomination_scope import Scope, own_offices, scope_of
from binakon.enrolment.queries.nominations import (
    nomination_lines,
    nomination_page,
    province_lines,
    takes_nominations,
)
from binakon.enrolment.queries.nominee_uploads import template_name, waiting_uploads
from binakon.enrolment.sheets.nominee_write import TemplateFacts, nominee_template
from binakon.people.queries import viewer_for
from binakon.planning.views.guard import demand, turn_to_office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def seen_scope(request: HttpRequest, slug: str) -> Scope:
    """What of a training's nominees the viewer may see; 404 for everything else, whatever the reason."""
    scope = scope_of(viewer_for(request), slug, request.GET.get("kantor", ""))
    if scope is None:
        raise Http404
    shown = scope.office if not scope.is_province else None
    turn_to_office(request, shown.code if shown else scope.training.office_code)
    return scope


def writing_scope(request: HttpRequest, slug: str) -> Scope:
    """The same for one regency and whoever may name people for it."""
    scope = seen_scope(request, slug)
    if scope.office is None:
        raise Http404
    sentence = _("Peran Anda tidak mencakup mengusulkan peserta. Minta kepala seksi atau staf.")
    demand(is_allowed=scope.may_write, sentence=sentence)
    return scope


@login_required
@require_safe
def nomination_list(request: HttpRequest) -> HttpResponse:
    """The classes that ask the viewer's office for people; for the province those it asks for."""
    viewer = viewer_for(request)
    offices = own_offices(viewer)
    asked = request.GET.get("kantor", "")
    if offices:
        office = next((row for row in offices if row.code == asked or not asked), None)
        if office is None:
            raise Http404
        turn_to_office(request, office.code)
        context = {"office": office, "lines": nomination_lines(viewer, office)}
        return render(request, "enrolment/nomination_list.html", context)
    if not viewer.held:
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    context = {"office": None, "lines": province_lines(viewer)}
    return render(request, "enrolment/nomination_list.html", context)


@login_required
@require_safe
def nomination_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One class: its nominees of one regency; for the province first who answered and who did not."""
    scope = seen_scope(request, slug)
    offices = office_lines(scope.training) if scope.is_province and not scope.office else []
    context = {
        "scope": scope,
        "page": nomination_page(scope),
        "uploads": waiting_uploads(scope),
        "offices": offices,
        "answered": sum(line.is_answered for line in offices),
        "late": sum(not line.is_complete for line in offices),
        "is_open": takes_nominations(scope),
    }
    return render(request, "enrolment/nomination_detail.html", context)


@login_required
@require_safe
def nomination_template(request: HttpRequest, slug: str) -> HttpResponse:
    """The workbook that one regency fills in."""
    scope = writing_scope(request, slug)
    page = nomination_page(scope)
    assert page is not None, "a template is one office's"
    assert scope.office is not None, "a template is one office's"
    training = scope.training
    contact = f"{training.contact_name}, +{training.contact_phone}"
    facts = TemplateFacts(
        title=str(training),
        office=scope.office.name,
        due=words.moment(page.due_at),
        stands=page.stands,
        contact=contact if training.contact_phone else "",
    )
    response = HttpResponse(nominee_template(facts), content_type=XLSX)
    name = template_name(scope, today())
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@login_required
@require_POST
def nomination_remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Remind every regency that has not named enough people."""
    scope = seen_scope(request, slug)
    if not scope.is_province:
        raise Http404
    sentence = _("Peran Anda tidak mencakup mengingatkan kabupaten/kota.")
    demand(is_allowed=scope.may_write, sentence=sentence)
    many = remind_offices(scope.training, by=scope.viewer.actor)
    sentence = ngettext(
        "Pengingat untuk %(many)d kabupaten/kota disiapkan.",
        "Pengingat untuk %(many)d kabupaten/kota disiapkan.",
        many,
    )
    if not many:
        sentence = _(
            "Tidak ada yang perlu diingatkan sekarang; yang terlambat baru saja diingatkan."
        )
    messages.success(request, sentence % {"many": many} if many else sentence)
    return redirect("enrolment:nomination_detail", slug=slug)
