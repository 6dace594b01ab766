"""The preview of an opening: what becomes public when, and what is worth a second look although it stops nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from binakon.core.calendar import parse_window
from binakon.core.holidays import Holiday
from binakon.core.problems import blocking
from binakon.enrolment.rules.opening_preview import PreviewFacts, opening_warnings, promises

# Closing on Friday 10 April 2026; the class on Monday and Tuesday, 20 and 21 April: five working days between.
CALM = PreviewFacts(
    moment=datetime(2026, 4, 1, tzinfo=UTC),
    opens_at=datetime(2026, 3, 31, tzinfo=UTC),
    closes_at=datetime(2026, 4, 10, 8, tzinfo=UTC),
    closes_on=date(2026, 4, 10),
    nominations_due_at=datetime(2026, 4, 8, 8, tzinfo=UTC),
    days=(date(2026, 4, 20), date(2026, 4, 21)),
    days_off={},
    window=parse_window("2026-04"),
    seats=35,
    plan_seats=35,
    asked=13,
    quota=26,
    shared=30,
    documents=("id_card", "photo"),
    policy="first_come",
    takes_individuals=True,
    has_waiting_list=True,
    correction_days=3,
    objection_days=3,
)
LEAVE = Holiday(date(2026, 4, 20), "Cuti bersama (contoh)", "Joint leave (example)", True)
FEAST = Holiday(date(2026, 4, 21), "Hari raya (contoh)", "Feast (example)")


def test_nothing_is_said_of_a_class_that_is_as_one_would_wish() -> None:
    assert opening_warnings(CALM) == []


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        (
            {"quota": None, "shared": 4},
            [
                "Kuota kabupaten/kota belum ditetapkan, padahal dinasnya diminta mengusulkan. Semua usulan memakai kursi bersama."
            ],
        ),
        ({"quota": None, "asked": 0, "shared": 4}, []),
        ({"quota": 0, "shared": 4}, []),
        (
            {"shared": 35},
            [
                "Semua kursi sudah dibagi ke kuota dan kelompok. Pendaftar di luar itu tidak punya kursi bersama."
            ],
        ),
        ({"shared": 35, "takes_individuals": False}, []),
        ({"seats": 30, "shared": 26}, ["Kursinya 30, sedangkan rencana menyebut 35."]),
        (
            {"has_waiting_list": False},
            [
                "Tidak ada daftar cadangan. Kursi yang dilepas peserta tidak ditawarkan kepada siapa pun."
            ],
        ),
        (
            {"days_off": {LEAVE.day: LEAVE, FEAST.day: FEAST}},
            [
                "Senin, 20 April 2026 adalah cuti bersama: Cuti bersama (contoh).",
                "Selasa, 21 April 2026 adalah hari libur: Hari raya (contoh).",
            ],
        ),
        (
            {"days": (date(2026, 4, 24), date(2026, 4, 25))},
            ["Sabtu, 25 April 2026 jatuh pada akhir pekan."],
        ),
        (
            {"window": parse_window("2026-04-20")},
            ["Rencana menyebut 20 April 2026, tetapi kelasnya juga pada 21 April 2026."],
        ),
        (
            {"window": parse_window("2026-05")},
            [
                "Rencana menyebut Mei 2026, tetapi kelasnya juga pada 20 April 2026 dan 21 April 2026."
            ],
        ),
        (
            {"closes_on": date(2026, 4, 11)},
            ["Pendaftaran berakhir Sabtu, 11 April 2026, ketika kantor tutup."],
        ),
        (
            {"nominations_due_at": datetime(2026, 4, 11, tzinfo=UTC)},
            ["Batas usulan kabupaten/kota lebih akhir daripada penutupan pendaftaran."],
        ),
        (
            {"policy": "ranked"},
            [
                "Antara penutupan dan hari pertama kelas ada 5 hari kerja, padahal perbaikan berkas dan keberatan boleh memakan 6 hari kerja."
            ],
        ),
        ({"documents": ()}, ["Tidak ada berkas yang diminta; pendaftar tidak bisa diperiksa."]),
        (
            {"documents": ("photo",)},
            ["KTP tidak diminta; nama dan NIK pendaftar tidak bisa dicocokkan."],
        ),
    ],
)
def test_each_thing_worth_a_second_look_is_said_in_one_sentence(
    changes: dict[str, Any], sentences: list[str]
) -> None:
    found = opening_warnings(replace(CALM, **changes))
    assert [warning.sentence for warning in found] == sentences


def test_no_warning_ever_stops_an_opening() -> None:
    worst = replace(
        CALM, quota=None, shared=35, documents=(), days_off={LEAVE.day: LEAVE}, policy="draw"
    )
    assert len(opening_warnings(worst)) == 5
    assert blocking(opening_warnings(worst)) == []


def test_the_preview_says_when_what_becomes_public() -> None:
    assert [when for when, _sentence in promises(CALM)] == [
        "Begitu dibuka",
        "Begitu dibuka",
        "Begitu dibuka",
        "10 April 2026, 16.00 WITA",
    ]
    assert promises(CALM)[1][1] == (
        "13 dinas kabupaten/kota mendapat tenggat untuk mengusulkan peserta: 8 April 2026, 16.00 WITA."
    )


def test_before_the_hour_of_registration_the_preview_names_that_hour() -> None:
    later = replace(CALM, opens_at=datetime(2026, 4, 3, 0, tzinfo=UTC))
    assert promises(later)[2] == (
        "3 April 2026, 08.00 WITA",
        "Pendaftaran dimulai; kelas ini tampil di beranda sebagai kelas yang dibuka.",
    )


def test_a_class_for_nominees_alone_promises_no_registration_of_ones_own() -> None:
    closed = replace(CALM, takes_individuals=False, nominations_due_at=None)
    assert [sentence for _when, sentence in promises(closed)[1:3]] == [
        "13 dinas kabupaten/kota mendapat tenggat untuk mengusulkan peserta: 10 April 2026, 16.00 WITA.",
        "Dinas kabupaten/kota mulai bisa mengusulkan; orang tidak mendaftar sendiri.",
    ]
