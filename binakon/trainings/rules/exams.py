"""When a test may be opened, changed and started, and how answers are read from paper: pure judgements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem
from binakon.trainings.rules.questions import KEYS
from binakon.trainings.states import ExamKind, ExamState, QuestionKind

MOST_MINUTES = 300
MOST_QUESTIONS = 200
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is stated of a test. Moments are aware; `least_attendance` is per cent of JP or None."""

    opens_at: datetime
    closes_at: datetime
    minutes: int
    shuffles: bool
    shows_score: bool
    least_attendance: int | None


def terms_problems(kind: str, terms: Terms) -> list[Problem]:
    """Everything that is wrong with what is stated; the codes are the names of the fields."""
    problems = []
    if terms.closes_at <= terms.opens_at:
        problems.append(Problem("closes_at", _("Waktu tutup harus setelah waktu buka.")))
    elif terms.closes_at - terms.opens_at < timedelta(minutes=terms.minutes):
        sentence = _("Waktu pengerjaan lebih panjang daripada waktu bukanya. Undur waktu tutup.")
        problems.append(Problem("closes_at", sentence))
    if not 1 <= terms.minutes <= MOST_MINUTES:
        sentence = _("Isi 1 sampai %(most)d menit.")
        problems.append(Problem("minutes", sentence % {"most": MOST_MINUTES}))
    least = terms.least_attendance
    if least is not None and not 1 <= least <= 100:
        problems.append(Problem("least_attendance", _("Isi 1 sampai 100 persen, atau kosongkan.")))
    if least is not None and kind == ExamKind.PRE:
        sentence = _("Tes awal tidak bisa mensyaratkan kehadiran. Kosongkan.")
        problems.append(Problem("least_attendance", sentence))
    return problems


def opening_problems(*, questions: int, closes_at: datetime, moment: datetime) -> list[Problem]:
    """Why a test cannot be opened now."""
    problems = []
    if not questions:
        problems.append(Problem("no_questions", _("Tes ini belum punya soal. Pilih soalnya dulu.")))
    problems += closing_problems(closes_at, moment)
    return problems


def closing_problems(closes_at: datetime, moment: datetime) -> list[Problem]:
    """A test that is open must close later than now."""
    if closes_at > moment:
        return []
    return [Problem("closes_at", _("Waktu tutupnya sudah lewat. Isi waktu tutup yang baru."))]


def due_of(moment: datetime, minutes: int, closes_at: datetime) -> datetime:
    """When a go that starts at `moment` ends: after its minutes, never after the test closes."""
    return min(moment + timedelta(minutes=minutes), closes_at)


@dataclass(frozen=True, slots=True)
class Attended:
    """JP that somebody attended of the JP of all sessions that have ended."""

    jp: int
    held: int


def start_problems(
    *,
    state: str,
    opens_at: datetime,
    closes_at: datetime,
    least_attendance: int | None,
    attended: Attended,
    moment: datetime,
) -> list[Problem]:
    """Why somebody cannot start now, in one sentence each; where no JP was held yet, no attendance is demanded."""
    if state == ExamState.PREPARED or (state == ExamState.OPEN and moment < opens_at):
        sentence = _("Tes ini belum dibuka. Waktu bukanya %(opens)s.")
        return [Problem("not_open", sentence % {"opens": words.moment(opens_at)})]
    if state == ExamState.CLOSED or moment >= closes_at:
        sentence = _("Tes ini sudah ditutup. Kalau Anda belum sempat, sampaikan kepada panitia.")
        return [Problem("closed", sentence)]
    if least_attendance and attended.held and 100 * attended.jp < least_attendance * attended.held:
        sentence = _(
            "Tes ini mensyaratkan kehadiran %(least)d%%; Anda tercatat hadir %(jp)d dari %(held)d JP. Kalau catatannya keliru, sampaikan kepada panitia."
        )
        facts = {"least": least_attendance, "jp": attended.jp, "held": attended.held}
        return [Problem("attendance", sentence % facts)]
    return []


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line of answers from paper is read against: how one question is answered."""

    pk: int
    kind: str
    options: Sequence[Mapping[str, Any]]


def read_line(text: str, asked: Sequence[Asked]) -> tuple[dict[int, list[str]], list[Problem]]:
    """Answers as they are copied from a sheet of paper, one word a question: "a c - bd"; "-" is left empty."""
    typed = text.lower().split()
    if (
        len(typed) == 1
        and len(asked) > 1
        and all(each.kind != QuestionKind.MULTIPLE for each in asked)
    ):
        typed = list(typed[0])
    if len(typed) != len(asked):
        sentence = _(
            "Ada %(typed)d jawaban untuk %(asked)d soal. Tulis satu jawaban per soal, dipisah spasi; “-” untuk yang kosong."
        )
        return {}, [Problem("answers", sentence % {"typed": len(typed), "asked": len(asked)})]
    chosen: dict[int, list[str]] = {}
    problems = []
    for number, (word, each) in enumerate(zip(typed, asked, strict=True), start=1):
        known = {option["key"] for option in each.options}
        keys = [] if word == NOTHING else sorted(set(word))
        if not set(keys) <= known or (each.kind != QuestionKind.MULTIPLE and len(keys) > 1):
            sentence = _("Jawaban soal %(number)d, “%(word)s”, tidak ada di pilihannya.")
            problems.append(Problem("answers", sentence % {"number": number, "word": word[:12]}))
        chosen[each.pk] = [key for key in KEYS if key in keys]
    return chosen, problems
