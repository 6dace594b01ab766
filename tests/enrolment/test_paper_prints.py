"""Decrees and letters on paper, read back: the words that were typed, never a NIK, never typst's own language."""

import re
from datetime import time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader

from binakon.core import ledger
from binakon.enrolment.actions import amendments, decrees, letter_sending, letters
from binakon.enrolment.actions.letters import LetterText
from binakon.enrolment.documents.decree import decree_pdf
from binakon.enrolment.documents.letter import call_letter_for, letter_pdf
from binakon.enrolment.models import Decree, Letter, Place, Training, TrainingDay
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.states import LetterKind
from tests.enrolment.decree_cases import (
    DATED,
    a_letterhead,
    an_official,
    closed,
    issued,
    signed,
    verified,
)
from tests.enrolment.people import a_nik, a_training
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.both_in_full]

# What typst, HTML or a bidirectional text would make something else of.
TRICKY = '#eval("1") $x$ @ref *tebal* _miring_ <b>&amp; \\ `kode` #[isi] // ulasan'


def pages_of(content: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    reader = PdfReader(BytesIO(content))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def words_of(content: bytes) -> str:
    """The words of all pages, without the line that counts them."""
    return re.sub(r" ?Halaman \d+ dari \d+", "", " ".join(pages_of(content)))


def no_nik(content: bytes, *numbers: int) -> bool:
    whole = words_of(content)
    return not any(a_nik(number) in whole for number in numbers) and not re.search(
        r"\b\d{16}\b", whole
    )


@pytest.fixture
def decree(training: Training) -> Decree:
    """A numbered decree of two people, on the letterhead of the province."""
    a_letterhead()
    verified(training, 1, name="Ani", employer="CV Contoh", office="63.05")
    verified(training, 2, name="Budi", office="63.03")
    return issued(decrees.draw_up_decree(closed(training), by=BY))


def test_the_decree_prints_the_letterhead_the_law_the_rulings_and_the_list(
    decree: Decree,
) -> None:
    first, annex = pages_of(decree_pdf(decree))
    for line in (
        "PEMERINTAH PROVINSI KALIMANTAN SELATAN DINAS PEKERJAAN UMUM DAN PENATAAN RUANG",
        "Jalan Contoh Nomor 1, Banjarbaru 70000",
        "NOMOR 188.4/12/BK/2026",
        "TENTANG PENETAPAN PESERTA KELAS",
        "Undang-Undang Nomor 2 Tahun 2017 tentang Jasa Konstruksi;",
        "MEMUTUSKAN:",
        "Menetapkan 2 orang peserta Kelas",
        "Ditetapkan di Banjarbaru pada tanggal 17 April 2026",
        "Kepala Dinas, Pejabat (contoh)",
    ):
        assert line in first
    assert "1 Budi (contoh) – Kabupaten Banjar 2 Ani (contoh) CV Contoh Kabupaten Tapin" in annex
    assert "LAMPIRAN KEPUTUSAN KEPALA DINAS" in annex
    assert no_nik(decree_pdf(decree), 1, 2)


def test_who_acts_is_printed_as_such_with_rank_and_number(training: Training) -> None:
    a_letterhead()
    verified(training, 1)
    decree = decrees.draw_up_decree(closed(training), by=BY)
    acting = an_official(
        "Pelaksana (contoh)",
        is_acting=True,
        rank="Pembina (IV/a)",
        employee_number="19700101 199503 1 001",
    )
    decrees.issue_decree(
        decree, number="1", dated=DATED, place="Banjarbaru", signatory=acting, by=BY
    )
    first = pages_of(decree_pdf(decree))[0]
    assert "Plt. Kepala Dinas, Pelaksana (contoh) Pembina (IV/a) NIP 19700101 199503 1 001" in first


def test_a_draft_says_so_and_a_numbered_decree_does_not(training: Training) -> None:
    verified(training, 1)
    draft = decrees.draw_up_decree(closed(training), by=BY)
    assert "KONSEP" in words_of(decree_pdf(draft))
    assert "KONSEP" not in words_of(decree_pdf(issued(draft)))


def test_the_same_numbered_decree_is_the_same_bytes_in_any_language(decree: Decree) -> None:
    before = decree_pdf(decree)
    with translation.override("en"):
        assert decree_pdf(Decree.objects.get(pk=decree.pk)) == before


def test_an_amended_annex_says_who_left_who_came_and_who_stays(year: None, db: None) -> None:
    training = a_training(seats=2, quotas={"63.05": 1})
    leaving = verified(training, 1, name="Keluar", office="63.05")
    verified(training, 2, name="Tetap", office="63.03")
    heir = verified(training, 3, name="Pewaris", office="63.05")
    signed(closed(training), "SK-1")
    amendment = issued(
        amendments.draw_up_amendment(
            training, replacements={leaving.pk: heir.pk}, reason="mutasi tugas.", by=BY
        ),
        "SK-2",
    )
    first, annex = pages_of(decree_pdf(amendment))
    assert "Mengubah Lampiran Keputusan Nomor SK-1 tentang Penetapan Peserta Kelas" in first
    assert "Keluar (contoh) digantikan oleh Pewaris (contoh);" in first
    assert "bahwa daftar tersebut perlu diubah karena mutasi tugas;" in first
    assert "Tetap (contoh) – Kabupaten Banjar tetap" in annex
    assert "menggantikan Keluar (contoh)" in annex


def test_markup_prints_as_text_in_names_texts_and_the_letterhead(training: Training) -> None:
    office = a_letterhead()
    office.address = TRICKY
    office.save()
    verified(training, 1, name="#set page(width: 1cm)", employer=TRICKY[:60])
    decree = decrees.draw_up_decree(closed(training), by=BY)
    decrees.edit_decree(decree, considering=TRICKY, recalling=TRICKY, by=BY)
    whole = words_of(decree_pdf(issued(decree)))
    assert "#set page(width: 1cm) (contoh)" in whole
    assert whole.count(TRICKY) == 3


def a_letter(training: Training, kind: LetterKind, **text: Any) -> Letter:
    values: dict[str, Any] = {"subject": "Hal contoh", **text}
    letter = letters.write_letter(training, kind, LetterText(**values), by=BY)
    letters.number_letter(
        letter,
        number=f"005/{letter.pk}",
        dated=DATED,
        place="Banjarbaru",
        signatory=an_official(),
        by=BY,
    )
    return letter


def test_a_request_prints_its_recipients_by_number_and_their_quota_in_an_annex(
    year: None, db: None
) -> None:
    codes = [f"63.{number:02d}" for number in (*range(1, 12), 71, 72)]
    training = a_training(seats=26, quotas=dict.fromkeys(codes, 2), requirements="S1 sipil\nSehat")
    reply = timezone.localdate() + timedelta(days=9)
    letter = a_letter(
        training,
        LetterKind.NOMINEE_REQUEST,
        offices=codes,
        reply_by=reply,
        copies="Gubernur (sebagai laporan)",
        nature="Penting",
    )
    first, annex = pages_of(letter_pdf(letter))
    assert "Sifat : Penting" in first
    assert "Hal : Hal contoh" in first
    assert "1. Dinas yang membidangi jasa konstruksi Kabupaten Tanah Laut" in first
    assert "13. Dinas yang membidangi jasa konstruksi Kota Banjarbaru" in first
    assert "Persyaratan : 1. S1 sipil 2. Sehat" in first
    assert "Tembusan: 1. Gubernur (sebagai laporan)" in first
    assert "13 Dinas yang membidangi jasa konstruksi Kota Banjarbaru Kota Banjarbaru 2" in annex


def test_four_thousand_letters_and_marks_of_direction_print_as_text(training: Training) -> None:
    long = ("Kalimat contoh yang panjang " * 150)[:3900]
    body = f"{TRICKY}\n\nba\u202eris \u2067satu\u2069\nbaris dua\n\n{long}\n\n{'x' * 90}"
    letter = a_letter(
        training,
        LetterKind.NOMINEE_REQUEST,
        offices=["63.09"],
        reply_by=timezone.localdate() + timedelta(days=9),
        body=body,
    )
    whole = words_of(letter_pdf(letter))
    assert TRICKY in whole
    assert "baris satu baris dua" in whole
    assert whole.count("Kalimat contoh yang panjang") == body.count("Kalimat contoh yang panjang")
    assert whole.replace(" ", "").count("x" * 90) == 1


def test_a_call_has_a_page_for_each_and_a_participant_gets_only_their_own(
    training: Training,
) -> None:
    TrainingDay.objects.create(
        training=training, on=training.starts_on, starts_at=time(8), ends_at=time(16)
    )
    one, two = verified(training, 1, name="Ani"), verified(training, 2, name="Budi")
    signed(closed(training))
    assert call_letter_for(one) is None
    letter = a_letter(training, LetterKind.CALL)
    assert len(pages_of(letter_pdf(letter))) == 2
    assert call_letter_for(one) is None
    letter_sending.send_letter(letter, by=BY)
    own = call_letter_for(one)
    assert own is not None
    (page,) = pages_of(own)
    assert "Yth. Ani (contoh)" in page
    assert "Budi" not in page
    assert "08.00–16.00 WITA" in page
    assert no_nik(letter_pdf(letter), 1, 2)
    own_page = f"/pendaftaran/{token_of(one.key.hex, one.link_version)}/"
    assert f'href="{own_page}panggilan.pdf"' in Client().get(own_page).content.decode()
    answer = Client().get(f"{own_page}panggilan.pdf")
    assert answer.content == own
    assert answer.headers["Cache-Control"] == "no-store, private"
    ledger.move(
        Place.objects.get(registration=two), "replace", by=BY, sentence="diganti", bucket=""
    )
    assert call_letter_for(two) is None
    other = f"/pendaftaran/{token_of(two.key.hex, two.link_version)}/panggilan.pdf"
    assert Client().get(other).status_code == 404
