"""Scenarios in words, and the process that answers: what must give way is a sentence, and no page loads the solver."""

import ast
import subprocess
import sys
from datetime import date

import pytest

from binakon.core import words
from binakon.planning.rules.scenario_words import (
    apart,
    cut_sentences,
    finish_words,
    kink_sentence,
    reach_words,
)
from binakon.planning.rules.scenarios.answers import (
    Answer,
    Change,
    Curve,
    CutAnswer,
    GiveWay,
    Giving,
    Infeasible,
    Kink,
    Pick,
    Solution,
)
from binakon.planning.rules.scenarios.codec import read, written
from binakon.planning.rules.scenarios.facts import (
    Ceiling,
    Goal,
    Indicator,
    PartnerLimit,
    RegionFloor,
)
from binakon.planning.rules.scenarios.solve import solve
from binakon.planning.rules.scenarios.words import giving_sentence
from tests.house import checks
from tests.house.tree import ROOT, SOURCES
from tests.planning.scenario_cases import candidate, question

ASKED = question(
    candidate("A", title="BIMTEK jalan (contoh)", least_times=1),
    change_on=date(2026, 9, 15),
    limits=(PartnerLimit("HPJI", 2, 15),),
    floors=(RegionFloor("63.01", 5),),
    ceilings=(Ceiling("", 2_000_000_000), Ceiling("0014", 90_000_000)),
    goals=(Goal(375), Goal(60, Indicator.FACILITATED)),
)
SENTENCES = [
    (GiveWay.FINISH, "", "Batas selesai 15 Desember 2026 harus mundur."),
    (GiveWay.CHANGE, "", "Perubahan anggaran harus berlaku sebelum 15 September 2026."),
    (
        GiveWay.WINDOW,
        "A",
        "Waktu BIMTEK jalan (contoh), 1 Januari 2026 sampai 31 Desember 2026, harus berubah.",
    ),
    (GiveWay.CLASSES, "HPJI", "Batas 2 kelas per bulan dengan HPJI harus naik."),
    (GiveWay.CASES, "HPJI", "Batas 15 orang per minggu dengan HPJI harus naik."),
    (GiveWay.FLOOR, "63.01", "Jatah paling sedikit 5 orang untuk Tanah Laut harus turun."),
    (
        GiveWay.PROMISE,
        "A",
        "Janji 1 kelas BIMTEK jalan (contoh) tidak bisa dipenuhi seluruhnya.",
    ),
    (GiveWay.GOAL, "", "Sasaran 375 orang dilatih dan difasilitasi harus turun."),
    (GiveWay.GOAL, "facilitated", "Sasaran 60 orang difasilitasi harus turun."),
    (GiveWay.CEILING, "", "Pagu seluruhnya Rp2.000.000.000 harus naik."),
    (GiveWay.CEILING, "0014", "Pagu 0014 sebesar Rp90.000.000 harus naik."),
]
# Who may load the solver: the rules that search, and the program that runs them.
SEARCHING = {
    "curve.py",
    "engine.py",
    "giving.py",
    "run.py",
    "solve.py",
}
ROOM = ROOT / "binakon" / "planning" / "rules" / "scenarios"


@pytest.mark.parametrize(("kind", "of", "sentence"), SENTENCES)
def test_what_must_give_way_is_a_sentence(kind: GiveWay, of: str, sentence: str) -> None:
    said = giving_sentence(ASKED, Giving(kind, of), {"63.01": "Tanah Laut"})
    assert said.replace("\xa0", " ").replace("Rp ", "Rp") == sentence


def test_a_kink_says_which_class_is_added() -> None:
    kink = Kink(293, 2_168_000_000, (Change("A", 1, 18), Change("B", -2, -40)))
    assert kink_sentence(kink, ASKED) == (
        "Pada 293 orang (Rp2.168.000.000): tambah 1 kelas BIMTEK jalan (contoh) dan lepas 2 kelas B."
    )


@pytest.mark.parametrize(
    ("more", "told"), [(-5, "turun dari 25 menjadi 20"), (4, "naik dari 16 menjadi 20")]
)
def test_a_cut_says_from_how_many_to_how_many_people_a_class_changes(more: int, told: str) -> None:
    day = date(2026, 9, 7)
    picks = (Pick("A", 1, 12, 5, (), day, ()), Pick("A", 2, 8, 5, (), day, ()))
    left = Answer(20, 10, 2, True, picks, (), (), ())
    cut = CutAnswer(10, 5, 0, (), (), (Change("A", 0, more),), left)
    assert f"Kelasnya: isi kelas BIMTEK jalan (contoh) {told} orang." in cut_sentences(
        cut, ASKED, {}
    )


def test_a_process_of_its_own_answers_the_same() -> None:
    asked = question(candidate("A", most_times=2), goals=(Goal(4),), ceilings=(Ceiling("", 40),))
    done = subprocess.run(
        [sys.executable, "-m", "binakon.planning.rules.scenarios.run"],
        input=written(asked).encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.decode() == written(solve(asked))
    assert read(Solution, done.stdout.decode()) == solve(asked)


def test_only_the_rules_that_search_load_the_solver() -> None:
    # 31 MiB in each process that does: pages and the job worker ask the process of `run.py`.
    modules = {f"binakon.planning.rules.scenarios.{name.removesuffix('.py')}" for name in SEARCHING}
    loading = {
        path
        for path in SOURCES
        for node in checks.nodes(path.read_text(encoding="utf-8"))
        for module, names in checks.imports(node)
        if module.startswith("ortools")
        or module in modules
        or {f"{module}.{name}" for name in names} & modules
    }
    assert loading == {ROOM / name for name in SEARCHING}


def test_the_engine_alone_names_the_solver() -> None:
    naming = [
        path.name
        for path in SOURCES
        if any(
            isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ortools")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert naming == ["engine.py"]


def test_what_was_held_is_past_the_question_whether_it_can_still_finish() -> None:
    free, held = candidate("A"), candidate("B", is_held=True)
    assert [finish_words(None, each) for each in (free, held)] == [
        "Tidak bisa selesai",
        "Sudah terlaksana atau ditetapkan",
    ]


@pytest.mark.parametrize(
    ("counted", "word"),
    [((40, 40), "sama"), ((40, 20), "−20"), ((20, 40), "+20"), ((20, 1500, 30), "terpaut 1.480")],
)
def test_scenarios_side_by_side_tell_how_far_they_are_apart(
    counted: tuple[int, ...], word: str
) -> None:
    assert apart(counted, words.number) == word


def test_ceiling_and_need_tell_how_far_each_alone_comes() -> None:
    most = Answer(357, 1_498_950_000, 11, True, (), (), (), ())
    least = Answer(375, 1_541_250_000, 11, True, (), (), (), ())
    none = Infeasible(())
    told = [
        reach_words(Solution(*each, None, Curve((), ()), (), ()))
        for each in ((most, least), (none, least), (most, none), (none, none))
    ]
    first = "Dengan pagu ini paling banyak 357 layanan."
    second = "Untuk kebutuhan ini paling sedikit Rp1.541.250.000 (asumsi)."
    assert told == [f"{first} {second}", second, first, ""]
