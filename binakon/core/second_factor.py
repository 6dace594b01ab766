"""Nobody works at the desk with a password alone, where the installation demands a second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

GetResponse = Callable[[HttpRequest], HttpResponseBase]
DESK = "/meja/"
# Where somebody without a second factor may go: to set one up, or to leave.
OPEN = ("/meja/akun/", "/meja/masuk/", "/meja/keluar/")


class SecondFactorMiddleware:
    """Sends a log-in without a second factor to the page where one is set up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass through, or turn to the page of second factors."""
        if _is_turned_away(request):
            return redirect("/meja/akun/faktor-kedua/?wajib=1")
        return self.get_response(request)


def _is_turned_away(request: HttpRequest) -> bool:
    if settings.SECOND_FACTOR != "required" or not request.path.startswith(DESK):
        return False
    if request.path.startswith(OPEN):
        return False
    user = request.user
    return user.is_authenticated and not is_mfa_enabled(user)
