"""A draw: bound beforehand, the same on any machine, and made again by a stranger from the published recipe."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binakon.core.problems import Blocked
from binakon.enrolment.rules import draw as draw_module
from binakon.enrolment.rules.canonical import canonical_json
from binakon.enrolment.rules.draw import (
    Draw,
    commitment,
    draw,
    lot_of,
    lot_words,
    seed_problems,
    seed_words,
)

SEED = "Banjarbaru, contoh undian 17-4-2026"
CODES = ["K7M3-9QXT", "2FHW-C4RA", "P8ND-V5J2", "T3YB-6KGE", "9RXC-HQ7M", "DW4Z-A2NS"]
PAPER = Path(__file__).parents[2] / "docs" / "use" / "undian.md"


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language in the published recipe."""
    return re.findall(rf"```{language}\n(.*?)```", PAPER.read_text(encoding="utf-8"), re.DOTALL)


def refused(codes: list[str], seed: str, published: str) -> dict[str, str]:
    with pytest.raises(Blocked) as caught:
        draw(codes, seed, published=published)
    return {problem.code: problem.sentence for problem in caught.value.problems}


def output(command: list[str], folder: Path) -> str:
    """What a command prints in a folder."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_stranger_makes_the_published_draw_again_with_the_published_recipe(
    tmp_path: Path,
) -> None:
    seed, printed, codes, order = blocks("text")
    (recipe,) = blocks("python")
    (check,) = blocks("sh")
    # A file made by an editor ends in a line break, one made by a script may not.
    (tmp_path / "benih.txt").write_text(seed, encoding="utf-8")
    (tmp_path / "kode.txt").write_text("\n".join(reversed(codes.split())), encoding="utf-8")
    assert output([sys.executable, "-I", "-c", recipe], tmp_path) == order
    assert output(["sh", "-c", check], tmp_path).split() == [printed.strip(), "-"]
    drawn = draw(codes.split(), seed.strip(), published=printed.strip())
    assert list(drawn.order) == order.split()
    assert (seed.strip(), codes.split()) == (SEED, CODES)


def test_the_recipe_in_the_code_is_the_published_one() -> None:
    (recipe,) = blocks("python")
    lines = [line.strip() for line in str(draw_module.__doc__).splitlines()]
    start = lines.index("import hmac")
    assert lines[start : start + 3] == [line for line in recipe.splitlines() if line]


def test_lots_are_hmac_sha_256_as_rfc_4231_shows_it() -> None:
    # RFC 4231, test case 2.
    assert lot_of("Jefe", "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


@settings(deadline=None)
@given(st.permutations(CODES))
def test_the_order_of_rows_changes_nothing(codes: list[str]) -> None:
    assert draw(codes, SEED, published=commitment(SEED)) == draw(
        CODES, SEED, published=commitment(SEED)
    )


@settings(deadline=None)
@given(st.sets(st.from_regex(r"[A-Z0-9]{1,6}", fullmatch=True), max_size=30), st.integers(0, 999))
def test_who_else_takes_part_does_not_change_who_is_before_whom(
    others: set[str], number: int
) -> None:
    seed = f"benih contoh nomor {number}"
    few = draw(CODES, seed, published=commitment(seed)).order
    many = draw([*CODES, *others], seed, published=commitment(seed)).order
    assert [code for code in many if code in CODES] == list(few)
    assert sorted(many) == sorted([*CODES, *others])


def test_every_code_is_first_about_as_often_as_the_others() -> None:
    firsts = [
        draw(CODES, seed, published=commitment(seed)).order[0]
        for seed in (f"benih contoh nomor {number}" for number in range(6000))
    ]
    counts = [firsts.count(code) for code in CODES]
    # 1,000 each, standard deviation 29: five of them either way.
    assert all(855 < count < 1145 for count in counts), counts


def test_another_seed_than_the_announced_is_refused() -> None:
    assert refused(CODES, SEED, commitment(SEED + "!")) == {
        "other_seed": "Benih ini bukan benih yang sidik jarinya diumumkan sebelum pendaftaran ditutup. Pakai benih"
        " yang diumumkan."
    }
    assert draw(CODES, SEED, published=f" {commitment(SEED).upper()}\n").order != ()


def test_what_cannot_be_checked_by_a_stranger_is_refused() -> None:
    found = refused(["BK 1", "BK-2", "BK-2", "ΒK-3", ""], "pendek", commitment("pendek"))
    assert found == {
        "short_seed": "Benih undian 6 huruf; paling sedikit 16, supaya tidak bisa ditebak dari sidik jarinya."
        " Perpanjang.",
        "code_twice": "Kode pendaftaran tercantum lebih dari sekali: BK-2. Hapus yang berlebih.",
        "odd_code": "Kode pendaftaran hanya boleh berisi huruf, angka, dan tanda . _ / -, supaya undian bisa diperiksa"
        " siapa pun. Perbaiki: “”, “BK 1”, dan “ΒK-3”.",
    }


@pytest.mark.parametrize(
    "seed",
    [
        " benih undian contoh",
        "benih undian contoh\n",
        "benih\tundian contoh",
        "benih “undian” contoh",
    ],
)
def test_a_seed_that_a_file_would_change_is_refused(seed: str) -> None:
    assert [problem.code for problem in seed_problems(seed)] == ["odd_seed"]
    assert seed_problems(SEED) == []
    assert [problem.code for problem in seed_problems("")] == ["short_seed"]
    assert [problem.code for problem in seed_problems("x" * 201)] == ["long_seed"]
    assert seed_problems("x" * 200) == []


def test_a_stored_draw_reads_back_equal_and_is_said_in_words() -> None:
    drawn = draw(CODES, SEED, published=commitment(SEED))
    assert Draw.from_json(json.loads(canonical_json(drawn))) == drawn
    assert json.loads(canonical_json(drawn)) == drawn.as_json()
    assert [lot.place for lot in drawn.lots] == [1, 2, 3, 4, 5, 6]
    assert lot_words(drawn, drawn.order[2]) == "Dalam undian Anda urutan ke-3 dari 6."
    published = hashlib.sha256(SEED.encode()).hexdigest()
    assert published in seed_words(published)
    assert draw([], SEED, published=published).order == ()
