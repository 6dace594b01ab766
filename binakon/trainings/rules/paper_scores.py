"""What stands on a sheet of paper, as it is typed: a score or a line of answers, or a word that takes it away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.trainings.rules.exams import Asked, read_line

ERASE = "hapus"


@dataclass(frozen=True, slots=True)
class Stand:
    """What was typed of somebody before, as it is written: the score and the line of answers, "" where nothing is."""

    score: str = ""
    answers: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether anything stands."""
        return bool(self.score)


@dataclass(frozen=True, slots=True)
class Heard:
    """What to do with one person's paper: keep a score, keep answers by question, or take away what stands."""

    score: Decimal | None = None
    chosen: Mapping[int, Sequence[str]] | None = None
    erases: bool = False


def score_words(score: Decimal | None) -> str:
    """A score as people write it, "" of nobody: "72,5"."""
    return "" if score is None else f"{score.normalize():f}".replace(".", ",")


def read_score(text: str) -> tuple[Decimal | None, list[Problem]]:
    """A score as people write it, "72,5" or "72.50": 0 to 100 with at most two places."""
    try:
        score = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        sentence = _("Nilai “%(text)s” bukan angka. Tulis seperti 72,5.")
        return None, [Problem("score", sentence % {"text": text[:20]})]
    is_short = score.is_finite() and score == score.quantize(Decimal("0.01"))
    if not is_short or not 0 <= score <= 100:
        sentence = _(
            "Nilai “%(text)s” harus 0 sampai 100, paling banyak dua angka di belakang koma."
        )
        return None, [Problem("score", sentence % {"text": text[:20]})]
    return score, []


def hear(
    score: str, answers: str, *, erases: bool, stands: Stand, asked: Sequence[Asked]
) -> tuple[Heard | None, list[Problem]]:
    """What a typed row means beside what stands; None leaves everything as it is, and so does an empty row.

    The codes of problems are `score` and `answers`. Only `erases` takes a score away, never an empty field.
    """
    said_score = bool(score) and not _is_same_score(score, stands.score)
    said_answers = bool(answers) and _plain(answers) != _plain(stands.answers)
    if erases:
        if said_score or said_answers:
            sentence = _("Isi nilainya atau hapus, jangan keduanya.")
            return None, [Problem("score", sentence)]
        return (Heard(erases=True) if stands.is_typed else None), []
    # A line of answers makes its own score, so a score beside one that stands would say something else.
    if said_score and (said_answers or (answers and stands.answers)):
        return None, [Problem("score", _("Isi nilai atau jawaban, jangan keduanya."))]
    if said_answers:
        if not asked:
            sentence = _(
                "Jawaban per soal baru bisa diisi setelah tes dibuka dengan soalnya. Isi nilainya saja."
            )
            return None, [Problem("answers", sentence)]
        chosen, problems = read_line(answers, asked)
        return (None, problems) if problems else (Heard(chosen=chosen), [])
    if said_score:
        found, problems = read_score(score)
        return (None, problems) if problems else (Heard(score=found), [])
    return None, []


def _plain(line: str) -> str:
    return " ".join(line.casefold().split())


def _is_same_score(one: str, other: str) -> bool:
    mine, _problems = read_score(one)
    yours, _others = read_score(other)
    return mine is not None and mine == yours
