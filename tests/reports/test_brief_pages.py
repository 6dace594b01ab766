"""The pages of a press brief: the desk by role, the portal by what is published, every number opening."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from binakon.core.words import day
from binakon.people.models import Role
from binakon.planning.models import ProgrammeYear
from binakon.reports import actions
from binakon.reports.models import PressBrief
from binakon.reports.queries.desk_briefs import desk_brief
from tests.cast import user, viewer
from tests.portal.pages import Link, Page, opened, visit
from tests.portal.plans import as_role, load, plan_text
from tests.reports import briefs

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

LIST, ONE = "/meja/siaran-pers/2026/", "/meja/siaran-pers/2026/1/"
PUBLIC = "/siaran-pers/2026/1/"
# One list item after the other, as the reader of tests joins them.
SINCE = (
    "tempat yang direncanakan 260 → 290 (perubahan, disahkan 28 Januari 2026)"
    "target difasilitasi sertifikasinya 60 → 90 (perubahan, disahkan 28 Januari 2026)"
    "kekurangan menuju ideal 115 → 85 (perubahan, disahkan 28 Januari 2026)"
)


def form(step: str, **words: Any) -> dict[str, Any]:
    """What the page of the one brief hands back with a step."""
    found = desk_brief(viewer(Role.HEAD_OF_DIVISION), PressBrief.objects.get())
    assert found is not None
    seen = {"digest": found.seen.digest, "shown": found.seen_json}
    return {"step": step, "revision": PressBrief.objects.get().revision, **seen, **words}


def take(role: Role, step: str, **words: Any) -> Page:
    return Page(as_role(role).post(ONE, form(step, **words)))


def buttons(role: Role) -> list[str]:
    """The steps that the page of the one brief offers."""
    page = visit(as_role(role), ONE)
    return [part.split('"', 1)[0] for part in page.body.split('name="step" value="')[1:]]


def state() -> str:
    return PressBrief.objects.get().state


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.STAFF, 302),
        (Role.SECTION_HEAD, 302),
        (Role.HEAD_OF_DIVISION, 302),
        (Role.HEAD_OF_OFFICE, 403),
        (Role.TREASURER, 403),
        (Role.VERIFIER, 403),
    ],
)
def test_planners_begin_a_brief_and_nobody_else(role: Role, status: int) -> None:
    answer = as_role(role).post(LIST)
    assert answer.status_code == status
    assert PressBrief.objects.count() == (status == 302)
    if status == 302:
        assert answer.headers["Location"] == f"{ONE}?kantor=63"


def test_a_second_draft_is_refused_on_the_page_itself() -> None:
    briefs.drafted()
    page = Page(as_role(Role.STAFF).post(LIST))
    assert page.status == 422
    assert "Masih ada draf nomor 1. Lanjutkan atau tarik draf itu lebih dulu." in page.text
    assert PressBrief.objects.count() == 1


def test_the_list_says_each_briefs_state_and_what_comes_next_by_role() -> None:
    briefs.drafted()
    row = ("Siaran pers nomor 1", "Draf")
    waiting = "Menunggu persetujuan kepala bidang atau kepala dinas"
    assert visit(as_role(Role.STAFF), LIST).rows[1:] == [(*row, waiting)]
    assert visit(as_role(Role.HEAD_OF_OFFICE), LIST).rows[1:] == [(*row, "Baca lalu setujui")]


def test_buttons_follow_the_role_and_the_state() -> None:
    briefs.drafted()
    assert buttons(Role.STAFF) == ["edit", "withdraw"]
    assert buttons(Role.TREASURER) == []
    assert buttons(Role.HEAD_OF_OFFICE) == ["approve", "withdraw"]
    take(Role.HEAD_OF_OFFICE, "approve")
    assert buttons(Role.STAFF) == []
    assert buttons(Role.HEAD_OF_DIVISION) == ["return", "publish", "withdraw"]
    take(Role.HEAD_OF_DIVISION, "publish")
    assert buttons(Role.HEAD_OF_DIVISION) == ["correct"]


@pytest.mark.parametrize("step", ["approve", "publish", "return", "correct", "withdraw"])
def test_staff_may_not_decide(step: str) -> None:
    {"publish": briefs.approved, "return": briefs.approved, "withdraw": briefs.approved}.get(
        step, briefs.published if step == "correct" else briefs.drafted
    )()
    before = PressBrief.objects.values().get()
    page = take(Role.STAFF, step, reason="Coba")
    assert page.status == 403
    assert "Kepala bidang atau kepala dinas memutuskan" in page.text
    assert PressBrief.objects.values().get() == before


def test_another_office_finds_nothing_here() -> None:
    briefs.drafted()
    officer = as_role(Role.REGENCY_OFFICER)
    assert officer.get(f"{ONE}?kantor=63").status_code == 404
    assert officer.get(ONE).status_code == 404
    assert officer.post(f"{ONE}?kantor=63", form("withdraw", reason="x")).status_code == 404
    assert as_role(Role.SECTION_HEAD).get("/meja/siaran-pers/2026/9/").status_code == 404
    assert Client().get(ONE).status_code == 302
    assert state() == "draft"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("put", ONE, 405),
        ("delete", LIST, 405),
        ("post", "/meja/siaran-pers/2026/1/angka/total/", 405),
        ("post", "/meja/siaran-pers/2026/siaran.txt", 405),
        ("post", "/siaran-pers/", 405),
        ("post", PUBLIC, 405),
        ("post", f"{PUBLIC}angka/total/", 405),
        ("post", f"{PUBLIC}siaran.json", 405),
        ("post", f"{PUBLIC}edisi/1/", 405),
    ],
)
def test_a_page_answers_only_the_methods_it_knows(method: str, path: str, status: int) -> None:
    briefs.published()
    assert getattr(as_role(Role.HEAD_OF_DIVISION), method)(path).status_code == status


def test_a_number_in_the_quotation_is_refused_at_its_field_and_the_words_are_kept() -> None:
    briefs.drafted()
    page = take(Role.STAFF, "edit", quotation="Kita latih 200.", quoted="Kadis")
    assert page.status == 422
    link = next(link for link in page.links if link.href == "#quotation-edit")
    assert link.text.startswith("Setiap angka dalam siaran pers harus bisa dibuka")
    assert (
        'aria-describedby="quotation-edit-help quotation-edit-error">Kita latih 200.' in page.body
    )
    assert PressBrief.objects.get().quotation == ""


@pytest.mark.parametrize(
    ("make", "step"),
    [
        (briefs.approved, "return"),
        (briefs.approved, "withdraw"),
        (briefs.published, "correct"),
    ],
)
def test_a_step_without_its_reason_is_refused_at_its_field(make: Any, step: str) -> None:
    make()
    page = take(Role.HEAD_OF_DIVISION, step, reason=" ")
    assert page.status == 422
    words = "Tulis alasannya: alasan itu masuk riwayat dan bisa dibaca lagi."
    assert Link(words, f"#reason-{step}") in page.links
    assert f'id="reason-{step}-error">{words}' in page.body


def test_a_page_read_before_the_figures_moved_cannot_approve_and_shows_the_new_ones() -> None:
    briefs.drafted()
    read = form("approve")
    briefs.perubahan()
    page = Page(as_role(Role.HEAD_OF_DIVISION).post(ONE, read))
    assert page.status == 409
    assert "target difasilitasi sertifikasinya 60 → 90" in page.text
    assert "merencanakan 290 tempat" in page.text
    assert state() == "draft"


def test_a_form_that_is_no_form_of_ours_is_refused_in_words() -> None:
    briefs.drafted()
    head = as_role(Role.HEAD_OF_DIVISION)
    for words in ({}, {"step": "dance", "revision": 0}, {**form("approve"), "shown": "[1]"}):
        assert head.post(ONE, words).status_code == 422
    assert state() == "draft"


def test_every_number_of_an_approved_brief_opens_its_frozen_figure_at_the_desk() -> None:
    briefs.approved()
    head = as_role(Role.HEAD_OF_DIVISION)
    found = dict(opened(head, visit(head, ONE)))
    assert len(found) >= 9
    assert [link.href for link, page in found.items() if page.status != 200] == []
    assert all(link.href.startswith(f"{ONE}angka/") for link in found)


def test_the_desk_says_what_moved_since_approval() -> None:
    briefs.approved()
    assert "Sejak disetujui" not in visit(as_role(Role.STAFF), ONE).text
    briefs.perubahan()
    page = visit(as_role(Role.STAFF), ONE)
    assert f"Sejak disetujui 27 Januari 2026:{SINCE}" in page.text


def test_the_approver_is_told_on_the_first_page_what_waits() -> None:
    briefs.drafted()
    words = "Siaran pers nomor 1 menunggu persetujuan"
    assert visit(as_role(Role.HEAD_OF_DIVISION), "/meja/").href(words) == f"{ONE}?kantor=63"
    assert words not in visit(as_role(Role.STAFF), "/meja/").text


@pytest.mark.parametrize("make", [briefs.drafted, briefs.approved, briefs.withdrawn])
def test_the_public_reads_nothing_that_is_not_published(make: Any, client: Client) -> None:
    make()
    assert "Belum ada siaran pers yang terbit." in visit(client, "/siaran-pers/").text
    for path in ("", "angka/total/", "siaran.txt", "siaran.json", "edisi/1/"):
        assert client.get(f"{PUBLIC}{path}").status_code == 404


def test_the_public_reads_the_frozen_text_and_who_approved_it(client: Client) -> None:
    briefs.published()
    listed = visit(client, "/siaran-pers/")
    assert "Nomor 1 tahun 2026, terbit 27 Januari 2026" in listed.text
    title = next(link for link in listed.links if link.href == PUBLIC)
    page = visit(client, PUBLIC)
    assert page.headings[0] == title.text
    assert f"Disetujui 27 Januari 2026 oleh {user(Role.HEAD_OF_DIVISION)}." in page.text
    assert "Sejak disetujui" not in page.text
    assert "Catatan ralat" not in page.headings
    found = dict(opened(client, page))
    assert [link.href for link, figure in found.items() if figure.status != 200] == []
    wrong = [
        link.text
        for link, figure in found.items()
        if link.text.isdigit() and figure.headings[0].split()[0] != link.text
    ]
    assert wrong == []


def test_a_frozen_number_stands_beside_the_live_one(client: Client) -> None:
    briefs.published()
    briefs.perubahan()
    page = visit(client, f"{PUBLIC}angka/facilitated/")
    assert page.headings[0] == "60 layanan"
    assert page.facts["Dihitung per"] == "akhir hari 27 Januari 2026"
    assert page.facts["Arti"].startswith("Tempat yang dijanjikan satu versi anggaran")
    assert page.facts["Dihitung hari ini"] == "90 Sudah berubah"
    assert page.href("90") == "/angka/2026/planned_places/?bagian=facilitated"
    assert "murni, disahkan 27 Januari 2026" in page.text
    assert client.get(f"{PUBLIC}angka/tidak-ada/").status_code == 404
    same = visit(client, f"{PUBLIC}angka/trained/")
    assert same.facts["Dihitung hari ini"] == "200 Masih sama"


def test_the_public_is_told_what_moved_and_then_reads_the_correction_with_its_reason(
    client: Client,
) -> None:
    brief = briefs.published()
    visit(client, PUBLIC)
    briefs.perubahan()
    assert f"Sejak disetujui 27 Januari 2026:{SINCE}" in visit(client, PUBLIC).text
    page = take(Role.HEAD_OF_DIVISION, "correct", reason="Perubahan disahkan")
    assert page.status == 302
    page = visit(client, PUBLIC)
    today = day(timezone.localdate())
    assert page.headings[1:3] == ["Catatan ralat", "Naskah"]
    assert f"{today} · edisi 2, {user(Role.HEAD_OF_DIVISION)}" in page.text
    assert f"Alasan: Perubahan disahkan {SINCE}" in page.text
    assert "Sejak disetujui" not in page.text
    assert "290" in page.headings[0]
    old = visit(client, f"{PUBLIC}edisi/1/")
    assert "260" in old.headings[0]
    assert old.href("Baca edisi yang berlaku") == PUBLIC
    assert f"{PUBLIC}edisi/1/angka/facilitated/" in {link.href for link in old.figures}
    assert visit(client, f"{PUBLIC}edisi/1/angka/facilitated/").headings[0] == "60 layanan"
    assert client.get(f"{PUBLIC}edisi/3/").status_code == 404
    assert brief.editions.count() == 2


def test_what_was_returned_before_publication_is_no_public_edition(client: Client) -> None:
    brief = briefs.approved()
    take(Role.HEAD_OF_DIVISION, "return", reason="Tambah kutipan")
    take(Role.HEAD_OF_DIVISION, "edit", quotation="Kita siap.", quoted="Kadis (contoh)")
    take(Role.HEAD_OF_DIVISION, "approve")
    take(Role.HEAD_OF_DIVISION, "publish")
    page = visit(client, PUBLIC)
    assert "“Kita siap.”Kadis (contoh)" in page.text
    assert "Catatan ralat" not in page.headings
    assert client.get(f"{PUBLIC}edisi/1/").status_code == 404
    assert client.get(f"{PUBLIC}edisi/2/").status_code == 200
    assert brief.editions.count() == 2


def test_the_text_and_the_json_of_a_published_brief(client: Client) -> None:
    briefs.corrected()
    text = client.get(f"{PUBLIC}siaran.txt")
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    who = user(Role.HEAD_OF_DIVISION)
    head = text.content.decode().splitlines()
    assert head[0] == f"Terbit 27 Januari 2026; disetujui 29 Januari 2026 oleh {who}"
    assert head[3] == "Keadaan per 29 Januari 2026"
    found = json.loads(client.get(f"{PUBLIC}siaran.json").content)
    assert {key: found[key] for key in ("year", "as_of", "office", "status", "edition")} == {
        "year": 2026,
        "as_of": "2026-01-29",
        "office": "63",
        "status": "published",
        "edition": 2,
    }
    assert found["figures"]["facilitated"]["value"] == 90
    assert found["figures"]["facilitated"]["version"] == "perubahan, disahkan 28 Januari 2026"
    [correction] = found["corrections"]
    assert correction["reason"] == "Perubahan disahkan"
    assert correction["figures"][1] == {
        "label": "target difasilitasi sertifikasinya",
        "before": "60",
        "after": "90",
    }
    assert client.get(f"{PUBLIC}siaran.pdf").status_code == 404


def test_the_cached_page_turns_with_every_step(client: Client) -> None:
    assert "Belum ada siaran pers" in visit(client, "/siaran-pers/").text
    briefs.published()
    assert "Nomor 1 tahun 2026" in visit(client, "/siaran-pers/").text


def test_the_menu_leads_to_the_briefs_and_keeps_the_office(client: Client) -> None:
    assert visit(client, "/").href("Siaran pers") == "/siaran-pers/"
    load(plan_text(1, office="64", office_name="Dinas PUPR Kalimantan Timur (contoh)"))
    page = visit(client, "/siaran-pers/?kantor=64")
    assert page.href("Siaran pers") == "/siaran-pers/?kantor=64"
    assert client.get("/siaran-pers/?kantor=99").status_code == 404


def test_the_classes_of_another_office_open_even_when_a_slash_is_in_their_name(
    client: Client,
) -> None:
    plan = plan_text(2, office="64", office_name="Dinas PUPR Kalimantan Timur (contoh)")
    load(plan.replace('"Arsitek"', '"Jalan/Jembatan? 50%"'))
    programme = ProgrammeYear.objects.get(office__code="64")
    brief = actions.draft_brief(programme, by=briefs.kabid(), at=briefs.TOLD)
    actions.approve_brief(brief, by=briefs.kabid(), at=briefs.TOLD)
    actions.publish_brief(brief, by=briefs.kabid(), at=briefs.TOLD)
    assert client.get(PUBLIC).status_code == 404
    page = visit(client, f"{PUBLIC}?kantor=64")
    found = dict(opened(client, page))
    classes = [link.href for link in found if "kelas" in link.href]
    assert len(classes) == 2
    assert all(href.endswith("/?kantor=64") for href in classes)
    assert [link.href for link, figure in found.items() if figure.status != 200] == []
