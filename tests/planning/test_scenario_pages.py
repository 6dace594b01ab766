"""The pages of scenarios: from a new one to a printed answer, refused input kept, and who may open what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from binakon.core.calendar import today
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import Scenario
from binakon.planning.rules.scenario_codec import question_of
from tests import cast, factories
from tests.factories import BY
from tests.planning.scenarios import a_question, a_scenario

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


@pytest.fixture
def kasi() -> Client:
    cast.cast_arrives()
    return as_(Role.SECTION_HEAD)


def test_a_scenario_goes_from_the_plan_over_its_gaps_to_a_printed_answer(kasi: Client) -> None:
    factories.accepted(factories.KALSEL)
    page = kasi.post("/meja/skenario/2026/baru/", {"name": "Ke 375", "start": "plan"})
    row = Scenario.objects.get()
    home = f"/meja/skenario/2026/{row.pk}/"
    assert (page.status_code, page["Location"]) == (302, home)
    gaps = kasi.get(home).content.decode()
    gaps = gaps[gaps.index("Belum bisa dihitung") : gaps.index("<h2>Jawaban")]
    assert (
        gaps.count("belum diketahui. Nyatakan sebagai asumsi, dengan sumbernya. Begitu pula") == 3
    )
    assert (gaps.count("bimtek-"), gaps.count(f'href="{home}harga/"')) == (0, 1)
    refused = kasi.post(f"{home}tanya/")
    assert (refused.status_code, row.answers.count()) == (422, 0)
    for path in ("calon/", "batas/", "harga/", "calon/bimtek-jalan/"):
        assert kasi.get(home + path).status_code == 200
    bad = {"revision": 0, "fixed_cost": "10.000.000", "cost_per_person": "seribu"}
    page = kasi.post(f"{home}harga/", bad)
    text = page.content.decode()
    assert page.status_code == 422
    assert ("bukan bilangan bulat" in text, 'value="10.000.000"' in text) == (True, True)


def test_an_answer_prints_its_assumptions_and_becomes_a_proposal(kasi: Client) -> None:
    row = a_scenario()
    page = kasi.post(f"/meja/skenario/2026/{row.pk}/tanya/")
    address = page["Location"]
    waiting = kasi.get(address)
    assert (waiting["Refresh"], "Muat ulang" in waiting.content.decode()) == ("3", True)
    actions.answer_scenarios(by=BY)
    text = kasi.get(address).content.decode()
    assert "40 layanan dengan Rp80.000.000 (asumsi) dalam 2 kelas." in text
    assert "Rp1.000.000 (asumsi; tebakan tes)" in text
    assert "Pagu dipotong 10%" in text
    assert "Tidak ada jatah paling sedikit per kabupaten/kota." in text
    assert "BIMTEK kelas (contoh): 10–30 orang per kelas; 0–3 kelas;" in text
    assert '<td data-label="1 September 2026">' in text
    other = a_scenario("Lain")
    beside = kasi.get(f"/meja/skenario/2026/banding/?s={row.pk}&s={other.pk}").content.decode()
    assert ("belum diisi" in beside, "berbeda" in beside) == (True, True)
    assert kasi.get(f"/meja/skenario/2026/banding/?s={row.pk}").status_code == 422
    made = kasi.post(f"{address}usulkan/", {"kind": "least"})
    row.refresh_from_db()
    assert made["Location"] == f"/meja/rencana/versi/{row.proposal_id}/"
    version = kasi.get(made["Location"]).content.decode()
    assert "Rp10.000.000 (asumsi; tebakan tes)" in version
    assert f'<a href="{address}">Dari jawaban skenario “Contoh”</a>' in version
    refused = kasi.post(f"{address}usulkan/", {"kind": "least"})
    link = f'<a href="{made["Location"]}">Buka usulan</a>'
    assert (refused.status_code, link in refused.content.decode()) == (422, True)
    # The same sentences as on the answer.
    assert "BIMTEK kelas (contoh): 10–30 orang per kelas; 0–3 kelas;" in version


def test_limits_and_candidates_are_written_and_a_stale_form_is_refused(kasi: Client) -> None:
    row = a_scenario()
    home = f"/meja/skenario/2026/{row.pk}/"
    limits = {"revision": 0, "goal": "375", "ceiling": "1.000.000", "reason": "andaian",
              "finish_by": "2026-12-11", "floor-63.01": "5"}  # fmt: skip
    assert kasi.post(f"{home}batas/", limits).status_code == 302
    assert kasi.post(f"{home}batas/", limits).status_code == 409
    candidate = {"revision": 1, "title": "Uji LSP (contoh)", "indicator": "facilitated", "least": "1",
                 "most": "20", "least_times": "0", "most_times": "3", "earliest": "2026-09-01",
                 "latest": "2026-11-30", "lead_days": "5", "result_days": "21", "chain_days": "10", "partner": "LSP contoh",
                 "cost_per_person": "1.500.000", "source": "tebakan"}  # fmt: skip
    assert kasi.post(f"{home}calon/", candidate).status_code == 302
    row.refresh_from_db()
    question = question_of(row.inputs)
    assert (question.goals[0].people, question.floors[0].people) == (375, 5)
    assert [each.code for each in question.candidates] == ["kelas", "uji-lsp-contoh"]
    assert question.assumptions[-1].source == "tebakan"
    gone = kasi.post(f"{home}calon/uji-lsp-contoh/hapus/", {"revision": 2})
    row.refresh_from_db()
    assert (gone.status_code, len(question_of(row.inputs).candidates)) == (302, 1)


def test_the_desk_reads_what_is_shared_and_nobody_else_reads_anything(kasi: Client) -> None:
    row = a_scenario()
    home = f"/meja/skenario/2026/{row.pk}/"
    head, regency = as_(Role.HEAD_OF_OFFICE), as_(Role.REGENCY_OFFICER)
    assert (head.get(home).status_code, regency.get(home).status_code) == (404, 404)
    assert kasi.post(f"{home}bagikan/").status_code == 302
    assert (head.get(home).status_code, regency.get(home).status_code) == (200, 404)
    assert head.post(f"{home}tanya/").status_code == 403
    assert kasi.post(f"{home}buang/").status_code == 409
    assert "Contoh" in head.get("/meja/skenario/2026/").content.decode()


def test_a_scenario_of_an_earlier_day_says_so_and_leads_to_a_copy_of_today(kasi: Client) -> None:
    old = replace(a_question(), asked_on=today() - timedelta(days=1))
    row = a_scenario(question=old)
    copy = f"/meja/skenario/2026/baru/?mulai={row.pk}"
    text = kasi.get(f"/meja/skenario/2026/{row.pk}/").content.decode()
    assert (f'<a href="{copy}' in text, "Hari itu sudah lewat" in text) == (True, True)
    new = a_scenario("Hari ini", replace(old, asked_on=today()))
    text = kasi.get(f"/meja/skenario/2026/{new.pk}/").content.decode()
    assert "Hari itu sudah lewat" not in text


def test_a_shared_scenario_offers_its_copy_and_no_edit(kasi: Client) -> None:
    row = a_scenario()
    home = f"/meja/skenario/2026/{row.pk}/"
    actions.share_scenario(row, by=BY)
    text = kasi.get(home).content.decode()
    offered = [f"{home}{part}" in text for part in ("calon/", "batas/", "harga/")]
    assert (offered, f"/baru/?mulai={row.pk}" in text) == ([False, False, False], True)
    begun = kasi.get(f"/meja/skenario/2026/baru/?mulai={row.pk}").content.decode()
    assert f'value="{row.pk}"' in begun.split("checked")[0].split("<input")[-1]
    limits = {"revision": 0, "goal": "9", "finish_by": "2026-12-11"}
    assert kasi.post(f"{home}batas/", limits).status_code == 409


def test_a_draft_is_read_by_who_plans_and_shared_by_the_whole_desk_and_the_page_says_so() -> None:
    cast.cast_arrives()
    row = a_scenario()
    home = f"/meja/skenario/2026/{row.pk}/"
    planners = (Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)
    others = (Role.HEAD_OF_OFFICE, Role.TREASURER)
    assert [as_(role).get(home).status_code for role in (*planners, *others)] == [200] * 4 + [
        404
    ] * 2
    page = as_(Role.STAFF).get(home).text
    assert (
        "Sekarang hanya penyusun rencana (kepala seksi, staf, kepala bidang, administrator)" in page
    )
    assert ("konsep penyusun rencana" in page, "belum dibagikan" in page) == (True, False)
    actions.share_scenario(row, by=BY)
    assert [as_(role).get(home).status_code for role in (*planners, *others)] == [200] * 6
