"""Whatever planners, approvers and treasurers do in any order: the figures add up, and what was ratified stays."""

from collections import Counter
from datetime import date, timedelta
from typing import ClassVar

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from binakon.core.calendar import parse_window
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.planning import actions
from binakon.planning.models import (
    CONTENT_COLUMNS,
    Activity,
    Ceiling,
    Commitment,
    PlanVersion,
    Realisation,
    SubActivity,
    Target,
    VersionActivity,
)
from binakon.planning.queries import entry_of, version_with_parts
from binakon.planning.queries.contents import entry_of_row
from binakon.planning.rules.edits import amounts_of
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.states import Stage
from binakon.reports.queries.check import figure_problems
from tests import factories
from tests.factories import BY

pytestmark = pytest.mark.database

REFUSED = (Blocked, StaleState, IllegalMove)
CODES = ("1.03.11.1.01.0011", "1.03.11.1.01.0014")
AMOUNTS = st.one_of(st.none(), st.integers(0, 60))
RUPIAH = st.one_of(st.none(), st.integers(0, 500))


def content(version: PlanVersion) -> tuple[object, ...]:
    """Everything that a version says, as it stands in the tables."""
    head = PlanVersion.objects.filter(pk=version.pk).values_list(
        "stage", "number", "dated", "ceiling", "note", "is_total_about", "document"
    )
    targets = Target.objects.filter(version=version).order_by("id")
    ceilings = Ceiling.objects.filter(version=version).order_by("id")
    activities = VersionActivity.objects.filter(version=version).order_by("id")
    return (
        tuple(head),
        tuple(targets.values_list("indicator", "sub_activity", "people", "value", "unit")),
        tuple(ceilings.values_list("sub_activity", "amount")),
        repr(list(activities.values_list(*CONTENT_COLUMNS))),
    )


