"""Plain functions that make what a test needs: offices, versions, activities, messages, plan texts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from binakon.certification.actions.reference import load_reference as load_rules
from binakon.core.actor import job_actor
from binakon.core.models import Message
from binakon.core.problems import Problem
from binakon.people import actions as people
from binakon.people.models import Office
from binakon.planning import actions as planning
from binakon.planning.actions import LoadResult
from binakon.planning.models import (
    Activity,
    Indicator,
    PlanVersion,
    ProgrammeYear,
    SubActivity,
    Target,
)
from binakon.planning.rules.plan_file import PlanFile
from binakon.planning.sheets.plan_file import parse_plan
from tests.installation import PLAN

BY = job_actor("tes")
KALSEL = PLAN.read_text(encoding="utf-8")
PUBLISHED = date(2026, 1, 27)


def load_reference() -> None:
    """What `binakon migrate` brings in, but for the rules of certification."""
    people.load_reference(by=BY)
    planning.load_reference(by=BY)


def load_all_reference() -> None:
    """What `binakon migrate` brings in."""
    load_reference()
    load_rules(by=BY)


def an_office(code: str = "63") -> Office:
    return Office.objects.get(code=code)


def a_programme(office: str = "63", year: int = 2026) -> ProgrammeYear:
    found, _is_new = ProgrammeYear.objects.get_or_create(
        office=an_office(office), year=year, defaults={"name": "Program"}
    )
    return found


def a_version(
    stage: str = "murni",
    *,
    programme: ProgrammeYear | None = None,
    number: int = 1,
    dated: date = PUBLISHED,
    ceiling: int | None = None,
    **people_of: int,
) -> PlanVersion:
    """A draft that promises people per indicator: `a_version(trained=200)`."""
    version = PlanVersion.objects.create(
        programme=programme or a_programme(),
        stage=stage,
        number=number,
        dated=dated,
        ceiling=ceiling,
    )
    for key, promised in people_of.items():
        a_target(version, key, promised)
    return version


def a_target(version: PlanVersion, indicator: str, promised: int, **fields: Any) -> Target:
    return Target.objects.create(
        version=version, indicator=Indicator.objects.get(key=indicator), people=promised, **fields
    )


def planning_codes(many: int) -> list[SubActivity]:
    """So many different sub-activities."""
    return list(SubActivity.objects.order_by("id")[:many])


def submitted(version: PlanVersion) -> PlanVersion:
    planning.submit_version(version, by=BY, revision=version.revision, from_file=True)
    return version


def ratified(version: PlanVersion) -> PlanVersion:
    """The version after its walk through the workflow."""
    planning.ratify_version(submitted(version), by=BY)
    return version


def an_activity(code: str = "kelas", *, indicator: str = "trained", **fields: Any) -> Activity:
    values: dict[str, Any] = {
        "programme": fields.pop("programme", None) or a_programme(),
        "slug": f"63-2026-{code}",
        "kind": "bimtek",
        "title": "Kelas",
        "window_form": "2026",
        "precision": "year",
        "indicator": Indicator.objects.get(key=indicator) if indicator else None,
    }
    return Activity.objects.create(code=code, **{**values, **fields})


def a_message(number: int = 1, to: str = "warga@contoh.example") -> Message:
    return Message.objects.create(
        name="tes", to=to, subject=f"Surat {number}", body_text=f"Isi {number}"
    )


def sentences(problems: Sequence[Problem]) -> list[str]:
    return [problem.sentence for problem in problems]


def a_plan(text: str) -> PlanFile:
    """A plan file that can be read."""
    plan, problems = parse_plan(text.encode())
    assert problems == []
    assert plan is not None
    return plan


def load(text: str, *, is_dry_run: bool = False) -> LoadResult:
    """Load a plan file; whether it is accepted stands in the result."""
    return planning.load_plan(a_plan(text), by=BY, is_dry_run=is_dry_run)


def accepted(text: str) -> LoadResult:
    """Load a plan file that must be accepted."""
    result = load(text)
    assert result.problems == []
    return result


def plan_text(*versions: str, office: str = "63", office_name: str = "Dinas contoh") -> str:
    """A plan of 2027 that holds these versions (and, after them, activities)."""
    head = (
        f'[programme]\noffice = "{office}"\noffice_name = "{office_name}"\n'
        'year = 2027\nname = "Program contoh"\n'
    )
    return head + "".join(versions)


def version_text(
    stage: str = "murni",
    status: str = "ratified",
    dated: str = "2027-01-05",
    *,
    number: int = 1,
    trained: int = 10,
    more: str = "",
) -> str:
    return (
        f'[[version]]\nstage = "{stage}"\nnumber = {number}\nstatus = "{status}"\ndated = {dated}\n'
        f'{more}[[version.target]]\nindicator = "trained"\npeople = {trained}\n'
    )


def activity_text(code: str = "kelas", more: str = "", indicator: str = "trained") -> str:
    return (
        f'[[activity]]\ncode = "{code}"\nkind = "bimtek"\ntitle = "Kelas {code}"\n'
        'occupation = "Arsitek"\nwindow = "2027-02"\nfunded_by = "murni"\n'
        f'indicator = "{indicator}"\n{more}'
    )
