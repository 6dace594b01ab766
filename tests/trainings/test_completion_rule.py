"""The rule of completion over figures: exact at its lines, silent about nothing that is missing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from binakon.trainings.rules.completion import (
    Asked,
    Figures,
    Result,
    final_score,
    judge,
    points,
    rule_problems,
    shown,
)
from binakon.trainings.states import CompletionState, Component
from tests.factories import sentences

WEIGHTS = {"pre": 10, "post": 40, "attendance": 20, "instructor": 20, "attitude": 10}
scores = st.decimals(0, 100, places=2)
percents = st.integers(0, 100)
weightings = st.lists(st.integers(1, 60), min_size=1, max_size=8).map(
    lambda many: dict(zip(Component.values, many, strict=False))
)


def known(jp: int | None = 8, jp_total: int | None = 10, **marks: str) -> Figures:
    return Figures(jp, jp_total, {name: Decimal(mark) for name, mark in marks.items()})


def test_who_reaches_every_line_exactly_has_completed() -> None:
    judged = judge(Asked(attendance=80, post=70), known(post="70"))
    assert (judged.result, judged.reasons) == (Result.COMPLETED, ())


def test_a_hair_below_the_line_is_below_it_and_reads_so() -> None:
    judged = judge(Asked(attendance=80, post=70), known(7999, 10000, post="69.99"))
    assert judged.result == Result.INCOMPLETE
    assert sentences(judged.reasons) == [
        "Kehadiran 79,99 %, syaratnya 80 %.",
        "Tes akhir 69,99, syaratnya 70.",
    ]


def test_a_missing_score_is_not_zero_and_leaves_the_decision_open() -> None:
    judged = judge(Asked(attendance=80, post=70), known())
    assert (judged.result, sentences(judged.reasons)) == (
        Result.UNKNOWN,
        ["Nilai tes akhir belum diisi."],
    )


def test_without_taught_hours_or_recorded_attendance_attendance_is_unknown() -> None:
    asked = Asked(attendance=80)
    for figures in (known(None, 10), known(0, 0), known(0, None)):
        assert sentences(judge(asked, figures).missing) == ["Kehadiran belum diisi."]
    assert judge(asked, known(0, 10)).result == Result.INCOMPLETE


def test_who_is_short_of_one_line_falls_short_whatever_is_missing() -> None:
    judged = judge(Asked(attendance=80, post=70), known(3))
    assert judged.result == Result.INCOMPLETE
    assert sentences(judged.reasons) == [
        "Kehadiran 30 %, syaratnya 80 %.",
        "Nilai tes akhir belum diisi.",
    ]


def test_the_final_score_weighs_every_part_and_names_what_it_lacks() -> None:
    asked = Asked(final=75, weights=WEIGHTS)
    whole = known(pre="50", post="80", instructor="90", attitude="100")
    assert judge(asked, whole).final == Fraction(81)
    judged = judge(asked, known(None, 10, pre="50", post="80"))
    assert (judged.final, judged.result) == (None, Result.UNKNOWN)
    assert sentences(judged.missing) == [
        "Kehadiran belum diisi.",
        "Nilai penilaian instruktur belum diisi.",
        "Nilai sikap belum diisi.",
    ]


def test_what_two_lines_lack_is_said_once() -> None:
    judged = judge(Asked(post=70, final=70, weights={"post": 100}), known())
    assert sentences(judged.missing) == ["Nilai tes akhir belum diisi."]


def test_all_that_is_wrong_with_a_rule_is_said_at_once() -> None:
    published = {"pre": 10, "post": 30, "attendance": 20, "instructor": 20, "activity": 10}
    assert sentences(
        rule_problems(Asked(attendance=101, weights={**published, "attitude": 5}))
    ) == [
        "Isi angka 0 sampai 100.",
        "Jumlah bobot harus 100, sekarang 95. Tambah 5 lagi.",
    ]
    assert sentences(rule_problems(Asked())) == [
        "Isi sedikitnya satu syarat: kehadiran, tes akhir, atau nilai akhir."
    ]
    assert sentences(rule_problems(Asked(final=70))) == [
        "Nilai akhir butuh bobot. Isi bobotnya, atau kosongkan syarat nilai akhir."
    ]
    assert rule_problems(Asked(80, 70, 75, WEIGHTS)) == []


@pytest.mark.parametrize(
    ("value", "read"),
    [(Fraction(2, 3) * 100, "66,66"), (80, "80"), (Decimal("7.50"), "7,5"), (0, "0"), (100, "100")],
)
def test_a_figure_reads_rounded_down_with_a_comma(value: Fraction, read: str) -> None:
    assert points(value) == read


def test_the_label_of_who_falls_short_is_polite() -> None:
    assert CompletionState.INCOMPLETE.label == "perlu pembinaan lanjutan"


@given(weightings, st.dictionaries(st.sampled_from(Component.values), scores), percents)
def test_a_final_score_stays_between_its_parts(
    many: dict[str, int], marks: dict[str, Decimal], jp: int
) -> None:
    assume(sum(many.values()) == 100 or len(many) == 1)
    weights = many if sum(many.values()) == 100 else {next(iter(many)): 100}
    figures = Figures(jp, 100, marks)
    values = [figures.value(part) for part in weights]
    final = final_score(weights, figures)
    if None in values:
        assert final is None
    else:
        assert final is not None
        assert min(v for v in values if v is not None) <= final
        assert final <= max(v for v in values if v is not None)


@given(percents, percents, scores, st.integers(0, 60), st.integers(1, 60))
def test_more_attended_or_a_better_test_never_turns_completed_into_less(
    attendance: int, post: int, mark: Decimal, jp: int, total: int
) -> None:
    assume(jp < total)
    asked = Asked(attendance, post)
    before = judge(asked, Figures(jp, total, {"post": mark}))
    better = judge(asked, Figures(jp + 1, total, {"post": min(mark + 1, Decimal(100))}))
    assert before.result != Result.COMPLETED or better.result == Result.COMPLETED


@given(percents, st.one_of(st.none(), percents), percents, st.integers(1, 60))
def test_nobody_is_completed_while_something_that_is_asked_is_unknown(
    least: int, post: int | None, jp: int, total: int
) -> None:
    judged = judge(Asked(least, post), Figures(min(jp, total), total, {}))
    assert (judged.result == Result.COMPLETED) == (post is None and not judged.short)


@given(weightings)
def test_weights_are_taken_exactly_when_they_sum_to_100(many: dict[str, int]) -> None:
    codes = [problem.code for problem in rule_problems(Asked(attendance=80, weights=many))]
    assert codes == ([] if sum(many.values()) == 100 else ["weights"])


@given(st.fractions(0, 100))
def test_what_is_shown_never_reaches_a_line_that_the_figure_does_not(value: Fraction) -> None:
    read = shown(value)
    assert read is not None
    assert 0 <= value - Fraction(read) < Fraction(1, 100)
