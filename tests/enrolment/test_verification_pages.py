"""The verification desk as pages: who opens what, what a press leads to, what a refusal keeps."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core.actor import Actor
from binakon.enrolment.actions import reviews, verdicts
from binakon.enrolment.models import Document, Registration, Training, Verdict
from binakon.people.models import Reveal, Role
from binakon.planning.models import ProgrammeYear
from tests.cast import user
from tests.enrolment.handed_in import a_paper, actor, applied, papers
from tests.enrolment.pages import a_real_paper, as_
from tests.enrolment.people import a_nik, a_training
from tests.factories import an_activity, an_office

pytestmark = pytest.mark.database


@pytest.fixture
def training(year: None, db: None) -> Training:
    return a_training(documents=["id_card", "diploma"])


@pytest.fixture
def one(training: Training) -> Registration:
    return applied(training, 5, office="63.03")


def home(one: Registration) -> str:
    return f"/meja/verifikasi/{one.training.activity.slug}/{one.pk}/"


def say(client: Client, document: Document, word: str, **more: str) -> object:
    address = f"{home(document.registration)}berkas/{document.pk}/putusan/"
    return client.post(address, {"word": word, "state": document.state, **more})


def pages(one: Registration) -> list[str]:
    paper = papers(one)["id_card"]
    slug = one.training.activity.slug
    return [
        "/meja/verifikasi/",
        f"/meja/verifikasi/{slug}/",
        f"{home(one)}?berkas={paper.pk}",
    ]


def posts(one: Registration) -> list[str]:
    paper = papers(one)["id_card"]
    return [
        f"{home(one)}berkas/{paper.pk}/putusan/",
        f"{home(one)}berkas/{paper.pk}/ulang/",
        f"{home(one)}selesai/",
        f"{home(one)}nik/",
    ]


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.SECTION_HEAD, Role.STAFF])
def test_verifiers_open_every_page(one: Registration, role: Role) -> None:
    client = as_(role)
    statuses = [client.get(address, follow=True).status_code for address in pages(one)]
    assert statuses == [200, 200, 200]


@pytest.mark.parametrize("role", [Role.TREASURER, Role.HEAD_OF_OFFICE, Role.HEAD_OF_DIVISION])
def test_another_role_of_the_office_is_told_so(one: Registration, role: Role) -> None:
    client = as_(role)
    assert [client.get(address).status_code for address in pages(one)] == [403, 403, 403]
    assert [client.post(address).status_code for address in posts(one)] == [403] * 4


def test_another_office_learns_nothing(one: Registration) -> None:
    client = as_(Role.REGENCY_OFFICER)
    answers = [client.get(address) for address in pages(one)[1:]]
    answers += [client.post(address) for address in posts(one)]
    assert [answer.status_code for answer in answers] == [404] * 6
    missing = client.get(f"/meja/verifikasi/{one.training.activity.slug}/999999/")
    assert strip(answers[1].content) == strip(missing.content)


def strip(content: bytes) -> str:
    """A page without its tokens and its own address."""
    return re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]*"|\?[^"]*|/meja/[^"]*', "", content.decode()
    )


def test_an_officer_sees_their_own_person_but_does_not_judge(training: Training) -> None:
    own = applied(training, office="63.09")
    client = as_(Role.REGENCY_OFFICER)
    assert client.get(home(own)).status_code == 403
    assert client.post(posts(own)[0], {"word": "accept", "state": "waiting"}).status_code == 403


def test_a_press_is_a_post_and_a_stranger_logs_in(one: Registration) -> None:
    client = as_(Role.VERIFIER)
    assert [client.get(address).status_code for address in posts(one)] == [405] * 4
    answer = Client().get(home(one))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/meja/masuk/")


def test_the_page_shows_paper_and_data_and_preselects_nothing(one: Registration) -> None:
    paper = papers(one)["diploma"]
    page = as_(Role.VERIFIER).get(f"{home(one)}?berkas={paper.pk}").content.decode()
    assert f"/meja/verifikasi/berkas/{paper.pk}/1" in page
    assert "Pendaftar 5 (contoh)" in page
    assert len(re.findall(r'<input type="radio" name="word"[^>]*>', page)) == 3
    assert re.findall(r'<input type="radio" name="word"[^>]* checked', page) == []
    assert a_nik(5) not in page


def test_a_verdict_leads_to_the_next_paper_and_the_last_to_the_conclusion(
    one: Registration,
) -> None:
    client = as_(Role.VERIFIER)
    held = papers(one)
    answer = say(client, held["id_card"], "accept")
    assert answer["Location"] == f"{home(one)}?berkas={held['diploma'].pk}"  # type: ignore[index]
    answer = say(client, held["diploma"], "correct", reason="cut_off", note="Sampai tepi bawah.")
    assert answer["Location"] == home(one)  # type: ignore[index]
    page = client.get(home(one)).content.decode()
    assert "Ijazah: terpotong, tidak seluruh halaman tampak. Sampai tepi bawah." in page
    assert "Kirim permintaan perbaikan" in page


def test_closing_leads_to_the_next_person_of_the_same_queue(training: Training) -> None:
    first, second = applied(training), applied(training)
    client = as_(Role.VERIFIER)
    for paper in papers(first).values():
        say(client, paper, "accept")
    answer = client.post(f"{home(first)}selesai/?antrean=baru", {"expected": "verify"})
    assert answer["Location"] == f"{home(second)}?antrean=baru"
    first.refresh_from_db()
    assert first.state == "verified"


def test_a_verdict_without_its_reason_is_refused_with_everything_kept(one: Registration) -> None:
    answer = say(
        as_(Role.VERIFIER), papers(one)["id_card"], "correct", note="Foto ulang dari dekat."
    )
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Pilih alasannya; pendaftar membacanya apa adanya." in page
    assert "Foto ulang dari dekat." in page
    assert re.search(r'value="correct"[^>]* checked', page)
    assert Verdict.objects.count() == 0


def test_nothing_chosen_is_refused(one: Registration) -> None:
    answer = say(as_(Role.VERIFIER), papers(one)["id_card"], "")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Pilih dulu: terima" in answer.content.decode()  # type: ignore[attr-defined]


def test_the_slower_of_two_is_told_what_the_faster_said(one: Registration) -> None:
    paper = papers(one)["id_card"]
    assert say(as_(Role.STAFF), paper, "refuse", reason="doubtful").status_code == 302  # type: ignore[attr-defined]
    answer = say(as_(Role.VERIFIER), paper, "accept")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert str(user(Role.STAFF)) in page
    assert "ditolak: keasliannya diragukan" in page


def test_a_second_verifier_is_told_who_is_looking(one: Registration) -> None:
    assert (
        "juga sedang membuka" not in as_(Role.VERIFIER).get(home(one), follow=True).content.decode()
    )
    page = as_(Role.STAFF).get(home(one), follow=True).content.decode()
    assert f"{user(Role.VERIFIER)} juga sedang membuka pendaftaran ini" in page


def test_the_nik_is_opened_for_a_reason_that_is_kept(one: Registration) -> None:
    client = as_(Role.VERIFIER)
    refused = client.post(f"{home(one)}nik/", {"reason": " x "})
    assert (refused.status_code, Reveal.objects.count()) == (422, 0)
    answer = client.post(f"{home(one)}nik/", {"reason": "angka KTP buram"})
    assert a_nik(5) in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    look = Reveal.objects.get()
    assert (look.user, look.reason, look.subject_id) == (
        user(Role.VERIFIER),
        "angka KTP buram",
        one.pk,
    )


def test_hints_of_the_nik_are_said_without_the_nik(training: Training) -> None:
    one = applied(training, 6, sex="female", born_on=None)
    page = as_(Role.VERIFIER).get(home(one), follow=True).content.decode()
    assert "Sistem tidak memutuskan" not in page
    other = applied(training, 8, sex="male")
    Registration.objects.filter(pk=other.pk).update(sex="female")
    page = as_(Role.VERIFIER).get(home(other), follow=True).content.decode()
    assert "Jenis kelamin pada NIK berbeda dari yang diisi." in page
    assert a_nik(8) not in page


def test_the_same_file_and_the_same_person_are_shown_with_links(training: Training) -> None:
    other_class = a_training(documents=["id_card"])
    one, twin = applied(training, 20), applied(other_class, 20)
    a_paper(applied(a_training()), "photo", text="foto yang sama")
    a_paper(one, "photo", text="foto yang sama")
    page = as_(Role.VERIFIER).get(home(one), follow=True).content.decode()
    assert f"/meja/pendaftaran/{twin.pk}/" in page
    assert "NIK yang sama" in page
    assert "erkas yang sama (Pas foto)" in page


def test_twins_of_an_office_that_the_viewer_does_not_see_stay_hidden(training: Training) -> None:
    elsewhere = a_training(
        activity=an_activity("kelas-lain", programme=_programme_of("63.09")), documents=[]
    )
    one = applied(training, 30)
    twin = applied(elsewhere, 30)
    page = as_(Role.VERIFIER).get(home(one), follow=True).content.decode()
    assert twin.code not in page


def _programme_of(code: str) -> ProgrammeYear:
    return ProgrammeYear.objects.create(office=an_office(code), year=2026, name="Program contoh")


def test_the_queue_keeps_its_lens_and_counts_what_waits(year: None, db: None) -> None:
    training = a_training(documents=["id_card"], needs_two_verifiers=True)
    people = [applied(training) for _number in range(3)]
    first: Actor = actor(Role.VERIFIER)
    verdicts.judge(papers(people[0])["id_card"], word="accept", by=first)
    slug = training.activity.slug
    mine = as_(Role.VERIFIER)
    assert mine.get(f"/meja/verifikasi/{slug}/")["Location"].startswith(home(people[1]))
    answer = mine.get(f"/meja/verifikasi/{slug}/?antrean=kedua")
    assert (answer.status_code, "Tidak ada lagi" in answer.content.decode()) == (200, True)
    other = as_(Role.STAFF).get(f"/meja/verifikasi/{slug}/?antrean=kedua")
    assert other["Location"] == f"{home(people[0])}?antrean=kedua"
    counts = [
        re.findall(
            r'data-label="[^"]*">(?:<a[^>]*>)?(\d+)',
            as_(role).get("/meja/verifikasi/").content.decode(),
        )[:3]
        for role in (Role.VERIFIER, Role.STAFF)
    ]
    assert counts == [["2", "2", "0"], ["3", "2", "1"]]


def test_a_paper_is_a_picture_for_verifiers_and_nothing_for_others(training: Training) -> None:
    one = applied(a_training(), office="63.09")
    paper = a_real_paper(one, "id_card")
    address = f"/meja/verifikasi/berkas/{paper.pk}/1"
    answer = as_(Role.VERIFIER).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert as_(Role.VERIFIER).get(f"/meja/verifikasi/berkas/{paper.pk}/2").status_code == 404
    others = [Role.REGENCY_OFFICER, Role.TREASURER, Role.HEAD_OF_OFFICE, Role.PARTNER]
    assert [as_(role).get(address).status_code for role in others] == [404] * 4
    assert Client().get(address).status_code == 302


def test_a_paper_of_somebody_else_is_not_judged_through_this_address(training: Training) -> None:
    one, other = applied(training), applied(training)
    address = f"{home(one)}berkas/{papers(other)['id_card'].pk}/putusan/"
    answer = as_(Role.VERIFIER).post(address, {"word": "accept", "state": "waiting"})
    assert (answer.status_code, Verdict.objects.count()) == (404, 0)


def test_the_desk_asks_as_much_for_three_classes_as_for_one(year: None, db: None) -> None:
    def asked() -> int:
        client = as_(Role.VERIFIER)
        client.get("/meja/verifikasi/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/meja/verifikasi/")
        return len(queries)

    applied(a_training(documents=["id_card"]))
    before = asked()
    for _number in range(2):
        applied(a_training(documents=["id_card"]))
    assert asked() == before


def test_a_closed_review_says_what_it_came_to(one: Registration) -> None:
    first: Actor = actor(Role.VERIFIER)
    for paper in papers(one).values():
        verdicts.judge(paper, word="accept", by=first)
    reviews.close_review(one, by=first)
    page = as_(Role.VERIFIER).get(home(one)).content.decode()
    assert "Pemeriksaan ini sudah ditutup: berkas lengkap." in page
