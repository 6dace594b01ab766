"""The PDF of a certificate: made once by whoever claims it, parked when it fails, and only ever text inside."""

import hashlib
import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from binakon.core import clock, files
from binakon.core.models import StoredFile
from binakon.core.problems import StaleState
from binakon.trainings.actions.certificate_prints import (
    CLAIM_LASTS,
    claim_prints,
    keep_prints,
    note_failure,
    retry_print,
)
from binakon.trainings.actions.certificates import issue_certificates
from binakon.trainings.actions.credentials import offline_link
from binakon.trainings.documents.certificate import certificate_pdf
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import Certificate
from binakon.trainings.queries.certificates import suggested_competencies
from binakon.trainings.rules.certificate_content import competencies_in
from tests.factories import BY
from tests.trainings.certificates import a_completed_class, issued, named, stated
from tests.trainings.certified import a_certificate
from tests.trainings.classes import participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def words_of(content: bytes) -> str:
    """The text of every page, with single spaces."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_job_makes_each_pdf_once_and_freezes_its_hash() -> None:
    made = issued(3)
    assert render_certificates() == 3
    assert render_certificates() == 0
    for row in Certificate.objects.filter(pk__in=[each.pk for each in made]):
        assert row.pdf is not None
        content = files.read(row.pdf)
        assert hashlib.sha256(content).hexdigest() == row.pdf_hash
        assert row.content["name"] in words_of(content)
        assert (row.attempts, row.last_error) == (1, "")
        assert certificate_pdf(row, offline=offline_link(row, by=BY)) == content


def test_the_paper_says_what_it_is_and_what_it_is_not() -> None:
    [made] = issued()
    words = words_of(certificate_pdf(made))
    for told in (
        made.number,
        made.code,
        "Sertifikat ini bukan Sertifikat Kompetensi Kerja (SKK).",
        "This certificate is not a Certificate of Work Competence (SKK).",
        "Sistem manajemen keselamatan konstruksi",
        "2 JP",
        "Ir. Contoh Rahmatullah (contoh)",
        "/verifikasi",
    ):
        assert told in words, told
    info = PdfReader(io.BytesIO(certificate_pdf(made)))
    assert len(info.pages) == 2
    assert info.pages[0].mediabox.width > info.pages[0].mediabox.height
    assert "Peserta" not in str(info.metadata)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("<b>Siti</b> &amp; <script>", "<b>Siti</b> &amp; <script>"),
        ('#read("/etc/passwd") *Ani* $x$', '#read("/etc/passwd") *Ani* $x$'),
        ("A\u202eB\u200bC", "ABC"),
        ("O\u2019Neil \u0160\u016f\u010fka", "O\u2019Neil \u0160\u016f\u010fka"),
    ],
)
def test_a_name_is_printed_letter_by_letter_whatever_it_holds(name: str, printed: str) -> None:
    training = a_completed_class(1)
    named(participants(training)[0], name)
    [made] = issue_certificates(training, stated(), by=BY)
    assert printed in words_of(certificate_pdf(made))


@pytest.mark.parametrize("name", ["W" * 200, "Kusumanegara " * 15])
def test_the_longest_name_keeps_the_certificate_on_two_pages(name: str) -> None:
    training = a_completed_class(1)
    named(participants(training)[0], name.strip()[:200])
    [made] = issue_certificates(training, stated(english="E" * 200), by=BY)
    assert len(PdfReader(io.BytesIO(certificate_pdf(made))).pages) == 2


def test_the_units_of_competency_stand_on_the_second_page_with_their_codes() -> None:
    training = a_completed_class(1)
    units = competencies_in(
        "M.71ARS00.001.1   Menerapkan keselamatan konstruksi\n\nMenggambar denah kerja"
    )
    [made] = issue_certificates(training, stated(competencies=units), by=BY)
    assert made.content["competencies"] == [
        {"code": "M.71ARS00.001.1", "title": "Menerapkan keselamatan konstruksi"},
        {"code": "", "title": "Menggambar denah kerja"},
    ]
    second = PdfReader(io.BytesIO(certificate_pdf(made))).pages[1].extract_text()
    words = " ".join(second.split())
    assert "Unit kompetensi / Units of competency" in words
    assert "M.71ARS00.001.1 Menerapkan keselamatan konstruksi Menggambar denah kerja" in words
    assert suggested_competencies(training) == (
        "M.71ARS00.001.1 Menerapkan keselamatan konstruksi\nMenggambar denah kerja"
    )


def test_many_units_keep_the_certificate_on_two_pages() -> None:
    training = a_completed_class(1)
    units = competencies_in(
        "\n".join(f"F.4{place:05d}.001.01 {'Unit panjang ' * 8}" for place in range(20))
    )
    [made] = issue_certificates(training, stated(competencies=units), by=BY)
    assert len(PdfReader(io.BytesIO(certificate_pdf(made))).pages) == 2


def test_the_job_prints_a_second_code_that_is_checked_without_network() -> None:
    [made] = issued()
    assert "Periksa tanpa internet" not in words_of(certificate_pdf(made))
    assert render_certificates() == 1
    row = Certificate.objects.get(pk=made.pk)
    assert row.pdf is not None
    content = files.read(row.pdf)
    assert "Periksa tanpa internet" in words_of(content)
    assert content == certificate_pdf(row, offline=offline_link(row, by=BY))
    assert row.offline != ""


def test_one_that_cannot_be_printed_keeps_no_other_of_its_batch_from_its_owner() -> None:
    good = issued(2)
    # Its frozen words lack everything that only the paper says.
    bad = a_certificate()
    assert render_certificates() == 2
    kept = Certificate.objects.exclude(pdf_hash="").values_list("pk", flat=True)
    assert sorted(kept) == sorted(each.pk for each in good)
    bad.refresh_from_db()
    assert (bad.pdf_id, bad.claimed_at, bad.last_error) == (None, None, "KeyError: 'head'")
    assert render_certificates() == 0
    bad.refresh_from_db()
    assert bad.attempts == 2


def test_what_another_worker_has_claimed_comes_back_only_after_some_minutes() -> None:
    issued(2)
    now = clock.now()
    first = claim_prints(by=BY, at=now)
    assert len(first) == 2
    assert claim_prints(by=BY, at=now + CLAIM_LASTS) == []
    again = claim_prints(by=BY, at=now + CLAIM_LASTS + timedelta(seconds=1))
    assert [row.pk for row in again] == [row.pk for row in first]
    assert [row.attempts for row in again] == [2, 2]


def test_a_worker_whose_claim_has_ended_keeps_nothing() -> None:
    issued()
    now = clock.now()
    [slow] = claim_prints(by=BY, at=now)
    [fast] = claim_prints(by=BY, at=now + timedelta(minutes=6))
    assert keep_prints([(fast, b"%PDF fast")], by=BY) == 1
    assert keep_prints([(slow, b"%PDF slow")], by=BY) == 0
    row = Certificate.objects.get()
    assert row.pdf is not None
    assert files.read(row.pdf) == b"%PDF fast"
    assert StoredFile.objects.filter(media_type="application/pdf", size=9).count() == 1


def test_what_fails_five_times_is_parked_with_its_error_until_somebody_asks_again() -> None:
    issued()
    for attempt in range(1, 6):
        [row] = claim_prints(by=BY)
        assert row.attempts == attempt
        note_failure(row, "UnprintablePaper: contoh", by=BY)
    assert claim_prints(by=BY) == []
    parked = Certificate.objects.get()
    assert (parked.is_parked, parked.last_error) == (True, "UnprintablePaper: contoh")
    retry_print(parked, by=BY)
    assert render_certificates() == 1
    with pytest.raises(StaleState):
        retry_print(parked, by=BY)
