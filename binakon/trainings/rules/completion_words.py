"""How decisions on participants read: badges, the headline, what a preview promises."""

import hashlib
from collections.abc import Iterable

from django.utils.translation import gettext as _

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


def fingerprint(results: Iterable[tuple[int, str]]) -> str:
    """What a preview showed, so short that a form carries it: a press on an outdated preview decides nothing."""
    text = ";".join(f"{person}={result}" for person, result in sorted(results))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
