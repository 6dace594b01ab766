"""The public pages: the promise of the year, its activities, opened numbers, the calendar."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binakon.enrolment.queries.offered import offer_of
from binakon.portal.documents import calendar_file
from binakon.portal.queries import Site, site_of, turn_to
from binakon.portal.queries.catalogue import catalogue
from binakon.portal.queries.style import icon_names
from binakon.portal.queries.style_lists import sample_bulk, sample_lists
from binakon.portal.queries.style_week import sample_weeks
from binakon.reports.documents import brief_json, brief_text
from binakon.reports.queries import briefs, opened, public
from binakon.trainings.queries.public_rundown import public_rundown


def _planned(request: HttpRequest) -> Site:
    site = site_of(request)
    if site.office is None:
        raise Http404
    return site


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What was promised, what is coming, how to take part."""
    site = _planned(request)
    page = public.home_page(site.scope())
    # Registration opens and closes by the clock, which writes no line of history.
    request.true_until = page.true_until  # type: ignore[attr-defined]
    return render(request, "portal/home.html", {"page": page})


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state: the designer's page and the screenshot test's."""
    context = {
        "icons": icon_names(),
        "sample_shell": {"is_demo": True},
        "lists": sample_lists(),
        "bulk": sample_bulk(),
        "weeks": sample_weeks(),
    }
    return render(request, "portal/style.html", context)


@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """The activities of the year, as filtered."""
    page = catalogue(_planned(request).scope(), request.GET.dict())
    return render(request, "portal/activity_list.html", {"page": page})


@require_safe
def activity_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One activity: when, for whom, with whom, from which money, and what is not known yet."""
    home = site_of(request)
    page = public.activity_page(slug, home.working)
    if page is None:
        raise Http404
    turn_to(request, page.activity.programme.office.code)
    offer = offer_of(page.activity.pk)
    plan = public_rundown(offer.training) if offer else ()
    context = {"page": page, "offer": offer, "rundown": plan}
    return render(request, "portal/activity_detail.html", context)


@require_safe
def achievement(request: HttpRequest, year: int) -> HttpResponse:
    """Promise and result of one year, version by version."""
    page = public.achievement_page(_planned(request).scope(year))
    if page is None:
        raise Http404
    return render(request, "portal/achievement.html", {"page": page})


@require_safe
def figure_detail(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """One number opened."""
    page = opened.open_figure(_planned(request).scope(year), key, request.GET)
    if page is None:
        raise Http404
    return render(request, "portal/figure_detail.html", {"page": page})


@require_safe
def brief_list(request: HttpRequest) -> HttpResponse:
    """The press briefs that the office has published, newest first."""
    page = briefs.published_briefs(_planned(request).office_code)
    return render(request, "portal/brief_list.html", {"page": page})


def _brief(
    request: HttpRequest, year: int, number: int, edition: int | None = None
) -> briefs.BriefPage:
    page = briefs.public_brief(_planned(request).office_code, year, number, edition)
    if page is None:
        raise Http404
    return page


@require_safe
def brief_detail(
    request: HttpRequest, year: int, number: int, edition: int | None = None
) -> HttpResponse:
    """One published brief: the edition in force or an earlier one, what moved since, its corrections."""
    page = _brief(request, year, number, edition)
    return render(request, "portal/brief_detail.html", {"page": page})


@require_safe
def brief_file(request: HttpRequest, year: int, number: int, form: str) -> HttpResponse:
    """The edition in force as plain text or JSON."""
    page = _brief(request, year, number)
    if form == "json":
        return JsonResponse(
            brief_json(page), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    if form != "txt":
        raise Http404
    return HttpResponse(brief_text(page), content_type="text/plain; charset=utf-8")


@require_safe
def brief_figure(
    request: HttpRequest, year: int, number: int, key: str, edition: int | None = None
) -> HttpResponse:
    """One number as it was frozen, and as it is counted now."""
    page = _brief(request, year, number, edition)
    found = briefs.frozen_figure(page, key)
    if found is None:
        raise Http404
    return render(request, "portal/brief_figure.html", {"page": page, "found": found})


@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """The dated activities as iCalendar."""
    site = _planned(request)
    found = catalogue(site.scope(), request.GET.dict()).activities
    body = calendar_file(found, request.build_absolute_uri("/"))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="jadwal.ics"'
    return response
