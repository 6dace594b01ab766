"""KAK and RAB of one activity: the texts on a page, both as PDF and workbook, the RAB in the RKA form and back from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core import words
from binakon.people.queries import signatory_choices, signatory_named
from binakon.people.rules import Viewer, can_plan
from binakon.planning import actions
from binakon.planning.documents.costs import print_estimate, print_terms, terms_pairs
from binakon.planning.forms.costs import TermsForm, opened_rows, sealed_rows
from binakon.planning.queries.cost_papers import PaperFacts, paper_facts
from binakon.planning.rules.costs import (
    line_of_plain,
    plain_of_line,
    replaced,
    total_of,
    with_unwritten,
)
from binakon.planning.sheets.cost_read import read_lines
from binakon.planning.sheets.cost_write import EstimateHead, estimate_workbook
from binakon.planning.sheets.terms_write import TermsText, terms_workbook
from binakon.planning.views.costs import PLANNERS_ONLY, back_to_costs, uploaded, writable_costs
from binakon.planning.views.guard import demand, seen_version
from binakon.planning.views.papers import paper
from binakon.planning.views.workbooks import XLSX


def _facts(request: HttpRequest, pk: int, code: str) -> tuple[Viewer, PaperFacts]:
    viewer, _version = seen_version(request, pk)
    facts = paper_facts(viewer, pk, code)
    if facts is None:
        raise Http404
    return viewer, facts


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def terms_edit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The texts of a KAK; whoever may not write them reads them."""
    viewer, facts = _facts(request, pk, code)
    office = facts.version.programme.office.code
    terms = facts.terms
    initial = {
        **terms.texts,
        "place": terms.place,
        "dated": terms.dated,
        "signatory": terms.signatory,
        "revision": terms.revision,
    }
    form = TermsForm(request.POST or None, officials=signatory_choices(office), initial=initial)
    context = {"facts": facts, "form": form, "total": total_of(facts.lines)}
    if request.method != "POST":
        return render(request, "planning/terms_edit.html", context)
    demand(is_allowed=can_plan(viewer, office), sentence=str(PLANNERS_ONLY))
    if not form.is_valid():
        return render(request, "planning/terms_edit.html", context, status=422)
    found = dict(form.cleaned_data)
    revision = found.pop("revision") or 0
    found["signatory"] = signatory_named(office, found["signatory"])
    actions.write_terms(facts.activity, found, revision=revision, by=viewer.actor)
    messages.success(request, _("KAK tersimpan."))
    return redirect("planning:terms_edit", pk=pk, code=code)


@login_required
@require_safe
def terms_paper(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The KAK as PDF."""
    _viewer, facts = _facts(request, pk, code)
    return paper(print_terms(facts), f"kak-{code}-{pk}")


@login_required
@require_safe
def terms_sheet(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The KAK as a workbook."""
    _viewer, facts = _facts(request, pk, code)
    text = TermsText(f"KAK {facts.activity.title}", *terms_pairs(facts))
    response = HttpResponse(terms_workbook(text, facts.lines), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="kak-{code}-{pk}.xlsx"'
    return response


@login_required
@require_safe
def estimate_paper(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The RAB as PDF."""
    _viewer, facts = _facts(request, pk, code)
    return paper(print_estimate(facts), f"rab-{code}-{pk}")


@login_required
@require_safe
def estimate_sheet(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The RAB in the RKA form."""
    _viewer, facts = _facts(request, pk, code)
    response = HttpResponse(estimate_workbook(_head(facts), facts.lines), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="rab-{code}-{pk}.xlsx"'
    return response


def _head(facts: PaperFacts) -> EstimateHead:
    """What the RKA form says of the sub kegiatan over its lines; codes stay text, the ceiling a number."""
    unknown = words.unknown()
    ceiling: str | int = unknown if facts.ceiling is None else facts.ceiling
    return EstimateHead(
        title=f"RAB {facts.activity.title}",
        facts=(
            ("Sub kegiatan", facts.sub_code or unknown),
            ("Uraian sub kegiatan", facts.sub_name or unknown),
            ("Tolok ukur", facts.measure or unknown),
            ("Target", facts.target or unknown),
            ("Kegiatan", facts.activity.title),
            ("Versi", f"{facts.version_words}, {facts.version.programme.year}"),
            ("Lokasi", facts.location or unknown),
            ("Awal pelaksanaan", words.day(facts.begins) if facts.begins else unknown),
            ("Akhir pelaksanaan", words.day(facts.ends) if facts.ends else unknown),
            ("Jumlah pagu", ceiling),
        ),
    )


@login_required
@require_POST
def cost_upload(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show what a workbook would make of the lines; nothing is kept yet."""
    _viewer, page = writable_costs(request, pk, code)
    file_name, content = uploaded(request)
    book = read_lines(content, dict(page.accounts))
    held = [line.entry for line in page.lines]
    book.lines = with_unwritten(book.lines, held)
    seal = sealed_rows(
        {
            "version": pk,
            "code": code,
            "revision": page.version.revision,
            "rows": [plain_of_line(line) for line in book.lines],
        }
    )
    context = {"page": page, "book": book, "file_name": file_name, "total": total_of(book.lines)}
    context["differs"] = replaced(held, book.lines)
    context["seal"] = "" if book.problems else seal
    return render(
        request, "planning/cost_upload.html", context, status=422 if book.problems else 200
    )


@login_required
@require_POST
def cost_accept(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Let the activity have exactly the lines that the preview showed."""
    viewer, page = writable_costs(request, pk, code)
    found = opened_rows(request.POST.get("rows", ""))
    if found is None or (found.get("version"), found.get("code")) != (pk, code):
        raise Http404
    lines = [line_of_plain(row) for row in found["rows"]]
    actions.take_lines(page.activity, lines, revision=found["revision"], by=viewer.actor)
    messages.success(request, _("Tersimpan. Rincian biaya sekarang sama dengan berkas Excel Anda."))
    return back_to_costs(pk, code)
