"""Between the server and the views: language, refusals as pages, what nobody may keep, and the anonymous page cache."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation

from binakon.core import pages, snapshots
from binakon.core.history import newest_lines, newest_plan_line
from binakon.core.problems import Blocked, IllegalMove, NotAllowed, StaleState

_SQLITE_LOCKED = "database is locked"
# lock_not_available, deadlock_detected, serialization_failure
_POSTGRESQL_LOCKED = frozenset({"55P03", "40P01", "40001"})

GetResponse = Callable[[HttpRequest], HttpResponseBase]
LANGUAGE_COOKIE = "bahasa"
_OF_THE_PLAN = ("/kegiatan/", "/jadwal.ics")
# Seconds for which a page is kept while nothing was written.
KEPT = 3600
# Whoever has an address below them has somebody's signed link.
_OF_ONE_PERSON = ("/pendaftaran/", "/narasumber/", "/kasus/")


class LanguageMiddleware:
    """Indonesian unless the reader chose English by `?bahasa=en`, which a cookie remembers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.languages = frozenset(code for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language."""
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        if request.GET.get("bahasa") in self.languages:
            response.set_cookie(
                LANGUAGE_COOKIE, language, max_age=31_536_000, samesite="Lax", httponly=True
            )
        return response


def chosen_language(request: HttpRequest) -> str:
    """The language of the address, else of the cookie, else the installation's."""
    known = {code for code, _name in settings.LANGUAGES}
    asked = (request.GET.get("bahasa"), request.COOKIES.get(LANGUAGE_COOKIE))
    return next((language for language in asked if language in known), settings.LANGUAGE_CODE)


class RefusalMiddleware:
    """Turns the refusals that actions raise into pages that say what to do: 403, 409, 422, and 503 in a crush.

    An address that only takes forms answers a reader with a page too, instead of the browser's own of an error.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass through, but leave nobody before an empty 405."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = pages.only_sent_to(request)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; any other exception stays what it is."""
        if isinstance(exception, StaleState | IllegalMove):
            return pages.conflict(request, str(exception))
        if isinstance(exception, Blocked):
            return pages.blocked(request, exception.problems)
        if isinstance(exception, NotAllowed):
            return pages.forbidden(request, exception)
        if isinstance(exception, OperationalError) and _waited_too_long(exception):
            return pages.busy(request)
        return None


def _waited_too_long(exception: OperationalError) -> bool:
    """Whether a writer gave up waiting for others; its transaction was taken back whole, so it may be sent again."""
    return (
        str(exception) == _SQLITE_LOCKED
        or getattr(exception.__cause__, "sqlstate", "") in _POSTGRESQL_LOCKED
    )


class PrivateMiddleware:
    """Keeps every answer below a signed link out of caches and searches: refusals, failures and strangers' forms too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and mark the answer where its address is a secret."""
        response = self.get_response(request)
        if request.path.startswith(_OF_ONE_PERSON):
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response


class PageCacheMiddleware:
    """Keeps public pages for readers without a session, for as long as nothing was written.

    Every write leaves a line of history, so the newest line's number is the version of every page;
    a page can never be stale. A new day or another language is another page. Pages of activities show no person's
    registration, so only the newest line that changes the plan is their version, and what a chapter adds to them
    (`snapshots.watch`): a rush of registrations leaves them in the cache. A view whose page the clock alone makes
    untrue says until when it holds in `request.true_until`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.cache = caches["pages"]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the cache where that is the same answer."""
        if (
            request.method != "GET"
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or not _is_public(request.path)
        ):
            return self.get_response(request)
        is_of_the_plan = request.path.startswith(_OF_THE_PLAN)
        if is_of_the_plan:
            newest = plan = newest_plan_line()
        else:
            newest, plan = newest_lines()
        version = f"{newest}:{snapshots.version_of(request.path, plan)}"
        key = f"{version}:{timezone.localdate()}:{chosen_language(request)}:{request.get_host()}{request.get_full_path()}"
        kept: HttpResponse | None = self.cache.get(key)
        if kept is not None:
            return kept
        request.history = plan  # type: ignore[attr-defined]
        response = self.get_response(request)
        if (
            isinstance(response, HttpResponse)
            and response.status_code == 200
            and not response.cookies
            and "no-store" not in response.headers.get("Cache-Control", "")
        ):
            self.cache.set(key, response, timeout=_lasts(request))
        return response


def _lasts(request: HttpRequest) -> int:
    """Seconds for which a page may be kept: an hour, or until its view says that the clock makes it untrue."""
    until = getattr(request, "true_until", None)
    if until is None:
        return KEPT
    return max(0, min(KEPT, int((until - timezone.now()).total_seconds())))


def _is_public(path: str) -> bool:
    # A form carries the secrets of one reader (its key, its cross-site token): it is drawn anew for each.
    if path.endswith("/daftar/"):
        return False
    return path == "/" or path.startswith(
        ("/kegiatan/", "/capaian/", "/angka/", "/siaran-pers/", "/jadwal.ics")
    )
