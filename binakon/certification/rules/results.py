"""What an LSP says of a test: the words it uses, and which steps of a case follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from binakon.certification.rules.chain import NUMBERS, day_problems, number_problems
from binakon.certification.states import AssessmentOutcome, CaseState
from binakon.core.calendar import format_day
from binakon.core.problems import Problem

K, BK, ABSENT = (
    AssessmentOutcome.COMPETENT,
    AssessmentOutcome.NOT_YET_COMPETENT,
    AssessmentOutcome.ABSENT,
)
_SPELLINGS: Mapping[AssessmentOutcome, tuple[str, ...]] = {
    K: (
        "k", "kompeten", "competent", "lulus", "sudah kompeten", "dinyatakan kompeten", "rekomendasi kompeten",
        "direkomendasikan kompeten", "direkomendasikan", "rekomendasi k", "komp", "kompeten k", "k kompeten", "c",
    ),
    BK: (
        "bk", "belum kompeten", "belumkompeten", "tidak kompeten", "tk", "tidak lulus", "blm kompeten", "tdk kompeten",
        "not yet competent", "nyc", "dinyatakan belum kompeten", "belum direkomendasikan", "belum kompeten bk",
        "bk belum kompeten", "rekomendasi bk", "b k", "tidak direkomendasikan",
    ),
    ABSENT: (
        "th", "tidak hadir", "tdk hadir", "absen", "absent", "mangkir", "tidak datang", "alpa", "alpha", "t h",
        "tidak mengikuti", "tidak ikut uji", "tidak ikut", "tidak mengikuti uji", "mengundurkan diri",
    ),
}  # fmt: skip
OUTCOMES: Mapping[str, AssessmentOutcome] = {
    spelling: outcome for outcome, spellings in _SPELLINGS.items() for spelling in spellings
}
# After these a result can follow from the test itself.
_TOLD: Mapping[str, AssessmentOutcome] = {
    CaseState.COMPETENT: K,
    CaseState.NOT_YET_COMPETENT: BK,
    CaseState.ABSENT: ABSENT,
}
_ENDED = (CaseState.RECORDED, CaseState.ISSUED, CaseState.EXPIRED)


def outcome_of(text: str) -> AssessmentOutcome | None:
    """The outcome that an LSP's words mean; None for words that nobody knows."""
    letters = [letter if letter.isalnum() else " " for letter in text.casefold()]
    return OUTCOMES.get(" ".join("".join(letters).split()))


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one person's test. `outcome` is "" where nothing is said; days and numbers as far as they are."""

    outcome: str = ""
    tested_on: date | None = None
    decided_on: date | None = None
    recorded_on: date | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    advice: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The numbers that are said."""
        return {name: text for name, text in self.numbers.items() if text}


@dataclass(frozen=True, slots=True)
class Known:
    """What the case says so far; `planned_on` is the day arranged for its test, `since` that of its last step."""

    state: str
    planned_on: date | None = None
    since: date | None = None
    competent_on: date | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would follow: the steps of the case in their order, the facts made whole, what stands in the way."""

    steps: tuple[str, ...]
    told: Told
    problems: tuple[Problem, ...]


def judge(
    known: Known,
    told: Told,
    *,
    today: date,
    decided_on: date | None = None,
    recorded_on: date | None = None,
) -> Outlook:
    """What follows from what an LSP says; each problem's code names the field it is about.

    `decided_on` and `recorded_on` are days that hold for everybody of whom none of their own is said. What is known
    already and said again leads to no step.
    """
    tested = told.tested_on or known.planned_on
    whole = replace(
        told,
        tested_on=tested,
        decided_on=told.decided_on or decided_on or tested,
        recorded_on=told.recorded_on or recorded_on,
    )
    if known.state in _ENDED:
        return Outlook((), whole, tuple(_contradictions(known, whole)))
    steps, problems = _steps(known, whole)
    if whole.given:
        problems += number_problems(whole.numbers)
        if "pass" in steps or known.state == CaseState.COMPETENT:
            steps.append("record")
        elif not problems:
            sentence = _("Nomor SKK hanya untuk yang kompeten. Kosongkan nomornya.")
            problems.append(Problem(next(iter(whole.given)), sentence))
    problems += _days(known, whole, steps, today)
    return Outlook(tuple(steps), whole, tuple(problems))


