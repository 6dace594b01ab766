"""One's own account; and, each in its module, the outbox, the deadlines, the letterhead and the partners."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from binakon.people.queries import account_of
from binakon.people.views.contacts import office_contact_edit, office_contact_list
from binakon.people.views.deadlines import deadline_feed, deadline_feed_new, deadline_list
from binakon.people.views.messages import (
    message_again,
    message_cancel,
    message_detail,
    message_edit,
    message_html,
    message_list,
    message_passed_on,
)
from binakon.people.views.offices import office_detail, office_edit, official_edit, official_new
from binakon.people.views.organisations import (
    organisation_edit,
    organisation_list,
    organisation_new,
)

__all__ = [
    "account",
    "deadline_feed",
    "deadline_feed_new",
    "deadline_list",
    "message_again",
    "message_cancel",
    "message_detail",
    "message_edit",
    "message_html",
    "message_list",
    "message_passed_on",
    "office_contact_edit",
    "office_contact_list",
    "office_detail",
    "office_edit",
    "official_edit",
    "official_new",
    "organisation_edit",
    "organisation_list",
    "organisation_new",
]


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What the installation knows of the log-in that reads it."""
    return render(request, "people/account.html", {"page": account_of(request.user)})
