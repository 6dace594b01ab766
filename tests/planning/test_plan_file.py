"""A plan file is read strictly: facts, or every problem with its line, and never an exception."""

from datetime import date

import pytest
from django.utils import translation

from binakon.core.calendar import Precision, Window
from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    GoalEntry,
    HistoryEntry,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.sheets.plan_file import parse_plan
from tests.planning.plan_files import PLAN, PUBLISHED


@pytest.fixture(autouse=True)
def _in_indonesian():
    with translation.override("id"):
        yield


def found(data):
    _plan, problems = parse_plan(data if isinstance(data, bytes) else data.encode())
    return [(problem.line, problem.code) for problem in problems]


def changed(*pairs):
    text = PLAN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


FAULTS = [
    ("unknown key", "people = 200", "people = 200\n  colour = 1", [(13, "unknown_key")]),
    ("misspelt required key", "people = 375", "peple = 375", [(16, "unknown_key")]),
    ("unknown table", "[[goal]]", "[[budget]]\nx = 1\n[[goal]]", [(14, "unknown_key")]),
    ("unknown table thrice", "[[goal]]", "[[b]]\n[[b]]\n[[b]]\n[[goal]]", [(14, "unknown_key")]),
    ("misspelt table", "[[history]]", "[[histori]]", [(28, "unknown_key")]),
    ("missing office", 'office = "63"\n', "", [(1, "missing_key")]),
    ("missing year", "year = 2026\nname", "name", [(1, "missing_key")]),
    ("missing name", 'name = "Program"\n', "", [(1, "missing_key")]),
    ("missing stage", 'stage = "murni"\n', "", [(6, "missing_key")]),
    ("missing date", "dated = 2026-01-27\n", "", [(6, "missing_key")]),
    ("missing indicator of a target", '  indicator = "trained"\n', "", [(10, "missing_key")]),
    ("target without a number", "  people = 200\n", "", [(10, "missing_key")]),
    ("target with both", "people = 200", "people = 200\n  value = 1", [(10, "target_twice")]),
    ("people and unit", "people = 200", 'people = 2\n  unit = "x"', [(10, "target_twice")]),
    ("value without unit", "people = 200", "value = 200", [(10, "missing_key")]),
    ("value with an empty unit", "people = 200", 'value = 2\n  unit = ""', [(10, "missing_key")]),
    ("unit without value", "people = 200", 'unit = "dokumen"', [(10, "missing_key")]),
    ("missing label", 'label = "ideal"\n', "", [(14, "missing_key")]),
    ("missing goal", "people = 375\n", "", [(14, "missing_key")]),
    ("missing window", 'window = "2026-02"\n', "", [(19, "missing_key")]),
    ("missing year of history", "year = 2025\n", "", [(28, "missing_key")]),
    ("people as text", "people = 200", 'people = "200"', [(12, "wrong_type")]),
    ("fractional people", "people = 200", "people = 200.0", [(12, "wrong_type")]),
    ("boolean people", "people = 200", "people = true", [(12, "wrong_type")]),
    ("people not a number", "people = 200", "people = nan", [(12, "wrong_type")]),
    ("negative people", "people = 200", "people = -1", [(12, "too_small")]),
    ("too many people", "people = 200", "people = 2147483648", [(12, "too_large_number")]),
    ("huge people", "people = 200", f"people = 0x{'f' * 9000}", [(12, "too_large_number")]),
    ("long number", "people = 200", f"people = {'9' * 5000}", [(12, "syntax")]),
    ("too much money", "dated", "ceiling = 9007199254740992\ndated", [(8, "too_large_number")]),
    ("version zero", "dated", "number = 0\ndated", [(8, "too_small")]),
    ("year as text", "year = 2025", 'year = "2025"', [(29, "wrong_type")]),
    ("office as a number", '"63"', "63", [(2, "wrong_type")]),
    ("date as text", "2026-01-27", '"2026-01-27"', [(8, "wrong_type")]),
    ("date with time", "2026-01-27", "2026-01-27T08:00:00", [(8, "wrong_type")]),
    ("time", "2026-01-27", "08:00:00", [(8, "wrong_type")]),
    ("31 February as a date", "2026-01-27", "2026-02-31", [(8, "syntax")]),
    ("31 February as a window", '"2026-02"', '"2026-02-31"', [(23, "bad_window")]),
    ("window backwards", '"2026-02"', '"2026-03/2026-02"', [(23, "bad_window")]),
    ("window in words", '"2026-02"', '"Februari"', [(23, "bad_window")]),
    ("window as a date", '"2026-02"', "2026-02-10", [(23, "wrong_type")]),
    ("about as text", "dated", 'total_about = "ya"\ndated', [(8, "wrong_type")]),
    ("levels as text", "[7, 8]", '"7-9"', [(24, "wrong_type")]),
    (
        "levels of several types",
        "[7, 8]",
        '[\n7,\n"8",\n9.0]',
        [(26, "wrong_type"), (27, "wrong_type")],
    ),
    ("partners as text", '["HPJI"]', '"HPJI"', [(25, "wrong_type")]),
    ("a list without end", '["HPJI"]', "[" + '"a",' * 1001 + "]", [(25, "too_long")]),
    ("empty partner", '["HPJI"]', '["HPJI", " "]', [(25, "empty")]),
    ("regions in a word", '["63.01"]', '"semua"', [(26, "wrong_type")]),
    ("regions as numbers", '["63.01"]', "[63.01]", [(26, "wrong_type")]),
    ("code with capitals", '"bimtek-1"', '"BIMTEK 1"', [(20, "bad_code")]),
    ("code that begins with a dash", '"bimtek-1"', '"-1"', [(20, "bad_code")]),
    ("long code", '"bimtek-1"', f'"{"a" * 81}"', [(20, "too_long")]),
    ("long title", '"BIMTEK"', f'"{"a" * 301}"', [(22, "too_long")]),
    ("empty title", '"BIMTEK"', '"  "', [(22, "empty")]),
    ("control character", '"BIMTEK"', '"BIM\\u0007TEK"', [(22, "control_character")]),
    ("newline in a title", '"BIMTEK"', '"BIM\\nTEK"', [(22, "control_character")]),
    (
        "the word for what is broken",
        '"BIMTEK"',
        '"\\u0000broken\\u0000"',
        [(22, "control_character")],
    ),
    ("text turned around", '"BIMTEK"', '"BIM\\u202eTEK"', [(22, "control_character")]),
    ("single brackets", "[[version]]", "[version]", [(6, "wrong_table")]),
    ("double brackets", "[programme]", "[[programme]]", [(1, "wrong_table")]),
    ("single target", "[[version.target]]", "[version.target]", [(10, "wrong_table")]),
    ("stated as a list", "[stated]", "[[stated]]", [(32, "wrong_table")]),
    ("stated in a fraction", "goal = 375", "goal = 37.5", [(33, "wrong_type")]),
    ("stated below zero", "goal = 375", "goal = -1", [(33, "too_small")]),
    ("unquoted text", '"Program"', "Program", [(4, "syntax")]),
    ("unclosed quote", '"Program"', '"Program', [(4, "syntax")]),
    ("key twice", "year = 2025", "year = 2025\nyear = 2024", [(30, "syntax")]),
    ("table twice", "[stated]", "[programme]\n[stated]", [(32, "syntax")]),
    ("thousands with dots", "people = 200", "people = 1.200.000", [(12, "syntax")]),
    ("unclosed list", "[7, 8]", "[7, 8", [(25, "syntax")]),
    ("3,000 brackets", "[7, 8]", "[" * 3000, [(24, "syntax")]),
    ("3,000 closed brackets", "[7, 8]", "[" * 3000 + "]" * 3000, [(24, "syntax")]),
    ("a very long key", "goal = 375", "a" + ".a" * 100_000 + " = 1", [(33, "syntax")]),
    ("backslash", '"Program"', '"C:\\Program"', [(4, "syntax")]),
    ("NUL byte", "Program", "Pro\0gram", [(4, "nul_byte")]),
    ("two NUL bytes", '"BIMTEK"', '"B\0"\n#\0', [(22, "nul_byte"), (23, "nul_byte")]),
]


