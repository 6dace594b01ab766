"""What the pages of scenarios print: an answer in sentences and rows, and up to four scenarios side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.charts import Rise
from binakon.planning.queries.scenarios import AnswerFacts, ScenarioFacts
from binakon.planning.rules.scenario_assumed import assumed_lines, candidate_words
from binakon.planning.rules.scenario_proposal import assumption_line
from binakon.planning.rules.scenario_words import (
    answer_lines,
    apart,
    cut_sentences,
    finish_words,
    giving_sentences,
    kink_sentence,
    reach_words,
)
from binakon.planning.rules.scenarios.answers import Answer, CurvePoint, Infeasible, Solution
from binakon.planning.rules.scenarios.facts import Indicator, Question
from binakon.planning.states import indicator_label

MOST_BESIDE = 4


@dataclass(frozen=True, slots=True)
class PickRow:
    """One class of an answer."""

    title: str
    day: date
    over_on: date
    people: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One answer (the most people, or the least money), or the sentences of what must give way."""

    kind: str
    title: str
    answer: Answer | None
    lines: list[tuple[str, int, int]]
    picks: list[PickRow]
    regions: list[tuple[str, int]]
    giving: list[str]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An answer as it is printed, with everything that it assumes."""

    parts: list[AnswerPart]
    together: list[str]
    apart: str
    assumptions: list[str]
    limits: list[str]
    candidates: list[str]
    chart: Rise | None
    points: tuple[CurvePoint, ...]
    kinks: list[str]
    cuts: list[list[str]]
    change_days: tuple[date, ...]
    finishes: list[tuple[str, list[tuple[date, str]]]]
    reached: list[tuple[date, int | None]]


def answer_page(facts: AnswerFacts, regions: dict[str, str]) -> AnswerPage | None:
    """The page of an answer; None while it is not computed."""
    found, question = facts.solution, facts.question
    if found is None:
        return None
    return AnswerPage(
        parts=[
            _part("most", _("Orang terbanyak untuk pagu ini"), found.most, question, regions),
            _part(
                "least", _("Uang paling sedikit untuk kebutuhan"), found.least, question, regions
            ),
        ],
        together=giving_sentences(found.together, question, regions) if found.together else [],
        apart=reach_words(found),
        assumptions=[assumption_line(each) for each in question.assumptions],
        limits=assumed_lines(question, regions),
        candidates=[candidate_words(each, regions) for each in question.candidates],
        chart=_chart(found, question),
        points=found.curve.points,
        kinks=[kink_sentence(kink, question) for kink in found.curve.kinks],
        cuts=[cut_sentences(cut, question, regions) for cut in found.cuts],
        change_days=tuple(each.change_on for each in found.finishes),
        finishes=_finishes(found, question),
        reached=[(each.change_on, _people(each.most)) for each in found.finishes],
    )


def _part(
    kind: str,
    title: str,
    found: Answer | Infeasible,
    question: Question,
    regions: dict[str, str],
) -> AnswerPart:
    if isinstance(found, Infeasible):
        giving = giving_sentences(found, question, regions)
        return AnswerPart(kind, title, None, [], [], [], giving)
    titles = {each.code: each.title for each in question.candidates}
    picks = [
        PickRow(
            _numbered(titles[pick.code], pick.number),
            pick.day,
            pick.over_on,
            pick.people,
            pick.rupiah,
        )
        for pick in found.picks
    ]
    shares = [(regions.get(each.region, each.region), each.people) for each in found.by_region]
    return AnswerPart(kind, title, found, answer_lines(found), picks, shares, [])


def _numbered(title: str, number: int) -> str:
    """The second class of an activity tells that it is the second."""
    return title if number == 1 else _("%(title)s, kelas ke-%(n)d") % {"title": title, "n": number}


def _chart(found: Solution, question: Question) -> Rise | None:
    points = [(point.people, point.rupiah) for point in found.curve.points]
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    label = _("Dari %(first)s orang seharga %(low)s sampai %(last)s orang seharga %(high)s") % {
        "first": words.number(first[0]),
        "low": words.rupiah(first[1]),
        "last": words.number(last[0]),
        "high": words.rupiah(last[1]),
    }
    return Rise(
        caption=_("Rupiah paling sedikit (tegak) untuk jumlah layanan (datar)"),
        note=_("Seluruh rupiah bersandar pada asumsi tahun %(year)d di bawah (asumsi).")
        % {"year": question.year},
        label=label,
        points=points,
        told=words.rupiah,
    )


def _finishes(found: Solution, question: Question) -> list[tuple[str, list[tuple[date, str]]]]:
    """Each candidate with one cell a day, so that a cell can name its day where the table has no head."""
    held = [(each.change_on, {row.code: row for row in each.rows}) for each in found.finishes]
    return [
        (each.title, [(day, finish_words(rows.get(each.code), each)) for day, rows in held])
        for each in question.candidates
    ]


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One line of the comparison, a cell with its scenario's name each; `word` says how far they differ."""

    title: str
    cells: tuple[tuple[str, str], ...]
    word: str


def beside(
    found: Sequence[tuple[ScenarioFacts, AnswerFacts | None]], regions: dict[str, str]
) -> list[BesideRow]:
    """Up to four scenarios line by line: people, rupiah, indicators, regencies, finish; by their answer for the ceiling."""
    names = [scenario.name for scenario, _answer in found]
    answers = [_most(answer) for _scenario, answer in found]

    def row(
        title: str,
        count: Callable[[Answer], int],
        write: Callable[[int | None], str] = words.number,
    ) -> BesideRow:
        told = [_told(each, lambda answer: write(count(answer))) for each in answers]
        counted = [count(each) for each in answers if isinstance(each, Answer)]
        word = apart(counted, write) if len(counted) == len(answers) else _word(told)
        return BesideRow(title, tuple(zip(names, told, strict=True)), word)

    rows = [
        row(_("Layanan"), lambda each: each.people),
        row(_("Rupiah (asumsi)"), lambda each: each.rupiah, words.rupiah),
        row(_("Kelas"), lambda each: each.classes),
    ]
    for key in Indicator:
        title = f"{_('Orang')} {indicator_label(key.value)}"
        rows.append(row(title, partial(_sum, key=key)))
    ends = [_told(each, _end) for each in answers]
    last = BesideRow(_("Hasil terakhir selesai"), tuple(zip(names, ends, strict=True)), _word(ends))
    rows.append(last)
    rows += [row(name, partial(_share, code=code)) for code, name in regions.items()]
    return rows


def _word(told: Sequence[str]) -> str:
    return _("sama") if len(set(told)) == 1 else _("berbeda")


def _most(answer: AnswerFacts | None) -> Answer | Infeasible | None:
    return answer.solution.most if answer and answer.solution else None


def _told(found: Answer | Infeasible | None, tell: Callable[[Answer], str]) -> str:
    """What was not asked is not filled in; what was asked in vain cannot be had."""
    if found is None:
        return words.unknown()
    return tell(found) if isinstance(found, Answer) else _("tidak bisa dipenuhi")


def _people(found: Answer | Infeasible | None) -> int | None:
    return found.people if isinstance(found, Answer) else None


def _end(answer: Answer) -> str:
    return words.day(max((pick.over_on for pick in answer.picks), default=None))


def _sum(answer: Answer, key: Indicator) -> int:
    return sum(share.people for share in answer.by_indicator if share.indicator is key)


def _share(answer: Answer, code: str) -> int:
    return sum(share.people for share in answer.by_region if share.region == code)
