"""The pages of eligibility, of the gate of money and of the dated rules, for each role and with every deed."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from xlsxwriter import Workbook

from binakon.certification.actions.eligibility import ask_exception
from binakon.certification.models import (
    Case,
    CaseOverride,
    EligibilityCheck,
    ExperienceRule,
    StudyProgrammeRule,
)
from binakon.people.models import Role
from binakon.planning.models import Activity
from tests.certification.cases import ACTIVITY, a_case
from tests.certification.test_eligibility_actions import an_engineer, decided, rules
from tests.enrolment.pages import as_
from tests.trainings.completions import one

__all__ = ["rules"]

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

LIST = "/meja/sertifikasi/syarat/"
RULES = "/meja/sertifikasi/aturan/"


def page(case: Case) -> str:
    return f"/meja/sertifikasi/kasus/{case.code}/syarat/"


def gate() -> str:
    return f"/meja/sertifikasi/kegiatan/63-2026-{ACTIVITY}/dana/"


def test_the_page_says_what_is_missing_what_would_fix_it_and_by_which_source() -> None:
    case = a_case()
    shown = as_(Role.STAFF).get(page(case)).content.decode()
    assert "Belum ada KTA asosiasi profesi." in shown
    assert "Daftar dulu pada asosiasi profesi yang tercatat di LPJK." in shown
    assert f"/meja/orang/{case.worker.key}/#kta" in shown
    assert "PP 14/2021 Pasal 29C" in shown
    assert "Belum ada versi rencana yang disahkan yang membiayainya." in shown


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.STAFF, 200),
        (Role.VERIFIER, 200),
        (Role.HEAD_OF_OFFICE, 200),
        (Role.TREASURER, 403),
        (Role.PARTNER, 403),
        (Role.REGENCY_OFFICER, 404),
    ],
)
def test_only_whoever_sees_people_sees_a_case(role: Role, status: int) -> None:
    assert as_(role).get(page(a_case())).status_code == status


def test_whoever_reads_may_not_write() -> None:
    case = a_case()
    for deed in ("check", "find", "decide", "doubt", "ask", "ask_money"):
        answer = as_(Role.HEAD_OF_OFFICE).post(page(case), {"deed": deed})
        assert (deed, answer.status_code) == (deed, 403)
    assert as_(Role.STAFF).post(page(case), {"deed": "answer"}).status_code == 403
    assert as_(Role.STAFF).post(page(case), {"deed": "other"}).status_code == 404
    assert EligibilityCheck.objects.count() == 0


def test_a_case_is_decided_found_eligible_and_doubted_on_its_page() -> None:
    case, staff = an_engineer(), as_(Role.STAFF)
    empty = staff.post(page(case), {"deed": "decide", "rule": "programme"})
    assert empty.status_code == 422
    for rule in ("programme", "classifications"):
        said = {f"{rule}-verdict": "met", f"{rule}-reason": "Ada di daftar."}
        answer = staff.post(page(case), {"deed": "decide", "rule": rule, **said})
        assert answer.status_code == 302
    assert staff.post(page(case), {"deed": "find"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "eligible"
    assert staff.post(page(case), {"deed": "doubt", "doubt-reason": ""}).status_code == 422
    assert staff.post(page(case), {"deed": "doubt", "doubt-reason": "Ragu."}).status_code == 302
    assert staff.post(page(case), {"deed": "check"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "proposed"
    assert "Ada di daftar." in staff.get(page(case)).content.decode()


def test_what_is_missing_refuses_the_word_eligible_with_everything_at_once() -> None:
    answer = as_(Role.STAFF).post(page(a_case()), {"deed": "find"})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Pendidikan belum diisi." in told
    assert "Belum ada KTA asosiasi profesi." in told


def test_an_exception_is_asked_for_at_one_desk_and_answered_at_another() -> None:
    case = decided(an_engineer(months=12))
    head, division = as_(Role.SECTION_HEAD), as_(Role.HEAD_OF_DIVISION)
    asked = head.post(page(case), {"deed": "ask", "ask-reason": "Buktinya menyusul."})
    assert asked.status_code == 302
    override = CaseOverride.objects.get(case=case)
    key = f"answer-{override.pk}"
    said = {"deed": "answer", "override": override.pk, f"{key}-verdict": "grant"}
    assert "Orang lain yang harus menjawabnya" in head.get(page(case)).content.decode()
    assert head.post(page(case), said).status_code == 403
    denied = division.post(page(case), {**said, f"{key}-verdict": "deny"})
    assert denied.status_code == 422
    assert division.post(page(case), said).status_code == 302
    assert head.post(page(case), {"deed": "find"}).status_code == 302


def test_whoever_asked_may_not_answer_even_in_a_role_that_answers() -> None:
    case = decided(an_engineer(months=12))
    division = as_(Role.HEAD_OF_DIVISION)
    division.post(page(case), {"deed": "ask", "ask-reason": "Buktinya menyusul."})
    override = CaseOverride.objects.get(case=case)
    key = f"answer-{override.pk}"
    said = {"deed": "answer", "override": override.pk, f"{key}-verdict": "grant"}
    assert division.post(page(case), said).status_code == 403
    assert CaseOverride.objects.get(case=case).state == "asked"


def test_the_gate_is_opened_for_an_activity_by_two_people() -> None:
    head, division = as_(Role.SECTION_HEAD), as_(Role.HEAD_OF_DIVISION)
    assert head.post(gate(), {"deed": "ask", "ask-reason": " "}).status_code == 422
    asked = head.post(gate(), {"deed": "ask", "ask-reason": "DPPA ditandatangani besok."})
    assert asked.status_code == 302
    override = CaseOverride.objects.get()
    said = {"deed": "answer", "override": override.pk, "answer-verdict": "grant"}
    assert head.post(gate(), said).status_code == 403
    assert division.post(gate(), said).status_code == 302
    assert "Boleh ditetapkan dengan pengecualian." in head.get(gate()).content.decode()
    assert as_(Role.TREASURER).get(gate()).status_code == 403
    assert as_(Role.PARTNER).get(gate()).status_code == 404


def test_a_single_case_asks_for_its_own_money() -> None:
    case = a_case()
    asked = as_(Role.STAFF).post(page(case), {"deed": "ask_money", "money-reason": "Mendesak."})
    assert asked.status_code == 302
    shown = as_(Role.SECTION_HEAD).get(gate()).content.decode()
    assert f"/meja/sertifikasi/kasus/{case.code}/syarat/" in shown


def test_the_list_shows_who_meets_the_rules_in_as_many_queries_for_three_as_for_one() -> None:
    decided(an_engineer())
    staff = as_(Role.STAFF)
    staff.get(LIST)
    with CaptureQueriesContext(connection) as one_row:
        staff.get(LIST)
    for _more in range(2):
        a_case()
    with CaptureQueriesContext(connection) as three_rows:
        shown = staff.get(LIST).content.decode()
    assert len(three_rows) == len(one_row)
    assert shown.count("3 syarat kurang") == 2
    assert shown.count("semua terpenuhi") == 1
    assert as_(Role.TREASURER).get(LIST).status_code == 403


def test_many_cases_are_checked_at_once_and_only_whole_ones_become_eligible() -> None:
    good, short = decided(an_engineer()), a_case()
    staff = as_(Role.STAFF)
    chosen = {"perbuatan": "periksa", "pilih": [good.pk, short.pk]}
    preview = staff.post(f"{LIST}massal/", chosen)
    assert preview.status_code == 200
    token = preview.context["preview"].token
    done = staff.post(f"{LIST}massal/lakukan/", {"perbuatan": "periksa", "tanda": token})
    assert done.status_code == 302
    assert staff.get(done.url).status_code == 200  # type: ignore[attr-defined]
    assert dict(Case.objects.values_list("pk", "state")) == {
        good.pk: "eligible",
        short.pk: "proposed",
    }
    assert as_(Role.HEAD_OF_OFFICE).post(f"{LIST}massal/", chosen).status_code == 403


def test_rules_are_read_by_all_and_added_to_by_their_keepers() -> None:
    assert "SE LPJK 03/2025 Tabel 2" in as_(Role.TREASURER).get(RULES).content.decode()
    new = {
        "level": "7",
        "diploma": "s1",
        "path": "new",
        "years": "3",
        "valid_from": "2026-11-01",
        "source": "SE LPJK 01/2026 (contoh)",
    }
    address = f"{RULES}pengalaman/baru/"
    assert as_(Role.STAFF).post(address, new).status_code == 403
    head, before = as_(Role.SECTION_HEAD), list(ExperienceRule.objects.values())
    assert head.post(address, {**new, "source": ""}).status_code == 422
    assert head.post(address, new).status_code == 302
    assert list(ExperienceRule.objects.exclude(source=new["source"]).values()) == before
    born = ExperienceRule.objects.get(source=new["source"])
    assert (born.years, born.valid_from, born.needs_training) == (3, date(2026, 11, 1), False)
    early = {**new, "valid_from": "2026-11-01", "source": "SE lain (contoh)"}
    assert head.post(address, early).status_code == 422
    assert head.get(f"{RULES}lain/baru/").status_code == 404
    for key in ("jenjang", "biaya", "asesor", "waktu"):
        assert head.get(f"{RULES}{key}/baru/").status_code == 200


def a_list(*rows: tuple[str, str, str]) -> SimpleUploadedFile:
    written = BytesIO()
    with Workbook(written) as book:
        sheet = book.add_worksheet("Prodi")
        for number, row in enumerate((("Bidang", "Kode Jabatan", "Program Studi"), *rows)):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("prodi.xlsx", written.getvalue())


def test_a_list_of_study_programmes_is_previewed_and_taken_in_whole() -> None:
    head = as_(Role.SECTION_HEAD)
    said = {"valid_from": "2026-01-01", "source": "SK DJBK 114/2024 (contoh)"}
    address = f"{RULES}prodi/"
    bad = a_list(("Teknik Jalan", "", ""), ("", "", "Teknik Sipil"))
    refused = head.post(address, {**said, "workbook": bad})
    assert refused.status_code == 422
    assert "Isi bidang atau kode jabatan kerjanya." in refused.content.decode()
    good = a_list(("Teknik Jalan", "", "Teknik  Sipil"), ("Teknik Jalan", "", "Teknik Sipil"))
    preview = head.post(address, {**said, "workbook": good})
    assert (preview.status_code, StudyProgrammeRule.objects.count()) == (200, 0)
    signed = {"berkas": preview.context["signed"]}
    assert as_(Role.STAFF).post(f"{address}muat/", signed).status_code == 403
    assert head.post(f"{address}muat/", signed).status_code == 302
    assert StudyProgrammeRule.objects.values_list(
        "field_name", "study_programme", "source"
    ).get() == ("Teknik Jalan", "Teknik Sipil", said["source"])
    assert head.post(f"{address}muat/", signed).status_code == 422
    assert head.post(f"{address}muat/", {"berkas": "palsu"}).status_code == 302


def test_the_exception_of_a_case_is_shown_where_it_is_answered() -> None:
    case = decided(an_engineer(months=12))
    ask_exception(case, reason="Buktinya menyusul.", by=one())
    shown = as_(Role.HEAD_OF_DIVISION).get(page(case)).content.decode()
    assert "Buktinya menyusul." in shown
    assert "Simpan jawaban" in shown
    activity = Activity.objects.get(code=ACTIVITY)
    assert not CaseOverride.objects.filter(activity=activity).exists()