class Office(RuleBasedStateMachine):
    """One office's year under random hands; a refusal must leave everything as it was."""

    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.room = transaction.atomic()
        self.room.__enter__()
        self.programme = factories.a_programme()
        self.frozen: dict[int, tuple[object, ...]] = {}
        self.lines: dict[int, int] = {}
        self.day = date(2026, 1, 5)
        self.papers = 0

    def teardown(self) -> None:
        """Take everything of this example back."""
        transaction.set_rollback(True)
        self.room.__exit__(None, None, None)

    def draft(self) -> PlanVersion | None:
        found = PlanVersion.objects.filter(programme=self.programme, state="draft")
        return found.order_by("-id").first()

    def submitted(self) -> PlanVersion | None:
        found = PlanVersion.objects.filter(programme=self.programme, state="submitted")
        return found.order_by("-id").first()

    def attempt(self, deed, *words, **facts):  # type: ignore[no-untyped-def]
        try:
            with transaction.atomic():
                return deed(*words, by=BY, **facts)
        except REFUSED:
            return None

    @initialize()
    def begins_with_a_murni(self) -> None:
        version = actions.draft_version(self.programme, stage=Stage.MURNI, dated=self.day, by=BY)
        mine = {
            f"target:trained:{CODES[0]}": 60,
            f"target:facilitated:{CODES[1]}": 60,
            "ceiling": 900,
            f"ceiling:{CODES[0]}": 500,
        }
        actions.edit_version(version, base=dict.fromkeys(mine), mine=mine, by=BY)
        self.adds_an_activity(number=1, seats=20, indicator="trained")
        self.submits()
        self.ratifies()

    @rule(trained=AMOUNTS, facilitated=AMOUNTS, ceiling=RUPIAH, part=RUPIAH)
    def revises(self, **wanted: int | None) -> None:
        """A whole revision at once, so that many are ratified and many are refused."""
        self.opens_a_version(stage=Stage.PERGESERAN, is_copy=True)
        self.edits_amounts(**wanted)
        self.submits()
        self.ratifies()

    @rule(stage=st.sampled_from(list(Stage)), is_copy=st.booleans())
    def opens_a_version(self, stage: Stage, is_copy: bool) -> None:
        base = PlanVersion.objects.filter(programme=self.programme).order_by("-id").first()
        self.day += timedelta(days=1)
        self.attempt(
            actions.draft_version,
            self.programme,
            stage=stage,
            dated=self.day,
            base=base if is_copy else None,
        )

    @rule(trained=AMOUNTS, facilitated=AMOUNTS, ceiling=RUPIAH, part=RUPIAH)
    def edits_amounts(self, **wanted: int | None) -> None:
        self.edits(
            {
                f"target:trained:{CODES[0]}": wanted["trained"],
                f"target:facilitated:{CODES[1]}": wanted["facilitated"],
                "ceiling": wanted["ceiling"],
                f"ceiling:{CODES[0]}": wanted["part"],
            }
        )

    @rule(line=st.sampled_from(["", *CODES]), trained=AMOUNTS, ceiling=RUPIAH, part=RUPIAH)
    def moves_the_target(
        self, line: str, trained: int | None, ceiling: int | None, part: int | None
    ) -> None:
        """A whole revision that promises the trained under another code, or under none."""
        self.opens_a_version(stage=Stage.PERGESERAN, is_copy=True)
        mine = {f"target:trained:{code}": None for code in ("", *CODES)}
        self.edits({**mine, f"target:trained:{line}": trained, "ceiling": ceiling})
        self.edits({f"ceiling:{CODES[1]}": part})
        self.submits()
        self.ratifies()

    def edits(self, mine: dict[str, int | None]) -> None:
        version = self.draft()
        if version is None:
            return
        stored = amounts_of(entry_of(version_with_parts(version.pk)))
        base = {name: stored.get(name) for name in mine} | {"ceiling": version.ceiling}
        self.attempt(actions.edit_version, version, base=base, mine=mine)

    @rule(
        number=st.integers(1, 3),
        seats=AMOUNTS,
        indicator=st.sampled_from(["trained", "facilitated", ""]),
        line=st.sampled_from(["", *CODES]),
    )
    def adds_an_activity(
        self, number: int, seats: int | None, indicator: str, line: str = ""
    ) -> None:
        version = self.draft()
        if version is not None:
            entry = ActivityEntry(
                code=f"kelas-{number}",
                kind="bimtek",
                title=f"Kelas {number}",
                window=parse_window("2026-04"),
                seats=seats,
                indicator=indicator,
                sub_activity=line,
            )
            self.attempt(actions.add_activity, version, entry)

    @rule(
        facts=st.fixed_dictionaries(
            {},
            optional={
                "seats": AMOUNTS,
                "indicator": st.sampled_from(["trained", "facilitated", ""]),
                "sub_activity": st.sampled_from(["", *CODES]),
            },
        )
    )
    def edits_an_activity(self, facts: dict[str, int | str | None]) -> None:
        version = self.draft()
        row = VersionActivity.objects.filter(version=version).order_by("-id").first()
        if version is not None and row is not None:
            base = entry_of_row(row)
            mine = type(base)(**{name: getattr(base, name) for name in base.__slots__} | facts)
            self.attempt(actions.edit_activity, row, base=base, mine=mine)

    @rule()
    def removes_an_activity(self) -> None:
        row = VersionActivity.objects.filter(version=self.draft()).order_by("id").first()
        if row is not None:
            self.attempt(actions.remove_activity, row)

    @rule()
    def submits(self) -> None:
        version = self.draft()
        if version is not None:
            self.attempt(actions.submit_version, version, revision=version.revision)

    @rule()
    def returns(self) -> None:
        version = self.submitted()
        if version is not None:
            self.attempt(actions.return_version, version, reason="contoh")

    @rule()
    def ratifies(self) -> None:
        version = self.submitted()
        if version is not None:
            self.attempt(actions.ratify_version, version, document=f"DPA {version.pk}")

    @rule()
    def discards(self) -> None:
        version = self.draft()
        if version is not None:
            self.attempt(actions.discard_version, version, reason="contoh")

    @rule(amount=st.integers(1, 40), is_people=st.booleans())
    def binds(self, amount: int, is_people: bool) -> None:
        activity = Activity.objects.filter(programme=self.programme).order_by("?").first()
        if activity is not None:
            self.papers += 1
            unit = Commitment.Unit.PEOPLE if is_people else Commitment.Unit.RUPIAH
            self.attempt(
                actions.commit, activity, unit=unit, amount=amount, label=f"SK {self.papers}"
            )

    @rule()
    def releases(self) -> None:
        row = Commitment.objects.filter(activity__programme=self.programme).first()
        if row is not None:
            self.attempt(actions.release, row, reason="contoh")

    @rule(amount=st.integers(1, 400), code=st.sampled_from(CODES))
    def pays(self, amount: int, code: str) -> None:
        self.papers += 1
        self.attempt(
            actions.record_payment,
            self.programme,
            sub_activity=SubActivity.objects.get(code=code),
            quarter=2,
            amount=amount,
            document=f"SP2D {self.papers}",
            dated=date(2026, 5, 2),
        )

    @rule()
    def withdraws(self) -> None:
        row = Realisation.objects.filter(programme=self.programme).first()
        if row is not None:
            self.attempt(actions.withdraw_payment, row, reason="contoh")

    @rule()
    def postpones(self) -> None:
        activity = Activity.objects.filter(programme=self.programme).first()
        if activity is not None:
            self.attempt(actions.postpone_activity, activity, reason="contoh")

    @invariant()
    def figures_add_up_and_what_was_ratified_stays(self) -> None:
        assert [problem.sentence for problem in figure_problems()] == []
        frozen = PlanVersion.objects.filter(
            programme=self.programme, state__in=["ratified", "superseded"]
        )
        for version in frozen:
            now = content(version)
            assert self.frozen.setdefault(version.pk, now) == now
        assert set(self.frozen) == set(frozen.values_list("pk", flat=True))
        bound = Commitment.objects.filter(activity__programme=self.programme)
        for pk, line in bound.exclude(sub_activity=None).values_list("pk", "sub_activity"):
            assert self.lines.setdefault(pk, line) == line
            self.reached["on a line"] += 1
        self.reached.update(frozen.values_list("state", flat=True))
        self.reached["bound"] += bound.count()
        self.reached["paid"] += Realisation.objects.filter(programme=self.programme).count()


