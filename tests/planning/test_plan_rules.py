"""A plan is judged against itself and against what is known: every problem, with its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from binakon.planning.rules.plan import plan_problems, version_changes
from binakon.planning.rules.plan_file import KnownFacts, StoredVersion, TargetEntry, VersionEntry
from binakon.planning.sheets.plan_file import parse_plan

KALSEL = frozenset({"63.01", "63.02", "63.03", "63.71"})
KNOWN = KnownFacts(
    provinces=frozenset({"63", "64"}),
    regions_of={"63": KALSEL},
    sub_activities=frozenset({"1.03.11.1.01.0011", "1.03.11.1.01.0014"}),
)
PLAN = """\
[programme]
office = "63"
year = 2026
name = "Program"

[[version]]
stage = "murni"
status = "ratified"
dated = 2026-01-27
ceiling = 900

  [[version.target]]
  indicator = "trained"
  people = 200

  [[version.target]]
  indicator = "facilitated"
  people = 60

[[goal]]
label = "ideal"
people = 375
year = 2026

[[activity]]
code = "bimtek-1"
kind = "bimtek"
title = "BIMTEK"
window = "2026-02"
levels = [7, 8, 9]
seats = 120
indicator = "trained"
funded_by = "murni"
cost = 500
regions = ["63.01", "63.02"]
partners = ["HPJI"]