def test_a_sound_file_has_no_problem():
    assert found(PLAN) == []


@pytest.mark.parametrize(
    ("old", "new", "problems"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS]
)
def test_each_fault_alone_gives_its_problems_with_their_lines(old, new, problems):
    assert found(changed((old, new))) == problems


def test_many_faults_are_told_together_in_line_order():
    text = changed(
        ('office = "63"\n', ""),
        ("2026-01-27", "2026-02-31"),
        ("people = 200", "people = 2.5"),
        ("people = 375", "people = -1\ncolour = 1"),
        ('"BIMTEK"', "BIMTEK"),
        ('"2026-02"', '"2026-13"'),
        ("[stated]", "[jumlah]\n[stated]"),
        ("goal = 375", 'goal = "375"'),
    )
    assert found(text) == [
        (1, "missing_key"),
        (7, "syntax"),
        (11, "wrong_type"),
        (15, "too_small"),
        (16, "unknown_key"),
        (22, "syntax"),
        (23, "bad_window"),
        (32, "unknown_key"),
        (34, "wrong_type"),
    ]


def test_sentences_say_what_to_do():
    text = changed(
        ("people = 200", "peple = 200"),
        ('title = "BIMTEK"\n', ""),
        ('"2026-02"', '"2026-02-31"'),
    )
    _plan, problems = parse_plan(text.encode())
    assert problems == [
        Problem(
            "unknown_key",
            "“peple” tidak dikenal pada [[version.target]]; mungkin maksudnya “people”",
            line=12,
        ),
        Problem(
            "missing_key",
            "Kolom “title” pada [[activity]] belum diisi; isi dengan judul kegiatan",
            line=19,
        ),
        Problem(
            "bad_window",
            "Kolom “window” tidak dapat dibaca: 31 Februari 2026 tidak ada di kalender",
            line=22,
        ),
    ]


