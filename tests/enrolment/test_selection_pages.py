"""The pages of quotas, selections and objections: who may open them, what stands on them, what they never show."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core.models import AuditEvent
from binakon.enrolment.actions import announcing, quotas, selection
from binakon.enrolment.models import (
    QuotaCalculation,
    RegencyNeed,
    SelectionRun,
    Training,
)
from binakon.enrolment.queries.quotas import plan_of
from binakon.enrolment.states import ObjectionState, PlaceState, SelectionState
from binakon.people.models import Role
from binakon.planning.models import RegionalQuota
from tests import cast
from tests.enrolment.people import a_training, registered
from tests.enrolment.selections import (
    a_competed_class,
    a_ranked_class,
    an_objection,
    closed,
    verified,
)
from tests.factories import BY, a_programme, an_activity

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]
CANARY = "Kenari Rahasia"


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/"


@pytest.fixture
def run() -> SelectionRun:
    """A proposal over a class with a quota that was calculated, an applicant per region, one of them a canary."""
    training = a_ranked_class(seats=26)
    quotas.apply_quota(
        training,
        plan_of(training, basis="equal", pool=13, floor=0, cap=None),
        reason="rapat contoh",
        by=BY,
    )
    for number in range(1, 7):
        office = ("63.05", "63.09", "63.03")[number % 3]
        verified(training, number, office=office, name=f"{CANARY} {number}")
    return selection.propose([closed(training)], by=BY)


def training_of(run: SelectionRun) -> Training:
    found = run.trainings.first()
    assert found
    return found


def shared_pages(training: Training) -> list[str]:
    """What a regency that shares the seats may read."""
    calculation = QuotaCalculation.objects.filter(training=training).latest("pk")
    own = f"{home(training)}kuota/"
    return [own, f"{own}hitungan/{calculation.pk}/", f"{own}hitungan/{calculation.pk}/kuota.pdf"]


def named_pages(training: Training, run: SelectionRun) -> list[str]:
    """What shows who applied."""
    own = f"{home(training)}seleksi/"
    return [
        own,
        f"{own}{run.pk}/",
        f"{own}{run.pk}/hasil/",
        f"{own}{run.pk}/berita-acara.pdf",
        f"{own}banding/{run.pk}/{run.pk}/",
        f"{home(training)}keberatan/",
    ]


def decider_pages(training: Training, run: SelectionRun) -> list[str]:
    """What decides on seats."""
    own = home(training)
    return [
        f"{own}kuota/hitung/",
        f"{own}kuota/ubah/63.05/",
        f"{own}seleksi/{run.pk}/umumkan/",
    ]


def deeds(training: Training, run: SelectionRun) -> list[str]:
    """What only a form posts."""
    own = f"{home(training)}seleksi/"
    return [f"{own}usulkan/", f"{own}{run.pk}/buang/"]


def codes(client: Client, paths: list[str]) -> set[int]:
    found = set()
    for path in paths:
        answer = client.get(path)
        found.add(answer.status_code)
        if answer.streaming:
            # A file is closed once it was read to its end.
            assert b"".join(answer)  # type: ignore[call-overload]
    return found


MATRIX = {
    Role.SECTION_HEAD: (200, 200, 200),
    Role.STAFF: (200, 200, 200),
    Role.HEAD_OF_DIVISION: (200, 200, 200),
    Role.HEAD_OF_OFFICE: (200, 200, 403),
    Role.VERIFIER: (200, 200, 403),
    Role.TREASURER: (200, 403, 403),
    Role.REGENCY_OFFICER: (200, 404, 404),
}


@pytest.mark.parametrize("role", MATRIX)
def test_each_role_opens_what_is_theirs(run: SelectionRun, role: Role) -> None:
    client, training = as_(role), training_of(run)
    found = (
        codes(client, shared_pages(training)),
        codes(client, named_pages(training, run)),
        codes(client, decider_pages(training, run)),
    )
    assert found == tuple({code} for code in MATRIX[role])


def test_a_deed_is_never_a_get_and_never_done_by_whoever_may_not(run: SelectionRun) -> None:
    training = training_of(run)
    assert codes(as_(Role.SECTION_HEAD), deeds(training, run)) == {405}
    paths = [*deeds(training, run), *decider_pages(training, run)]
    for role, expected in ((Role.TREASURER, 403), (Role.REGENCY_OFFICER, 404)):
        client = as_(role)
        assert {client.post(path).status_code for path in paths} == {expected}
    run.refresh_from_db()
    assert (run.state, SelectionRun.objects.count()) == (SelectionState.PROPOSED, 1)


def test_nobody_reads_without_logging_in(run: SelectionRun) -> None:
    training = training_of(run)
    paths = [*shared_pages(training), *named_pages(training, run), *decider_pages(training, run)]
    assert codes(Client(), paths) == {302}


def test_an_officer_reads_the_numbers_of_all_regencies_and_the_name_of_nobody(
    run: SelectionRun,
) -> None:
    client, training = as_(Role.REGENCY_OFFICER), training_of(run)
    text = "".join(client.get(path).content.decode("latin-1") for path in shared_pages(training))
    assert CANARY not in text
    assert text.count("Hulu Sungai Utara") >= 1
    names = as_(Role.SECTION_HEAD).get(named_pages(training, run)[1]).content.decode()
    assert names.count(CANARY) == 6


def test_a_class_of_another_province_or_of_nobody_is_not_found() -> None:
    client = as_(Role.SECTION_HEAD)
    regency = a_training(
        activity=an_activity(
            "asing", programme=a_programme("63.09"), slug="63-09-2026-asing", indicator=""
        )
    )
    paths = [f"{home(regency)}{page}/" for page in ("kuota", "seleksi", "keberatan", "kebutuhan")]
    assert codes(client, [*paths, "/meja/pelatihan/tidak-ada/kuota/"]) == {404}


def test_a_run_is_found_only_below_its_own_class(run: SelectionRun) -> None:
    other = a_competed_class()
    client = as_(Role.SECTION_HEAD)
    assert codes(client, named_pages(other, run)[1:5]) == {404}


def asked(**more: Any) -> dict[str, Any]:
    return {"basis": "equal", "floor": "0", "pool": "0", "cap": "", **more}


def test_a_quota_is_looked_at_and_then_applied_exactly_as_shown() -> None:
    training = a_training(seats=4500)
    client, path = as_(Role.SECTION_HEAD), f"{home(training)}kuota/hitung/"
    shown = client.post(path, asked())
    assert shown.status_code == 200
    assert RegionalQuota.objects.filter(activity=training.activity).count() == 0
    plan = shown.context["apply"].initial["plan"]
    applied = client.post(path, {"plan": plan, "reason": "rapat contoh"})
    assert (applied.status_code, applied["Location"]) == (302, f"{home(training)}kuota/")
    rows = RegionalQuota.objects.filter(activity=training.activity)
    assert sorted(rows.values_list("places", flat=True)) == [346] * 11 + [347] * 2
    page = client.get(applied["Location"]).content.decode()
    assert "Tanah Laut mendapat kursi sisa ke-1" in page


def test_a_forged_calculation_is_refused() -> None:
    training = a_training(seats=26)
    path = f"{home(training)}kuota/hitung/"
    forged = as_(Role.SECTION_HEAD).post(path, {"plan": "e30:forged", "reason": "curang"})
    assert forged.status_code == 403
    assert QuotaCalculation.objects.filter(training=training).count() == 0


def test_a_calculation_that_cannot_be_keeps_what_was_typed_and_says_everything() -> None:
    training = a_training(seats=20)
    client, path = as_(Role.SECTION_HEAD), f"{home(training)}kuota/hitung/"
    refused = client.post(path, asked(floor="5", cap="3"))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Jatah minimum melebihi batas atas" in text
    assert "jatah minimum semua wilayah berjumlah 65" in text
    assert 'value="5"' in text
    wrong = client.post(path, asked(floor="banyak"))
    assert (wrong.status_code, "bukan bilangan bulat" in wrong.content.decode()) == (422, True)


def test_a_plan_that_became_stale_is_a_conflict_and_a_missing_reason_is_said() -> None:
    training = a_training(seats=26)
    client, path = as_(Role.SECTION_HEAD), f"{home(training)}kuota/hitung/"
    plan = client.post(path, asked()).context["apply"].initial["plan"]
    assert client.post(path, {"plan": plan, "reason": ""}).status_code == 422
    Training.objects.filter(pk=training.pk).update(seats=27, pool=27)
    assert client.post(path, {"plan": plan, "reason": "rapat"}).status_code == 409


def test_a_quota_below_what_is_taken_is_refused_on_the_page_with_the_list() -> None:
    training = a_training(seats=13, quotas={"63.05": 3})
    for number in (1, 2):
        registered(training, number, office="63.05")
    client, path = as_(Role.SECTION_HEAD), f"{home(training)}kuota/hitung/"
    plan = client.post(path, asked()).context["apply"].initial["plan"]
    refused = client.post(path, {"plan": plan, "reason": "rapat"})
    assert refused.status_code == 422
    assert "Tapin: 2 kursi sudah terisi, padahal kuotanya menjadi 1." in refused.content.decode()
    edit = client.post(f"{home(training)}kuota/ubah/63.05/", {"places": "1", "reason": "uji"})
    assert (edit.status_code, "Tapin: 2 kursi sudah terisi" in edit.content.decode()) == (422, True)


def test_an_officer_writes_the_need_of_their_own_regency_only() -> None:
    training = a_training(seats=26)
    client, path = as_(Role.REGENCY_OFFICER), f"{home(training)}kebutuhan/"
    form = client.get(path).content.decode()
    assert ("Tabalong" in form, "Tapin" in form) == (True, False)
    sent = {"need_63.09": "7", "need_63.05": "99", "source": "surat contoh"}
    assert client.post(path, sent).status_code == 302
    assert list(RegencyNeed.objects.values_list("office__code", "people")) == [("63.09", 7)]
    assert as_(Role.TREASURER).get(path).status_code == 403
    staff = as_(Role.STAFF).post(path, {"need_63.05": "3", "source": "rapat"})
    assert staff.status_code == 302
    assert sorted(RegencyNeed.objects.values_list("office__code", "people")) == [
        ("63.05", 3),
        ("63.09", 7),
    ]


def test_a_selection_goes_from_the_page_to_the_announcement(run: SelectionRun) -> None:
    client, training = as_(Role.SECTION_HEAD), training_of(run)
    proposed = client.post(f"{home(training)}seleksi/usulkan/")
    newest = SelectionRun.objects.latest("pk")
    assert proposed["Location"] == f"{home(training)}seleksi/{newest.pk}/"
    ask = client.get(f"{proposed['Location']}umumkan/").content.decode()
    assert ask.count("Umumkan hasil: 6 mendapat kursi, 0 cadangan") == 2
    assert client.post(f"{proposed['Location']}umumkan/").status_code == 302
    assert client.post(f"{proposed['Location']}umumkan/").status_code == 409
    after = client.get(f"{home(training)}seleksi/").content.decode()
    assert "Hasil sudah diumumkan: 6 mendapat kursi, 0 cadangan." in after
    assert "usulkan" not in after


def test_what_cannot_be_selected_says_why_on_the_page_and_refuses_the_deed() -> None:
    training = a_ranked_class()
    registered(training, 1)
    client, path = as_(Role.SECTION_HEAD), f"{home(training)}seleksi/"
    text = client.get(path).content.decode()
    assert "Seleksi disusun setelah pendaftaran ditutup." in text
    assert "1 berkas belum diperiksa, 0 sedang diperbaiki." in text
    assert client.post(f"{path}usulkan/").status_code == 422
    assert SelectionRun.objects.count() == 0


def test_seats_that_stay_empty_while_somebody_waits_are_named_before_the_announcement() -> None:
    training = a_ranked_class(seats=2, quotas={"63.11": 1})
    for number in (1, 2):
        verified(training, number, office="63.05")
    run = selection.propose([closed(training)], by=BY)
    text = as_(Role.SECTION_HEAD).get(f"{home(training)}seleksi/{run.pk}/").content.decode()
    assert "Ada kursi yang tetap kosong padahal ada yang menunggu." in text
    assert "<li>kuota Balangan: 1</li>" in text
    assert "kuota Balangan: 1 kursi, belum terisi." in text


def test_names_leave_as_a_file_only_for_a_reason_that_is_written_down(run: SelectionRun) -> None:
    training = training_of(run)
    path = f"{home(training)}seleksi/{run.pk}/hasil/"
    client = as_(Role.SECTION_HEAD)
    plain = b"".join(client.get(path, {"bentuk": "csv"})).decode("utf-8-sig")  # type: ignore[call-overload]
    rows = list(csv.DictReader(io.StringIO(plain)))
    assert (len(rows), CANARY in plain) == (6, False)
    assert [row["Hasil"].split(":")[0] for row in rows] == ["mendapat kursi"] * 6
    assert client.post(path, {"bentuk": "csv", "alasan": ""}).status_code == 422
    named = b"".join(client.post(path, {"bentuk": "csv", "alasan": "daftar hadir"}))  # type: ignore[call-overload]
    assert named.decode().count(CANARY) == 6
    line = AuditEvent.objects.get(action="download:personal")
    assert (line.note, line.after) == ("daftar hadir", {"rows": 6})
    refused = as_(Role.VERIFIER).post(path, {"bentuk": "csv", "alasan": "ingin tahu"})
    assert refused.status_code == 403


def test_a_list_of_results_costs_the_same_whatever_its_length(run: SelectionRun) -> None:
    client, training = as_(Role.SECTION_HEAD), training_of(run)
    path = f"{home(training)}seleksi/{run.pk}/"
    client.get(path)
    counts = []
    for chosen in ("?cari=Kenari 1", ""):
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            client.get(f"{path}{chosen}")
        counts.append(len(asked_for))
    assert counts[0] == counts[1]


def test_an_objection_is_answered_on_its_page_and_the_seat_follows() -> None:
    training = a_competed_class()
    run = selection.propose([training], by=BY)
    announcing.announce(run, by=BY)
    result = run.results.filter(outcome="waiting").first()
    assert result
    objection = an_objection(result, "<b>Poin</b> saya keliru")
    client, path = as_(Role.SECTION_HEAD), f"{home(training)}keberatan/{objection.pk}/"
    page = client.get(path).content.decode()
    assert "&lt;b&gt;Poin&lt;/b&gt; saya keliru" in page
    assert result.facts["sentence"] in page
    assert client.post(path, {"answer": "tanpa putusan"}).status_code == 422
    seat = {"bucket": "added", "reason": "keberatan diterima"}
    assert client.post(path, seat).status_code == 404
    assert as_(Role.VERIFIER).post(path, {"verdict": "uphold", "answer": "ya"}).status_code == 403
    assert client.post(path, {"verdict": "uphold", "answer": "Benar."}).status_code == 302
    objection.refresh_from_db()
    assert objection.state == ObjectionState.UPHELD
    assert client.post(path, {"verdict": "dismiss", "answer": "Tidak."}).status_code == 409
    full = client.post(path, {**seat, "bucket": "pool"})
    assert (full.status_code, "Tidak ada kursi kosong" in full.content.decode()) == (422, True)
    assert client.post(path, seat).status_code == 302
    result.registration.place.refresh_from_db()
    assert result.registration.place.state == PlaceState.ACCEPTED
    listed = client.get(f"{home(training)}keberatan/").content.decode()
    assert "0 dari 1 keberatan menunggu jawaban." in listed
