"""Hearing what a training asks, typed marks, a decision, an exception and its answer."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import WholeField
from binakon.trainings.rules.completion import Asked, points, rule_problems
from binakon.trainings.states import Component

_LINES = ("attendance", "post", "final")


class RuleForm(forms.Form):
    """The lines and the weights of a training; an empty field asks nothing."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    attendance = WholeField(label=_("Kehadiran sedikitnya, dalam persen JP"), most=100)
    post = WholeField(label=_("Nilai tes akhir sedikitnya"), most=100)
    final = WholeField(label=_("Nilai akhir sedikitnya"), most=100)

    def __init__(self, data: Any = None, *, is_settled: bool = False, **options: Any) -> None:
        """`is_settled` asks for the reason that a second person reads."""
        super().__init__(data, **options)
        for component in Component:
            label = str(component.label)
            self.fields[f"weight_{component}"] = WholeField(
                label=label[:1].upper() + label[1:], most=100
            )
        if is_settled:
            self.fields["reason"] = forms.CharField(
                max_length=1000,
                label=_("Alasan perubahan"),
                help_text=_("Dibaca orang kedua sebelum menjawab."),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def line_fields(self) -> list[forms.BoundField]:
        """The fields of the lines."""
        return [self[name] for name in _LINES]

    def weight_fields(self) -> list[forms.BoundField]:
        """The fields of the weights."""
        return [self[f"weight_{component}"] for component in Component]

    def clean(self) -> dict[str, Any]:
        """Say everything that is wrong with the rule beside what is wrong with its fields."""
        cleaned = super().clean() or {}
        for problem in rule_problems(self.asked()):
            name = problem.code if problem.code in self.fields else None
            if name is None or name not in self.errors:
                self.add_error(name, problem.sentence)
        return cleaned

    def asked(self) -> Asked:
        """The rule as typed; a weight of 0 is none."""
        weights = {part.value: self.cleaned_data.get(f"weight_{part}") for part in Component}
        attendance, post, final = (self.cleaned_data.get(name) for name in _LINES)
        weighed = {part: many for part, many in weights.items() if many}
        return Asked(attendance, post, final, weighed)


def rule_initial(asked: Asked, revision: int) -> dict[str, Any]:
    """A rule as the form shows it."""
    lines = {"attendance": asked.attendance, "post": asked.post, "final": asked.final}
    weights = {f"weight_{part}": many for part, many in asked.weights.items()}
    return {**lines, **weights, "revision": revision}


class PointsField(forms.DecimalField):
    """A mark of 0–100 with at most two decimals, typed with a comma or a dot; empty is none."""

    def __init__(self, **options: Any) -> None:
        words = _("Isi nilai 0 sampai 100, misalnya 85 atau 85,5.")
        codes = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places")
        super().__init__(
            required=False,
            min_value=0,
            max_value=100,
            max_digits=5,
            decimal_places=2,
            show_hidden_initial=True,
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "autocomplete": "off", "size": "6"}
            ),
            error_messages=dict.fromkeys((*codes, "max_whole_digits"), words),
            **options,
        )
        # Django's own limits word their errors themselves; one sentence says how to write a mark.
        for validator in self.validators:
            if hasattr(validator, "messages"):
                validator.messages = dict.fromkeys(validator.messages, words)

    def to_python(self, value: Any) -> Any:
        """The number behind "85,5" or "85.5"."""
        text = value.replace(",", ".") if isinstance(value, str) else value
        return super().to_python(text)

    def prepare_value(self, value: Any) -> Any:
        """The mark with a comma and without empty decimals."""
        return points(value) if isinstance(value, Decimal) else value


class MarksForm(forms.Form):
    """A grid of marks: one row a participant, one column a component; the page's own state travels with it."""

    def __init__(
        self,
        data: Any = None,
        *,
        people: Iterable[tuple[int, str]],
        components: Sequence[Component],
        marks: Mapping[tuple[int, str], Decimal],
    ) -> None:
        super().__init__(data)
        self.rows: list[tuple[str, list[str]]] = []
        self.columns = [str(part.label) for part in components]
        for pk, name in people:
            names = [f"m{pk}_{part}" for part in components]
            for part, field in zip(components, names, strict=True):
                made = PointsField(label=f"{name}, {part.label}", initial=marks.get((pk, part)))
                made.widget.attrs["aria-label"] = made.label
                self.fields[field] = made
            self.rows.append((name, names))

    def grid(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """Every participant with their fields, each beside the name of its column."""
        return [
            (name, [(label, self[field]) for label, field in zip(self.columns, names, strict=True)])
            for name, names in self.rows
        ]

    def typed(self) -> dict[tuple[int, str], tuple[Decimal | None, Decimal | None]]:
        """Every cell as (what stood on the page, what was typed), by registration and component."""
        found = {}
        for name, field in self.fields.items():
            stood = self.data.get(self.add_initial_prefix(name), "")
            pk, component = name[1:].split("_")
            try:
                was = field.to_python(stood)
            except forms.ValidationError:
                was = None
            found[int(pk), component] = (was, self.cleaned_data[name])
        return found


class DecideForm(forms.Form):
    """The press that decides: on what was shown, and whether what is missing will never come."""

    shown = forms.CharField(widget=forms.HiddenInput)
    closes_missing = forms.BooleanField(
        required=False,
        label=_("Putuskan juga peserta yang datanya belum lengkap: perlu pembinaan lanjutan"),
        help_text=_("Pilih hanya bila datanya memang tidak akan ada, misalnya tidak ikut tes."),
    )


class ReasonForm(forms.Form):
    """Why: of an exception that is asked for, or of deciding again."""

    reason = forms.CharField(
        max_length=1000, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """The second person's answer to an exception."""

    verdict = forms.ChoiceField(
        label=_("Jawaban Anda"),
        choices=[("grant", _("Kabulkan: peserta dinyatakan selesai")), ("deny", _("Tolak"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Catatan"),
        help_text=_("Wajib diisi bila menolak."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RuleAnswerForm(forms.Form):
    """The second person's answer to a change of the rule, on the revision that they read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Jawaban Anda"),
        choices=[("grant", _("Setujui: syarat baru berlaku")), ("deny", _("Tolak"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Catatan"),
        help_text=_("Wajib diisi bila menolak."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
