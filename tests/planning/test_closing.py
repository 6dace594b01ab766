"""Closing a year: what refuses, what is frozen, what is refused afterwards, and that two people open it again."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from binakon.core.actor import Actor, ActorKind
from binakon.core.calendar import parse_window
from binakon.core.deadlines import start_clock
from binakon.core.measures import Measure, Row, Scope, all_measures, count
from binakon.core.models import Deadline
from binakon.core.problems import Blocked, IllegalMove, NotAllowed, StaleState
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import (
    Activity,
    Commitment,
    FrozenFigure,
    PlanVersion,
    ProgrammeYear,
    YearClosing,
    YearReopening,
)
from binakon.planning.queries import closing_points
from binakon.planning.queries.closing_points import open_points
from binakon.planning.queries.frozen_parts import ONLY_IN_PARTS
from binakon.planning.rules.closing import ORDER, OpenPoint, closing_problems, in_order, seen_of
from binakon.planning.rules.frozen_year import kept_rows
from binakon.planning.states import Stage, YearState
from binakon.reports.queries.figures import figures_of
from tests import cast, factories
from tests.factories import BY
from tests.planning.cost_lines import a_line, a_planned

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LATE = datetime(2027, 1, 8, 9, 0, tzinfo=timezone.get_default_timezone())
DAY = date(2027, 1, 8)
HELD = datetime(2026, 11, 3, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def activity(reference: None, db: None) -> Activity:
    """A class of a ratified 2026, held and closed, with money bound and paid."""
    cast.cast_arrives()
    factories.ratified(factories.a_version(ceiling=1000, trained=200, facilitated=60))
    found = factories.an_activity()
    actions.commit(found, unit=Commitment.Unit.RUPIAH, amount=300, label="Kontrak", by=BY)
    code = factories.planning_codes(1)[0]
    actions.record_payment(
        found.programme,
        sub_activity=code,
        quarter=4,
        amount=100,
        document="SP2D 1",
        dated=date(2026, 12, 20),
        by=BY,
    )
    # Within the year, whatever the day this runs on.
    actions.hold_activity(found, by=BY, at=HELD)
    actions.close_activity(found, by=BY, at=HELD)
    return found


def year() -> ProgrammeYear:
    return ProgrammeYear.objects.select_related("office").get(year=2026)


def actor(role: Role) -> Actor:
    user = cast.user(role)
    return Actor(ActorKind.USER, user.name, user.pk)


def closed() -> YearClosing:
    programme = year()
    actions.prepare_closing(programme, by=BY, at=LATE)
    return actions.close_year(programme, by=BY, at=LATE)


def test_a_year_is_closed_after_it_was_checked_and_only_then(activity: Activity) -> None:
    programme = year()
    with pytest.raises(IllegalMove):
        actions.close_year(programme, by=BY, at=LATE)
    actions.prepare_closing(programme, by=BY)
    actions.abandon_closing(programme, by=BY)
    assert year().state == YearState.OPEN
    closing = closed()
    assert (year().state, closing.number, closing.as_of) == (YearState.CLOSED, 1, DAY)
    assert closing.figure_count == closing.figures.count()


def test_what_refuses_is_said_all_at_once_and_nothing_is_written(activity: Activity) -> None:
    factories.an_activity("lain")
    factories.a_version("perubahan")
    programme = year()
    actions.prepare_closing(programme, by=BY)
    at = datetime(2026, 12, 1, 9, 0, tzinfo=timezone.get_default_timezone())
    with pytest.raises(Blocked) as refused, transaction.atomic():
        actions.close_year(programme, by=BY, at=at)
    blocking = [problem.code for problem in refused.value.problems if problem.blocks]
    assert blocking == ["year_running", "activities", "versions"]
    assert (year().state, YearClosing.objects.count()) == (YearState.CLOSING, 0)


def test_counters_that_differ_refuse_the_closing(activity: Activity) -> None:
    PlanVersion.objects.update(money_committed=299)
    programme = year()
    actions.prepare_closing(programme, by=BY)
    with pytest.raises(Blocked) as refused, transaction.atomic():
        actions.close_year(programme, by=BY, at=LATE)
    assert [problem.code for problem in refused.value.problems if problem.blocks] == ["figures"]


def test_what_is_only_left_open_is_kept_with_the_closing(activity: Activity) -> None:
    start_clock(activity, "janji", title="Janji", office_code="63", due_at=LATE.replace(year=2026))
    start_clock(year(), "year_end", title="Tutup tahun", office_code="63", due_at=LATE)
    assert closed().left_open == [["commitments", 1], ["clocks", 1]]
    running = Deadline.objects.open().values_list("kind", flat=True)
    assert list(running) == ["janji"]


def test_a_list_that_changed_while_it_was_read_is_read_again(activity: Activity) -> None:
    programme = year()
    actions.prepare_closing(programme, by=BY)
    seen = seen_of(open_points(programme, DAY))
    actions.commit(activity, unit=Commitment.Unit.RUPIAH, amount=1, label="Baru", by=BY)
    with pytest.raises(StaleState), transaction.atomic():
        actions.close_year(programme, by=BY, seen=seen, at=LATE)
    programme.refresh_from_db()
    seen = seen_of(open_points(programme, DAY))
    assert actions.close_year(programme, by=BY, seen=seen, at=LATE).number == 1


def test_every_measure_is_frozen_as_it_is_counted(activity: Activity) -> None:
    closing = closed()
    scope = Scope("63", 2026, DAY)
    whole = {row.measure: row for row in closing.figures.filter(part="")}
    keys = [found.key for found in all_measures() if found.key not in ONLY_IN_PARTS]
    assert list(whole) == keys
    counted = {key: count(key, scope) for key in keys}
    assert {key: (row.services, row.people) for key, row in whole.items()} == {
        key: (found.services, found.people) for key, found in counted.items()
    }
    parts = set(closing.figures.exclude(part="").values_list("measure", "part"))
    code = factories.planning_codes(1)[0].code
    assert parts >= {
        ("planned_places", "trained"),
        ("planned_places", "facilitated"),
        ("activities_done", "bimtek"),
        ("money_realised", "TW4"),
        ("money_realised", f"{code}@TW4"),
    }
    quarter = closing.figures.get(measure="money_realised", part=f"{code}@TW4")
    assert (quarter.services, quarter.definition != "") == (100, True)


def test_no_words_that_somebody_typed_are_frozen_as_rows(activity: Activity) -> None:
    rows = {row.measure: row.rows for row in closed().figures.filter(part="")}
    assert rows["money_committed"] == rows["money_realised"] == []
    assert rows["activities_done"] == [["Kelas", "kapan saja dalam 2026", 1]]


def test_a_measure_of_people_keeps_only_rows_that_lead_to_an_activity() -> None:
    measure = Measure("orang", "orang", "orang", "arti", "sumber", is_of_people=True)
    rows = [
        Row("Kelas", 3, "", "/kegiatan/kelas/"),
        Row("Rahmat (contoh)", 1, "", "/meja/orang/x/"),
    ]
    assert kept_rows(measure, rows) == (["Kelas", "", 3],)


def test_figures_of_a_closed_year_stay_counted_live_byte_for_byte(activity: Activity) -> None:
    before = figures_of("63", 2026, DAY)
    closed()
    assert figures_of("63", 2026, DAY) == before


DEEDS = {
    "closing changed": "UPDATE planning_yearclosing SET as_of = '2020-01-01'",
    "closing deleted": "DELETE FROM planning_yearclosing",
    "figure changed": "UPDATE planning_frozenfigure SET services = 1",
    "figure deleted": "DELETE FROM planning_frozenfigure",
    "figure added": (
        "INSERT INTO planning_frozenfigure (closing_id, measure, part, rows, version, is_about, note, label, unit, "
        "definition, source, digest) SELECT id, 'lain', '', '[]', '', FALSE, '', '', '', '', '', '' "
        "FROM planning_yearclosing"
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_frozen_stays(activity: Activity, deed: str) -> None:
    closed()
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        connection.cursor().execute(DEEDS[deed])


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "closing deleted"])
def test_without_its_guard_the_deed_would_be_done(activity: Activity, deed: str) -> None:
    closed()
    table = "planning_yearclosing" if deed.startswith("closing") else "planning_frozenfigure"
    with connection.cursor() as cursor:
        for name in GUARDS[table]:
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{where}")
        cursor.execute(DEEDS[deed])
        assert cursor.rowcount > 0


GUARDS = {
    "planning_yearclosing": ("closing_frozen_update", "closing_frozen_delete"),
    "planning_frozenfigure": (
        "frozen_figure_insert",
        "frozen_figure_update",
        "frozen_figure_delete",
    ),
}


def _pay(activity: Activity) -> None:
    actions.record_payment(
        activity.programme,
        sub_activity=factories.planning_codes(1)[0],
        quarter=4,
        amount=1,
        document="SP2D 2",
        dated=date(2026, 12, 30),
        by=BY,
    )


def _withdraw(activity: Activity) -> None:
    actions.withdraw_payment(activity.programme.realisations.get(), reason="Salah", by=BY)


def _quota(activity: Activity) -> None:
    office = factories.an_office("63.03")
    actions.set_quota(activity, office=office, places=1, reason="Rakor", by=BY)


def _bind(activity: Activity) -> None:
    actions.commit(activity, unit=Commitment.Unit.PEOPLE, amount=1, label="SK", by=BY)


def _draft(activity: Activity) -> None:
    actions.draft_version(activity.programme, stage=Stage.PERUBAHAN, dated=DAY, by=BY)


def _goal(activity: Activity) -> None:
    actions.set_goal(activity.programme, people=1, label="ideal", meaning="", by=BY)


def _reschedule(activity: Activity) -> None:
    window = parse_window("2026-12-30")
    planned = Activity.objects.get(code="sisa")
    actions.reschedule_activity(planned, window=window, reason="Geser", by=BY)


def _hold(activity: Activity) -> None:
    actions.hold_activity(Activity.objects.get(code="sisa"), by=BY)


def _cancel(activity: Activity) -> None:
    actions.cancel_activity(Activity.objects.get(code="sisa"), reason="Tidak jadi", by=BY)


def _submit(activity: Activity) -> None:
    version = PlanVersion.objects.get(stage="usulan")
    actions.submit_version(version, by=BY, revision=version.revision, from_file=True)


def _cost(activity: Activity) -> None:
    actions.add_line(a_planned(PlanVersion.objects.get(stage="usulan"), "biaya"), a_line(), by=BY)


def _terms(activity: Activity) -> None:
    row = a_planned(PlanVersion.objects.get(stage="usulan"), "kak")
    actions.write_terms(row, {"background": "Jalan rusak"}, revision=0, by=BY)


WRITES: dict[str, Callable[[Activity], None]] = {
    "payment": _pay,
    "payment withdrawn": _withdraw,
    "quota": _quota,
    "people bound": _bind,
    "new version": _draft,
    "version submitted": _submit,
    "cost line": _cost,
    "terms of reference": _terms,
    "goal": _goal,
    "rescheduled": _reschedule,
    "held": _hold,
    "cancelled": _cancel,
}


@pytest.mark.parametrize("write", WRITES)
def test_a_closed_year_refuses_what_would_change_it_and_an_open_one_takes_it(
    activity: Activity, write: str
) -> None:
    # What the checklist would have refused, so that the guard of each verb is asked by itself.
    factories.an_activity("sisa")
    factories.a_version("usulan")
    ProgrammeYear.objects.filter(year=2026).update(state=YearState.CLOSED)
    with pytest.raises(Blocked) as refused, transaction.atomic():
        WRITES[write](activity)
    assert [problem.code for problem in refused.value.problems] == ["year_closed"]
    ProgrammeYear.objects.filter(year=2026).update(state=YearState.CLOSING)
    WRITES[write](activity)


def test_a_loaded_plan_cannot_change_a_closed_year(reference: None) -> None:
    factories.accepted(factories.plan_text(factories.version_text()))
    ProgrammeYear.objects.update(state=YearState.CLOSED)
    changed = factories.plan_text(factories.version_text(), factories.activity_text())
    assert [problem.code for problem in factories.load(changed).problems] == ["year_closed"]


def test_what_was_bound_is_still_realised_and_released_after_the_closing(
    activity: Activity,
) -> None:
    closed()
    row = Commitment.objects.get()
    actions.realise(row, by=BY)
    actions.release(row, by=BY, reason="Tidak jadi")
    assert Commitment.objects.count() == 0


def test_two_people_open_a_year_again_and_what_was_frozen_stays(activity: Activity) -> None:
    first = closed()
    asker, other = actor(Role.SECTION_HEAD), actor(Role.HEAD_OF_DIVISION)
    with pytest.raises(Blocked):
        actions.ask_reopening(year(), reason=" ", by=asker)
    row = actions.ask_reopening(year(), reason="Realisasi TW IV keliru", by=asker)
    with pytest.raises(Blocked), transaction.atomic():
        actions.ask_reopening(year(), reason="Lagi", by=other)
    with pytest.raises(NotAllowed):
        actions.answer_reopening(row, is_granted=True, answer="", by=asker)
    assert year().state == YearState.CLOSED
    actions.answer_reopening(row, is_granted=True, answer="", by=other)
    assert year().state == YearState.OPEN
    _pay(activity)
    second = closed()
    assert [second.number, *YearClosing.objects.values_list("pk", flat=True)] == [
        2,
        first.pk,
        second.pk,
    ]
    paid = FrozenFigure.objects.filter(measure="money_realised", part="")
    assert list(paid.values_list("services", flat=True)) == [100, 101]


def test_a_denied_reopening_leaves_the_year_closed_and_says_why(activity: Activity) -> None:
    closed()
    row = actions.ask_reopening(year(), reason="Keliru", by=actor(Role.SECTION_HEAD))
    other = actor(Role.HEAD_OF_DIVISION)
    with pytest.raises(Blocked):
        actions.answer_reopening(row, is_granted=False, answer=" ", by=other)
    actions.answer_reopening(row, is_granted=False, answer="Sudah benar", by=other)
    with pytest.raises(StaleState):
        actions.answer_reopening(row, is_granted=True, answer="", by=other)
    assert year().state == YearState.CLOSED


def test_the_database_refuses_one_person_as_both(activity: Activity) -> None:
    closed()
    row = actions.ask_reopening(year(), reason="Keliru", by=actor(Role.SECTION_HEAD))
    mine = YearReopening.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match="reopening_by_two"), transaction.atomic():
        mine.update(answered_by=row.asked_by_id, answered_at=LATE, is_granted=True)


def test_an_open_year_cannot_be_asked_open(activity: Activity) -> None:
    with pytest.raises(IllegalMove):
        actions.ask_reopening(year(), reason="Keliru", by=actor(Role.SECTION_HEAD))


def test_what_refuses_stands_first_and_an_unknown_kind_refuses() -> None:
    points = [OpenPoint(key, 1, key) for key in ("clocks", "baru", "cases", "activities", "briefs")]
    points.append(OpenPoint("versions", 0, "tidak ada"))
    assert [point.key for point in in_order(points)] == [
        "baru",
        "activities",
        "cases",
        "briefs",
        "clocks",
    ]
    blocking = [problem.code for problem in closing_problems(points) if problem.blocks]
    assert blocking == ["baru", "activities"]


def test_every_kind_of_the_checklist_is_asked(activity: Activity) -> None:
    own = {point.key for point in closing_points._own(year())}
    assert own | set(closing_points._asked) | {"year_running"} == set(ORDER)
