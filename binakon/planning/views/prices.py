"""Standard prices and accounts: read by the desk, brought in by planners from the office's own workbook."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from binakon.core.problems import Blocked, NotAllowed
from binakon.people.queries import viewer_for
from binakon.people.rules import Viewer, can_plan
from binakon.planning import actions
from binakon.planning.forms.costs import opened_rows, sealed_rows
from binakon.planning.forms.prices import PriceEndForm, PriceForm
from binakon.planning.queries.prices import PricePage, account_rows, price_page, price_row
from binakon.planning.rules.prices import plain_of_price, price_of_plain
from binakon.planning.sheets import cost_write
from binakon.planning.sheets.cost_read import read_prices
from binakon.planning.views.costs import PLANNERS_ONLY, uploaded
from binakon.planning.views.guard import demand, turn_to_office
from binakon.planning.views.workbooks import XLSX


def _seen(request: HttpRequest) -> tuple[Viewer, PricePage]:
    """The prices of one office where the viewer holds a role; 404 for another's, 403 without any role."""
    viewer = viewer_for(request)
    asked = request.GET.get("kantor") or request.POST.get("kantor")
    office = asked or next(iter(viewer.office_codes), "")
    if not office:
        raise NotAllowed(
            _("Akun Anda belum punya peran di meja kerja. Minta administrator menambahkannya.")
        )
    page = price_page(viewer, office, request.GET.get("cari", ""))
    if page is None:
        raise Http404
    turn_to_office(request, office)
    return viewer, page


def _writable(request: HttpRequest) -> tuple[Viewer, PricePage]:
    viewer, page = _seen(request)
    demand(is_allowed=can_plan(viewer, page.office.code), sentence=str(PLANNERS_ONLY))
    return viewer, page


@login_required
@require_safe
def price_list(request: HttpRequest) -> HttpResponse:
    """The standard prices of an office, with the day from which each holds and its source."""
    _viewer, page = _seen(request)
    return render(request, "planning/price_list.html", {"page": page})


@login_required
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """The accounts that lines can be charged to, with their source."""
    _viewer, page = _seen(request)
    context = {"page": page, "accounts": account_rows()}
    return render(request, "planning/account_list.html", context)


@login_required
@require_safe
def price_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook of standard prices."""
    _seen(request)
    response = HttpResponse(cost_write.price_template(), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="templat-harga-standar.xlsx"'
    return response


@login_required
@require_POST
def price_upload(request: HttpRequest) -> HttpResponse:
    """Show what a workbook would bring in; nothing is kept yet."""
    _viewer, page = _writable(request)
    file_name, content = uploaded(request)
    book = read_prices(content, page.regions)
    rows = [plain_of_price(price) for price in book.prices]
    facts = {"office": page.office.code, "file_name": file_name, "rows": rows}
    seal = "" if book.problems else sealed_rows(facts)
    context = {"page": page, "book": book, "file_name": file_name, "seal": seal}
    context["shown"] = book.prices[:20]
    status = 422 if book.problems else 200
    return render(request, "planning/price_upload.html", context, status=status)


@login_required
@require_POST
def price_accept(request: HttpRequest) -> HttpResponse:
    """Keep exactly the prices that the preview showed."""
    viewer, page = _writable(request)
    found = opened_rows(request.POST.get("rows", ""))
    if found is None or found.get("office") != page.office.code:
        raise Http404
    prices = [price_of_plain(row) for row in found["rows"]]
    office = page.office
    born, changed = actions.take_prices(
        office, prices, file_name=found["file_name"], by=viewer.actor
    )
    sentence = _("Harga standar tersimpan: %(born)d baru, %(changed)d diubah.")
    messages.success(request, sentence % {"born": born, "changed": changed})
    return _back(page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def price_new(request: HttpRequest) -> HttpResponse:
    """Write one price."""
    viewer, page = _writable(request)
    form = PriceForm(request.POST or None, regions=page.regions)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_price(page.office, form.read_price(), by=viewer.actor)
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(problem.code, problem.sentence)
        else:
            messages.success(request, _("Harga standar tersimpan."))
            return _back(page)
    status = 422 if form.errors else 200
    return render(request, "planning/price_new.html", {"page": page, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def price_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one price end."""
    viewer, page = _writable(request)
    row = price_row(page.office.code, pk)
    if row is None:
        raise Http404
    form = PriceEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_price(row, last_day=form.cleaned_data["valid_to"], by=viewer.actor)
        except Blocked as refused:
            for problem in refused.problems:
                form.add_error(problem.code, problem.sentence)
        else:
            messages.success(request, _("Harga standar diakhiri."))
            return _back(page)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form, "price": row}
    return render(request, "planning/price_end.html", context, status=status)


def _back(page: PricePage) -> HttpResponse:
    return redirect(f"/meja/harga/?kantor={page.office.code}")
