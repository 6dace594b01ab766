"""Questions are sound or all that is wrong is said; answers are judged all or nothing; shuffles are stable."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binakon.trainings.rules.gain import (
    Share,
    gain_of,
    gain_of_item,
    mean_of,
    open_groups,
    share_of,
)
from binakon.trainings.rules.questions import (
    drawn,
    heard_keys,
    is_right,
    options_of,
    question_problems,
    score_of,
    shuffled,
    truth_options,
)

OPTIONS = options_of(["Helm", "Sepatu", "Rompi"])
SCORES = st.decimals(min_value=0, max_value=100, places=2)


def codes(kind: str, right: list[str], options: list[dict[str, str]] = OPTIONS) -> list[str]:
    return [problem.code for problem in question_problems(kind, "Apa?", options, right)]


@pytest.mark.parametrize(
    ("kind", "right", "options", "expected"),
    [
        ("single", ["a"], OPTIONS, []),
        ("single", ["a", "b"], OPTIONS, ["right"]),
        ("single", [], OPTIONS, ["right"]),
        ("single", ["d"], OPTIONS, ["right"]),
        ("multiple", ["a", "c"], OPTIONS, []),
        ("multiple", ["a"], OPTIONS, ["right"]),
        ("true_false", ["b"], truth_options(), []),
        ("true_false", ["a", "b"], truth_options(), ["right"]),
        ("true_false", ["a"], OPTIONS, ["options"]),
        ("single", ["a"], options_of(["Helm"]), ["options"]),
        ("single", ["a"], options_of(["Helm", "helm "]), ["options"]),
        ("single", ["a"], options_of(["Helm", "", "Rompi"]), ["options"]),
        ("single", ["a"], options_of(["Helm", "x" * 501]), ["options"]),
        ("essay", ["a"], OPTIONS, ["kind"]),
    ],
)
def test_a_question_is_sound_or_everything_wrong_is_said(
    kind: str, right: list[str], options: list[dict[str, str]], expected: list[str]
) -> None:
    assert codes(kind, right, options) == expected


def test_a_question_without_text_and_without_key_says_both() -> None:
    found = question_problems("single", "  ", OPTIONS, [])
    assert [problem.code for problem in found] == ["text", "right"]


@given(st.sets(st.sampled_from("abcdef"), min_size=1), st.sets(st.sampled_from("abcdef")))
def test_an_answer_is_right_exactly_when_all_its_keys_are(
    right: set[str], chosen: set[str]
) -> None:
    assert is_right(right, chosen) == (right == chosen)


def test_nothing_chosen_is_never_right() -> None:
    assert not is_right([], [])


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_score_lies_between_0_and_100_and_is_full_only_when_all_is_right(
    right: int, asked: int
) -> None:
    score = score_of(min(right, asked), asked)
    assert 0 <= score <= 100
    assert (score == 100) == (right >= asked)


def test_thirds_are_rounded_to_two_places() -> None:
    assert (score_of(1, 3), score_of(2, 3)) == (Decimal("33.33"), Decimal("66.67"))


def test_what_a_form_sends_is_heard_once_in_order_and_only_when_it_is_an_option() -> None:
    sent = ["c", "a", "z", "a", ""]
    assert heard_keys(OPTIONS, sent, kind="multiple") == ["a", "c"]
    assert heard_keys(OPTIONS, sent, kind="single") == ["a"]


@given(st.lists(st.integers(), unique=True), st.integers(0, 2**31))
def test_a_shuffle_loses_nothing_and_is_the_same_again(items: list[int], seed: int) -> None:
    order = shuffled(items, items, seed)
    assert sorted(order) == sorted(items)
    assert order == shuffled(items, items, seed)


def test_a_shuffle_is_the_same_on_every_machine_and_differs_between_people() -> None:
    items = list(range(8))
    assert shuffled(items, items, 7) == [4, 7, 3, 2, 1, 5, 6, 0]
    assert len({tuple(shuffled(items, items, seed)) for seed in range(20)}) == 20


@given(st.sets(st.integers(1, 999), min_size=5), st.integers(0, 5), st.integers(0, 2**31))
def test_a_draw_takes_so_many_of_those_that_are_there(pks: set[int], many: int, seed: int) -> None:
    taken = drawn(pks, many, seed)
    assert len(set(taken)) == many
    assert set(taken) <= pks
    assert taken == drawn(sorted(pks, reverse=True), many, seed)


@given(SCORES, SCORES)
def test_gain_is_the_part_of_the_missing_that_was_learnt(pre: Decimal, post: Decimal) -> None:
    gain = gain_of(pre, post)
    if pre == 100:
        assert gain is None
    else:
        assert gain is not None
        assert gain <= 1
        # Two places decide nothing that the scores did not.
        assert (gain > 0) <= (post > pre)
        assert (gain < 0) <= (post < pre)


def test_gain_is_unknown_where_a_score_is() -> None:
    assert gain_of(None, Decimal(80)) is None
    assert gain_of(Decimal(40), None) is None
    assert gain_of(Decimal(40), Decimal(70)) == Decimal("0.50")


def test_a_mean_says_of_how_many_and_never_counts_the_unknown() -> None:
    found = mean_of([Decimal(50), None, Decimal(75)])
    assert (found.value, found.n) == (Decimal("62.50"), 2)
    nobody = mean_of([None])
    assert (nobody.value, nobody.n) == (None, 0)


@given(st.lists(st.sampled_from([True, False, None])))
def test_a_share_counts_only_what_is_known(answers: list[bool | None]) -> None:
    share = share_of(answers)
    assert share == Share(answers.count(True), answers.count(True) + answers.count(False))
    assert (share.percent is None) == (share.n == 0)


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({"a": 6, "b": 5}, {"a", "b"}),
        ({"a": 6, "b": 4}, set()),
        ({"a": 9, "b": 5, "c": 2}, {"a"}),
        ({"a": 9, "b": 3, "c": 2}, {"a"}),
        ({"a": 9, "b": 0}, {"a"}),
        ({"a": 4}, set()),
        ({}, set()),
    ],
)
def test_a_mean_of_a_few_is_told_neither_by_itself_nor_by_what_is_left(
    sizes: dict[str, int], told: set[str]
) -> None:
    assert open_groups(sizes) == told


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_what_is_left_of_all_never_singles_out_a_few(sizes: dict[str, int]) -> None:
    told = open_groups(sizes)
    left = sum(sizes[group] for group in sizes.keys() - told)
    assert all(sizes[group] >= 5 for group in told)
    assert left == 0 or left >= 5 or not told


@pytest.mark.parametrize(
    ("pre", "post", "gain"),
    [
        (Share(5, 10), Share(8, 10), Decimal("0.60")),
        (Share(1, 3), Share(2, 3), Decimal("0.50")),
        (Share(8, 10), Share(5, 10), Decimal("-1.50")),
        (Share(10, 10), Share(10, 10), None),
        (Share(0, 0), Share(8, 10), None),
        (Share(5, 10), Share(0, 0), None),
        (None, Share(8, 10), None),
        (Share(5, 10), None, None),
    ],
)
def test_the_gain_of_an_item_is_what_was_learnt_of_what_was_not_known(
    pre: Share | None, post: Share | None, gain: Decimal | None
) -> None:
    assert gain_of_item(pre, post) == gain
