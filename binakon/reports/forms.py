"""Hearing a step of a press brief, and saying why it was not taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from binakon.core.problems import Blocked, IllegalMove, Problem, StaleState
from binakon.reports.rules.frozen import Seen
from binakon.reports.states import BRIEF


class BriefStepForm(forms.Form):
    """Which step, what its taker had read (revision, fingerprint, figures), and the words that go with it."""

    step = forms.ChoiceField(choices=[(name, name) for name in BRIEF.moves])
    revision = forms.IntegerField(min_value=0)
    digest = forms.CharField(max_length=64, required=False)
    shown = forms.JSONField(required=False)
    reason = forms.CharField(required=False, max_length=2000, label=_("Alasan"))
    quotation = forms.CharField(required=False, max_length=1000, label=_("Kutipan"))
    quoted = forms.CharField(required=False, max_length=200, label=_("Yang mengatakan"))

    def clean_shown(self) -> dict[str, str]:
        """Figures by key; anything else is no page of ours."""
        shown: Any = self.cleaned_data["shown"] or {}
        if not isinstance(shown, dict):
            raise ValidationError(_("Muat ulang halaman, lalu coba lagi."))
        return {str(key): str(value) for key, value in shown.items()}

    @property
    def seen(self) -> Seen:
        """What the taker of the step had read."""
        return Seen(self.cleaned_data["digest"], self.cleaned_data["shown"])


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step was not taken, to be said on the page that asked for it."""

    status: int
    problems: tuple[Problem, ...]

    @property
    def fields(self) -> dict[str, str]:
        """The sentence of each field that is to be corrected."""
        return {problem.code: problem.sentence for problem in self.problems}


def refused(step: Callable[[], object]) -> Refusal | None:
    """Take a step; None when it was taken, else what the facts (422) or somebody faster (409) answered."""
    try:
        step()
    except Blocked as blocked:
        return Refusal(422, blocked.problems)
    except (StaleState, IllegalMove) as stale:
        return Refusal(409, (Problem("stale", str(stale)),))
    return None


def not_heard(form: forms.Form) -> Refusal:
    """What a form itself finds wrong, field by field."""
    return Refusal(
        422,
        tuple(
            Problem(name, " ".join(str(error) for error in errors))
            for name, errors in form.errors.items()
        ),
    )
