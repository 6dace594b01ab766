"""The pages of the dated rules: every table with its days and sources, a new row, a list of study programmes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.certification.actions.rule_rows import add_programmes, add_rule
from binakon.certification.forms.rules import FORMS, ProgrammeUploadForm
from binakon.certification.queries.rule_tables import BY_KEY, programme_lists, shown_tables
from binakon.certification.sheets.programmes import read_programmes
from binakon.core.problems import Blocked, NotAllowed
from binakon.enrolment.queries.visible import offices_with
from binakon.people.queries import viewer_for
from binakon.people.rules import DESK_ROLES, KEEPERS, Viewer
from binakon.planning.views.guard import demand

_SALT = "certification.programmes"
_KEPT_SECONDS = 24 * 3600
_SHOWN = 50


@login_required
@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every dated rule, in force today, to come, or past, each with its source."""
    viewer = viewer_for(request)
    if offices_with(viewer, DESK_ROLES) == []:
        raise NotAllowed(_("Peran Anda tidak mencakup kasus sertifikasi. Minta kepala seksi."))
    context = {
        "tables": shown_tables(timezone.localdate()),
        "lists": programme_lists(),
        "may_keep": _keeps(viewer),
    }
    return render(request, "certification/rule_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_new(request: HttpRequest, key: str) -> HttpResponse:
    """A new row of one table from a day on."""
    viewer = _keeper(request)
    table = BY_KEY.get(key)
    if table is None:
        raise Http404
    form = FORMS[key](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_rule(key, form.values(), by=viewer.actor)
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(problem.code, problem.sentence)
        else:
            messages.success(request, _("Aturan baru tersimpan. Baris lama tidak berubah."))
            return redirect("certification:rule_list")
    status = 422 if form.errors else 200
    context = {"form": form, "table": table}
    return render(request, "certification/rule_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_upload(request: HttpRequest) -> HttpResponse:
    """Hear a list of study programmes and show what it would add, or every problem by cell; nothing is stored."""
    _keeper(request)
    form = ProgrammeUploadForm(
        request.POST if request.method == "POST" else None, request.FILES or None
    )
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            book = read_programmes(said["workbook"].read())
            context |= {"book": book, "shown": book.rows[:_SHOWN], "said": said}
            if not book.problems:
                status = 200
                told = {
                    "rows": book.rows,
                    "from": said["valid_from"].isoformat(),
                    "source": said["source"],
                }
                context["signed"] = signing.dumps(told, salt=_SALT, compress=True)
    return render(request, "certification/programme_upload.html", context, status=status)


@login_required
@require_POST
def programme_accept(request: HttpRequest) -> HttpResponse:
    """Take in every row of a list that was previewed, or none."""
    viewer = _keeper(request)
    try:
        told = signing.loads(request.POST.get("berkas", ""), salt=_SALT, max_age=_KEPT_SECONDS)
    except signing.BadSignature:
        messages.warning(request, _("Pratinjaunya terlalu lama menunggu. Unggah berkasnya lagi."))
        return redirect("certification:programme_upload")
    day = parse_date(told["from"])
    assert day is not None, "signed as it was heard"
    many = add_programmes(
        [(name, code, programme) for name, code, programme in told["rows"]],
        valid_from=day,
        source=told["source"],
        by=viewer.actor,
    )
    said = ngettext("%(many)d program studi dimuat.", "%(many)d program studi dimuat.", many)
    messages.success(request, said % {"many": many})
    return redirect("certification:rule_list")


def _keeps(viewer: Viewer) -> bool:
    return offices_with(viewer, KEEPERS) != []


def _keeper(request: HttpRequest) -> Viewer:
    viewer = viewer_for(request)
    sentence = _("Aturan ditambah kepala seksi atau administrator. Peran Anda bisa membacanya.")
    demand(is_allowed=_keeps(viewer), sentence=sentence)
    return viewer
