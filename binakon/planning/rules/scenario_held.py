"""What has happened since the plan was made: classes held and people determined are facts of a scenario, no choices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem
from binakon.planning.rules.scenarios.facts import Candidate, Question


@dataclass(frozen=True, slots=True)
class HeldFact:
    """An activity that was held (`is_over`), or whose people are determined; None is a number or a day that nobody knows."""

    people: int | None
    is_over: bool
    first: date | None = None
    last: date | None = None


def with_held(question: Question, facts: Mapping[str, HeldFact]) -> Question:
    """The question in which every candidate with a fact of its code is held; what nobody knows of it is asked for."""
    found = tuple(
        _held(each, facts[each.code], question.asked_on) if each.code in facts else each
        for each in question.candidates
    )
    return replace(question, candidates=found)


def renewed(question: Question, facts: Mapping[str, HeldFact], asked_on: date) -> Question:
    """The assumptions of an earlier day, asked on this one."""
    return with_held(replace(question, asked_on=asked_on), facts)


def held_problems(question: Question, facts: Mapping[str, HeldFact]) -> list[Problem]:
    """Whether something happened since the question was written: its answer would spend the money a second time."""
    since = [each.title for each in question.candidates if each.code in facts and not each.is_held]
    if not since:
        return []
    sentence = _(
        "Sejak skenario ini disusun ada kegiatan yang terlaksana atau pesertanya ditetapkan: %(titles)s. "
        "Buat salinan skenario ini: salinannya memuat kenyataan itu."
    )
    return [Problem("held_since", sentence % {"titles": words.joined(since)})]


def _held(candidate: Candidate, fact: HeldFact, asked_on: date) -> Candidate:
    """One class on the days that it has by now, which a scenario of before may not know.

    The plan's cost of it is all that it costs; where the plan tells none, its prices are asked for. People may still be
    added to those determined, up to the seats of the class. A partner's past months limit nothing any more.
    """
    people = fact.people or candidate.most
    knows_cost = candidate.fixed_cost is not None
    first = fact.first or candidate.earliest
    last = max(first, fact.last or candidate.latest)
    is_past = fact.is_over or last < asked_on
    return replace(
        candidate,
        is_held=True,
        earliest=first,
        latest=last,
        least=people,
        most=people if fact.is_over else max(people, candidate.most),
        least_times=1,
        most_times=1,
        cost_per_person=0 if knows_cost else None,
        travel_per_person=0 if knows_cost else None,
        lead_days=0,
        chain=(),
        waits_for_change=False,
        partner="" if is_past else candidate.partner,
    )
