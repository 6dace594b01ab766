"""No version gives a class fewer seats than its quotas share out: at the ratification, in a plan file, in a usulan."""

from datetime import date

import pytest
from django.test import Client

from binakon.core.problems import Blocked
from binakon.people.models import Office, Role
from binakon.planning import actions
from binakon.planning.models import Activity, Commitment, PlanVersion, VersionActivity
from binakon.planning.rules.shared_seats import QuotaShare, shared_problems
from binakon.planning.states import Stage
from tests import cast, factories
from tests.factories import BY
from tests.planning.test_draft_rules import kelas

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

DAY = date(2026, 9, 15)
SHARED = {"kelas": [QuotaShare("Kabupaten Tanah Laut", 8), QuotaShare("Kabupaten Banjar", 5)]}


def test_fewer_seats_than_are_shared_out_are_refused_with_every_quota_and_the_next_step() -> None:
    (problem,) = shared_problems([kelas(12)], SHARED)
    assert (problem.code, problem.sentence) == (
        "below_quota",
        "Kursi Kelas 12 di bawah 13 kursi yang sudah dibagikan sebagai kuota: Kabupaten Tanah Laut (8); "
        "Kabupaten Banjar (5). Turunkan dulu kuotanya, atau isi kursinya paling sedikit 13.",
    )


@pytest.mark.parametrize("seats", [None, 13, 14])
def test_as_many_seats_as_are_shared_out_or_nonestated_are_enough(seats: int | None) -> None:
    assert shared_problems([kelas(seats)], SHARED) == []


def test_a_class_without_quotas_may_have_any_seats() -> None:
    assert shared_problems([kelas(0)], {"lain": SHARED["kelas"]}) == []
    assert shared_problems([kelas(0)], {"kelas": [QuotaShare("Kabupaten Banjar", 0)]}) == []


def plan(seats: int) -> str:
    kelas_text = factories.activity_text(more=f"seats = {seats}\n")
    return factories.plan_text(factories.version_text(trained=40), kelas_text)


def in_force() -> Activity:
    """A class of twenty seats of which thirteen are shared out."""
    version = factories.a_version(trained=40)
    for code in ("kelas", "lain"):
        VersionActivity.objects.create(
            version=version, code=code, kind="bimtek", title=f"Kelas {code}", seats=20,
            indicator="trained", window_form="2026-10", precision="month",
            starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31),
        )  # fmt: skip
    factories.ratified(version)
    activity = Activity.objects.get(code="kelas")
    share(activity, "63.01", 8)
    share(activity, "63.03", 5)
    return activity


def share(activity: Activity, office: str, places: int) -> None:
    actions.set_quota(
        activity, office=Office.objects.get(code=office), places=places, reason="Rakor", by=BY
    )


def perubahan(seats: int, stage: Stage = Stage.PERUBAHAN) -> PlanVersion:
    version = actions.draft_version(
        factories.a_programme(), stage=stage, dated=DAY, base=PlanVersion.objects.get(), by=BY
    )
    VersionActivity.objects.filter(version=version, code="kelas").update(seats=seats)
    return version


def test_a_ratification_says_it_in_one_list_with_all_else_that_stands_in_its_way() -> None:
    activity = in_force()
    version = perubahan(12)
    lain = Activity.objects.get(code="lain")
    actions.commit(lain, unit=Commitment.Unit.PEOPLE, amount=15, label="SK 1", by=BY)
    VersionActivity.objects.filter(version=version, code="lain").update(seats=10)
    factories.submitted(version)
    with pytest.raises(Blocked) as refused:
        actions.ratify_version(version, by=BY, document="DPPA")
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["below_seats", "below_quota"]
    activity.refresh_from_db()
    assert activity.seats == 20


def test_once_a_quota_is_lowered_it_is_ratified() -> None:
    activity = in_force()
    version = factories.submitted(perubahan(12))
    share(activity, "63.03", 4)
    actions.ratify_version(version, by=BY, document="DPPA")
    activity.refresh_from_db()
    assert activity.seats == 12


def test_a_plan_file_is_refused_the_same() -> None:
    factories.accepted(plan(20))
    share(Activity.objects.get(), "63.01", 13)
    (problem,) = factories.load(plan(12)).problems
    assert (problem.code, Activity.objects.get().seats) == ("below_quota", 20)
    factories.accepted(plan(13))


@pytest.mark.parametrize(
    ("stage", "head"),
    [
        (Stage.PERUBAHAN, "Belum bisa disahkan. Selesaikan dulu:"),
        (Stage.USULAN, "Belum bisa menjadi anggaran. Selesaikan dulu:"),
    ],
)
def test_the_page_of_a_draft_says_it_before_anybody_decides(stage: Stage, head: str) -> None:
    cast.cast_arrives()
    in_force()
    version = perubahan(12, stage)
    client = Client()
    client.force_login(cast.user(Role.SECTION_HEAD))
    told = "Kursi Kelas kelas 12 di bawah 13 kursi"
    for state in ("draft", "submitted"):
        page = client.get(f"/meja/rencana/versi/{version.pk}/").content.decode()
        assert (page.count(head), page.count(told)) == (1, 1)
        if state == "draft":
            factories.submitted(version)
    VersionActivity.objects.filter(version=version, code="kelas").update(seats=13)
    page = client.get(f"/meja/rencana/versi/{version.pk}/").content.decode()
    assert page.count(head) == 0
