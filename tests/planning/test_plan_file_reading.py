"""Plan files as they are found: on the disk, and as any bytes at all."""

import os

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from binakon.planning.rules.plan import plan_problems
from binakon.planning.rules.plan_file import KnownFacts
from binakon.planning.sheets.plan_file import parse_plan, read_plan_file
from tests.planning.plan_files import PLAN, PUBLISHED

NOTHING_KNOWN = KnownFacts(frozenset(), {}, frozenset())


@pytest.fixture(autouse=True)
def _in_indonesian():
    with translation.override("id"):
        yield


def test_a_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "rencana.toml"
    path.write_bytes(PLAN.encode())
    assert read_plan_file(path) == (PLAN.encode(), [])


def refusal(path):
    data, problems = read_plan_file(path)
    assert data is None
    return [(problem.line, problem.code, problem.sentence) for problem in problems]


def test_a_missing_file_is_told(tmp_path):
    sentence = "Berkas tidak ditemukan; periksa nama dan foldernya"
    assert refusal(tmp_path / "tidak-ada.toml") == [(1, "unreadable", sentence)]


def test_a_folder_is_told(tmp_path):
    sentence = "Ini sebuah folder; sebutkan berkas rencana di dalamnya"
    assert refusal(tmp_path) == [(1, "unreadable", sentence)]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipa")
    sentence = "Ini bukan berkas biasa; sebutkan berkas rencana dalam format TOML"
    assert refusal(tmp_path / "pipa") == [(1, "unreadable", sentence)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_told(tmp_path):
    path = tmp_path / "rencana.toml"
    path.touch(mode=0)
    sentence = "Berkas tidak boleh dibaca; minta izin baca kepada pemilik berkas"
    assert refusal(path) == [(1, "unreadable", sentence)]


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "berkas/di/dalam\n"])
def test_an_impossible_name_is_told(tmp_path, name):
    assert [row[:2] for row in refusal(tmp_path / name)] == [(1, "unreadable")]


def test_a_file_in_a_file_is_told(tmp_path):
    (tmp_path / "berkas").touch()
    assert [row[:2] for row in refusal(tmp_path / "berkas" / "rencana.toml")] == [(1, "unreadable")]


def test_a_file_over_5_mb_is_not_read(tmp_path):
    path = tmp_path / "besar.toml"
    path.write_bytes(b"#" * (5 * 1024 * 1024 + 1))
    sentence = "Berkas lebih besar dari 5 MB; bagi atau ringkas isinya, lalu muat lagi"
    assert refusal(path) == [(1, "too_large", sentence)]


def judged(data):
    """Whatever comes in, facts or problems come out, each with a line that exists."""
    plan, problems = parse_plan(data)
    assert plan is not None or problems
    if plan is not None:
        problems = [*problems, *plan_problems(plan, NOTHING_KNOWN)]
    lines = data.count(b"\n") + 1
    assert all(1 <= problem.line <= lines and problem.sentence for problem in problems)


@given(st.binary(max_size=200))
def test_any_bytes_are_facts_or_problems(data):
    judged(data)


@given(st.data())
def test_any_cut_or_changed_file_is_facts_or_problems(data):
    whole = PUBLISHED.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    judged(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:])


VALUES = st.sampled_from(
    [
        "1",
        "-1",
        "1.5",
        '"x"',
        "true",
        "2026-01-01",
        "[]",
        "{}",
        '["a", 1]',
        "[{}]",
        '"2026"',
        "99999",
    ]
)


NAMES = st.sampled_from(
    [
        *(
            "office",
            "year",
            "name",
            "stage",
            "number",
            "status",
            "dated",
            "people",
            "value",
            "unit",
        ),
        *("indicator", "label", "code", "kind", "title", "window", "levels", "seats", "regions"),
        *("funded_by", "target", "version", "activity", "stated", "programme", "goal", "asing"),
    ]
)


HEADERS = st.sampled_from(
    ["[programme]", "[[version]]", "[[version.target]]", "[[goal]]", "[[activity]]", "[stated]"]
)


@given(st.lists(HEADERS | st.builds("{} = {}".format, NAMES, VALUES), max_size=20))
def test_any_tables_and_values_are_facts_or_problems(lines):
    judged("\n".join(lines).encode())
