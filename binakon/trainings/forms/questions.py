"""Hearing a question of the bank, and a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.trainings.rules.questions import KEYS, options_of, truth_options
from binakon.trainings.states import QuestionKind

_LETTERS = tuple((key, key.upper()) for key in KEYS)


class QuestionForm(forms.Form):
    """One question with up to six options; `revision` is what its writer had read."""

    occupation = forms.CharField(
        label=_("Okupasi"),
        max_length=200,
        help_text=_("Jabatan kerja yang diuji, misalnya Ahli Muda K3 Konstruksi."),
    )
    topic = forms.CharField(
        label=_("Topik"),
        max_length=200,
        required=False,
        help_text=_("Dipakai saat soal diambil acak dari satu topik."),
    )
    kind = forms.ChoiceField(
        label=_("Jenis soal"), choices=QuestionKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Soal"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    options = forms.CharField(
        label=_("Pilihan jawaban"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Satu pilihan per baris, paling banyak enam; baris pertama menjadi A. Kosongkan untuk soal benar atau salah: A berarti benar, B berarti salah."
        ),
    )
    right = forms.MultipleChoiceField(
        label=_("Jawaban benar"),
        choices=_LETTERS,
        error_messages={"required": _("Tandai jawaban yang benar.")},
        widget=forms.CheckboxSelectMultiple,
    )
    explanation = forms.CharField(
        label=_("Penjelasan"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=_("Sumber"),
        required=False,
        max_length=300,
        help_text=_("Misalnya SKKNI 350-2014 atau nomor halaman modul."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_options(self) -> list[dict[str, str]]:
        """The options that were typed, or the two of a statement."""
        lines = [line for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if len(lines) > len(KEYS):
            raise forms.ValidationError(_("Paling banyak enam pilihan jawaban."))
        if not lines and self.cleaned_data.get("kind") == QuestionKind.TRUE_FALSE:
            return truth_options()
        return options_of(lines)


def stated_in(question: Any) -> dict[str, Any]:
    """What a form shows of a question that stands."""
    texts = [option["text"] for option in question.options]
    is_statement = question.kind == QuestionKind.TRUE_FALSE
    fields = ("occupation", "topic", "kind", "text", "right", "explanation", "source", "revision")
    return {
        **{field: getattr(question, field) for field in fields},
        "options": "" if is_statement else "\n".join(texts),
    }
