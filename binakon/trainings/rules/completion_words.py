"""How decisions on participants read: badges, the headline, what a preview promises."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import words
from binakon.core.problems import Problem
from binakon.trainings.rules.completion import Asked, Result
from binakon.trainings.states import CompletionState, Component


def result_label(result: Result) -> str:
    """What the rule says, in words that judge nobody."""
    return {
        Result.COMPLETED: _("memenuhi syarat"),
        Result.INCOMPLETE: _("perlu pembinaan lanjutan"),
        Result.UNKNOWN: _("data belum lengkap"),
    }[result]


def result_tone(result: Result) -> str:
    """The tone of its badge."""
    return {Result.COMPLETED: "go", Result.INCOMPLETE: "wait", Result.UNKNOWN: ""}[result]


def state_tone(state: str) -> str:
    """The tone of a decision's badge."""
    tones: dict[str, str] = {
        CompletionState.COMPLETED: "good",
        CompletionState.INCOMPLETE: "wait",
        CompletionState.EXCEPTION: "wait",
    }
    return tones.get(state, "")


def rule_words(asked: Asked) -> list[str]:
    """What a training asks, one sentence a line."""
    lines = []
    if asked.attendance is not None:
        lines.append(_("Hadir sedikitnya %(least)d %% dari JP.") % {"least": asked.attendance})
    if asked.post is not None:
        lines.append(_("Nilai tes akhir sedikitnya %(least)d.") % {"least": asked.post})
    if asked.final is not None:
        lines.append(_("Nilai akhir sedikitnya %(least)d.") % {"least": asked.final})
    if asked.weights:
        parts = ", ".join(
            f"{part.label} {asked.weights[part]} %" for part in Component if asked.weights.get(part)
        )
        lines.append(_("Nilai akhir dihitung dari %(parts)s.") % {"parts": parts})
    return lines


def early_problems(*, ends: datetime, is_over: bool, conflicts: int) -> list[Problem]:
    """Why nobody is decided yet: the class goes on until `ends`, or scans contradict each other."""
    problems = []
    if not is_over:
        sentence = _("Kelas ini belum selesai. Putuskan setelah sesi terakhirnya, %(ends)s.")
        problems.append(Problem("not_over", sentence % {"ends": words.moment(ends)}))
    if conflicts:
        sentence = ngettext(
            "%(many)d pindaian kehadiran masih bertentangan. Selesaikan dulu di halaman kehadiran, lalu putuskan.",
            "%(many)d pindaian kehadiran masih bertentangan. Selesaikan dulu di halaman kehadiran, lalu putuskan.",
            conflicts,
        )
        problems.append(Problem("conflicts", sentence % {"many": conflicts}))
    return problems


def running_test_problem(closes: datetime) -> Problem:
    """Why nothing is closed as missing yet: its test still takes answers."""
    sentence = _(
        "Tes kelas ini masih dibuka sampai %(closes)s, jadi nilainya masih bisa masuk. Tunggu sampai ditutup."
    )
    return Problem("closes_missing", sentence % {"closes": words.moment(closes)})


def fingerprint(results: Iterable[tuple[int, str]]) -> str:
    """What a preview showed, so short that a form carries it: a press on an outdated preview decides nothing."""
    text = ";".join(f"{person}={result}" for person, result in sorted(results))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
