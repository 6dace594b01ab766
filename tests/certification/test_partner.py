"""An LSP that logs in sees its own batches and nothing else: never another's, never the rest of the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from binakon.certification.models import Batch, Case, ResultFile
from binakon.certification.queries.results import people_of
from binakon.core.clock import now
from binakon.people.actions import add_user, grant_role
from binakon.people.models import Organisation, Reveal, Role, User
from binakon.people.queries.feed import feed_of, key_of
from tests.cast import user
from tests.certification.batches import a_workbook, filled, scheduled, sent
from tests.certification.bodies import a_site, an_lsp
from tests.certification.cases import a_worker
from tests.certification.walk import TODAY, a_case_in
from tests.factories import BY
from tests.people.letters import a_clock

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year", "rules")]
# Of everything that another LSP's batch holds, none of this may fly.
CANARIES = ("Zulkarnain Kenari", "KEDUA-ID-77")


def somebody_of(lsp: Organisation) -> User:
    """Whoever logs in for an LSP at the province."""
    person = add_user(email=f"mitra{lsp.pk}@contoh.example", name="Mitra", password=None, by=BY)
    since = (now() - timedelta(days=30)).date()
    grant_role(
        user=person,
        role=Role.PARTNER,
        office_code="63",
        starts_on=since,
        by=BY,
        organisation=lsp,
    )
    # A role that is granted ends the sessions of before.
    person.refresh_from_db()
    return person


def of_another() -> Batch:
    """A batch of another LSP whose person is a canary."""
    worker = a_worker(900, name=CANARIES[0])
    case = a_case_in("paid", worker=worker, application_number=CANARIES[1])
    return sent(case, lsp=an_lsp("LSP Seberang"), number="005/99/BK/2026")


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return str(body.decode(errors="replace"))


def test_a_partner_sees_its_own_batches_and_never_another_ones(client: Client) -> None:
    lsp = an_lsp()
    own, other = sent(a_case_in("paid"), lsp=lsp), of_another()
    secret = Case.objects.get(batch=other)
    client.force_login(somebody_of(lsp))
    base = f"/meja/mitra/rombongan/{own.pk}/"
    pages = ["/meja/mitra/", base, f"{base}unduh/?bentuk=csv", f"{base}jadwal/"]
    pages += [f"/meja/mitra/peserta/{case.code}/" for case in Case.objects.filter(batch=own)]
    for path in pages:
        response = client.get(path)
        assert (path, response.status_code) == (path, 200)
        shown = text_of(response)
        assert [word for word in (*CANARIES, secret.code) if word in shown] == []
    foreign = f"/meja/mitra/rombongan/{other.pk}/"
    for path in ("", "unduh/", "surat/", "surat/pindaian/", "jadwal/", "hasil/1/"):
        assert client.get(f"{foreign}{path}").status_code == 404
    for path in ("unduh/", "jadwal/", "hasil/", "hasil/1/terima/", "hasil/1/buang/"):
        sent_form = {"alasan": "mau lihat saja", "test_on": TODAY}
        assert client.post(f"{foreign}{path}", sent_form).status_code == 404
    person = f"/meja/mitra/peserta/{secret.code}/"
    assert client.get(person).status_code == 404
    for path in ("periksa/", "perbaikan/", "tagihan/", "hasil/"):
        assert client.post(f"{person}{path}", {"on": TODAY, "note": "x"}).status_code == 404
    assert Reveal.objects.count() == 0


def test_a_partner_is_told_of_the_clocks_of_its_own_people_at_its_own_door(client: Client) -> None:
    lsp = an_lsp()
    own, other = sent(a_case_in("applied"), lsp=lsp), of_another()
    mine, secret = Case.objects.get(batch=own), Case.objects.get(batch=other)
    for number, case in enumerate((mine, secret)):
        for kind in ("case_answer", "case_decree"):
            fields = {"title": f"{kind} {case.code}", "subject_type": "certification.case"}
            path = f"/meja/sertifikasi/kasus/{case.code}/"
            a_clock(case.pk, -1 - number, kind=kind, path=path, **fields)
    person = somebody_of(lsp)
    client.force_login(person)
    door = f"/meja/mitra/peserta/{mine.code}/"
    home, page = client.get("/meja/mitra/"), client.get("/meja/tenggat/")
    told = [line for week in page.context["page"].weeks for line in week.lines]
    assert [(line.title, line.href) for line in told] == [(f"case_answer {mine.code}", door)]
    assert [line.title for line in home.context["week"].lines] == [f"case_answer {mine.code}"]
    assert [entry.path for entry in feed_of(key_of(person)) or ()] == [door]
    assert client.get(door).status_code == 200


def test_the_canaries_do_fly_for_their_own_lsp(client: Client) -> None:
    """The control: what is looked for above is there to be seen."""
    other = of_another()
    client.force_login(somebody_of(other.organisation))
    shown = text_of(client.get(f"/meja/mitra/rombongan/{other.pk}/"))
    assert [word in shown for word in CANARIES] == [True, True]


def test_a_partner_sees_no_batch_that_was_not_sent_and_nothing_of_the_desk(client: Client) -> None:
    lsp = an_lsp()
    prepared = filled(a_case_in("paid"), lsp=lsp)
    client.force_login(somebody_of(lsp))
    assert client.get(f"/meja/mitra/rombongan/{prepared.pk}/").status_code == 404
    for path in ("", f"{prepared.pk}/", f"{prepared.pk}/unduh/", f"{prepared.pk}/hasil/", "baru/"):
        assert client.get(f"/meja/sertifikasi/rombongan/{path}").status_code == 403
    assert client.get("/meja/sertifikasi/lsp/").status_code == 403
    assert client.get("/meja/pendaftaran/").status_code == 403


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMINISTRATOR, Role.TREASURER, Role.INSTRUCTOR])
def test_the_desk_of_partners_is_for_partners(client: Client, role: Role) -> None:
    own = sent(a_case_in("paid"))
    client.force_login(user(role))
    assert client.get("/meja/mitra/").status_code == 403
    assert client.get(f"/meja/mitra/rombongan/{own.pk}/").status_code == 403


def test_a_partner_of_an_association_has_no_batches(client: Client) -> None:
    own = sent(a_case_in("paid"))
    client.force_login(user(Role.PARTNER))
    assert "Belum ada rombongan" in client.get("/meja/mitra/").content.decode()
    assert client.get(f"/meja/mitra/rombongan/{own.pk}/").status_code == 404


def test_a_partner_reviews_asks_for_a_correction_and_bills(client: Client) -> None:
    lsp = an_lsp()
    case = a_case_in("applied")
    sent(case, lsp=lsp)
    client.force_login(somebody_of(lsp))
    path = f"/meja/mitra/peserta/{case.code}/"
    day = TODAY.isoformat()
    client.post(f"{path}periksa/", {"on": day})
    assert client.post(f"{path}perbaikan/", {"on": day, "note": ""}).status_code == 422
    client.post(f"{path}perbaikan/", {"on": day, "note": "Ijazah belum dilegalisasi"})
    case.refresh_from_db()
    assert case.state == "correction"
    client.post(f"{path}periksa/", {"on": day})
    assert client.post(f"{path}tagihan/", {"on": "", "rupiah": "x"}).status_code == 422
    client.post(f"{path}tagihan/", {"on": day, "rupiah": "1.500.000", "reference": "INV-1"})
    case.refresh_from_db()
    assert case.state == "unpaid"
    assert client.post(f"{path}periksa/", {"on": day}).status_code == 409
    assert client.get(path).status_code == 200


def test_a_partner_arranges_the_test_and_brings_the_results(client: Client) -> None:
    lsp = an_lsp()
    case = a_case_in("paid")
    batch = sent(case, lsp=lsp)
    site = a_site(lsp)
    client.force_login(somebody_of(lsp))
    base = f"/meja/mitra/rombongan/{batch.pk}/"
    client.post(f"{base}jadwal/", {"test_on": TODAY.isoformat(), "site": site.pk})
    case.refresh_from_db()
    assert case.state == "scheduled"
    content = a_workbook(["Kode", "Hasil"], [case.code, "K"])
    assert client.post(f"{base}hasil/", {}).status_code == 422
    sent_form = {"workbook": SimpleUploadedFile("hasil.xlsx", content)}
    shown = client.post(f"{base}hasil/", sent_form, follow=True)
    file = ResultFile.objects.get()
    assert shown.status_code == 200
    assert client.post(f"{base}hasil/{file.pk}/terima/").status_code == 302
    assert client.post(f"{base}hasil/{file.pk}/terima/").status_code == 409
    path = f"/meja/mitra/peserta/{case.code}/hasil/"
    assert client.get(path).status_code == 200
    numbers = {"blank_number": "B-7", "certificate_number": "S-7", "bnsp_number": "N-7"}
    assert client.post(path, {**numbers, "recorded_on": TODAY}).status_code == 422
    whole = {**numbers, "lpjk_number": "L-7", "recorded_on": TODAY}
    assert client.post(path, whole).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.lpjk_number) == ("recorded", "L-7")


def test_a_partner_opens_nik_for_a_reason_that_is_kept_and_discards_its_own_file(
    client: Client,
) -> None:
    lsp = an_lsp()
    batch = scheduled(2, lsp=lsp)
    client.force_login(somebody_of(lsp))
    base = f"/meja/mitra/rombongan/{batch.pk}/"
    path = f"{base}unduh/"
    assert client.post(path, {"bentuk": "csv", "alasan": ""}).status_code == 422
    assert "630501" in text_of(client.post(path, {"bentuk": "csv", "alasan": "verifikasi berkas"}))
    assert Reveal.objects.count() == 2
    assert client.get(f"{base}surat/").headers["Content-Type"] == "application/pdf"
    assert client.get(f"{base}surat/pindaian/").status_code == 200
    content = a_workbook(["Kode", "Hasil"], [people_of(batch)[0].code, "?"])
    client.post(f"{base}hasil/", {"workbook": SimpleUploadedFile("h.xlsx", content)})
    file = ResultFile.objects.get()
    assert client.post(f"{base}hasil/{file.pk}/terima/").status_code == 422
    assert client.post(f"{base}hasil/{file.pk}/buang/").status_code == 302
    assert client.get(f"{base}hasil/{file.pk}/").status_code == 404
