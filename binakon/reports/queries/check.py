"""Do the counters tell the same as the rows they count? What `binakon check-figures` asks."""

from collections.abc import Iterator

from django.db.models import Sum

from binakon.core.problems import Problem
from binakon.planning.models import Commitment, PlanVersion, RegionalQuota, Target
from binakon.planning.states import VersionState


def figure_problems() -> list[Problem]:
    """One problem per counter that differs from its rows."""
    return [*_version_problems(), *_quota_problems(), *_seat_problems()]


def _version_problems() -> Iterator[Problem]:
    for version in PlanVersion.objects.in_force().select_related("programme__office"):
        rows = Commitment.objects.filter(activity__programme=version.programme_id)
        money = (
            rows.filter(unit=Commitment.Unit.RUPIAH).aggregate(total=Sum("amount"))["total"] or 0
        )
        if money != version.money_committed:
            yield _differs(
                f"Rupiah terikat pada {version.programme} {version}", version.money_committed, money
            )
        counted = (
            Target.objects.filter(version=version)
            .values("indicator", "indicator__key")
            .order_by("indicator")
        )
        for target in counted.annotate(total=Sum("committed")):
            bound = rows.filter(
                unit=Commitment.Unit.PEOPLE, activity__indicator=target["indicator"]
            )
            people = bound.aggregate(total=Sum("amount"))["total"] or 0
            if people != target["total"]:
                where = (
                    f"Orang terikat pada {version.programme} {version}, {target['indicator__key']}"
                )
                yield _differs(where, target["total"], people)
    for version in PlanVersion.objects.filter(state=VersionState.DRAFT).exclude(money_committed=0):
        yield _differs(f"Rupiah terikat pada konsep {version}", version.money_committed, 0)


def _quota_problems() -> Iterator[Problem]:
    for quota in RegionalQuota.objects.filter(taken__gt=0).select_related("office", "activity"):
        # No chapter takes places yet, so a taken place has no row that proves it.
        yield _differs(f"Kursi terisi {quota.office} di {quota.activity}", quota.taken, 0)


def _seat_problems() -> Iterator[Problem]:
    shared = RegionalQuota.objects.exclude(activity__seats=None).values(
        "activity__title", "activity__seats"
    )
    for row in shared.order_by("activity").annotate(shared=Sum("places")):
        seats = row["activity__seats"] or 0
        if row["shared"] > seats:
            where = f"Kuota kantor pada {row['activity__title']}"
            yield _differs(where, row["shared"], seats)


def _differs(what: str, counter: int, rows: int) -> Problem:
    return Problem(
        "counter_differs", f"{what}: penghitung {counter}, padahal baris-barisnya berjumlah {rows}."
    )
