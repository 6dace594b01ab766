"""Two versions with 2,000 activities each, read from the database and compared, in words."""

import statistics
import time

from bench.report import Row

ACTIVITIES = 2000
ROUNDS = 7
BUDGET_MS = 300


def measured() -> list[Row]:
    """The median CPU time of one comparison, as the page makes it; Django is set up by whoever calls."""
    from django.core.management import call_command

    from binakon.core.actor import job_actor
    from binakon.people import actions as people
    from binakon.planning import actions as planning
    from binakon.planning.models import PlanVersion, ProgrammeYear, VersionActivity
    from binakon.planning.queries import version_with_parts, whole_entry
    from binakon.planning.queries.contents import columns_of
    from binakon.planning.rules.compare import compare_versions
    from binakon.planning.rules.compare_words import sentences

    by = job_actor("bench")
    call_command("migrate", verbosity=0, interactive=False)
    people.load_reference(by=by)
    planning.load_reference(by=by)
    programme = ProgrammeYear.objects.create(
        office=people.Office.objects.get(code="63"), year=2026, name="Program contoh"
    )
    for stage, shift in (("murni", 0), ("perubahan", 100)):
        version = PlanVersion.objects.create(programme=programme, stage=stage, dated="2026-01-27")
        VersionActivity.objects.bulk_create(
            (
                VersionActivity(
                    version=version,
                    **columns_of(_activity(number, 40 if number % 7 == shift % 7 else 35)),
                )
                for number in range(shift, shift + ACTIVITIES)
            ),
            batch_size=500,
        )
    first, second = PlanVersion.objects.order_by("id").values_list("pk", flat=True)

    def compared() -> None:
        found = compare_versions(
            whole_entry(version_with_parts(first)), whole_entry(version_with_parts(second))
        )
        if len(found.added) != 100 or not sentences(found):
            raise RuntimeError("the comparison is not whole")

    cost = _cpu(compared)
    return [Row("compare two versions of 2,000", cost, "CPU ms", budget=BUDGET_MS)]


def _activity(number: int, seats: int):  # type: ignore[no-untyped-def]
    from binakon.core.calendar import parse_window
    from binakon.planning.rules.plan_file import ActivityEntry

    return ActivityEntry(
        code=f"kelas-{number}",
        kind="bimtek",
        title=f"Kelas contoh {number}",
        window=parse_window("2026-04"),
        occupation="Teknik Jalan",
        levels=(7, 8, 9),
        seats=seats,
        partners=("HPJI", "Mitra contoh"),
        regions=("63.01", "63.02"),
        cost=number * 1000,
        indicator="trained",
    )


def _cpu(deed) -> float:  # type: ignore[no-untyped-def]
    deed()
    costs = []
    for _round in range(ROUNDS):
        start = time.process_time()
        deed()
        costs.append((time.process_time() - start) * 1000)
    return statistics.median(costs)
