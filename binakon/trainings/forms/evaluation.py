"""Hearing what an evaluation asks, from when to when, and how many must answer before it is read."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import WholeField
from binakon.enrolment.forms.days import MomentField
from binakon.trainings.rules.evaluation import LEAST, Terms, terms_problems


class EvaluationTermsForm(forms.Form):
    """The items one a line, the times, and the line that protects whoever answers."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    event = forms.CharField(
        label=_("Butir tentang acara"),
        required=False,
        help_text=_("Satu butir setiap baris. Peserta memberi nilai 1 sampai 5."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    instructor = forms.CharField(
        label=_("Butir tentang setiap narasumber"),
        required=False,
        help_text=_("Satu butir setiap baris. Kosongkan bila narasumber tidak dinilai."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    least = WholeField(
        label=_("Batas pelindung"),
        required=True,
        most=1000,
        help_text=_(
            "Ringkasan baru terbuka setelah sebanyak ini peserta menjawab, supaya tidak ada yang bisa ditebak. Paling rendah 3."
        ),
    )
    opens_at = MomentField(label=_("Dibuka"), help_text=_("Misalnya 17 April 2026, 16.00"))
    closes_at = MomentField(label=_("Ditutup"))

    def __init__(self, data: Any = None, *, year: int, **options: Any) -> None:
        super().__init__(data, **options)
        for name in ("opens_at", "closes_at"):
            self.fields[name].year = year  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say everything that is wrong with the evaluation once its fields can be read."""
        cleaned = super().clean() or {}
        if not self.errors:
            for problem in terms_problems(self.terms()):
                self.add_error(problem.code, problem.sentence)
        return cleaned

    def terms(self) -> Terms:
        """What was typed."""
        found = self.cleaned_data
        return Terms(
            _lines(found["event"]),
            _lines(found["instructor"]),
            found["least"] if found["least"] is not None else LEAST,
            _moment(found["opens_at"]),
            _moment(found["closes_at"]),
        )


def terms_initial(terms: Terms, revision: int) -> dict[str, Any]:
    """An evaluation as the form shows it."""
    return {
        "revision": revision,
        "event": "\n".join(terms.event),
        "instructor": "\n".join(terms.instructor),
        "least": terms.least,
        "opens_at": _typed(terms.opens_at),
        "closes_at": _typed(terms.closes_at),
    }


def _lines(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def _typed(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"
