"""Two versions side by side: every amount, every activity, and the sentences that people say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binakon.core.calendar import parse_window
from binakon.planning.rules.compare import compare_versions
from binakon.planning.rules.compare_words import sentences, shown, signed
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.rules.plan_tree import plan_tree

TRAINING, CERTIFYING = "1.03.11.1.01.0011", "1.03.11.1.01.0014"


def an_activity(code: str = "jalan", **facts: object) -> ActivityEntry:
    values = {"kind": "bimtek", "title": f"BIMTEK {code}", "window": parse_window("2026-04")}
    return ActivityEntry(code=code, **{**values, **facts})  # type: ignore[arg-type]


def a_version(
    trained: int | None = 200,
    facilitated: int | None = 60,
    *,
    ceiling: int | None = None,
    parts: dict[str, int] | None = None,
    activities: tuple[ActivityEntry, ...] = (),
) -> VersionEntry:
    promised = ((("trained", TRAINING), trained), (("facilitated", CERTIFYING), facilitated))
    return VersionEntry(
        stage="murni",
        number=1,
        status="ratified",
        dated=date(2026, 1, 27),
        ceiling=ceiling,
        targets=tuple(
            TargetEntry(indicator=key, sub_activity=code, people=people)
            for (key, code), people in promised
            if people is not None
        ),
        ceilings=tuple(CeilingEntry(code, amount) for code, amount in (parts or {}).items()),
        activities=activities,
    )


MURNI = a_version(
    activities=(an_activity(), an_activity("sertifikasi", kind="certification", seats=60))
)


def said(after: VersionEntry, before: VersionEntry = MURNI) -> list[str]:
    return sentences(compare_versions(before, after))


def test_a_version_equals_itself_and_says_nothing() -> None:
    found = compare_versions(MURNI, MURNI)
    assert (found.is_equal, found.same, sentences(found)) == (True, 2, [])


def test_the_sentence_of_the_issue() -> None:
    after = a_version(
        facilitated=90,
        ceiling=1_500_000_000,
        activities=(*MURNI.activities, an_activity("gedung"), an_activity("k3")),
    )
    before = replace(MURNI, ceiling=1_200_000_000)
    assert said(after, before) == [
        "Difasilitasi sertifikasinya 60 → 90 (+30)",
        "Pagu Rp1.200.000.000 → Rp1.500.000.000 (+Rp300.000.000)",
        "Jumlah layanan 260 → 290 (+30)",
        "Dua BIMTEK ditambah: BIMTEK gedung dan BIMTEK k3",
    ]


def test_an_unknown_ceiling_is_said_and_its_difference_is_not_made_up() -> None:
    after = replace(MURNI, ceiling=900)
    (row,) = [compare_versions(MURNI, after).ceiling]
    assert (row.before, row.after, row.delta) == (None, 900, None)
    assert said(after) == ["Pagu belum diisi → Rp900"]


def test_a_target_that_is_new_or_gone_counts_whole() -> None:
    assert said(a_version(trained=None, activities=MURNI.activities)) == [
        "Dilatih 200 → tidak ada (−200)",
        "Jumlah layanan 260 → 60 (−200)",
    ]


def test_a_changed_activity_says_what_became_of_it() -> None:
    changed = an_activity("jalan", seats=35, window=parse_window("2026-05-12"), partners=("HPJI",))
    after = replace(MURNI, activities=(changed, MURNI.activities[1]))
    assert said(after) == [
        "BIMTEK jalan: waktu April 2026 → 12 Mei 2026; kursi belum diisi → 35; mitra belum diisi → HPJI"
    ]


def test_what_is_dropped_is_named() -> None:
    after = replace(MURNI, activities=MURNI.activities[1:])
    found = compare_versions(MURNI, after)
    assert [entry.code for entry in found.removed] == ["jalan"]
    assert sentences(found) == ["Satu BIMTEK dihapus: BIMTEK jalan"]


def test_the_parts_of_a_ceiling_are_compared_by_code() -> None:
    before, after = (
        a_version(parts={TRAINING: 100}),
        a_version(parts={TRAINING: 150, CERTIFYING: 20}),
    )
    assert said(after, before) == [
        f"Pagu subkegiatan {TRAINING} Rp100 → Rp150 (+Rp50)",
        f"Pagu subkegiatan {CERTIFYING} belum diisi → Rp20",
    ]


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [(115, "", "+115"), (-30, "", "−30"), (0, "", "+0"), (52_500_000, "Rp", "+Rp52.500.000")],
)
def test_a_difference_carries_its_sign(amount: int, unit: str, words: str) -> None:
    assert signed(amount, unit) == words


def test_an_unknown_amount_is_never_zero() -> None:
    assert (shown(None), shown(None, "Rp"), shown(0), shown(3, "dokumen")) == (
        "belum diisi",
        "belum diisi",
        "0",
        "3 dokumen",
    )


PEOPLE = st.one_of(st.none(), st.integers(0, 500))


@given(st.tuples(PEOPLE, PEOPLE, PEOPLE, PEOPLE))
def test_reversing_a_comparison_reverses_every_difference(people: tuple[int | None, ...]) -> None:
    before, after = a_version(*people[:2]), a_version(*people[2:])
    there, back = compare_versions(before, after), compare_versions(after, before)
    deltas = {row.label: row.delta for row in back.targets}
    assert all(row.delta is None or row.delta == -(deltas[row.label] or 0) for row in there.targets)
    assert there.total.delta == -(back.total.delta or 0)


def test_the_tree_puts_each_activity_under_the_sub_activity_that_pays_for_it() -> None:
    version = a_version(
        parts={TRAINING: 100},
        activities=(
            an_activity(indicator="trained", seats=35, cost=10),
            an_activity("sertifikasi", kind="certification", indicator="facilitated", seats=60),
            an_activity("rakor", kind="rakor"),
            an_activity("lain", sub_activity=CERTIFYING),
        ),
    )
    branches = plan_tree(version, {TRAINING: "Pelatihan"})
    assert [
        (branch.code, branch.name, branch.ceiling, [entry.code for entry in branch.activities])
        for branch in branches
    ] == [
        (TRAINING, "Pelatihan", 100, ["jalan"]),
        (CERTIFYING, "", None, ["sertifikasi", "lain"]),
        ("", "", None, ["rakor"]),
    ]
    assert (branches[0].people, branches[0].seats, branches[0].cost) == (200, 35, 10)
    assert (branches[1].seats, branches[1].cost) == (None, None)
