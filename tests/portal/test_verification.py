"""What the public learns of a certificate, and what it does not."""

import hashlib
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core.models import StoredFile
from binakon.trainings.actions.credentials import offline_link, sign_offline
from binakon.trainings.models import Certificate
from tests.factories import BY
from tests.portal.pages import Page, visit
from tests.trainings.certified import NAME, a_certificate, replaced, revoked

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]

UNKNOWN = ("A" * 26, "a" * 26, "x", "A" * 27, "A" * 26 + "/x", "%00", "..%2F", "é", "0" * 300)


def asked(client: Client, number: str, code: str) -> HttpResponse:
    return client.post("/verifikasi/", {"number": number, "code": code})


def bare(answer: HttpResponse, *typed: str) -> str:
    """A page without what differs by the reader: the token against foreign forms and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    for each in typed:
        text = text.replace(each, "")
    return text


def a_pdf(content: bytes = b"%PDF-1.7 contoh") -> SimpleUploadedFile:
    return SimpleUploadedFile("sertifikat.pdf", content, content_type="application/pdf")


def test_the_link_of_the_qr_shows_what_the_certificate_says_and_nothing_else(
    client: Client,
) -> None:
    certificate = a_certificate()
    page = visit(client, f"/v/{certificate.token}/")
    assert page.status == 200
    assert set(page.facts) == {"Atas nama", "Pelatihan", "Waktu", "Nomor sertifikat", "Keadaan"}
    assert page.facts["Atas nama"] == NAME
    assert page.facts["Pelatihan"] == certificate.training.activity.title
    assert page.facts["Nomor sertifikat"] == certificate.number
    assert page.facts["Keadaan"] == "berlaku"
    assert page.facts["Waktu"].endswith(", 24 JP")
    assert "Bandingkan nama" in page.text
    person = certificate.registration
    assert certificate.code not in page.body
    assert person.nik_mask not in page.body
    assert person.code not in page.body
    assert page.response["Cache-Control"] == "no-store, private"


def test_a_revoked_one_says_why_by_its_class_and_since_when(client: Client) -> None:
    certificate = revoked(a_certificate())
    page = visit(client, f"/v/{certificate.token}/")
    assert page.facts["Keadaan"] == "dicabut"
    assert "syarat selesai ternyata tidak terpenuhi" in page.text
    assert "Tidak berlaku sejak" in page.text
    assert "catatan yang tidak untuk umum" not in page.body
    assert "Unduh kredensial" not in page.text


def test_a_replaced_one_leads_to_its_successor(client: Client) -> None:
    old = a_certificate(name="Nama Salah (contoh)")
    new = replaced(old, NAME)
    page = visit(client, f"/v/{old.token}/")
    assert page.facts["Keadaan"] == "diganti"
    assert f"Penggantinya bernomor {new.number}." in page.text
    assert page.href("Lihat penggantinya") == f"/v/{new.token}/"
    assert visit(client, f"/v/{new.token}/").facts["Atas nama"] == NAME


def test_number_and_code_together_lead_to_it_however_they_are_typed(client: Client) -> None:
    certificate = a_certificate()
    code = certificate.code
    for typed in (code, code.lower(), f"{code[:4]}-{code[4:]}", f" {code[:4]} {code[4:]} "):
        answer = asked(client, f" {certificate.number} ", typed)
        assert (answer.status_code, answer["Location"]) == (302, f"/v/{certificate.token}/")


def test_known_unknown_and_malformed_numbers_get_the_same_answer(client: Client) -> None:
    certificate = a_certificate()
    tries = [
        (certificate.number, "ZZZZ9999"),
        ("600.1/9999/BIMTEK/2026", certificate.code),
        ("600.1/9999/BIMTEK/2026", "ZZZZ9999"),
        ("' OR 1=1 --", "%"),
        (certificate.number, "*"),
    ]
    answers = [
        (answer.status_code, bare(answer, *(each.replace("'", "&#x27;") for each in pair)))
        for pair in tries
        for answer in [asked(client, *pair)]
    ]
    shown = {text.replace('value=""', "") for _status, text in answers[:3]}
    assert {status for status, _text in answers} == {422}
    assert len(shown) == 1
    assert all("Tidak ada sertifikat dengan nomor dan kode itu" in text for _s, text in answers)


@pytest.mark.parametrize("address", ["/v/{}/", "/v/{}.json", "/v/{}/kredensial.jwt"])
def test_unknown_and_malformed_tokens_get_the_same_bytes(client: Client, address: str) -> None:
    a_certificate()
    answers = [client.get(address.format(token)) for token in UNKNOWN]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, answers[0].content)
    }
    heads = [{k: v for k, v in answer.items() if k != "Set-Cookie"} for answer in answers]
    assert all(head == heads[0] for head in heads)


def test_known_and_unknown_numbers_ask_the_database_the_same(client: Client) -> None:
    certificate = a_certificate()

    def statements(number: str, code: str) -> list[str]:
        asked(client, number, code)
        with CaptureQueriesContext(connection) as captured:
            asked(client, number, code)
        return [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured]

    known = statements(certificate.number, "ZZZZ9999")
    assert known == statements("600.1/9999/X/2026", "ZZZZ9999")
    assert known == statements("600.1/9999/X/2026", certificate.code)
    assert known == statements("x", "%")
    # The control: what is found is told by other statements.
    assert known != statements(certificate.number, certificate.code)


def test_an_unchanged_pdf_is_told_from_a_changed_one_and_none_is_kept(client: Client) -> None:
    content = b"%PDF-1.7 contoh sertifikat"
    digest = hashlib.sha256(content).hexdigest()
    certificate = a_certificate()
    Certificate.objects.filter(pk=certificate.pk).update(pdf_hash=digest)
    kept = StoredFile.objects.count()
    answer = client.post("/verifikasi/pdf/", {"pdf": a_pdf(content)})
    assert answer.status_code == 200
    page = Page(answer)
    assert page.facts["Atas nama"] == NAME
    assert "Berkas PDF-nya sama persis." in page.text
    changed = client.post("/verifikasi/pdf/", {"pdf": a_pdf(content + b" ")})
    assert changed.status_code == 422
    assert "tidak sama dengan sertifikat mana pun" in changed.content.decode()
    assert StoredFile.objects.count() == kept


@pytest.mark.parametrize("content", [b"bukan pdf", b"%PDF-" + b"0" * 5_000_000])
def test_what_is_no_pdf_or_too_large_is_refused_in_one_sentence(
    client: Client, content: bytes
) -> None:
    answer = client.post("/verifikasi/pdf/", {"pdf": a_pdf(content)})
    assert answer.status_code == 422
    assert "Ini bukan PDF sertifikat: pilih berkas PDF yang paling besar 5 MB." in (
        answer.content.decode()
    )


def test_a_certificate_without_a_print_is_found_by_no_file(client: Client) -> None:
    a_certificate()
    assert client.post("/verifikasi/pdf/", {"pdf": a_pdf(b"x")}).status_code == 422
    assert client.post("/verifikasi/pdf/", {}).status_code == 422


def test_machines_get_the_same_as_json(client: Client) -> None:
    certificate = revoked(a_certificate())
    answer = client.get(f"/v/{certificate.token}.json")
    found = json.loads(answer.content)
    assert set(found) == {
        "found", "status", "number", "name", "training", "starts_on", "ends_on", "jp", "issuer",
        "ended_on", "reason", "replaced_by", "page",
    }  # fmt: skip
    assert (found["status"], found["name"], found["jp"]) == ("revoked", NAME, 24)
    machine = Client(enforce_csrf_checks=True)
    pair = {"number": certificate.number, "code": certificate.code}
    assert machine.post("/verifikasi/periksa.json", pair).json() == found
    wrong = machine.post("/verifikasi/periksa.json", {**pair, "code": "ZZZZ9999"})
    assert (wrong.status_code, wrong.json()) == (404, {"found": False})
    assert wrong.content == machine.post("/verifikasi/periksa.json", {}).content
    assert wrong["Cache-Control"] == "no-store, private"


def test_nobody_tries_out_codes_or_tokens_without_end(client: Client, settings: Any) -> None:
    settings.MOST_CHECKS = 3
    certificate = a_certificate()
    statuses = [client.get(f"/v/{certificate.token}/").status_code for _each in range(2)]
    statuses += [asked(client, "x", "y").status_code, client.get("/v/x/").status_code]
    assert statuses == [200, 200, 422, 429]
    known, unknown = client.get(f"/v/{certificate.token}/"), client.get("/v/x/")
    assert (known.status_code, known.content) == (429, unknown.content)
    assert int(known["Retry-After"]) > 0
    assert client.get(f"/v/{certificate.token}.json").status_code == 429
    assert client.get(f"/v/{certificate.token}/kredensial.jwt").status_code == 429
    assert client.post("/verifikasi/periksa.json", {}).status_code == 429
    assert client.post("/verifikasi/pdf/", {"pdf": a_pdf()}).status_code == 429
    assert client.get("/verifikasi/").status_code == 200


def test_a_credential_is_handed_out_signed_and_the_same_again(client: Client) -> None:
    certificate = a_certificate()
    path = f"/v/{certificate.token}/kredensial.jwt"
    first, second = client.get(path), client.get(path)
    assert (first.status_code, first["Content-Type"]) == (200, "application/vc+jwt")
    assert first.content == second.content
    assert first["Content-Disposition"] == 'attachment; filename="kredensial.jwt"'
    unsigned = revoked(a_certificate())
    assert client.get(f"/v/{unsigned.token}/kredensial.jwt").status_code == 404


def test_an_offline_code_is_read_by_the_server_where_there_is_no_javascript(
    client: Client, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://binakon.contoh.example"
    certificate = a_certificate()
    link = offline_link(certificate, by=BY)
    text = sign_offline(certificate, by=BY)
    assert link == f"https://binakon.contoh.example/verifikasi/luring/#{text}"
    for typed in (text, link, f" {text}\n"):
        answer = client.post("/verifikasi/luring/", {"payload": typed})
        assert (answer.status_code, answer["Location"]) == (302, f"/v/{certificate.token}/")
    wrong = text[:-1] + ("A" if text[-1] != "A" else "B")
    answer = client.post("/verifikasi/luring/", {"payload": wrong})
    assert answer.status_code == 422
    assert "Isi QR ini tidak ditandatangani oleh kami" in answer.content.decode()


def test_the_worker_of_the_offline_page_is_served_below_its_page(client: Client) -> None:
    assert client.get("/verifikasi/luring/").status_code == 200
    answer = client.get("/verifikasi/luring/worker.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")


def test_the_portal_leads_to_it(client: Client) -> None:
    assert "/verifikasi/" in {link.href for link in visit(client, "/").links}
