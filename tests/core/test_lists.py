"""A declared list filters, searches, sorts and pages what it is given, and says what it ignored."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.translation import override

from binakon.core import lists
from binakon.core.lists import Column, Downloads, Filter, Listing, Picking
from binakon.core.lists.rows import in_words
from binakon.core.models import Message
from tests.core.message_list import LIST, messages, page, subjects

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = datetime(2026, 4, 17, 8, tzinfo=UTC)


def html(**more: Any) -> str:
    shown = page(more.pop("query", ""), **more)
    return render_to_string("ui/list_page.html", {"page": shown, "csrf_token": "x"})


def test_an_address_without_words_shows_the_first_page_in_the_declared_order() -> None:
    messages(30)
    Message.objects.filter(subject="Surat 017").update(attempts=2)
    shown = page()
    assert (shown.total, shown.page, shown.pages, shown.first, shown.last) == (30, 1, 2, 1, 25)
    # Downwards by attempts; the newest of a tie first.
    assert subjects(shown)[:3] == ["Surat 017", "Surat 030", "Surat 029"]
    assert (shown.previous, shown.following) == ("", "/pesan/?halaman=2")


def test_every_row_stands_on_exactly_one_page_whatever_the_ties() -> None:
    messages(130)
    seen: list[str] = []
    for number in range(1, 7):
        seen += subjects(page(f"urut=coba&halaman={number}"))
    assert sorted(seen) == [f"Surat {number:03}" for number in range(1, 131)]


def test_the_key_decides_a_tie_in_the_direction_of_the_sort() -> None:
    messages(3)
    assert subjects(page("urut=coba")) == list(reversed(subjects(page("urut=-coba"))))


def test_sorting_follows_a_column_up_and_down_and_the_head_turns_it_round() -> None:
    messages(3)
    up, down = page("urut=perihal"), page("urut=-perihal")
    assert subjects(up) == ["Surat 001", "Surat 002", "Surat 003"]
    assert subjects(down) == ["Surat 003", "Surat 002", "Surat 001"]
    assert [(head.direction, head.href) for head in up.heads if head.href] == [
        ("ascending", "/pesan/?urut=-perihal"),
        ("none", "/pesan/?urut=coba"),
    ]
    assert down.heads[0].direction == "descending"
    assert page().heads[0].href == "/pesan/?urut=perihal"


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("jenis=<script>", "Pilihan “<script>” tidak dikenal dan diabaikan."),
        ("urut=body_text", "Pilihan “body_text” tidak dikenal dan diabaikan."),
        ("urut=kepada", "Pilihan “kepada” tidak dikenal dan diabaikan."),
        ("urut=--coba", "Pilihan “--coba” tidak dikenal dan diabaikan."),
        ("halaman=dua", "Pilihan “dua” tidak dikenal dan diabaikan."),
        ("halaman=²", "Pilihan “²” tidak dikenal dan diabaikan."),
        ("halaman=0", "Pilihan “0” tidak dikenal dan diabaikan."),
        ("baris=1000000", "Pilihan “1000000” tidak dikenal dan diabaikan."),
        ("halaman=99", "Halaman 99 tidak ada; ini halaman terakhir."),
    ],
)
def test_what_nobody_knows_is_ignored_and_said(query: str, ignored: str) -> None:
    messages(3)
    shown = page(query)
    assert (shown.ignored, shown.total, len(shown.rows)) == ((ignored,), 3, 3)
    assert escape(ignored) in html(query=query)


def test_words_of_the_address_that_are_not_of_the_list_are_left_alone() -> None:
    messages(1)
    assert page("bahasa=en&utm_source=x&%00=1").ignored == ()


def test_filters_narrow_together_and_each_chip_takes_its_own_away() -> None:
    messages(3)
    messages(2, name="undangan", sent_at=NOW)
    shown = page("jenis=undangan&kirim=sudah&cari=surat&urut=perihal&baris=50")
    assert (shown.total, shown.total_words) == (2, "2 ditemukan")
    assert [(chip.label, chip.href) for chip in shown.chips] == [
        ("Cari: “surat”", "/pesan/?jenis=undangan&kirim=sudah&urut=perihal&baris=50"),
        ("Jenis: Undangan", "/pesan/?kirim=sudah&cari=surat&urut=perihal&baris=50"),
        ("Kiriman: Sudah", "/pesan/?jenis=undangan&cari=surat&urut=perihal&baris=50"),
    ]
    assert shown.everything_href == "/pesan/"
    assert page("kirim=belum").total == 3


def test_every_word_of_a_search_must_stand_in_some_field() -> None:
    messages(2)
    Message.objects.filter(subject="Surat 002").update(body_text="Undangan ke Tapin")
    assert subjects(page("cari=tapin+surat")) == ["Surat 002"]
    assert subjects(page("cari=tapin+banjar")) == []
    assert subjects(page("cari=%25")) == []
    assert page("cari=%00tapin").asked.search == "tapin"


@pytest.mark.parametrize("digits", ["6305010101010001", "6305 0101 0101 0001", "0812-3456-7890"])
def test_a_nik_or_a_telephone_number_is_not_searched_nor_carried_on(digits: str) -> None:
    messages(30)
    shown = page(f"cari={digits}&jenis=tes")
    assert shown.asked.search == ""
    assert len(shown.ignored) == 1
    written = html(query=f"cari={digits}&jenis=tes")
    assert digits not in written
    assert digits.replace(" ", "+") not in written


def test_kept_words_of_the_page_stay_in_every_link() -> None:
    messages(60)
    shown = page("jenis=tes&halaman=2", kept={"kantor": "64"})
    assert shown.following == "/pesan/?kantor=64&jenis=tes&halaman=3"
    assert shown.previous == "/pesan/?kantor=64&jenis=tes"
    assert shown.chips[0].href == "/pesan/?kantor=64"
    assert shown.everything_href == "/pesan/?kantor=64"
    assert shown.hidden == (("kantor", "64"),)


def test_far_down_the_rows_are_the_same_in_the_same_order() -> None:
    messages(1060)
    for query in ("urut=-perihal", "jenis=tes&cari=surat", ""):
        deep = page(f"{query}&halaman=42")
        everything = lists.found(LIST, Message.objects.all(), deep.asked)
        assert deep.first == 1026
        assert subjects(deep) == [row.subject for row in everything[1025:1050]]
        assert len(page(f"{query}&halaman=43").rows) == 10


def test_the_pager_shows_the_ends_the_neighbours_and_gaps() -> None:
    messages(250)
    assert [step.label for step in page("halaman=5").steps] == ["1", "…", "4", "5", "6", "…", "10"]
    assert [step.label for step in page("baris=100").steps] == ["1", "2", "3"]
    assert [(size.label, size.is_here) for size in page("baris=50").sizes] == [
        ("25", False),
        ("50", True),
        ("100", False),
    ]


def test_a_page_asks_the_same_number_of_queries_for_one_row_and_for_three() -> None:
    counts = []
    for many in (1, 2):
        messages(many)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            html(picking=Picking("/pesan/banyak/", (("tarik", "Tarik"),)))
        counts.append(len(asked))
    assert Message.objects.count() == 3
    assert counts == [2, 2]


def test_gather_sees_the_rows_of_the_page_once() -> None:
    messages(30)
    seen: list[int] = []

    def gather(rows: list[Message]) -> list[Message]:
        seen.append(len(rows))
        return rows

    listing = Listing(columns=LIST.columns, gather=gather)
    lists.page(listing, Message.objects.all(), {}, path="/pesan/")
    assert seen == [25]


def test_what_a_person_typed_is_text_in_every_cell_and_in_the_name_of_its_box() -> None:
    nasty = "<script>alert(1)</script>{0}{{x}}%s"
    messages(1, subject=nasty, last_error=nasty)
    written = html(picking=Picking("/pesan/banyak/", ()))
    assert "<script>alert" not in written
    assert written.count(escape(nasty)) == 3


def test_a_label_with_braces_and_quotes_stays_a_label() -> None:
    messages(1)
    columns = (
        Column("a", "A", lambda row: row.subject),
        Column("b", 'Isi {0} "b"', lambda row: row.attempts),
    )
    shown = lists.page(Listing(columns=columns), Message.objects.all(), {}, path="/")
    assert (
        shown.body
        == '<tr><th scope="row">Surat 001</th><td data-label="Isi {0} &quot;b&quot;">0</td></tr>'
    )


def test_a_row_shows_links_badges_numbers_and_what_is_unknown() -> None:
    (message,) = messages(1, attempts=1500)
    assert page(picking=Picking("/x/", ())).body == (
        f'<tr><td class="pick"><label><input type="checkbox" name="pilih" value="{message.pk}">'
        '<span class="vh">Pilih Surat 001</span></label></td>'
        f'<th scope="row"><a href="/pesan/{message.pk}/">Surat 001</a></th>'
        '<td data-label="Kepada">•••</td>'
        '<td data-label="Keadaan"><span><span class="badge">Menunggu</span></span></td>'
        '<td class="num" data-label="Percobaan">1.500</td>'
        '<td data-label="Galat"><span class="unset">belum diisi</span></td></tr>'
    )


def test_values_are_written_in_the_language_of_the_reader() -> None:
    values = [None, True, 1500, Decimal("82.5"), date(2026, 4, 17), NOW, "teks"]
    assert [in_words(value) for value in values] == [
        None,
        "ya",
        "1.500",
        "82,5",
        "17 April 2026",
        "17 April 2026, 16.00 WITA",
        "teks",
    ]
    with override("en"):
        assert [in_words(value) for value in values[2:5]] == ["1,500", "82.5", "17 April 2026"]


def test_an_empty_list_and_one_that_filters_emptied_say_different_things() -> None:
    assert "Belum ada isinya" in html()
    messages(1)
    emptied = html(query="cari=tidakada")
    assert "Tidak ada yang cocok" in emptied
    assert "<table" not in emptied


def test_personal_downloads_are_offered_only_where_they_are_allowed() -> None:
    messages(1)
    assert "unduh-alasan" not in html(downloads=Downloads("/unduh/"))
    assert "unduh-alasan" in html(downloads=Downloads("/unduh/", may_personal=True))


def test_two_columns_or_filters_of_one_name_or_a_reserved_one_are_refused() -> None:
    column = Column("a", "A", str)
    for listing in (
        {"columns": (column, column)},
        {"columns": (column,), "filters": (Filter("cari", "Cari", "name", ()),)},
        {"columns": (column,), "filters": (Filter("x", "X", "name", ()),) * 2},
    ):
        with pytest.raises(ValueError, match="each name once"):
            Listing(**listing)  # type: ignore[arg-type]
