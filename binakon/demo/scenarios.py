"""The demo's scenario of 2026: from 260 to 375, every price of it clearly invented (asumsi contoh)."""

from dataclasses import replace
from datetime import date, datetime

from binakon.core.actor import Actor, job_actor
from binakon.core.stretches import Stretch
from binakon.planning import actions
from binakon.planning.models import ProgrammeYear, ScenarioAnswer
from binakon.planning.queries.scenarios import beginning
from binakon.planning.rules.scenario_start import stated
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Ceiling,
    Indicator,
    PartnerLimit,
    Question,
    Rupiah,
)

NAME = "Dari 260 ke 375 (contoh)"
SOURCE = "asumsi contoh, bukan angka kantor"
PRICES = {Rupiah.FIXED: 60_000_000, Rupiah.PERSON: 1_750_000, Rupiah.TRAVEL: 600_000}
CEILING = 1_500_000_000


def tell_scenario(
    programme: ProgrammeYear, *, by: Actor, at: datetime | None = None
) -> ScenarioAnswer:
    """Begin, share and answer the scenario of the published year."""
    day = at.date() if at else date(programme.year, 4, 6)
    begun, origin = beginning(programme, day, is_empty=False)
    scenario = actions.open_scenario(
        programme,
        name=NAME,
        question=assumed(begun),
        origin=origin,
        note="Seluruh rupiah, ukuran kelas, dan kemampuan LSP di sini contoh.",
        by=by,
        at=at,
    )
    actions.share_scenario(scenario, by=by, at=at)
    answer = actions.ask_scenario(scenario, by=by, at=at)
    actions.answer_scenarios(by=job_actor("answer_scenarios"))
    answer.refresh_from_db()
    return answer


def assumed(question: Question) -> Question:
    """The question with the invented sizes, days, prices and limits of the example."""
    start, last = date(question.year, 7, 1), date(question.year, 11, 20)
    # A demo that is set up in a later year has moved its running class there: what is held then is nothing of this year.
    of_year = [each for each in question.candidates if each.earliest.year <= question.year]
    candidates = tuple(_sized(each, start, last) for each in of_year)
    changed = replace(
        question,
        candidates=candidates,
        change_on=date(question.year, 10, 1),
        ceilings=(Ceiling("", CEILING, SOURCE),),
        limits=(PartnerLimit("LSP contoh", cases_per_week=20),),
        pays_travel=False,
    )
    return stated(changed, "", PRICES, SOURCE, "Harga contoh")


def _sized(candidate: Candidate, start: date, last: date) -> Candidate:
    if candidate.is_held:
        # What has happened is told by the plan and by enrolment; only an unknown number is invented.
        return replace(candidate, least=candidate.least or 20, most=candidate.most or 20)
    chain = (Stretch("result", 10, is_working=True),)
    sized = replace(
        candidate,
        least=20,
        most=35,
        most_times=2,
        earliest=start,
        latest=last,
        lead_days=10,
        chain=chain,
    )
    if candidate.indicator is Indicator.FACILITATED:
        return replace(sized, least=10, most=60, partner="LSP contoh")
    return sized
