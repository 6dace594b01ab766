"""Two people on one thing, what a revision may not fall below, and what may be opened or paid."""

from datetime import date

import pytest

from binakon.core.calendar import parse_window
from binakon.core.fields import parse_whole
from binakon.planning.rules.edits import Clash, change_label, merged
from binakon.planning.rules.open_version import Held, open_problems
from binakon.planning.rules.payments import PaymentEntry, payment_problems, quarter_of
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.rules.ratify import Bound, ratify_problems
from binakon.planning.states import Stage

CODE = "1.03.11.1.01.0011"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "changes", "clashes"),
    [
        (1, 1, 1, {}, []),
        (1, 2, 1, {"a": 2}, []),
        (1, 1, 3, {}, []),
        (1, 2, 2, {}, []),
        (1, 2, 3, {}, [Clash("a", 1, 3, 2)]),
        (None, 5, None, {"a": 5}, []),
        (5, None, 5, {"a": None}, []),
    ],
)
def test_neither_of_two_edits_is_lost_and_a_clash_shows_both(
    base: int | None,
    mine: int | None,
    theirs: int | None,
    changes: dict[str, int | None],
    clashes: list[Clash],
) -> None:
    assert merged({"a": base}, {"a": mine}, {"a": theirs}) == (changes, clashes)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("target:trained:1.03", "target dilatih"),
        ("ceiling:1.03", "pagu 1.03"),
        ("ceiling", "pagu"),
        ("dated", "tanggal"),
        ("seats", "kursi"),
    ],
)
def test_history_names_what_changed_in_words(name: str, words: str) -> None:
    assert change_label(name) == words


def version(**facts: object) -> VersionEntry:
    values: dict[str, object] = {
        "stage": "perubahan",
        "number": 1,
        "status": "submitted",
        "dated": date(2026, 9, 15),
        "targets": (TargetEntry("trained", CODE, people=100),),
    }
    return VersionEntry(**{**values, **facts})  # type: ignore[arg-type]


def kelas(seats: int | None) -> ActivityEntry:
    return ActivityEntry("kelas", "bimtek", "Kelas", parse_window("2026-04"), seats=seats)


def test_a_promise_below_the_people_determined_is_refused_with_the_papers() -> None:
    bound = [
        Bound("SK 1", indicator="trained", people=80),
        Bound("SK 2", indicator="trained", people=40),
    ]
    assert [problem.sentence for problem in ratify_problems(version(), bound)] == [
        "Target dilatih 100 di bawah 120 orang yang sudah ditetapkan: SK 1 (80); SK 2 (40)."
    ]


def test_seats_below_the_people_of_one_activity_are_refused_though_the_target_holds() -> None:
    bound = [Bound("SK 1", indicator="trained", activity="kelas", people=30)]
    assert ratify_problems(version(activities=(kelas(30),)), bound) == []
    assert ratify_problems(version(activities=(kelas(None),)), bound) == []
    (problem,) = ratify_problems(version(activities=(kelas(29),)), bound)
    assert problem.sentence == (
        "Kursi Kelas 29 di bawah 30 orang yang sudah ditetapkan: SK 1 (30)."
    )


def test_an_activity_with_people_cannot_be_dropped_but_a_version_without_any_says_nothing() -> None:
    bound = [Bound("SK 1", indicator="trained", activity="lain", people=30)]
    assert ratify_problems(version(), bound) == []
    (problem,) = ratify_problems(version(activities=(kelas(30),)), bound)
    assert "Kegiatan “lain” tidak ada lagi" in problem.sentence


def test_money_bound_and_money_paid_are_asked_apart_whole_and_by_sub_activity() -> None:
    bound = [
        Bound("Kontrak", sub_activity=CODE, rupiah=500),
        Bound("SP2D 1", sub_activity=CODE, paid=400),
        Bound("SP2D 2", sub_activity="1.03.11.1.01.0014", paid=300),
    ]
    enough = version(ceiling=700, ceilings=(CeilingEntry(CODE, 500),))
    assert ratify_problems(enough, bound) == []
    short = version(ceiling=699, ceilings=(CeilingEntry(CODE, 499),))
    assert [problem.sentence for problem in ratify_problems(short, bound)] == [
        "Pagu Rp699 di bawah Rp700 yang sudah dibelanjakan: SP2D 1 (Rp400); SP2D 2 (Rp300).",
        f"Pagu subkegiatan {CODE} Rp499 di bawah Rp500 yang sudah terikat: Kontrak (Rp500).",
    ]


@pytest.mark.parametrize(
    ("stage", "held", "codes"),
    [
        (Stage.MURNI, [], []),
        (Stage.MURNI, [("murni", "draft")], ["open"]),
        (Stage.MURNI, [("murni", "ratified")], ["murni_once"]),
        (Stage.PERUBAHAN, [], ["no_budget"]),
        (Stage.PERUBAHAN, [("murni", "ratified")], []),
        (Stage.PERGESERAN, [("murni", "superseded"), ("pergeseran", "submitted")], ["open"]),
        (Stage.USULAN, [], []),
    ],
)
def test_a_version_is_opened_only_in_its_turn(
    stage: Stage, held: list[tuple[str, str]], codes: list[str]
) -> None:
    rows = [Held(name, state) for name, state in held]
    assert [problem.code for problem in open_problems(stage, rows)] == codes


def payment(**facts: object) -> PaymentEntry:
    values: dict[str, object] = {
        "sub_activity": CODE,
        "quarter": 2,
        "amount": 1,
        "document": "SP2D 1",
        "dated": date(2026, 4, 1),
    }
    return PaymentEntry(**{**values, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"amount": 0}, ["amount"]),
        ({"document": ""}, ["document"]),
        ({"quarter": 5}, ["quarter"]),
        ({"dated": date(2026, 3, 31)}, ["dated"]),
        ({"dated": date(2027, 4, 1)}, ["dated"]),
        ({"amount": -1, "document": "", "quarter": 0}, ["amount", "document", "quarter"]),
    ],
)
def test_every_fault_of_a_payment_is_told_at_once(
    facts: dict[str, object], codes: list[str]
) -> None:
    assert [problem.code for problem in payment_problems(payment(**facts), [], 2026)] == codes


def test_a_document_is_recorded_once_for_a_sub_activity() -> None:
    held = [payment()]
    assert [p.code for p in payment_problems(payment(), held, 2026)] == ["document"]
    assert payment_problems(payment(sub_activity="1.03.11.1.01.0014"), held, 2026) == []


def test_a_day_belongs_to_its_quarter() -> None:
    assert [quarter_of(date(2026, month, 1)) for month in range(1, 13)] == [
        *(1, 1, 1, 2, 2, 2),
        *(3, 3, 3, 4, 4, 4),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Rp1.500.000", 1_500_000),
        ("Rp 1.500.000,00", 1_500_000),
        ("rp1.500.000,-", 1_500_000),
        ("1500000", 1_500_000),
        ("60", 60),
        ("1,500", None),
        ("1.5", None),
        ("1.500.00", None),
        ("-5", None),
        ("enam", None),
    ],
)
def test_rupiah_is_read_as_it_is_written_and_never_guessed(text: str, number: int | None) -> None:
    assert parse_whole(text) == number