def _contradictions(known: Known, told: Told) -> list[Problem]:
    """An SKK that is recorded is recorded: the same again is nothing new, anything else is a mistake."""
    problems = []
    if told.outcome and told.outcome != K:
        problems.append(Problem("outcome", _("SKK orang ini sudah tercatat; hasilnya kompeten.")))
    for name, text in told.given.items():
        if text != known.numbers.get(name, ""):
            sentence = _("SKK orang ini sudah tercatat dengan nomor lain. Periksa barisnya.")
            problems.append(Problem(name, sentence))
    return problems


def _steps(known: Known, told: Told) -> tuple[list[str], list[Problem]]:
    if known.state == CaseState.SCHEDULED:
        return _after_scheduled(told)
    if known.state == CaseState.TESTED:
        if told.outcome == ABSENT:
            return [], [Problem("outcome", _("Orang ini sudah dicatat hadir dan diuji."))]
        return ([_decision(told)] if told.outcome else []), []
    before = _TOLD.get(known.state)
    if before is None:
        if not told.outcome and not told.given:
            return [], []
        words = {"state": CaseState(known.state).label}
        sentence = _("Kasusnya “%(state)s”, belum dijadwalkan uji. Tetapkan jadwalnya dulu.")
        return [], [Problem("outcome", sentence % words)]
    if told.outcome and told.outcome != before:
        sentence = _(
            "Hasilnya sudah tercatat “%(known)s”. Hasil lain hanya lewat uji ulang yang dijadwalkan atau banding."
        )
        return [], [Problem("outcome", sentence % {"known": before.label})]
    return [], []


def _after_scheduled(told: Told) -> tuple[list[str], list[Problem]]:
    if not told.outcome:
        missing = [Problem("outcome", _("Hasilnya belum diisi."))] if told.given else []
        return [], missing
    if told.outcome == ABSENT:
        return ["miss"], []
    return ["test", _decision(told)], []


def _decision(told: Told) -> str:
    return "pass" if told.outcome == K else "fail"


def _days(known: Known, told: Told, steps: list[str], today: date) -> list[Problem]:
    """The days of the steps: none to come, each on or after the one before it."""
    problems: list[Problem] = []
    since = known.since or date.min
    own = {"miss": "tested_on", "test": "tested_on", "pass": "decided_on", "fail": "decided_on"}
    for step in steps:
        name = own.get(step, "recorded_on")
        on = getattr(told, name)
        if on is None:
            problems.append(Problem(name, _MISSING[name]()))
            continue
        problems += [
            Problem(name, each.sentence)
            for each in day_problems(step, on, today=today, since=since)
        ]
        since = max(since, on)
    return problems


_MISSING = {
    "tested_on": lambda: _("Tanggal ujinya belum diisi."),
    "decided_on": lambda: _("Tanggal keputusannya belum diisi."),
    "recorded_on": lambda: _(
        "Tanggal tercatatnya belum diisi. Tulis di berkas, atau di halaman unggah."
    ),
}


def step_words(steps: tuple[str, ...], told: Told) -> str:
    """What would follow, in words; "" where nothing would change."""
    words = []
    for step in steps:
        on = {"pass": told.decided_on, "fail": told.decided_on, "record": told.recorded_on}
        day = on.get(step, told.tested_on)
        names = {
            "miss": _("tidak hadir"),
            "test": _("diuji"),
            "pass": _("kompeten"),
            "fail": _("belum kompeten"),
            "record": _("tercatat"),
        }
        words.append(f"{names[step]} {format_day(day)}" if day else names[step])
    return ", ".join(words)


__all__ = [
    "NUMBERS",
    "OUTCOMES",
    "Known",
    "Outlook",
    "Told",
    "judge",
    "outcome_of",
    "step_words",
]
