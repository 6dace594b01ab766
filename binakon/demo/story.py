"""The demo's year: the real plan, and beside it what is invented and says so.

Every later chapter adds its own part here. The parts of a day are told only when that day has come (`as_of`),
always in the same way; telling them again changes nothing.
"""

from dataclasses import replace
from datetime import date

from django.conf import settings

from binakon.core.actor import import_actor
from binakon.core.calendar import parse_window
from binakon.demo import midway
from binakon.demo.agreed import tell_agreed
from binakon.demo.cast import install_cast
from binakon.demo.certified import tell_certified
from binakon.demo.certifying import tell_certifying
from binakon.demo.concluded import tell_concluded
from binakon.demo.deeds import actor, at
from binakon.demo.finished import tell_finished
from binakon.demo.register import tell_register
from binakon.demo.running import tell_running
from binakon.demo.taught import tell_taught
from binakon.people.models import Role
from binakon.planning import actions
from binakon.planning.models import PlanVersion, ProgrammeYear
from binakon.planning.queries import programme as programme_of
from binakon.planning.queries import version_with_parts, whole_entry
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    PlanFile,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.sheets.plan_file import parse_plan
from binakon.planning.states import Stage
from binakon.reports import actions as reports
from binakon.reports.models import PressBrief

PLAN = settings.BASE_DIR / "data" / "kalsel-2026.toml"
OFFICE, YEAR = "63", 2026
TRAINED = ("trained", "1.03.11.1.01.0011")
FACILITATED = ("facilitated", "1.03.11.1.01.0014")
BRIEFED_ON = date(2026, 1, 28)
PROPOSED_ON, DRAFTED_ON, RETURNED_ON = date(2026, 4, 15), date(2026, 9, 15), date(2026, 9, 18)


def tell(*, as_of: date) -> None:
    """Fill the demo with everything that had happened by the end of `as_of`."""
    install_cast(as_of=as_of)
    programme = _published_plan()
    if as_of >= BRIEFED_ON:
        _brief(programme)
    tell_finished(as_of=as_of)
    tell_taught(as_of=as_of)
    tell_concluded(as_of=as_of)
    midway.tell_midway(as_of=as_of)
    tell_running(as_of=as_of)
    tell_certified(as_of=as_of)
    tell_certifying(as_of=as_of)
    tell_register(as_of=as_of)
    tell_agreed(programme, as_of=as_of)
    if as_of >= PROPOSED_ON:
        _proposal(programme)
    if as_of >= DRAFTED_ON:
        _revision(programme, is_returned=as_of >= RETURNED_ON)


def _published_plan() -> ProgrammeYear:
    """The real plan; the one part of the demo that is not invented."""
    found = programme_of(OFFICE, YEAR)
    if found is None:
        plan: PlanFile | None = parse_plan(PLAN.read_bytes())[0]
        assert plan is not None
        actions.load_plan(plan, by=import_actor(PLAN.name))
        found = programme_of(OFFICE, YEAR)
    assert found is not None
    return found


def _class(
    code: str, title: str, occupation: str, window: str, seats: int, cost: int
) -> ActivityEntry:
    return ActivityEntry(
        code=code,
        kind="bimtek",
        title=f"{title} (contoh)",
        window=parse_window(window),
        occupation=occupation,
        levels=(7, 8, 9),
        is_approximate=True,
        seats=seats,
        cost=cost,
        indicator="trained",
    )


BUILDINGS = "Teknik Bangunan Gedung"
PROPOSED = (
    _class(
        "bimtek-gedung-1",
        "BIMTEK Gedung, angkatan 1",
        BUILDINGS,
        "2026-09/2026-10",
        40,
        310_000_000,
    ),
    _class(
        "bimtek-gedung-2",
        "BIMTEK Gedung, angkatan 2",
        BUILDINGS,
        "2026-09/2026-10",
        40,
        310_000_000,
    ),
)
REVISED = (
    _class("bimtek-gedung-1", "BIMTEK Gedung", BUILDINGS, "2026-10", 30, 240_000_000),
    _class(
        "bimtek-k3",
        "BIMTEK Keselamatan Konstruksi",
        "Keselamatan Konstruksi",
        "2026-11",
        30,
        225_000_000,
    ),
)


