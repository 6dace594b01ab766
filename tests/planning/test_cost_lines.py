"""Cost lines of a draft: what the database checks, what edits keep, and that a ratified version freezes them."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.planning import actions
from binakon.planning.models import CostLine, TermsOfReference, VersionActivity
from binakon.planning.queries.costs import line_columns, line_entries, total_of_lines
from binakon.planning.rules.costs import Factor, Replaced, line_problems, read_factors, replaced
from binakon.planning.states import Stage
from tests import factories
from tests.factories import BY
from tests.planning.cost_lines import a_draft_activity, a_line, a_planned

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

DEEDS = {
    "another price": "UPDATE planning_costline SET unit_price = 60000, amount = 6300000",
    "another note": "UPDATE planning_costline SET note = 'x'",
    "a line deleted": "DELETE FROM planning_costline",
}


def components(row: VersionActivity) -> list[str]:
    return [entry.component for entry in line_entries(row.version_id, row.code)]


def test_a_line_is_kept_with_its_factors_and_amount() -> None:
    row = a_draft_activity()
    line = actions.add_line(row, a_line(), by=BY)
    assert line.amount == 5_250_000
    assert line_entries(row.version_id, row.code) == (a_line(),)
    event = AuditEvent.objects.order_by("-id").first()
    assert event is not None
    assert event.sentence == "BIMTEK jalan pada murni 1: Rincian biaya ditambah: Makan siang rapat"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 5_250_001},
        {"unit_price": 0, "amount": 0},
        {"quantity_3": 2, "amount": 10_500_000},
    ],
)
def test_the_database_refuses_what_does_not_multiply(wrong: dict[str, int]) -> None:
    row = a_draft_activity()
    columns = {**line_columns(a_line()), **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        CostLine.objects.create(version=row.version, activity_code=row.code, position=1, **columns)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_ratified_version_freezes_its_lines_and_a_draft_does_not(deed: str) -> None:
    row = a_draft_activity()
    actions.add_line(row, a_line(), by=BY)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DEEDS[deed])
        transaction.set_rollback(True)
    factories.ratified(row.version)
    with (
        pytest.raises(DatabaseError, match="immutable"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(DEEDS[deed])


def test_no_verb_touches_the_lines_of_a_ratified_version() -> None:
    row = a_draft_activity()
    line = actions.add_line(row, a_line(), by=BY)
    factories.ratified(row.version)
    for deed in (
        lambda: actions.add_line(row, a_line(), by=BY),
        lambda: actions.edit_line(row, line, a_line(note="x"), revision=0, by=BY),
        lambda: actions.remove_line(row, line, by=BY),
        lambda: actions.move_line(row, line, up=True, by=BY),
        lambda: actions.copy_lines(row, source="lain", by=BY),
        lambda: actions.take_lines(row, [], revision=row.version.revision, by=BY),
        lambda: actions.use_sum(row, by=BY),
    ):
        with pytest.raises(StaleState, match="bukan konsep lagi"):
            deed()
    assert components(row) == ["Makan siang rapat"]


def test_an_edit_of_what_somebody_else_changed_is_refused() -> None:
    row = a_draft_activity()
    line = actions.add_line(row, a_line(), by=BY)
    actions.edit_line(row, line, a_line(unit_price=40_000), revision=0, by=BY)
    with pytest.raises(StaleState, match="diubah atau dihapus orang lain"):
        actions.edit_line(row, line, a_line(unit_price=30_000), revision=0, by=BY)
    assert total_of_lines(row.version_id, row.code) == 40_000 * 105


def test_lines_move_and_stay_at_either_end() -> None:
    row = a_draft_activity()
    first, second = (actions.add_line(row, a_line(component=name), by=BY) for name in "AB")
    actions.move_line(row, second, up=True, by=BY)
    assert components(row) == ["B", "A"]
    actions.move_line(row, second, up=True, by=BY)
    assert components(row) == ["B", "A"]
    actions.move_line(row, second, up=False, by=BY)
    assert components(row) == ["A", "B"]
    actions.remove_line(row, first, by=BY)
    assert components(row) == ["B"]
    with pytest.raises(StaleState):
        actions.remove_line(row, first, by=BY)


def test_lines_are_copied_behind_those_that_stand() -> None:
    row = a_draft_activity()
    other = a_planned(row.version, "gedung")
    actions.add_line(row, a_line(), by=BY)
    actions.add_line(other, a_line(component="Sewa hotel"), by=BY)
    assert actions.copy_lines(row, source="gedung", by=BY) == 1
    assert components(row) == ["Makan siang rapat", "Sewa hotel"]
    with pytest.raises(Blocked, match="tidak punya rincian"):
        actions.copy_lines(row, source="jalan", by=BY)


def test_a_workbook_replaces_the_lines_unless_the_draft_moved_on() -> None:
    row = a_draft_activity()
    actions.add_line(row, a_line(), by=BY)
    actions.take_lines(row, [a_line(component="Baru")], revision=row.version.revision, by=BY)
    assert components(row) == ["Baru"]
    with pytest.raises(StaleState, match="sejak pratinjau"):
        actions.take_lines(row, [a_line()], revision=row.version.revision - 1, by=BY)
    assert components(row) == ["Baru"]


def test_the_sum_becomes_the_cost_of_the_activity_and_only_of_that() -> None:
    row = a_draft_activity(cost=1)
    other = a_planned(row.version, "gedung", cost=7)
    with pytest.raises(Blocked, match="belum punya rincian"):
        actions.use_sum(row, by=BY)
    actions.add_line(row, a_line(), by=BY)
    actions.add_line(row, a_line(unit_price=1_000), by=BY)
    actions.use_sum(row, by=BY)
    costs = dict(VersionActivity.objects.values_list("code", "cost"))
    assert costs == {"jalan": 5_355_000, "gedung": 7}
    assert other.code in costs


def test_a_new_draft_carries_the_lines_and_texts_of_its_base() -> None:
    row = a_draft_activity()
    actions.add_line(row, a_line(), by=BY)
    actions.write_terms(row, {"background": "Karena jalan."}, revision=0, by=BY)
    factories.ratified(row.version)
    draft = actions.draft_version(
        row.version.programme,
        stage=Stage.PERUBAHAN,
        dated=date(2026, 9, 15),
        base=row.version,
        by=BY,
    )
    assert line_entries(draft.pk, "jalan") == (a_line(),)
    assert [terms.background for terms in draft.terms.all()] == ["Karena jalan."]


def test_lines_leave_with_their_activity_and_stay_with_the_others() -> None:
    row = a_draft_activity()
    other = a_planned(row.version, "gedung")
    actions.add_line(row, a_line(), by=BY)
    actions.add_line(other, a_line(component="Sewa hotel"), by=BY)
    actions.remove_activity(row, by=BY)
    assert list(CostLine.objects.values_list("component", flat=True)) == ["Sewa hotel"]


TERMS_DEEDS = {
    "another text": "UPDATE planning_termsofreference SET goal = 'lain'",
    "another signatory's day": "UPDATE planning_termsofreference SET dated = '2026-01-02'",
    "a KAK deleted": "DELETE FROM planning_termsofreference",
}


def execute(deed: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)


@pytest.mark.parametrize("deed", TERMS_DEEDS.values(), ids=TERMS_DEEDS)
def test_a_ratified_version_freezes_its_kak(deed: str) -> None:
    row = a_draft_activity()
    actions.write_terms(row, {"goal": "35 orang"}, revision=0, by=BY)
    factories.ratified(row.version)
    with pytest.raises(DatabaseError, match="immutable"):
        execute(deed)
    with pytest.raises(StaleState, match="sudah disahkan"):
        actions.write_terms(row, {"goal": "lain"}, revision=1, by=BY)
    assert [terms.goal for terms in row.version.terms.all()] == ["35 orang"]


def test_a_ratified_version_gets_no_new_kak() -> None:
    row = a_draft_activity()
    factories.ratified(row.version)
    with pytest.raises(StaleState, match="sudah disahkan"):
        actions.write_terms(row, {"goal": "lain"}, revision=0, by=BY)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        TermsOfReference.objects.create(version=row.version, activity_code=row.code)
    assert row.version.terms.count() == 0


@pytest.mark.parametrize("deed", TERMS_DEEDS.values(), ids=TERMS_DEEDS)
def test_without_the_guard_the_kak_of_a_ratified_version_would_change(deed: str) -> None:
    row = a_draft_activity()
    actions.write_terms(row, {"goal": "35 orang"}, revision=0, by=BY)
    factories.ratified(row.version)
    on = " ON planning_termsofreference" if connection.vendor == "postgresql" else ""
    for event in ("update", "delete"):
        execute(f"DROP TRIGGER terms_frozen_{event}{on}")
    execute(deed)
    assert [(kept.goal, kept.dated) for kept in row.version.terms.all()] != [("35 orang", None)]


def test_terms_written_by_somebody_else_meanwhile_are_kept() -> None:
    row = a_draft_activity()
    actions.write_terms(row, {"goal": "35 orang"}, revision=0, by=BY)
    with pytest.raises(StaleState, match="diubah orang lain"):
        actions.write_terms(row, {"goal": "lain"}, revision=0, by=BY)
    assert [terms.goal for terms in row.version.terms.all()] == ["35 orang"]


@pytest.mark.parametrize(
    ("volumes", "units", "expected"),
    [
        ("35;3", "orang;kali", (Factor(35, "orang"), Factor(3, "kali"))),
        ("35 x 3", "orang × hari", (Factor(35, "orang"), Factor(3, "hari"))),
        ("1.500", "box", (Factor(1500, "box"),)),
    ],
)
def test_factors_are_read_as_people_write_them(
    volumes: str, units: str, expected: tuple[Factor, ...]
) -> None:
    assert read_factors(volumes, units) == (expected, [])


@pytest.mark.parametrize(
    ("volumes", "units", "codes"),
    [
        ("", "", ["volumes", "units"]),
        ("35;3", "orang", ["units"]),
        ("0", "orang", ["volumes"]),
        ("1,5", "jam", ["volumes"]),
        ("1;1;1;1;1", "a;b;c;d;e", ["volumes"]),
    ],
)
def test_factors_that_mean_nothing_are_refused(volumes: str, units: str, codes: list[str]) -> None:
    factors, problems = read_factors(volumes, units)
    assert (factors, [problem.code for problem in problems]) == ((), codes)


@pytest.mark.parametrize("volumes", ["1,5", "0.5", "35;2,5", "½", "1/2"])
def test_a_fraction_is_refused_in_one_sentence_that_says_what_to_do(volumes: str) -> None:
    factors, problems = read_factors(volumes, "orang;jam" if ";" in volumes else "jam")
    assert (factors, [problem.sentence for problem in problems]) == (
        (),
        [
            f"Volume {volumes.rpartition(';')[2]} pecahan. Pakai satuan yang lebih kecil supaya bulat, "
            "misalnya 90 menit, bukan 1,5 jam."
        ],
    )


def test_what_another_set_of_lines_replaces_is_counted_line_by_line() -> None:
    meal, hall = a_line(), a_line(component="Sewa hotel")
    dearer = a_line(unit_price=60_000)
    found = replaced([meal, meal, hall], [meal, dearer, hall])
    assert found == Replaced(gone=(meal,), born=(dearer,), same=2)
    assert replaced([meal], [meal]) == Replaced((), (), 1)


def test_everything_wrong_in_a_line_is_said_at_once() -> None:
    bad = a_line(account_code="5.1.02", component="", unit="", unit_price=0, note="n" * 501)
    codes = [problem.code for problem in line_problems(bad)]
    assert codes == ["account_code", "component", "unit", "unit_price", "note"]
    assert line_problems(a_line()) == []
