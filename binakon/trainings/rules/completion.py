"""Who has completed a training: the judgement of a rule over figures, exact, and never by taking a missing one for 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.trainings.states import TYPED_COMPONENTS, Component

_HUNDREDTH = Decimal("0.01")


class Result(StrEnum):
    """What the rule says of one participant."""

    COMPLETED = "completed"
    INCOMPLETE = "incomplete"
    # Something that the rule asks about is not known yet.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a training asks, in whole percents or points of 100; None asks nothing. `weights` by component sum to 100."""

    attendance: int | None = None
    post: int | None = None
    final: int | None = None
    weights: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The rule as a decision keeps it."""
        return {
            "attendance": self.attendance,
            "post": self.post,
            "final": self.final,
            "weights": dict(sorted(self.weights.items())),
        }


def asked_from(stored: Mapping[str, Any]) -> Asked:
    """The rule behind `Asked.as_json`."""
    return Asked(stored["attendance"], stored["post"], stored["final"], dict(stored["weights"]))


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of one participant: JP attended of JP taught, and scores of 0–100 by component; None is unknown."""

    jp: int | None = None
    jp_total: int | None = None
    scores: Mapping[str, Decimal | None] = field(default_factory=dict)

    @property
    def attendance(self) -> Fraction | None:
        """Percent of JP attended, exactly; None while nothing was taught or nobody's attendance is recorded."""
        if self.jp is None or not self.jp_total:
            return None
        return Fraction(100 * self.jp, self.jp_total)

    def value(self, component: str) -> Fraction | None:
        """What one component counts with."""
        if component == Component.ATTENDANCE:
            return self.attendance
        score = self.scores.get(component)
        return None if score is None else Fraction(score)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rule says, the final score where every part of it is known, and why: what is short, what is missing."""

    result: Result
    final: Fraction | None
    short: tuple[Problem, ...]
    missing: tuple[Problem, ...]

    @property
    def reasons(self) -> tuple[Problem, ...]:
        """Everything that speaks against, then everything that is not known."""
        return self.short + self.missing


def judge(asked: Asked, known: Figures) -> Judgement:
    """Judge one participant: short of anything is incomplete, else anything missing leaves it unknown."""
    final, short, missing = final_score(asked.weights, known), [], []
    for code, least, value in (
        ("attendance", asked.attendance, known.attendance),
        ("post", asked.post, known.value(Component.POST)),
    ):
        if least is None:
            continue
        if value is None:
            missing.append(Problem(code, _missing_words(code)))
        elif value < least:
            short.append(Problem(code, _short_words(code, value, least)))
    if asked.final is not None:
        named = {problem.code for problem in missing}
        if final is None:
            missing += [p for p in _missing_parts(asked.weights, known) if p.code not in named]
        elif final < asked.final:
            short.append(Problem("final", _short_words("final", final, asked.final)))
    unshort = Result.UNKNOWN if missing else Result.COMPLETED
    result = Result.INCOMPLETE if short else unshort
    return Judgement(result, final, tuple(short), tuple(missing))


def final_score(weights: Mapping[str, int], known: Figures) -> Fraction | None:
    """The weighted score of 0–100; None without weights, or while any part with a weight is unknown."""
    total = Fraction(0)
    for component, weight in weights.items():
        value = known.value(component)
        if value is None:
            return None
        total += value * weight / 100
    return total if weights else None


def shown(value: Fraction | None) -> Decimal | None:
    """A percent or a score for reading, two decimals, rounded down: what is below a line never reads as on it."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(_HUNDREDTH, ROUND_DOWN)


def points(value: Fraction | Decimal | int | None) -> str:
    """The same in words with the comma of Indonesian and without empty decimals; unknown is "belum diisi"."""
    if value is None:
        return _("belum diisi")
    number = shown(Fraction(value))
    text = f"{number:f}".rstrip("0").rstrip(".") if number is not None else ""
    return text.replace(".", ",")


def rule_problems(asked: Asked) -> list[Problem]:
    """Everything that is wrong with a rule, all at once."""
    problems = []
    if asked.attendance is None and asked.post is None and asked.final is None:
        problems.append(
            Problem(
                "rule", _("Isi sedikitnya satu syarat: kehadiran, tes akhir, atau nilai akhir.")
            )
        )
    names = {"attendance": asked.attendance, "post": asked.post, "final": asked.final}
    for code, value in names.items():
        if value is not None and not 0 <= value <= 100:
            problems.append(Problem(code, _("Isi angka 0 sampai 100.")))
    known = set(Component.values)
    for component, weight in asked.weights.items():
        if component not in known or not 0 < weight <= 100:
            problems.append(Problem(f"weight_{component}", _("Isi bobot 1 sampai 100.")))
    total = sum(asked.weights.values())
    if asked.weights and total != 100:
        sentence = _("Jumlah bobot harus 100, sekarang %(total)d. %(next)s")
        problems.append(
            Problem("weights", sentence % {"total": total, "next": _difference_words(total)})
        )
    if asked.final is not None and not asked.weights:
        sentence = _("Nilai akhir butuh bobot. Isi bobotnya, atau kosongkan syarat nilai akhir.")
        problems.append(Problem("final", sentence))
    return problems


def settled_problem() -> Problem:
    """Why one person alone does not change the rule any more."""
    sentence = _(
        "Kelas ini sudah mulai, jadi syaratnya tidak bisa diubah sendirian. Minta perubahannya dengan alasan; orang kedua menjawabnya."
    )
    return Problem("settled", sentence)


def change_problems(wanted: Asked, standing: Asked, reason: str) -> list[Problem]:
    """What is wrong with asking for a change: nothing changes, or nobody says why."""
    problems = []
    if wanted.as_json() == standing.as_json():
        problems.append(Problem("same", _("Syarat ini sama dengan yang berlaku sekarang.")))
    if not reason.strip():
        sentence = _("Tulis alasan perubahannya; orang kedua membacanya.")
        problems.append(Problem("reason", sentence))
    return problems


def typed_components(weights: Mapping[str, int]) -> tuple[Component, ...]:
    """The components with a weight that somebody must type."""
    return tuple(component for component in TYPED_COMPONENTS if weights.get(component))


def _difference_words(total: int) -> str:
    if total < 100:
        return _("Tambah %(points)d lagi.") % {"points": 100 - total}
    return _("Kurangi %(points)d.") % {"points": total - 100}


def _missing_words(code: str) -> str:
    if code == "attendance":
        return _("Kehadiran belum diisi.")
    return _("Nilai tes akhir belum diisi.")


def _short_words(code: str, value: Fraction, least: int) -> str:
    sentence = {
        "attendance": _("Kehadiran %(value)s %%, syaratnya %(least)d %%."),
        "post": _("Tes akhir %(value)s, syaratnya %(least)d."),
        "final": _("Nilai akhir %(value)s, syaratnya %(least)d."),
    }[code]
    return sentence % {"value": points(value), "least": least}


def _missing_parts(weights: Mapping[str, int], known: Figures) -> list[Problem]:
    parts = [component for component in weights if known.value(component) is None]
    sentence = _("Nilai %(component)s belum diisi.")
    return [
        Problem(part, _missing_words(part))
        if part in {Component.ATTENDANCE, Component.POST}
        else Problem(part, sentence % {"component": Component(part).label})
        for part in parts
    ]