def _brief(programme: ProgrammeYear) -> None:
    """The press brief of the published plan: approved and on the portal, every number frozen."""
    if PressBrief.objects.filter(programme=programme).exists():
        return
    planner, approver = actor(Role.SECTION_HEAD), actor(Role.HEAD_OF_DIVISION)
    brief = reports.draft_brief(programme, by=planner, at=at(BRIEFED_ON, 8))
    reports.edit_brief(
        brief,
        quotation="Kami ingin setiap angka di rencana ini bisa dibuka oleh siapa saja.",
        quoted="kutipan contoh",
        by=planner,
        at=at(BRIEFED_ON, 9),
    )
    reports.approve_brief(brief, by=approver, at=at(BRIEFED_ON, 10))
    reports.publish_brief(brief, by=approver, at=at(BRIEFED_ON, 11))


def _proposal(programme: ProgrammeYear) -> None:
    """What would close the gap to 375: a proposal, never a target."""
    if PlanVersion.objects.filter(programme=programme, stage=Stage.USULAN).exists():
        return
    version = _written(
        programme,
        Stage.USULAN,
        PROPOSED_ON,
        "Data contoh: usulan tambahan agar tercapai 375 tempat; rincian dan rupiahnya rekaan",
        {TRAINED: 280, FACILITATED: 95},
        {TRAINED: 2_150_000_000, FACILITATED: 210_000_000},
        PROPOSED,
    )
    actions.submit_version(
        version,
        by=actor(Role.SECTION_HEAD),
        revision=version.revision,
        at=at(PROPOSED_ON, 16),
        from_file=True,
    )


def _revision(programme: ProgrammeYear, *, is_returned: bool) -> None:
    """A draft perubahan as it goes back and forth before it is in force."""
    if PlanVersion.objects.filter(programme=programme, stage=Stage.PERUBAHAN).exists():
        return
    version = _written(
        programme,
        Stage.PERUBAHAN,
        DRAFTED_ON,
        "Data contoh: konsep perubahan; rincian dan rupiahnya rekaan",
        {TRAINED: 260, FACILITATED: 90},
        {TRAINED: 1_780_000_000, FACILITATED: 198_000_000},
        REVISED,
    )
    if is_returned:
        actions.submit_version(
            version,
            by=actor(Role.SECTION_HEAD),
            revision=version.revision,
            at=at(DRAFTED_ON, 15),
            from_file=True,
        )
        actions.return_version(
            version,
            by=actor(Role.HEAD_OF_DIVISION),
            reason="Contoh: lengkapi biaya rapat koordinasi sebelum diajukan lagi",
            at=at(RETURNED_ON, 10),
        )


def _written(
    programme: ProgrammeYear,
    stage: Stage,
    day: date,
    note: str,
    people: dict[tuple[str, str], int],
    rupiah: dict[tuple[str, str], int],
    added: tuple[ActivityEntry, ...],
) -> PlanVersion:
    """A version of the section head's, opened from murni and filled from a workbook."""
    by = actor(Role.SECTION_HEAD)
    murni = PlanVersion.objects.get(programme=programme, stage=Stage.MURNI, number=1)
    version = actions.draft_version(
        programme, stage=stage, dated=day, base=murni, note=note, by=by, at=at(day, 9)
    )
    entry = whole_entry(version_with_parts(version.pk))
    filled = _filled(entry, people, rupiah, added)
    actions.take_workbook(
        version,
        filled,
        revision=version.revision,
        by=by,
        file_name=f"contoh-{stage.value}-{YEAR}.xlsx",
        at=at(day, 14),
    )
    return version


def _filled(
    entry: VersionEntry,
    people: dict[tuple[str, str], int],
    rupiah: dict[tuple[str, str], int],
    added: tuple[ActivityEntry, ...],
) -> VersionEntry:
    facilitated = people[FACILITATED]
    return replace(
        entry,
        ceiling=sum(rupiah.values()),
        is_total_about=False,
        targets=tuple(
            TargetEntry(indicator=indicator, sub_activity=code, people=promised)
            for (indicator, code), promised in people.items()
        ),
        ceilings=tuple(
            CeilingEntry(sub_activity=code, ceiling=amount)
            for (_indicator, code), amount in rupiah.items()
        ),
        activities=(
            *(
                replace(held, seats=facilitated) if held.kind == "certification" else held
                for held in entry.activities
            ),
            *added,
        ),
    )
