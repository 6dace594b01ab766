"""Whoever is refused finds the way back to the page that the form was sent from."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory

from binakon.core.middleware import RefusalMiddleware
from binakon.core.problems import Blocked, Problem, StaleState

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DEED = "/meja/rapat/satu/hadir/7/catat/"
PAGE = "/meja/rapat/satu/hadir/"


def middleware() -> RefusalMiddleware:
    return RefusalMiddleware(lambda _request: HttpResponseNotAllowed(["POST"]))


def in_indonesian(request: HttpRequest) -> HttpRequest:
    request.LANGUAGE_CODE = "id"
    return request


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    answer = middleware().process_exception(request, exception)
    assert answer is not None
    return answer


def sent_from(sender: str | None) -> HttpRequest:
    headers = {} if sender is None else {"Referer": sender}
    return in_indonesian(RequestFactory().post(DEED, headers=headers))


@pytest.mark.parametrize(
    "exception", [Blocked([Problem("early", "Belum waktunya.")]), StaleState("Sudah berubah.")]
)
@pytest.mark.parametrize(
    ("sender", "back"),
    [
        (f"http://testserver{PAGE}", PAGE),
        (f"http://testserver{PAGE}?kantor=63&halaman=2", f"{PAGE}?kantor=63&amp;halaman=2"),
        ("https://orang-lain.example/", DEED),
        ("http://testserver//orang-lain.example/", DEED),
        (None, DEED),
    ],
    ids=[
        "page",
        "page with its question",
        "another site",
        "another site behind this one",
        "unsaid",
    ],
)
def test_a_refusal_leads_back_to_the_page_of_the_form(
    exception: Exception, sender: str | None, back: str
) -> None:
    body = refused(sent_from(sender), exception).content.decode()
    assert body.count(f'<a class="btn" href="{back}">') == 1


def test_an_address_that_only_takes_forms_leads_to_the_page_above_it() -> None:
    answer = middleware()(in_indonesian(RequestFactory().get(DEED)))
    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert answer.content.decode().count(f'<a class="btn" href="{PAGE}">') == 1


def test_a_form_that_is_sent_the_wrong_way_gets_the_bare_answer() -> None:
    assert middleware()(RequestFactory().delete(DEED)).content == b""
