"""The budget line of what was bound: kept at the moment of binding, named late once, never moved silently."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction

from binakon.core.calendar import parse_window
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import Activity, Ceiling, Commitment, PlanVersion, SubActivity
from binakon.planning.queries import version_with_parts, whole_entry
from binakon.planning.queries.version_pages import version_page
from binakon.planning.rules.plan_file import ActivityEntry, CeilingEntry, TargetEntry
from binakon.planning.rules.ratify import Bound, moved_problems
from binakon.planning.states import Stage
from binakon.reports.queries.check import figure_problems
from tests import cast, factories
from tests.factories import BY, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

TRAINING, CERTIFYING = "1.03.11.1.01.0011", "1.03.11.1.01.0014"
PEOPLE, RUPIAH = Commitment.Unit.PEOPLE, Commitment.Unit.RUPIAH
LINES = import_module("binakon.planning.migrations.0006_lines_of_existing_commitments")


def kelas(**facts: object) -> ActivityEntry:
    values: dict[str, object] = {
        "kind": "bimtek",
        "title": "Kelas",
        "window": parse_window("2026-04"),
        "indicator": "trained",
    }
    return ActivityEntry(code="kelas", **{**values, **facts})  # type: ignore[arg-type]


def submitted(
    *activities: ActivityEntry, line: str = TRAINING, parts: dict[str, int] | None = None
) -> PlanVersion:
    """A version that promises 100 trained on a line, waiting for approval; the first is the murni."""
    many = PlanVersion.objects.count()
    version = actions.draft_version(
        factories.a_programme(),
        stage=Stage.PERGESERAN if many else Stage.MURNI,
        dated=date(2026, 2, 1 + many),
        by=BY,
    )
    entry = replace(
        whole_entry(version_with_parts(version.pk)),
        targets=(TargetEntry("trained", line, people=100),),
        ceilings=tuple(CeilingEntry(code, amount) for code, amount in (parts or {}).items()),
        activities=activities,
    )
    actions.take_workbook(version, entry, revision=version.revision, by=BY, file_name="x.xlsx")
    actions.submit_version(version, by=BY, revision=version.revision)
    return version


def ratified(
    *activities: ActivityEntry, line: str = TRAINING, parts: dict[str, int] | None = None
) -> PlanVersion:
    version = submitted(*activities, line=line, parts=parts)
    actions.ratify_version(version, by=BY, document=f"DPA {version.pk}")
    return version


def bind(unit: Commitment.Unit = RUPIAH, amount: int = 26, label: str = "Kontrak 1") -> Commitment:
    activity = Activity.objects.get(code="kelas")
    return actions.commit(activity, unit=unit, amount=amount, label=label, by=BY)


def line_of(row: Commitment) -> str | None:
    return Commitment.objects.values_list("sub_activity__code", flat=True).get(pk=row.pk)


def on_lines(version: PlanVersion) -> dict[str, int]:
    rows = Ceiling.objects.filter(version=version)
    return dict(rows.values_list("sub_activity__code", "committed"))


def refused(version: PlanVersion) -> list[str]:
    """The sentences of a refusal, which must leave everything as it was."""
    before = (list(Commitment.objects.values()), AuditEvent.objects.count())
    with pytest.raises(Blocked) as stopped:
        actions.ratify_version(version, by=BY, document="DPA")
    assert (list(Commitment.objects.values()), AuditEvent.objects.count()) == before
    return sentences(stopped.value.problems)


BOTH = {TRAINING: 500, CERTIFYING: 500}


def test_rupiah_is_bound_on_the_line_of_the_version_in_force_whatever_drafts_say() -> None:
    version = ratified(kelas(), parts=BOTH)
    submitted(kelas(sub_activity=CERTIFYING), line=CERTIFYING, parts=BOTH)
    row = bind()
    assert (line_of(row), on_lines(version)) == (TRAINING, {TRAINING: 26, CERTIFYING: 0})
    assert AuditEvent.objects.latest("id").sentence == (
        f"Terikat pada Kelas, subkegiatan {TRAINING}: Kontrak 1: 26 rupiah"
    )


def test_the_own_line_of_an_activity_goes_before_that_of_its_indicator() -> None:
    version = ratified(kelas(sub_activity=CERTIFYING), parts=BOTH)
    assert line_of(bind()) == CERTIFYING
    assert on_lines(version) == {TRAINING: 0, CERTIFYING: 26}


@pytest.mark.parametrize("after", [kelas(), kelas(indicator="")])
def test_bound_rupiah_stays_on_its_line_when_a_version_moves_the_indicator(
    after: ActivityEntry,
) -> None:
    ratified(kelas(), parts=BOTH)
    row = bind()
    version = ratified(after, line=CERTIFYING, parts=BOTH)
    assert (line_of(row), on_lines(version)) == (TRAINING, {TRAINING: 26, CERTIFYING: 0})
    assert figure_problems() == []
    later = bind(amount=4, label="Kontrak 2")
    expected = CERTIFYING if after.indicator == "trained" else None
    assert line_of(later) == expected
    actions.release(row, by=BY, reason="Batal")
    assert on_lines(version) == {TRAINING: 0, CERTIFYING: 4 if expected else 0}
    assert AuditEvent.objects.latest("id").before == {
        "amount": 26,
        "kind": "committed",
        "label": "Kontrak 1",
        "sub_activity": TRAINING,
    }
    assert figure_problems() == []


def test_a_line_below_what_was_bound_on_it_is_refused_though_its_indicator_has_gone() -> None:
    ratified(kelas(), parts=BOTH)
    bind()
    assert refused(submitted(kelas(), line=CERTIFYING, parts={TRAINING: 25})) == [
        f"Pagu subkegiatan {TRAINING} Rp25 di bawah Rp26 yang sudah terikat: Kontrak 1 (Rp26)."
    ]


def test_an_activity_does_not_go_to_another_line_while_its_rupiah_is_bound() -> None:
    ratified(kelas(), parts=BOTH)
    row = bind()
    version = submitted(kelas(sub_activity=CERTIFYING), parts=BOTH)
    assert refused(version) == [
        f"Kegiatan Kelas tidak bisa pindah ke subkegiatan {CERTIFYING}: Rp26 sudah terikat pada {TRAINING}: "
        "Kontrak 1 (Rp26). Kembalikan subkegiatannya, atau lepaskan dulu ikatannya."
    ]
    actions.release(row, by=BY, reason="Batal")
    actions.ratify_version(version, by=BY, document="DPA")
    assert line_of(bind()) == CERTIFYING


def test_an_activity_may_state_the_line_on_which_its_rupiah_is_bound_already() -> None:
    ratified(kelas(), parts=BOTH)
    bind()
    ratified(kelas(sub_activity=TRAINING), line=CERTIFYING, parts=BOTH)
    assert line_of(bind(label="Kontrak 2")) == TRAINING
    assert figure_problems() == []


@pytest.mark.parametrize(("indicator", "stays"), [("trained", True), ("", False)])
def test_an_activity_keeps_its_indicator_while_people_are_determined(
    indicator: str, stays: bool
) -> None:
    ratified(kelas())
    row = bind(PEOPLE, 30, "SK 1")
    assert line_of(row) is None
    version = submitted(kelas(indicator=indicator, seats=40))
    if not stays:
        assert refused(version) == [
            "Indikator kegiatan Kelas tidak bisa diubah: 30 orang sudah ditetapkan sebagai dilatih: SK 1 (30). "
            "Kembalikan indikatornya, atau lepaskan dulu ikatannya."
        ]
        actions.release(row, by=BY, reason="Batal")
    actions.ratify_version(version, by=BY, document="DPA")
    assert figure_problems() == []


def test_rupiah_bound_before_any_line_was_known_is_placed_once_by_the_version_that_names_it() -> (
    None
):
    ratified(kelas(), line="")
    row = bind()
    stale = Commitment.objects.get(pk=row.pk)
    assert line_of(row) is None
    short = submitted(kelas(), parts={TRAINING: 25})
    assert refused(short) == [
        f"Pagu subkegiatan {TRAINING} Rp25 di bawah Rp26 yang sudah terikat: Kontrak 1 (Rp26)."
    ]
    actions.return_version(short, by=BY, reason="Pagu kurang")
    actions.discard_version(short, by=BY, reason="Pagu kurang")
    version = ratified(kelas(), parts=BOTH)
    assert (line_of(row), on_lines(version)) == (TRAINING, {TRAINING: 26, CERTIFYING: 0})
    named = AuditEvent.objects.get(action="commitment:name_line")
    assert (named.subject_id, named.sentence, named.after) == (
        row.pk,
        f"Kontrak 1: 26 rupiah ditempatkan pada subkegiatan {TRAINING} oleh {version}",
        {"sub_activity": TRAINING},
    )
    later = ratified(kelas(), line=CERTIFYING, parts=BOTH)
    assert (line_of(row), on_lines(later)) == (TRAINING, {TRAINING: 26, CERTIFYING: 0})
    assert AuditEvent.objects.filter(action="commitment:name_line").count() == 1
    # Whoever read the row before it had a line gives its rupiah back on the line all the same.
    actions.release(stale, by=BY, reason="Batal")
    assert on_lines(later) == {TRAINING: 0, CERTIFYING: 0}
    assert figure_problems() == []


def test_an_activity_read_before_a_ratification_is_bound_as_it_stands_now() -> None:
    ratified(kelas(), parts=BOTH)
    stale = Activity.objects.get(code="kelas")
    version = ratified(kelas(sub_activity=CERTIFYING), parts=BOTH)
    row = actions.commit(stale, unit=RUPIAH, amount=5, label="Kontrak 1", by=BY)
    assert (line_of(row), on_lines(version)) == (CERTIFYING, {TRAINING: 0, CERTIFYING: 5})


@pytest.mark.parametrize("value", [CERTIFYING, None])
def test_the_database_keeps_the_line_of_bound_money_whoever_writes(value: str | None) -> None:
    ratified(kelas(), parts=BOTH)
    row = bind()
    other = SubActivity.objects.filter(code=value).first()
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        Commitment.objects.filter(pk=row.pk).update(sub_activity=other)
    assert line_of(row) == TRAINING
    # The control: the same line and another kind may be written.
    assert (
        Commitment.objects.filter(pk=row.pk).update(kind="realised", sub_activity=row.sub_activity)
        == 1
    )


def test_people_stand_on_no_line() -> None:
    ratified(kelas())
    row = bind(PEOPLE, 3, "SK 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=row.pk).update(
            sub_activity=SubActivity.objects.filter(code=TRAINING).first()
        )


def test_the_page_of_a_version_shows_money_on_a_line_that_it_no_longer_has() -> None:
    cast.cast_arrives()
    ratified(kelas(), parts=BOTH)
    bind()
    version = ratified(kelas(), line=CERTIFYING)
    page = version_page(cast.viewer(Role.SECTION_HEAD), version.pk)
    assert page is not None
    assert [(each.branch.code, each.branch.ceiling, each.committed) for each in page.branches] == [
        (TRAINING, None, 26),
        (CERTIFYING, None, None),
    ]


def of_2027(indicator: str, more: str = "") -> str:
    budget = factories.version_text(
        more=f'[[version.budget]]\nsub_activity = "{TRAINING}"\nceiling = 500\n'
        f'[[version.budget]]\nsub_activity = "{CERTIFYING}"\nceiling = 500\n'
        '[[version.target]]\nindicator = "facilitated"\npeople = 10\n'
    )
    return factories.plan_text(budget, factories.activity_text(more=more, indicator=indicator))


@pytest.mark.parametrize(
    ("unit", "indicator", "line", "words"),
    [
        (PEOPLE, "facilitated", TRAINING, "Indikator kegiatan Kelas kelas tidak bisa diubah"),
        (RUPIAH, "trained", CERTIFYING, "Kegiatan Kelas kelas tidak bisa pindah ke subkegiatan"),
        (PEOPLE, "trained", CERTIFYING, ""),
        (RUPIAH, "facilitated", TRAINING, ""),
    ],
)
def test_a_loaded_plan_moves_nothing_that_is_bound_either(
    unit: Commitment.Unit, indicator: str, line: str, words: str
) -> None:
    factories.accepted(of_2027("trained", f'sub_activity = "{TRAINING}"\n'))
    row = bind(unit, 5)
    before = line_of(row)
    result = factories.load(of_2027(indicator, f'sub_activity = "{line}"\n'))
    assert [sentence[: len(words)] for sentence in sentences(result.problems)] == [words][
        : bool(words)
    ]
    activity = Activity.objects.select_related("indicator", "sub_activity").get(code="kelas")
    assert activity.indicator is not None
    assert activity.sub_activity is not None
    stands = (activity.indicator.key, activity.sub_activity.code)
    assert stands == (("trained", TRAINING) if words else (indicator, line))
    assert line_of(row) == before
    assert figure_problems() == []


def test_what_was_bound_before_lines_were_kept_is_given_the_line_under_which_it_was_counted() -> (
    None
):
    ratified(kelas(), parts=BOTH)
    activity = Activity.objects.get(code="kelas")

    def old(unit: str, label: str, activity: Activity = activity) -> Commitment:
        return Commitment.objects.create(
            activity=activity, unit=unit, kind="committed", amount=1, label=label
        )

    own = factories.an_activity(
        "lain", sub_activity=SubActivity.objects.filter(code=CERTIFYING).first()
    )
    unknown = factories.an_activity("rakor", indicator="")
    rows = [old("rupiah", "a"), old("people", "b"), old("rupiah", "c", own)]
    rows.append(old("rupiah", "d", unknown))
    LINES.fill(apps, None)
    assert [line_of(row) for row in rows] == [TRAINING, None, CERTIFYING, None]
    # Where targets of one indicator stood under two codes it was counted under none.
    more = Commitment.objects.create(
        activity=activity, unit="rupiah", kind="committed", amount=1, label="e"
    )
    submitted(kelas(), line=CERTIFYING, parts=BOTH)
    LINES.fill(apps, None)
    assert [line_of(row) for row in [*rows, more]] == [TRAINING, None, CERTIFYING, None, None]


def test_only_what_a_version_states_anew_is_asked_whether_it_moves_something() -> None:
    bound = [
        Bound("SK 1", activity="kelas", indicator="trained", people=30),
        Bound("SK 2", activity="kelas", indicator="trained", people=2),
        Bound("Kontrak", activity="kelas", sub_activity=TRAINING, rupiah=1500),
        Bound("Kontrak lama", activity="kelas", rupiah=7),
        Bound("SP2D", sub_activity=TRAINING, paid=9),
    ]
    other = kelas(indicator="", sub_activity=CERTIFYING)
    assert sentences(moved_problems([other], bound)) == [
        "Indikator kegiatan Kelas tidak bisa diubah: 32 orang sudah ditetapkan sebagai dilatih: "
        "SK 1 (30); SK 2 (2). Kembalikan indikatornya, atau lepaskan dulu ikatannya.",
        f"Kegiatan Kelas tidak bisa pindah ke subkegiatan {CERTIFYING}: Rp1.500 sudah terikat pada {TRAINING}: "
        "Kontrak (Rp1.500). Kembalikan subkegiatannya, atau lepaskan dulu ikatannya.",
    ]
    assert moved_problems([other], bound, before=[other]) == []
    assert [p.code for p in moved_problems([other], bound, [kelas(indicator="")])] == [
        "moved_money"
    ]
    assert moved_problems([kelas(), kelas(sub_activity=TRAINING)], bound) == []
