"""Widgets that are written directly say exactly what Django's templates say."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from binakon.core.form_renderer import PlainRenderer

NASTY = "<b>\"'&</b>"
CHOICES = [("", "Pilih"), ("1", "Satu"), (NASTY, NASTY), ("Grup & lain", [("2", "Dua")])]
WIDGETS: dict[str, forms.Widget] = {
    "text": forms.TextInput({"autocomplete": "name", "required": True, "disabled": False}),
    "hidden": forms.HiddenInput(),
    "email": forms.EmailInput({"placeholder": NASTY}),
    "number": forms.NumberInput({"min": 0}),
    "password": forms.PasswordInput(render_value=True),
    "textarea": forms.Textarea({"rows": 3}),
    "select": forms.Select({"class": "x"}, choices=CHOICES),
    "select several": forms.SelectMultiple(choices=CHOICES),
    "checkbox": forms.CheckboxInput(),
    "radios": forms.RadioSelect(choices=CHOICES[:3]),
    "checkboxes": forms.CheckboxSelectMultiple(choices=CHOICES[:3]),
}


def _squeezed(html: str) -> str:
    return "".join(line.strip() for line in html.splitlines())


@pytest.mark.parametrize("value", [None, "", "1", NASTY, 7])
@pytest.mark.parametrize("kind", WIDGETS)
def test_a_widget_is_drawn_as_django_draws_it(kind: str, value: Any) -> None:
    several = kind in {"select several", "checkboxes"}
    stated = [str(value)] if several and value is not None else value
    drawn = [
        WIDGETS[kind].render("bidang<", stated, attrs={"id": "id_x"}, renderer=renderer())
        for renderer in (PlainRenderer, DjangoTemplates)
    ]
    assert _squeezed(drawn[0]) == _squeezed(drawn[1])


@pytest.mark.parametrize("kind", ["radios", "checkboxes"])
def test_one_option_alone_is_drawn_as_django_draws_it(kind: str) -> None:
    drawn = []
    for renderer in (PlainRenderer(), DjangoTemplates()):
        form = forms.Form(renderer=renderer)
        form.fields["x"] = forms.MultipleChoiceField(choices=CHOICES[:3], widget=WIDGETS[kind])
        drawn.append([str(option.tag()) + option.id_for_label for option in form["x"]])
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 3
