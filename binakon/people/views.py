"""One's own account: name, roles in force, second factors, password."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binakon.people.queries import account_of


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What the installation knows of the log-in that reads it."""
    return render(request, "people/account.html", {"page": account_of(request.user)})
