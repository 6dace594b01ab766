"""A plan goes into a workbook and comes back the same; what is no plan is refused in one sentence."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from binakon.core.calendar import parse_window
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    GoalEntry,
    PlanFile,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.sheets.book_cells import Cell, letters
from binakon.planning.sheets.book_read import read_workbook
from binakon.planning.sheets.book_words import BookWords
from binakon.planning.sheets.book_write import empty_workbook, plan_workbook
from binakon.planning.sheets.plan_file import parse_plan
from binakon.planning.sheets.plan_keys import MOST_ON_DESK, MOST_RUPIAH
from binakon.planning.sheets.plan_values import OPEN_WORDS

PUBLISHED = Path("data/kalsel-2026.toml")
SUB_ACTIVITIES = {
    "1.03.11.1.01.0011": "Pelatihan Tenaga Kerja Konstruksi Kualifikasi Ahli",
    "1.03.11.1.01.0014": "Fasilitasi Sertifikasi Tenaga Kerja Konstruksi Kualifikasi Ahli",
}
WORDS = BookWords(
    sub_activities=SUB_ACTIVITIES,
    regions={
        "63.03": "Kabupaten Banjar",
        "63.10": "Kabupaten Tanah Bumbu",
        "63.72": "Kota Banjarbaru",
    },
    indicators={
        "trained": "dilatih",
        "facilitated": "difasilitasi sertifikasi",
        "dokumen-tna": "TNA",
    },
)


@pytest.fixture(autouse=True)
def _in_indonesian():
    with translation.override("id"):
        yield


def without_places(entry):
    return replace(entry, line=None)


def content(plan):
    """What a plan says, wherever it says it."""
    (version,) = plan.versions
    activities = tuple(
        replace(each, line=None, funded_by="") for each in version.activities or plan.activities
    )
    bare = replace(
        version,
        line=None,
        targets=tuple(map(without_places, version.targets)),
        ceilings=tuple(map(without_places, version.ceilings)),
        activities=activities,
    )
    goals = tuple(map(without_places, plan.goals))
    return replace(
        plan, line=None, versions=(bare,), goals=goals, activities=(), history=(), stated={}
    )


TEXT = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=40)
LINE = TEXT.map(str.strip).filter(lambda text: text not in {"-", "–", "—"})
WORD = LINE.filter(bool)
PROSE = st.lists(LINE, max_size=3).map("\n".join).map(str.strip)
PEOPLE = st.none() | st.integers(0, MOST_ON_DESK)
RUPIAH = st.none() | st.integers(0, MOST_RUPIAH)
INDICATOR = st.sampled_from(["trained", "facilitated", "dokumen-tna"])
SUB_ACTIVITY = st.sampled_from(["", *SUB_ACTIVITIES, "9.99.99"])
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
FORMS = (
    DAYS.map(str)
    | st.tuples(DAYS, DAYS).map(sorted).map(lambda pair: f"{pair[0]}/{pair[1]}")
    | DAYS.map(lambda day: f"{day:%Y-%m}")
    | st.tuples(DAYS, DAYS).map(sorted).map(lambda pair: f"{pair[0]:%Y-%m}/{pair[1]:%Y-%m}")
    | DAYS.map(lambda day: f"{day.year}-Q{(day.month + 2) // 3}")
    | DAYS.map(lambda day: f"{day.year}")
    | st.just("after-perubahan")
)
WINDOW = FORMS.map(lambda form: parse_window(form, OPEN_WORDS))
TARGET = st.builds(
    TargetEntry, INDICATOR, SUB_ACTIVITY, people=st.integers(0, MOST_ON_DESK)
) | st.builds(
    TargetEntry,
    INDICATOR,
    SUB_ACTIVITY,
    value=st.integers(0, MOST_RUPIAH),
    unit=WORD.filter(
        lambda text: text.lower() not in {"orang", "org", "peserta", "kursi", "tempat", "jiwa"}
    ),
)
ACTIVITY = st.builds(
    ActivityEntry,
    code=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    kind=st.sampled_from(["rakor", "bimtek", "training", "certification", "other"]),
    title=WORD,
    window=WINDOW,
    occupation=LINE,
    levels=st.lists(st.integers(0, 12), max_size=4).map(tuple),
    window_text=LINE,
    is_approximate=st.booleans(),
    seats=PEOPLE,
    partners=st.lists(WORD, max_size=3).map(tuple),
    cost=RUPIAH,
    indicator=st.just("") | INDICATOR,
    sub_activity=SUB_ACTIVITY,
    realised=PEOPLE,
).flatmap(
    lambda entry: (
        st.sampled_from([(), ("63.03",), ("63.10", "63.72")]).map(
            lambda regions: replace(entry, regions=regions)
        )
        | st.just(replace(entry, is_all_regions=True))
    )
)
VERSION = st.builds(
    VersionEntry,
    stage=st.sampled_from(["murni", "pergeseran", "perubahan", "usulan"]),
    number=st.integers(1, 32_767),
    status=st.sampled_from(["draft", "submitted", "ratified"]),
    dated=st.dates(),
    ceiling=RUPIAH,
    note=PROSE,
    is_total_about=st.booleans(),
    document=LINE,
    targets=st.lists(TARGET, max_size=3).map(tuple),
    ceilings=st.lists(
        st.builds(CeilingEntry, st.sampled_from([*SUB_ACTIVITIES]), st.integers(0, MOST_RUPIAH)),
        max_size=2,
    ).map(tuple),
    activities=st.lists(ACTIVITY, max_size=5).map(tuple),
)
PLAN = st.builds(
    PlanFile,
    office=st.sampled_from(["63", "64.09", "63.10"]),
    year=st.integers(2000, 2100),
    name=WORD,
    office_name=LINE,
    source=PROSE,
    purpose=PROSE,
    spokesperson=PROSE,
    versions=VERSION.map(lambda version: (version,)),
    goals=st.lists(
        st.builds(GoalEntry, WORD, st.integers(0, MOST_ON_DESK), st.integers(2000, 2100), PROSE),
        max_size=2,
    ).map(tuple),
)


@given(PLAN)
@settings(max_examples=150, deadline=None)
def test_any_plan_comes_back_from_its_workbook_without_a_word(plan):
    again, problems, notes = read_workbook(plan_workbook(plan, WORDS), WORDS)
    assert (problems, notes) == ([], [])
    assert content(again) == content(plan)


def test_the_published_plan_comes_back_from_its_workbook():
    plan, _problems = parse_plan(PUBLISHED.read_bytes())
    again, problems, notes = read_workbook(plan_workbook(plan))
    assert (problems, notes) == ([], [])
    assert content(again) == content(plan)
    assert [each.funded_by for each in again.activities] == ["murni"] * 9
    assert [each.funded_by for each in again.versions[0].activities] == [""] * 9


def test_equal_plans_give_equal_bytes_in_any_language():
    plan, _problems = parse_plan(PUBLISHED.read_bytes())
    first = plan_workbook(plan, WORDS)
    with translation.override("en"):
        assert plan_workbook(plan, WORDS) == first


def test_a_workbook_holds_exactly_one_version():
    plan, _problems = parse_plan(PUBLISHED.read_bytes())
    with pytest.raises(ValueError, match="exactly one version"):
        plan_workbook(replace(plan, versions=plan.versions * 2))


def test_text_never_becomes_a_formula_or_a_link():
    plan, _problems = parse_plan(PUBLISHED.read_bytes())
    tricky = replace(
        plan,
        name='=HYPERLINK("http://contoh.example")',
        source="http://contoh.example",
        purpose="+1+1",
    )
    data = plan_workbook(tricky)
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert [name for name in parts.namelist() if b"<f>" in parts.read(name)] == []
    assert [name for name in parts.namelist() if b"hyperlink" in parts.read(name)] == []
    assert content(read_workbook(data)[0]) == content(tricky)


def test_text_that_looks_like_rich_text_of_the_library_brings_no_formula_in():
    attack = '<r><t>x</t></r></is></c><c r="Z9"><f>1+1</f><v>2</v></c><c><is><r></r>'
    plan, _problems = parse_plan(PUBLISHED.read_bytes())
    first, *others = plan.activities
    activities = (replace(first, title=attack), *others)
    book = plan_workbook(replace(plan, activities=activities), WORDS)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert [sheet for sheet in sheets if b"<f>1+1" in sheet] == []
    assert sum(b"&lt;r&gt;&lt;t&gt;x" in sheet for sheet in sheets) == 1


def test_cells_hold_what_they_mean():
    plan, _problems = parse_plan(PUBLISHED.read_bytes())
    version = replace(plan.versions[0], ceiling=1_500_000_000)
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(plan_workbook(replace(plan, versions=(version,))))
    )
    assert book.sheet_names == [
        "Petunjuk",
        "Rencana",
        "Target",
        "Pagu",
        "Kegiatan",
        "Sasaran",
        "Daftar",
    ]
    stated = {row[0]: row[1] for row in book.get_sheet_by_name("Rencana").to_python()}
    assert (stated["Kantor"], stated["Tanggal versi"], stated["Pagu"]) == (
        "63",
        date(2026, 1, 27),
        1.5e9,
    )
    heading = book.get_sheet_by_name("Kegiatan").to_python()[0]
    assert heading == [
        "Kode", "Jenis", "Judul", "Jabatan kerja", "Jenjang", "Waktu", "Waktu seperti diumumkan", "Perkiraan",
        "Kursi", "Mitra", "Wilayah", "Indikator", "Subkegiatan", "Biaya", "Hasil",
    ]  # fmt: skip


def test_the_template_asks_for_what_is_missing_and_nothing_else():
    plan, problems, notes = read_workbook(empty_workbook("63", "Dinas Contoh", 2026, WORDS), WORDS)
    assert (plan.office, plan.office_name, plan.year, notes) == ("63", "Dinas Contoh", 2026, [])
    assert [f"{problem.line}: {problem.sentence}" for problem in problems] == [
        "Rencana!A1: “Nama program” belum diisi; isi dengan nama program",
        "Rencana!A1: “Tahap” belum diisi; isi dengan tahap anggaran: Murni, Pergeseran, Perubahan, atau Usulan",
        "Rencana!A1: “Tanggal versi” belum diisi; isi dengan tanggal dokumen versi ini, misalnya 27 Januari 2026",
    ]


def test_cells_sort_in_reading_order_and_read_as_places():
    cells = [
        Cell("Kegiatan", 2, 6, 3),
        Cell("Rencana", 1, 99, 0),
        Cell("Rencana", 1, 0, 27),
        Cell("Rencana", 1, 0, 1),
    ]
    assert [f"{cell}" for cell in sorted(cells)] == [
        "Rencana!B1",
        "Rencana!AB1",
        "Rencana!A100",
        "Kegiatan!D7",
    ]
    place = {"line": Cell("Lembar 1", 0, 0, 0)}
    assert "%(line)s" % place == "'Lembar 1'!A1"  # noqa: UP031 - rules format so
    assert bool(Cell("A", 0, 0, 0))
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_one_sentence(data):
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        plan, problems, notes = read_workbook(start + data)
        assert (plan, len(problems), notes) == (None, 1, [])


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_damaged_workbook_is_facts_or_problems(data):
    whole = empty_workbook("63", "Dinas Contoh", 2026)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 400)))
    plan, problems, _notes = read_workbook(
        whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    )
    assert plan is not None or problems
