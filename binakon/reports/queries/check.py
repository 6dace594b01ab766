"""Do the counters tell the same as the rows they count? What `binakon check-figures` asks."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Sum

from binakon.coordination.queries.promised import counted_wrong
from binakon.core.problems import Problem
from binakon.enrolment.models import Place, Training
from binakon.enrolment.rules.buckets import POOL, QUOTA
from binakon.enrolment.states import PlaceState
from binakon.people.queries.persons import wrong_roots
from binakon.planning.models import Ceiling, Commitment, PlanVersion, RegionalQuota, Target
from binakon.planning.queries.bound import bound_sums
from binakon.planning.states import VersionState
from binakon.reports.queries.check_cases import case_problems
from binakon.reports.queries.check_meetings import meeting_problems
from binakon.trainings.models import Certificate, Completion
from binakon.trainings.states import CompletionState


def figure_problems() -> list[Problem]:
    """One problem per counter that differs from its rows."""
    return [
        *_version_problems(),
        *_money_problems(),
        *_quota_problems(),
        *_seat_problems(),
        *_training_problems(),
        *_decree_problems(),
        *_completion_problems(),
        *case_problems(),
        *meeting_problems(),
        *_person_problems(),
        *_promise_problems(),
    ]


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


def _money_problems() -> Iterator[Problem]:
    """Payments of the version in force, and the parts of its ceiling, against their papers."""
    for version in PlanVersion.objects.in_force().select_related("programme__office"):
        sums = bound_sums(version.programme_id)
        paid = sum(sums.realised.values())
        if paid != version.money_realised:
            where = f"Realisasi {version.programme} {version}"
            yield _differs(where, version.money_realised, paid)
        for part in Ceiling.objects.filter(version=version).select_related("sub_activity"):
            code = part.sub_activity.code
            for word, counter, rows in (
                ("terikat", part.committed, sums.committed.get(code, 0)),
                ("terealisasi", part.realised, sums.realised.get(code, 0)),
            ):
                if counter != rows:
                    yield _differs(f"Rupiah {word} pada {version} {code}", counter, rows)
    # Every version that is not in force holds the counters it was superseded with, or none at all.
    unused = Ceiling.objects.filter(version__state=VersionState.DRAFT)
    for part in unused.exclude(committed=0, realised=0).select_related("sub_activity"):
        yield _differs(f"Rupiah pada konsep {part}", part.committed + part.realised, 0)


def _quota_problems() -> Iterator[Problem]:
    """Taken places of regencies against the seats that people hold there."""
    held = Counter(
        Place.objects.seated()
        .filter(bucket=QUOTA)
        .values_list("training__activity_id", "office_id")
    )
    quotas = RegionalQuota.objects.select_related("office", "activity")
    for quota in quotas:
        rows = held.pop((quota.activity_id, quota.office_id), 0)
        if quota.taken != rows:
            yield _differs(f"Kursi terisi {quota.office} di {quota.activity}", quota.taken, rows)
    for (activity, office), rows in held.items():
        yield _differs(f"Kursi terisi kantor {office} di kegiatan {activity}", 0, rows)


def _training_problems() -> Iterator[Problem]:
    """Every counter of seats of a training against its places."""
    buckets = Counter(Place.objects.seated().values_list("training_id", "bucket"))
    for training in Training.objects.select_related("activity").prefetch_related("reserved"):
        own = {bucket: many for (pk, bucket), many in buckets.items() if pk == training.pk}
        counters = [
            (f"Kursi terisi di {training}", training.taken, sum(own.values())),
            (f"Kursi bebas terisi di {training}", training.pool_taken, own.get(POOL, 0)),
        ]
        counters += [
            (f"Kursi {each.get_group_display()} di {training}", each.taken, own.get(each.group, 0))
            for each in training.reserved.all()
        ]
        yield from (_differs(*counter) for counter in counters if counter[1] != counter[2])


def _decree_problems() -> Iterator[Problem]:
    """People bound in the plan against the people whom signed decrees name."""
    rows = Commitment.objects.filter(unit=Commitment.Unit.PEOPLE, activity__training__isnull=False)
    bound = Counter[int]()
    for activity, amount in rows.values_list("activity_id", "amount"):
        bound[activity] += amount
    named = Counter(
        Place.objects.filter(state=PlaceState.DETERMINED).values_list(
            "training__activity_id", flat=True
        )
    )
    for activity in sorted(bound.keys() | named.keys()):
        if bound[activity] != named[activity]:
            yield _differs(
                f"Orang terikat pada kegiatan {activity}", bound[activity], named[activity]
            )


def _completion_problems() -> Iterator[Problem]:
    """People realised in the plan against those who have completed, and certificates of those who have not."""
    rows = Commitment.objects.filter(
        unit=Commitment.Unit.PEOPLE,
        kind=Commitment.Kind.REALISED,
        activity__training__isnull=False,
    )
    realised = Counter[int]()
    for activity, amount in rows.values_list("activity_id", "amount"):
        realised[activity] += amount
    trained = Counter(
        Completion.objects.completed().values_list("training__activity_id", flat=True)
    )
    for activity in sorted(realised.keys() | trained.keys()):
        if realised[activity] != trained[activity]:
            where = f"Orang terealisasi pada kegiatan {activity}"
            yield _differs(where, realised[activity], trained[activity])
    unearned = Certificate.objects.standing().exclude(
        registration__completion__state=CompletionState.COMPLETED
    )
    for number in unearned.order_by("number").values_list("number", flat=True):
        sentence = f"Sertifikat {number} berlaku, padahal pesertanya tidak tercatat selesai."
        yield Problem("unearned_certificate", sentence)


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


def _promise_problems() -> Iterator[Problem]:
    """People named for what was agreed against the people whom the office names."""
    for agreement, rows in counted_wrong():
        yield _differs(f"Usulan yang disepakati {agreement.owner}", agreement.done or 0, rows)


def _person_problems() -> Iterator[Problem]:
    for pk in wrong_roots():
        yield Problem(
            "person_root", f"Tenaga kerja {pk}: catatan orangnya bukan ujung penggabungannya"
        )