@pytest.mark.usefixtures("reference", "db")
def test_any_sequence_of_deeds_keeps_the_figures_true_and_ratified_versions_byte_equal() -> None:
    Office.reached.clear()
    run_state_machine_as_test(
        Office,
        settings=settings(
            # The rules are the same on both databases; PostgreSQL is asked whether its statements do the same.
            max_examples=25 if connection.vendor == "sqlite" else 5,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # A machine that never got this far would prove nothing; five runs need not.
    if connection.vendor == "sqlite":
        assert {"ratified", "superseded", "bound", "on a line", "paid"} <= set(Office.reached)


@pytest.mark.usefixtures("reference", "db")
def test_rupiah_stays_on_its_line_when_two_open_versions_take_the_indicator_from_its_activity() -> (
    None
):
    """What the machine once found: pergeseran 3 counted Rp26 on a line on which no row stood any more."""
    office = Office()
    try:
        office.begins_with_a_murni()
        office.adds_an_activity(number=2, seats=None, indicator="trained")
        office.binds(amount=27, is_people=True)
        office.releases()
        office.revises(trained=30, facilitated=46, ceiling=None, part=None)
        office.opens_a_version(stage=Stage.USULAN, is_copy=False)
        office.revises(trained=None, facilitated=15, ceiling=118, part=323)
        office.revises(trained=None, facilitated=None, ceiling=32, part=None)
        office.opens_a_version(stage=Stage.PERUBAHAN, is_copy=False)
        office.adds_an_activity(number=1, seats=35, indicator="")
        office.returns()
        office.binds(amount=26, is_people=False)
        office.opens_a_version(stage=Stage.MURNI, is_copy=False)
        office.revises(trained=None, facilitated=50, ceiling=None, part=94)
        in_force = PlanVersion.objects.in_force().get()
        assert (str(in_force), in_force.money_committed) == ("pergeseran 3", 26)
        assert Activity.objects.get().indicator is None
        assert Commitment.objects.get().unit == "rupiah"
        assert [problem.sentence for problem in figure_problems()] == []
    finally:
        office.teardown()
