"""How an agenda writes numbers: a pattern of our own three words, filled in; never a template of another language."""

import re
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem

WORDS = ("nomor", "bulan", "tahun")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_WORD = re.compile(r"\{([^{}]*)\}")


def written(pattern: str, number: int, day: date) -> str:
    """The number as printed: `written("188.4/{nomor}/BK/{tahun}", 12, …)` is "188.4/12/BK/2026"; months are Roman."""
    words = {"nomor": str(number), "bulan": ROMAN[day.month - 1], "tahun": str(day.year)}
    return _WORD.sub(lambda match: words.get(match[1], match[0]), pattern)


def pattern_problems(code: str, pattern: str) -> list[Problem]:
    """What is wrong with a pattern; none is wrong with an empty one, which means that numbers are typed."""
    if not pattern:
        return []
    problems = []
    named = _WORD.findall(pattern)
    if named.count("nomor") != 1:
        sentence = _("Tulis {nomor} satu kali di tempat nomor urutnya, misalnya 188.4/{nomor}/BK.")
        problems.append(Problem(code, sentence))
    if "tahun" not in named:
        sentence = _("Tulis {tahun}, karena nomor urut dimulai lagi dari 1 setiap tahun.")
        problems.append(Problem(code, sentence))
    strange = [word for word in named if word not in WORDS]
    if strange or "{" in _WORD.sub("", pattern) or "}" in _WORD.sub("", pattern):
        sentence = _("Yang boleh di dalam kurung kurawal hanya {nomor}, {bulan}, dan {tahun}.")
        problems.append(Problem(code, sentence))
    return problems
