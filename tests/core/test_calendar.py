"""Windows are read, compared and worded as precisely as they were stated."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from binakon.core.calendar import (
    BadWindow,
    Precision,
    Window,
    describe,
    format_day,
    parse_window,
    today,
)

OPEN_WORDS = {"after-budget": Precision.AFTER_EVENT}
CASES = [
    ("2026-02-10", Precision.DAY, date(2026, 2, 10), date(2026, 2, 10), "10 Februari 2026"),
    (
        "2026-02-10/2026-02-12",
        Precision.RANGE,
        date(2026, 2, 10),
        date(2026, 2, 12),
        "10–12 Februari 2026",
    ),
    (
        "2026-02-28/2026-03-02",
        Precision.RANGE,
        date(2026, 2, 28),
        date(2026, 3, 2),
        "28 Februari–2 Maret 2026",
    ),
    (
        "2025-12-30/2026-01-02",
        Precision.RANGE,
        date(2025, 12, 30),
        date(2026, 1, 2),
        "30 Desember 2025–2 Januari 2026",
    ),
    (
        "2026-02-10/2026-02-10",
        Precision.RANGE,
        date(2026, 2, 10),
        date(2026, 2, 10),
        "10 Februari 2026",
    ),
    ("2026-02", Precision.MONTH, date(2026, 2, 1), date(2026, 2, 28), "Februari 2026"),
    ("2028-02", Precision.MONTH, date(2028, 2, 1), date(2028, 2, 29), "Februari 2028"),
    ("2026-03/2026-04", Precision.MONTHS, date(2026, 3, 1), date(2026, 4, 30), "Maret–April 2026"),
    ("2026-03/2026-03", Precision.MONTHS, date(2026, 3, 1), date(2026, 3, 31), "Maret 2026"),
    (
        "2025-12/2026-01",
        Precision.MONTHS,
        date(2025, 12, 1),
        date(2026, 1, 31),
        "Desember 2025–Januari 2026",
    ),
    ("2026-Q2", Precision.QUARTER, date(2026, 4, 1), date(2026, 6, 30), "Triwulan II 2026"),
    ("2026", Precision.YEAR, date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ("after-budget", Precision.AFTER_EVENT, None, None, ""),
]
SHAPES = "2026-02-10, 2026-02-10/2026-02-12, 2026-02, 2026-03/2026-04, 2026-Q2, 2026"
REFUSED = [
    ("2026-02-31", "31 Februari 2026 tidak ada di kalender"),
    ("2026-02-30/2026-03-02", "30 Februari 2026 tidak ada di kalender"),
    ("2026-04-00", "0 April 2026 tidak ada di kalender"),
    ("2026-13", "Bulan pada 2026-13 tidak ada; bulan ditulis 01 sampai 12"),
    ("2026-13-01", "Bulan pada 2026-13-01 tidak ada; bulan ditulis 01 sampai 12"),
    ("2026-Q5", "Triwulan pada 2026-Q5 tidak ada; triwulan ditulis Q1 sampai Q4"),
    ("2026-Q0", "Triwulan pada 2026-Q0 tidak ada; triwulan ditulis Q1 sampai Q4"),
    (
        "2026-02-12/2026-02-10",
        "2026-02-12/2026-02-10 berakhir sebelum dimulai; tulis waktu yang lebih awal lebih dahulu",
    ),
    (
        "2026-04/2026-03",
        "2026-04/2026-03 berakhir sebelum dimulai; tulis waktu yang lebih awal lebih dahulu",
    ),
    *(
        (text, f"Waktu “{text}” tidak dikenali; tulis seperti salah satu contoh ini: {SHAPES}")
        for text in (
            "",
            "/",
            "Februari 2026",
            "2026-2",
            "26-02-10",
            "0000",
            "2026-02-10/2026-03",
            "2026/2027",
            "2026-Q1/2026-Q2",
            "2026-02-10/2026-02-11/2026-02-12",
            "2026-02-10/after-budget",
            "After-Budget",
            "٢٠٢٦",
            "2026\n",
        )
    ),
]


@pytest.fixture(autouse=True)
def _in_indonesian():
    with translation.override("id"):
        yield


@pytest.mark.parametrize(("text", "precision", "start", "end", "_words"), CASES)
def test_a_window_keeps_its_precision_its_days_and_its_text(text, precision, start, end, _words):
    assert parse_window(text, OPEN_WORDS) == Window(precision, start, end, text)


@pytest.mark.parametrize(("text", "_precision", "_start", "_end", "words"), CASES)
def test_a_window_is_worded_in_indonesian(text, _precision, _start, _end, words):
    assert describe(parse_window(text, OPEN_WORDS)) == words


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_what_is_no_window_is_refused_with_its_sentence(text, sentence):
    with pytest.raises(BadWindow) as refused:
        parse_window(text, OPEN_WORDS)
    assert str(refused.value) == sentence


def test_a_very_long_text_is_shortened_in_the_refusal():
    with pytest.raises(BadWindow) as refused:
        parse_window("x" * 100_000)
    assert str(refused.value) == (
        f"Waktu “{'x' * 40}…” tidak dikenali; tulis seperti salah satu contoh ini: {SHAPES}"
    )


def test_an_open_word_is_known_only_to_those_who_bring_it():
    with pytest.raises(BadWindow):
        parse_window("after-budget")


def test_months_are_worded_in_the_active_language():
    with translation.override("en"):
        assert describe(parse_window("2026-02-28/2026-03-02")) == "28 February–2 March 2026"
        assert format_day(date(2026, 8, 1)) == "1 August 2026"


@pytest.mark.parametrize("language", ["xx", "zh-hans", "en-gb", None])
def test_any_language_can_word_a_day(language):
    if language is None:
        with translation.override(None, deactivate=False):
            assert format_day(date(2026, 1, 27)) == "27 Januari 2026"
    else:
        with translation.override(language):
            assert format_day(date(2026, 1, 27)) != ""


def test_only_stated_days_are_exact():
    exact = [text for text, *_rest in CASES if parse_window(text, OPEN_WORDS).is_exact]
    assert exact == [text for text, precision, *_rest in CASES if precision in ("day", "range")]


def test_windows_overlap_when_they_share_a_day():
    february = parse_window("2026-02")
    assert [
        february.overlaps(parse_window(text, OPEN_WORDS))
        for text in ("2026-02-28/2026-03-02", "2026-Q1", "2026-03", "2025", "after-budget")
    ] == [True, True, False, False, False]
    assert not parse_window("after-budget", OPEN_WORDS).overlaps(february)


def test_a_window_contains_its_first_and_last_day():
    february = parse_window("2026-02")
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [february.contains(day) for day in days] == [False, True, True, False]
    assert not parse_window("after-budget", OPEN_WORDS).contains(date(2026, 2, 1))


def test_a_window_is_past_on_the_day_after_its_end_and_an_open_one_never():
    february = parse_window("2026-02")
    assert not february.is_past(date(2026, 2, 28))
    assert february.is_past(date(2026, 3, 1))
    assert not parse_window("after-budget", OPEN_WORDS).is_past(date.max)


def test_today_is_a_plain_day():
    assert type(today()) is date


@given(st.text(alphabet="0123456789-/Q", max_size=24))
def test_any_text_is_a_window_with_ordered_days_or_refused(text):
    try:
        window = parse_window(text)
    except BadWindow as refused:
        said = str(refused)
    else:
        assert window.start <= window.end
        said = describe(window)
    assert said != ""
