"""The register of who tests: written down, changed, and honest about days that nobody knows."""

from datetime import date

import pytest
from django.test import Client

from binakon.certification.actions.bodies import keep_assessor, keep_licence, keep_site
from binakon.certification.models import Assessor, Licence, Scheme
from binakon.certification.queries.bodies import body_page
from binakon.certification.rules.bodies import (
    SchemeLine,
    Standing,
    read_schemes,
    scheme_text,
    standing_of,
)
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.people.models import Organisation, Role
from tests.cast import user, viewer
from tests.certification.bodies import LASTING, an_lsp
from tests.factories import BY

TODAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((None, None), Standing.UNKNOWN),
        ((date(2026, 10, 6), None), Standing.AHEAD),
        ((None, date(2026, 10, 4)), Standing.OVER),
        ((None, TODAY), Standing.SOON),
        ((None, date(2027, 1, 3)), Standing.SOON),
        ((None, date(2027, 1, 4)), Standing.GOOD),
    ],
)
def test_a_licence_stands_as_its_known_days_say(
    days: tuple[date | None, date | None], told: Standing
) -> None:
    found = standing_of(is_active=True, valid_from=days[0], valid_to=days[1], today=TODAY)
    assert found is told
    retired = standing_of(is_active=False, valid_from=days[0], valid_to=days[1], today=TODAY)
    assert retired is Standing.RETIRED


def test_a_scope_is_read_line_by_line_and_written_back() -> None:
    text = "Ahli Muda Teknik Jalan; 7; SI031018\n\nAhli Madya Teknik Jalan;8\nPelaksana Gedung"
    lines, problems = read_schemes(text)
    assert problems == []
    assert lines == [
        SchemeLine("Ahli Muda Teknik Jalan", 7, "SI031018"),
        SchemeLine("Ahli Madya Teknik Jalan", 8),
        SchemeLine("Pelaksana Gedung"),
    ]
    assert read_schemes(scheme_text(lines)) == (lines, [])


def test_every_fault_of_a_scope_is_said_by_its_line() -> None:
    text = "Ahli Muda Teknik Jalan; tujuh\n; 7\nAhli Gedung; 7\nahli gedung; 7"
    _lines, problems = read_schemes(text)
    assert [problem.sentence[:7] for problem in problems] == ["Baris 1", "Baris 2", "Baris 4"]


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.usefixtures("year")
class TestTheRegister:
    """What is kept in the tables."""

    def test_a_licence_is_kept_with_its_scope_and_changed_with_its_history(self) -> None:
        lsp = an_lsp(schemes="")
        told = {**LASTING, "number": "BNSP-LSP-9", "schemes": "Ahli A; 7; X1\nAhli B"}
        row = keep_licence(lsp, told, by=BY)
        keep_licence(lsp, {**told, "schemes": "Ahli A; 7; X2\nAhli C"}, by=BY, licence=row)
        found = Scheme.objects.filter(licence=row).values_list(
            "occupation", "level", "occupation_code"
        )
        assert sorted(found, key=str) == [("Ahli A", 7, "X2"), ("Ahli C", None, "")]
        verbs = AuditEvent.objects.filter(
            subject_type="certification.licence", subject_id=row.pk
        ).order_by("id")
        assert [event.action for event in verbs] == ["licence:add", "licence:change"]

    def test_a_number_is_written_down_once_and_an_end_is_not_before_its_start(self) -> None:
        lsp = an_lsp()
        number = Licence.objects.get(organisation=lsp).number
        with pytest.raises(Blocked) as refused:
            keep_licence(lsp, {**LASTING, "number": number, "schemes": ""}, by=BY)
        assert [problem.code for problem in refused.value.problems] == ["number"]
        wrong = {**LASTING, "valid_from": TODAY, "valid_to": date(2026, 1, 1)}
        with pytest.raises(Blocked):
            keep_site(
                lsp, {**wrong, "name": "TUK", "address": "", "office": "", "seats": None}, by=BY
            )

    def test_assessors_without_a_registration_number_may_be_several(self) -> None:
        lsp = an_lsp()
        told = {**LASTING, "name": "Siti", "registration_number": "", "level": None}
        keep_assessor(lsp, told, by=BY)
        keep_assessor(lsp, {**told, "name": "Budi"}, by=BY)
        assert Assessor.objects.filter(organisation=lsp).count() == 2

    def test_an_unknown_end_is_said_and_never_counted_as_ending(self) -> None:
        lsp = an_lsp()
        Licence.objects.filter(organisation=lsp).update(valid_from=None, valid_to=None)
        page = body_page(viewer(Role.STAFF), lsp, TODAY)
        assert [row.words for row in page.licences] == ["akhirnya belum diisi"]
        assert page.ending == 0

    def test_staff_add_an_lsp_and_a_licence_by_the_pages(self, client: Client) -> None:
        client.force_login(user(Role.STAFF))
        sent = {
            "name": "LSP Uji Banua (contoh)",
            "short_name": "LSP UB",
            "email": "lsp@contoh.example",
        }
        client.post("/meja/sertifikasi/lsp/baru/", sent)
        lsp = Organisation.objects.get(short_name="LSP UB")
        assert lsp.kind == Organisation.Kind.LSP
        path = f"/meja/sertifikasi/lsp/{lsp.pk}/"
        bad = client.post(
            f"{path}lisensi/baru/", {"number": "1", "schemes": "Ahli; x", "is_active": "on"}
        )
        assert bad.status_code == 422
        good = {"number": "BNSP-1", "schemes": "Ahli; 7", "is_active": "on"}
        assert client.post(f"{path}lisensi/baru/", good).status_code == 302
        shown = client.get(path).content.decode()
        assert "akhirnya belum diisi" in shown

    def test_who_only_reads_may_not_write_and_a_partner_sees_nothing(self, client: Client) -> None:
        lsp = an_lsp()
        path = f"/meja/sertifikasi/lsp/{lsp.pk}/"
        client.force_login(user(Role.VERIFIER))
        assert client.get(path).status_code == 200
        assert client.get(f"{path}asesor/baru/").status_code == 403
        client.force_login(user(Role.PARTNER))
        assert client.get(path).status_code == 403
        assert client.get("/meja/sertifikasi/lsp/").status_code == 403