def test_an_impossible_date_is_named():
    _plan, problems = parse_plan(changed(("2026-01-27", "2026-02-31")).encode())
    assert [problem.sentence for problem in problems] == [
        "31 Februari 2026 tidak ada di kalender; tulis tanggal yang benar"
    ]


def test_a_syntax_error_that_ends_the_reading_says_so():
    plan, problems = parse_plan(b'[programme\noffice = "63"\n')
    assert plan is None
    assert problems == [
        Problem(
            "syntax",
            "Baris ini tidak dapat dibaca: nama tabel belum ditutup dengan kurung siku (Expected"
            " ']' at the end of a table declaration (at line 1, column 11)); bagian lain berkas"
            " ini belum dapat diperiksa",
            line=1,
        )
    ]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", [(1, "missing_table")]),
        (b"# hanya catatan\n", [(1, "missing_table")]),
        (PLAN.replace("Program", "Prógram").encode("cp1252"), [(4, "encoding")]),
        (PLAN.encode("utf-16"), [(1, "encoding")]),
        (PLAN.encode("utf-16-le"), [(1, "not_text")]),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, [(1, "not_text")]),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(255, 0, -1)), [(1, "not_text")]),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", [(1, "not_text")]),
        (b"\0" * 5000, [(1, "not_text")]),
        (b"#" * (5 * 1024 * 1024 + 1), [(1, "too_large")]),
        (b"Surat biasa kepada dinas.\nSalam.\n", [(1, "syntax")]),
    ],
)
def test_what_is_no_plan_at_all_is_one_clear_problem(data, problems):
    assert found(data) == problems


def test_the_first_wrong_byte_is_named_with_its_place():
    _plan, problems = parse_plan(PLAN.replace("Program", "Prógram").encode("cp1252"))
    assert [problem.sentence for problem in problems] == [
        "Berkas bukan UTF-8: bita 0xF3 pada posisi ke-11 di baris ini tidak terbaca; simpan ulang"
        " berkas sebagai UTF-8"
    ]


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + PLAN.encode(), PLAN.replace("\n", "\r\n").encode()]
)
def test_a_byte_order_mark_and_windows_lines_are_accepted(data):
    assert parse_plan(data) == parse_plan(PLAN.encode())


def test_lines_after_a_byte_order_mark_are_right():
    text = changed(("people = 200", "people = -1")).replace("\n", "\r\n")
    assert found(b"\xef\xbb\xbf" + text.encode()) == [(12, "too_small")]


def test_the_facts_are_what_the_file_says():
    plan, problems = parse_plan(PLAN.encode())
    assert problems == []
    assert (plan.office, plan.year, plan.name, plan.line) == ("63", 2026, "Program", 1)
    trained = TargetEntry("trained", people=200, line=10)
    assert plan.versions == (
        VersionEntry("murni", 1, "draft", date(2026, 1, 27), targets=(trained,), line=6),
    )
    assert plan.goals == (GoalEntry("ideal", 375, 2026, line=14),)
    february = Window(Precision.MONTH, date(2026, 2, 1), date(2026, 2, 28), "2026-02")
    assert plan.activities == (
        ActivityEntry(
            "bimtek-1",
            "bimtek",
            "BIMTEK",
            february,
            levels=(7, 8),
            partners=("HPJI",),
            regions=("63.01",),
            line=19,
        ),
    )
    assert plan.history == (HistoryEntry(2025, "trained", line=28),)
    assert plan.stated == {"goal": (375, 33)}


def test_the_published_plan_of_2026_is_read_whole():
    plan, problems = parse_plan(PUBLISHED.read_bytes())
    assert problems == []
    assert [activity.code for activity in plan.activities] == [
        "rakor-2026",
        "bimtek-arsitek-1",
        "bimtek-arsitek-2",
        "bimtek-arsitek-3",
        "bimtek-jalan",
        "bimtek-jembatan",
        "bimtek-6",
        "bimtek-7",
        "sertifikasi-ahli",
    ]
    assert [version.people for version in plan.versions] == [260]
    assert plan.activities[0].is_all_regions
    assert plan.activities[8].window == Window(Precision.AFTER_EVENT, None, None, "after-perubahan")
    assert plan.versions[0].is_total_about
    assert [past.realised for past in plan.history] == [151, None]


def test_notes_may_have_several_lines_and_text_is_trimmed():
    text = changed(('"Program"', '"  Program  "\npurpose = """\nSatu\nDua\n"""'))
    plan, problems = parse_plan(text.encode())
    assert problems == []
    assert (plan.name, plan.purpose) == ("Program", "Satu\nDua")
