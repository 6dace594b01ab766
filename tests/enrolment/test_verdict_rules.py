"""What verdicts mean, judged without a database."""

from itertools import product

import pytest

from binakon.enrolment.rules import verdicts as rules
from binakon.enrolment.rules.verdicts import Outcome, Paper
from binakon.enrolment.states import DocumentState

ASKED = ["id_card", "diploma"]


def codes(word: str, reason: str = "", note: str = "", **facts: object) -> list[str]:
    known: dict[str, object] = {"state": "waiting", "has_judged": False, **facts}
    return [
        problem.code
        for problem in rules.verdict_problems(word, reason, note, **known)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    ("word", "reason", "note", "found"),
    [
        ("accept", "", "", []),
        ("correct", "unreadable", "", []),
        ("refuse", "doubtful", "cap berbeda", []),
        ("", "", "", ["word"]),
        ("approve", "", "", ["word"]),
        ("correct", "", "tidak terbaca", ["reason"]),
        ("refuse", "because", "", ["reason"]),
        ("correct", "other", "ulang", ["note"]),
        ("correct", "other", "foto ulang dengan cahaya", []),
        ("accept", "other", "", []),
    ],
)
def test_a_verdict_says_its_word_and_why(
    word: str, reason: str, note: str, found: list[str]
) -> None:
    assert codes(word, reason, note) == found


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert codes("", state="accepted", has_judged=True) == ["judged", "same_person", "word"]


def test_the_second_look_is_another_persons() -> None:
    assert codes("accept", state="seen_once", has_judged=True) == ["same_person"]
    assert codes("accept", state="seen_once") == []


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        (("accepted", "accepted"), Outcome.VERIFY),
        (("accepted", "correction"), Outcome.CORRECTION),
        (("refused", "correction"), Outcome.REJECT),
        (("accepted", "refused"), Outcome.REJECT),
        (("accepted", "waiting"), None),
        (("refused", "seen_once"), None),
        (("accepted",), Outcome.CORRECTION),
        ((), Outcome.CORRECTION),
    ],
)
def test_the_papers_together_decide(states: tuple[str, ...], outcome: Outcome | None) -> None:
    papers = [Paper(kind, state) for kind, state in zip(ASKED, states, strict=False)]
    assert rules.outcome_of(ASKED, papers) == outcome


def test_a_class_that_asks_for_nothing_is_complete_at_once() -> None:
    assert rules.outcome_of([], []) == Outcome.VERIFY


def test_an_outcome_and_the_problems_of_verifying_never_disagree() -> None:
    in_force = [state for state in DocumentState if state != DocumentState.REPLACED]
    for first, second in product([*in_force, None], repeat=2):
        papers = [
            Paper(kind, state) for kind, state in zip(ASKED, (first, second), strict=True) if state
        ]
        can_verify = rules.verify_problems(ASKED, papers) == []
        assert can_verify == (rules.outcome_of(ASKED, papers) == Outcome.VERIFY)
        assert (rules.outcome_of(ASKED, papers) is None) == bool(rules.open_problems(papers))


def test_everything_that_is_missing_is_listed() -> None:
    problems = rules.verify_problems(ASKED, [Paper("diploma", "correction", "unreadable")])
    assert [problem.sentence for problem in problems] == [
        "KTP belum diunggah.",
        "Ijazah: perlu diganti.",
    ]


def test_an_applicant_reads_reason_and_note_of_each_paper() -> None:
    papers = [
        Paper("diploma", "correction", "unreadable", "Foto ulang sampai nomor ijazah jelas."),
        Paper("photo", "correction", "other", "Pakai foto berwarna"),
        Paper("assignment", "accepted"),
        Paper("id_card", "correction", "cut_off"),
    ]
    assert rules.demands([*ASKED, "photo"], papers, {"correction"}) == [
        "Ijazah: tidak terbaca. Foto ulang sampai nomor ijazah jelas.",
        "Pas foto: Pakai foto berwarna.",
        "KTP: terpotong, tidak seluruh halaman tampak.",
    ]
    assert rules.demands(ASKED, [], {"correction"}) == [
        "KTP: belum diunggah.",
        "Ijazah: belum diunggah.",
    ]
