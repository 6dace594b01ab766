"""A number that is typed wrong is told what is wrong with it, under a label that asks or names."""

import pytest
from django import forms
from django.template.loader import render_to_string

from binakon.core.fields import WholeField


class Asked(forms.Form):
    people = WholeField(label="Berapa orang?")
    classes = WholeField(label="Kelas")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-1", "Angkanya tidak boleh kurang dari 0."),
        ("−20", "Angkanya tidak boleh kurang dari 0."),
        ("1,5", "“1,5” bukan bilangan bulat. Tulis seperti 60 atau 1.500.000, tanpa koma."),
        ("-", "“-” bukan bilangan bulat. Tulis seperti 60 atau 1.500.000, tanpa koma."),
    ],
)
def test_a_number_below_zero_is_told_so(text: str, sentence: str) -> None:
    assert Asked({"people": text}).errors == {"people": [sentence]}


def test_the_summary_of_errors_puts_no_colon_behind_a_question() -> None:
    form = Asked({"people": "-1", "classes": "-1"})
    summary = render_to_string("ui/form_errors.html", {"form": form})
    assert [f"{label} Angkanya" in summary for label in ("Berapa orang?", "Kelas:")] == [True] * 2