[[activity]]
code = "rakor"
kind = "rakor"
title = "Rakor"
window = "after-perubahan"
regions = "all"
seats = 80
indicator = "trained"
funded_by = "murni"
"""


@pytest.fixture(autouse=True)
def _in_indonesian():
    with translation.override("id"):
        yield


def found(text, known=KNOWN):
    """Line and code of every problem, of the shape and of the meaning together."""
    plan, problems = parse_plan(text.encode())
    meaning = plan_problems(plan, known)
    return sorted((problem.line, problem.code) for problem in (*problems, *meaning))


def changed(*pairs):
    text = PLAN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def stated(**totals):
    lines = "".join(f"{name} = {number}\n" for name, number in totals.items())
    return f"{PLAN}[stated]\n{lines}"


FIRST_STATED = PLAN.count("\n") + 2
OTHER_VERSION = '[[version]]\nstage = "murni"\ndated = 2026-01-28\n'
FAULTS = [
    ("unknown province", [('"63"\n', '"99"\n')], [(2, "unknown_province")]),
    ("no code", [('"63"\n', '"Kalsel"\n')], [(2, "bad_office")]),
    ("region of another province", [("63.02", "64.99")], []),
    ("unknown region", [("63.02", "63.99")], [(35, "unknown_region")]),
    ("region of an unknown province", [("63.02", "99.01")], [(35, "unknown_region")]),
    ("a province among the regions", [("63.02", "63")], [(35, "unknown_region")]),
    ("region twice", [("63.02", "63.01")], [(35, "repeated")]),
    ("partner twice", [('["HPJI"]', '[\n"HPJI",\n"HPJI"]')], [(38, "repeated")]),
    ("level twice", [("[7, 8, 9]", "[7, 7]")], [(30, "repeated")]),
    ("a worker's level", [("[7, 8, 9]", "[\n7,\n5,\n10]")], [(32, "bad_level"), (33, "bad_level")]),
    ("early year", [("year = 2026\nname", "year = 1999\nname")], [(3, "bad_year")]),
    ("late year", [("year = 2026\nname", "year = 2101\nname")], [(3, "bad_year")]),
    ("year zero", [("year = 2026\nname", "year = 0\nname")], [(3, "bad_year")]),
    ("goal of a strange year", [("375\nyear = 2026", "375\nyear = 0")], [(23, "bad_year")]),
    ("misspelt stage", [('stage = "murni"', 'stage = "murny"')], [(7, "unknown_word")]),
    ("misspelt status", [('"ratified"', '"Ratified"')], [(8, "unknown_word")]),
    ("misspelt kind", [('kind = "bimtek"', 'kind = "kursus"')], [(27, "unknown_word")]),
    ("misspelt funding", [('funded_by = "murni"', 'funded_by = "apbd"')], [(33, "unknown_word")]),
    (
        "funding not held",
        [('funded_by = "murni"', 'funded_by = "perubahan"')],
        [(33, "unknown_funding")],
    ),
    (
        "indicator without target",
        [('120\nindicator = "trained"', '120\nindicator = "tested"')],
        [(32, "indicator_without_target")],
    ),
    (
        "unknown sub-activity",
        [("people = 200", 'people = 200\nsub_activity = "9.9"')],
        [(15, "unknown_sub_activity")],
    ),
    ("one activity too large", [("seats = 120", "seats = 201")], [(31, "seats_over_target")]),
    ("too large together", [("seats = 80", "seats = 81")], [(44, "seats_over_target")]),
    ("past the target", [("cost = 500", "realised = 999")], []),
    ("outside the year", [('"2026-02"', '"2025-12/2026-01"')], [(29, "window_outside_year")]),
    ("duplicate activity", [('"rakor"', '"bimtek-1"')], [(39, "duplicate_activity")]),
    ("duplicate version", [("[[goal]]", OTHER_VERSION + "[[goal]]")], [(20, "duplicate_version")]),
    ("duplicate target", [('"facilitated"', '"trained"')], [(16, "duplicate_target")]),
    (
        "one indicator of two sub-activities",
        [
            (
                '"facilitated"',
                '"trained"\n  sub_activity = "1.03.11.1.01.0011"',
            )
        ],
        [],
    ),
]


def test_a_sound_plan_has_no_problem():
    assert found(PLAN) == []


@pytest.mark.parametrize(("pairs", "problems"), [case[1:] for case in FAULTS])
def test_each_fault_alone_gives_its_problems_with_their_lines(pairs, problems):
    assert found(changed(*pairs)) == problems


def test_many_faults_are_told_together_in_line_order():
    text = changed(
        ("year = 2026\nname", "year = 1999\nname"),
        ("people = 200", 'people = 200\nsub_activity = "9.9"\npeople_about = 1'),
        ('kind = "bimtek"', 'kind = "kursus"'),
        ("63.02", "63.99"),
        ('"rakor"\nkind', '"bimtek-1"\nkind'),
    )
    assert found(text) == [
        (3, "bad_year"),
        (15, "unknown_sub_activity"),
        (16, "unknown_key"),
        (29, "unknown_word"),
        (37, "unknown_region"),
        (41, "duplicate_activity"),
    ]


@pytest.mark.parametrize(
    ("office", "name", "known", "problems"),
    [
        ("63.01", "", KNOWN, []),
        ("63.99", "Kantor", KNOWN, [(2, "unknown_region")]),
        ("64.09", "Kantor", KNOWN, []),
        ("64.09", "", KNOWN, [(2, "missing_office_name")]),
        ("64.09", "", replace(KNOWN, offices=frozenset({"64.09"})), []),
        ("99.01", "Kantor", KNOWN, [(2, "unknown_region")]),
    ],
)
def test_a_kabupaten_office_is_known_or_brings_its_name(office, name, known, problems):
    lines = f'"{office}"\noffice_name = "{name}"\n' if name else f'"{office}"\n'
    text = changed(('"63"\n', lines), ("[7, 8, 9]", "[1, 6]"))
    assert found(text, known) == problems


def test_levels_of_experts_are_not_for_a_kabupaten():
    text = changed(('"63"\n', '"63.01"\n'), ("[7, 8, 9]", "[6, 7]"))
    assert found(text) == [(30, "bad_level")]


def held(**fields):
    entry = VersionEntry(dated=date(2026, 1, 1), **{"number": 1, "status": "ratified", **fields})
    version = StoredVersion(entry.stage, entry.number, entry.status, entry)
    return replace(KNOWN, stored_versions=(version,))


def test_a_stored_version_can_fund_an_activity_of_the_file():
    text = changed(('funded_by = "murni"\ncost', 'funded_by = "perubahan"\ncost'))
    trained = (TargetEntry("trained", people=120),)
    assert found(text, held(stage="perubahan", targets=trained)) == []


def test_the_latest_number_funds_even_when_it_is_stored():
    fewer = (TargetEntry("trained", people=150),)
    assert found(PLAN, held(stage="murni", number=2, targets=fewer)) == [(44, "seats_over_target")]


def test_the_file_goes_before_the_stored_version_of_the_same_number():
    fewer = (TargetEntry("trained", people=10),)
    assert found(PLAN, held(stage="murni", number=1, targets=fewer)) == []


def test_seats_are_not_compared_with_a_target_in_another_unit():
    text = changed(("people = 200", 'value = 3\n  unit = "dokumen"'))
    assert found(text) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("seats = 120", "seats = 201", "target “dilatih” 200 orang"),
        ("seats = 80", "seats = 81", "semua kegiatan “dilatih” berjumlah"),
        ('"facilitated"', '"trained"', "Target “dilatih” dengan subkegiatan yang sama"),
    ],
)
def test_an_indicator_is_named_in_words(before, after, words):
    plan, _problems = parse_plan(PLAN.replace(before, after, 1).encode())
    (problem,) = plan_problems(plan, KNOWN)
    assert words in problem.sentence


def test_totals_that_hold_are_no_problem():
    text = stated(
        total_people=260,
        goal=375,
        gap=115,
        activities=2,
        bimtek=1,
        regions=4,
        ceiling=900,
        cost=500,
        trained=200,
        facilitated=60,
    )
    assert found(text) == []


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("total_people", "260 (murni 1: dilatih 200 + difasilitasi sertifikasinya 60)"),
        ("goal", "375"),
        ("gap", "115"),
        ("activities", "2"),
        ("bimtek", "1"),
        ("regions", "4"),
        ("ceiling", "900"),
        ("cost", "500"),
        ("trained", "200"),
    ],
)
def test_a_total_that_does_not_hold_is_told_with_both_numbers(name, counted):
    plan, _problems = parse_plan(stated(**{name: 83}).encode())
    problems = plan_problems(plan, KNOWN)
    assert [(problem.line, problem.code, problem.sentence) for problem in problems] == [
        (
            FIRST_STATED,
            "total_differs",
            f"{name} tertulis 83, padahal isi berkas berjumlah {counted}; betulkan salah satunya",
        )
    ]


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("goal", [("year = 2026\n\n[[activity]]", "year = 2025\n\n[[activity]]")]),
        ("gap", [("year = 2026\n\n[[activity]]", "year = 2025\n\n[[activity]]")]),
        ("ceiling", [("ceiling = 900\n", "\n")]),
        ("cost", [("cost = 500\n", "\n")]),
        ("regions", [('"63"\n', '"64"\n')]),
    ],
)
def test_a_total_that_cannot_be_counted_says_so(name, pairs):
    text = f"{changed(*pairs)}[stated]\n{name} = 1\n"
    assert found(text) == [(FIRST_STATED, "total_unknown")]


def test_an_unknown_total_is_a_problem():
    assert found(stated(totl=1, certified=2)) == [
        (FIRST_STATED, "unknown_total"),
        (FIRST_STATED + 1, "unknown_total"),
    ]


def test_a_negative_gap_holds_when_more_is_promised_than_needed():
    text = changed(("people = 375", "people = 250")) + "[stated]\ngap = -10\n"
    assert found(text) == []


@pytest.mark.parametrize(
    ("versions", "total"),
    [
        ([("murni", "ratified", "2026-01-01", 1), ("perubahan", "draft", "2026-09-01", 2)], 1),
        ([("murni", "ratified", "2026-01-01", 1), ("perubahan", "ratified", "2026-09-01", 2)], 2),
        ([("perubahan", "ratified", "2026-09-01", 2), ("murni", "ratified", "2026-01-01", 1)], 2),
        ([("perubahan", "ratified", "2026-01-01", 2), ("murni", "ratified", "2026-01-01", 1)], 2),
        ([("murni", "ratified", "2026-01-01", 1), ("usulan", "ratified", "2026-09-01", 2)], 1),
        ([("murni", "draft", "2026-01-01", 1), ("usulan", "ratified", "2026-09-01", 2)], 1),
        ([("usulan", "ratified", "2026-09-01", 2)], 2),
        ([("murni", "draft", "2026-01-01", 1), ("perubahan", "draft", "2026-02-01", 2)], 2),
    ],
)
def test_totals_are_of_the_last_ratified_budget_version(versions, total):
    text = '[programme]\noffice = "63"\nyear = 2026\nname = "Program"\n'
    for stage, status, dated, people in versions:
        text += f'[[version]]\nstage = "{stage}"\nstatus = "{status}"\ndated = {dated}\n'
        text += f'[[version.target]]\nindicator = "trained"\npeople = {people}\n'
    assert found(f"{text}[stated]\ntotal_people = {total}\n") == []
    assert [code for _line, code in found(f"{text}[stated]\ntotal_people = 9\n")] == [
        "total_differs"
    ]


@pytest.mark.parametrize(
    ("pairs", "problem"),
    [
        ([("people = 200", "people = -200")], (14, "too_small")),
        ([('kind = "bimtek"', 'kind = "bimtec"')], (27, "unknown_word")),
        ([('"ratified"', '"ratifed"')], (8, "unknown_word")),
        ([("[[goal]]", "[[gaol]]")], (20, "unknown_key")),
        ([('"63"\n', '"6x"\n')], (2, "bad_office")),
        ([("cost = 500", 'cost = "500"')], (34, "wrong_type")),
        ([("dated = 2026-01-27", "dated = 2026-02-31")], (9, "syntax")),
    ],
)
def test_a_figure_that_could_not_be_read_makes_no_total_wrong(pairs, problem):
    totals = "[stated]\ntotal_people = 260\ngoal = 375\ngap = 115\nbimtek = 1\nregions = 4\n"
    assert found(f"{changed(*pairs)}{totals}cost = 500\ntrained = 200\n") == [problem]


def test_the_published_plan_of_2026_holds():
    regions = frozenset(f"63.{number:02d}" for number in (*range(1, 12), 71, 72))
    known = replace(KNOWN, regions_of={"63": regions})
    plan, problems = parse_plan(Path("data/kalsel-2026.toml").read_bytes())
    assert [*problems, *plan_problems(plan, known)] == []


STORED = VersionEntry(
    "murni", 1, "ratified", date(2026, 1, 27), targets=(TargetEntry("trained", "a", people=200),)
)


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ({}, []),
        ({"line": 9}, []),
        ({"ceiling": 1_500_000_000}, ["pagu belum diisi → Rp1.500.000.000"]),
        ({"dated": date(2026, 2, 1)}, ["tanggal 27 Januari 2026 → 1 Februari 2026"]),
        ({"note": "Efisiensi"}, ["catatan belum diisi → “Efisiensi”"]),
        ({"status": "draft"}, ["status disahkan → draf"]),
        ({"status": "superseded"}, []),
        ({"is_total_about": True}, ["jumlah pasti → sekitar"]),
        ({"targets": (TargetEntry("trained", "a", people=1210),)}, ["target dilatih 200 → 1.210"]),
        ({"targets": ()}, ["target dilatih 200 → tidak ada"]),
        (
            {"targets": (*STORED.targets, TargetEntry("naskah", value=2, unit="dokumen"))},
            ["target naskah tidak ada → 2 dokumen"],
        ),
        (
            {"targets": (*STORED.targets, TargetEntry("trained", "b", people=5))},
            ["target dilatih (b) tidak ada → 5"],
        ),
    ],
)
def test_versions_differ_in_words_and_figures(fields, changes):
    assert version_changes(STORED, replace(STORED, **fields)) == changes
