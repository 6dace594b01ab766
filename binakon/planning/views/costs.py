"""What an activity costs line by line: read by the whole desk, written by planners while the version is a draft."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.problems import Blocked, Problem, StaleState
from binakon.people.rules import Viewer, can_plan
from binakon.planning import actions
from binakon.planning.forms.costs import LineForm
from binakon.planning.forms.upload import UploadForm
from binakon.planning.queries.costs import CostPage, cost_page, line_entry, line_for
from binakon.planning.views.guard import demand, seen_version

if TYPE_CHECKING:
    from binakon.planning.models import CostLine

PLANNERS_ONLY = gettext_lazy(
    "Peran Anda tidak mencakup mengubah rencana. Minta kepala seksi atau staf mengubahnya."
)


def seen_costs(request: HttpRequest, pk: int, code: str) -> tuple[Viewer, CostPage]:
    """The viewer and the cost lines they ask for; 404 where they may not see the version."""
    viewer, _version = seen_version(request, pk)
    page = cost_page(viewer, pk, code)
    if page is None:
        raise Http404
    return viewer, page


def writable_costs(request: HttpRequest, pk: int, code: str) -> tuple[Viewer, CostPage]:
    """The same for who may plan; 409 when the version is no draft any more."""
    viewer, page = seen_costs(request, pk, code)
    office = page.version.programme.office.code
    demand(is_allowed=can_plan(viewer, office), sentence=str(PLANNERS_ONLY))
    if not page.may_edit:
        raise StaleState(_("Versi ini bukan konsep lagi, jadi rincian biayanya tidak berubah."))
    return viewer, page


def back_to_costs(pk: int, code: str) -> HttpResponse:
    """The page of the cost lines."""
    return redirect("planning:cost_lines", pk=pk, code=code)


def uploaded(request: HttpRequest) -> tuple[str, bytes]:
    """Name and content of the workbook that was sent; `Blocked` with what is wrong with the file itself."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        told = [str(error) for errors in form.errors.values() for error in errors]
        raise Blocked([Problem("workbook", sentence) for sentence in told])
    file = form.cleaned_data["workbook"]
    return str(file.name)[:200], file.read()


@login_required
@require_safe
def cost_lines(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The lines, what they come to beside what the version states, and what should be looked at."""
    _viewer, page = seen_costs(request, pk, code)
    return render(request, "planning/cost_lines.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cost_line_new(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Write one more line."""
    viewer, page = writable_costs(request, pk, code)
    form = LineForm(request.POST or None, accounts=dict(page.accounts))
    if request.method != "POST" or not form.is_valid():
        context = {"page": page, "form": form}
        status = 422 if form.errors else 200
        return render(request, "planning/cost_line_new.html", context, status=status)
    actions.add_line(page.activity, form.read_entry(), by=viewer.actor)
    messages.success(request, _("Baris biaya tersimpan."))
    if "next" in request.POST:
        return redirect("planning:cost_line_new", pk=pk, code=code)
    return back_to_costs(pk, code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cost_line_edit(request: HttpRequest, pk: int, code: str, line: int) -> HttpResponse:
    """Change one line."""
    viewer, page = writable_costs(request, pk, code)
    row = _line(pk, code, line)
    form = LineForm(
        request.POST or None,
        accounts=dict(page.accounts),
        entry=line_entry(row),
        revision=row.revision,
    )
    if request.method != "POST" or not form.is_valid():
        context = {"page": page, "form": form, "cost_line": row}
        status = 422 if form.errors else 200
        return render(request, "planning/cost_line_edit.html", context, status=status)
    revision = form.cleaned_data["revision"] or 0
    actions.edit_line(page.activity, row, form.read_entry(), revision=revision, by=viewer.actor)
    messages.success(request, _("Baris biaya tersimpan."))
    return back_to_costs(pk, code)


@login_required
@require_POST
def cost_line_remove(request: HttpRequest, pk: int, code: str, line: int) -> HttpResponse:
    """Take one line away."""
    viewer, page = writable_costs(request, pk, code)
    row = _line(pk, code, line)
    actions.remove_line(page.activity, row, by=viewer.actor)
    messages.success(request, _("“%(component)s” dihapus.") % {"component": row.component})
    return back_to_costs(pk, code)


@login_required
@require_POST
def cost_line_move(request: HttpRequest, pk: int, code: str, line: int) -> HttpResponse:
    """Put one line a place higher or lower."""
    viewer, page = writable_costs(request, pk, code)
    row = _line(pk, code, line)
    actions.move_line(page.activity, row, up=request.POST.get("to") == "up", by=viewer.actor)
    return back_to_costs(pk, code)


@login_required
@require_POST
def cost_copy(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Add the lines of another activity of this version."""
    viewer, page = writable_costs(request, pk, code)
    source = request.POST.get("source", "")
    many = actions.copy_lines(page.activity, source=source, by=viewer.actor)
    sentence = ngettext("%(many)d baris disalin.", "%(many)d baris disalin.", many)
    messages.success(request, sentence % {"many": many})
    return back_to_costs(pk, code)


@login_required
@require_POST
def cost_sum(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Let the draft state what the lines come to."""
    viewer, page = writable_costs(request, pk, code)
    actions.use_sum(page.activity, by=viewer.actor)
    messages.success(request, _("Biaya kegiatan sekarang sama dengan jumlah rinciannya."))
    return back_to_costs(pk, code)


def _line(pk: int, code: str, line: int) -> "CostLine":
    row = line_for(pk, code, line)
    if row is None:
        raise Http404
    return row
