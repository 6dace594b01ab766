"""Widgets drawn without a template: a form of fifteen fields and fifty options is drawn at every step of a rush.

Django draws each option by a template that includes another one for its attributes. The plain widgets are so simple
that they are written here, escaped in the same way; a test compares each with Django's own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest

from binakon.core.escape import escaped

_FOLDER = "django/forms/widgets/"
_INPUTS = ("text", "hidden", "email", "number", "date", "url", "tel", "password", "checkbox")


class PlainRenderer(DjangoTemplates):
    """Django's renderer, with the plain widgets written directly."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The widget as safe HTML; what is not plain is left to its template."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request=request)
        return draw(context["widget"])


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    stated = "" if value is None else f' value="{escaped(value)}"'
    kind, name = escaped(widget["type"]), escaped(widget["name"])
    return f'<input type="{kind}" name="{name}"{stated}{_attributes(widget)}>'


def _input_option(widget: Mapping[str, Any]) -> str:
    drawn = _input(widget)
    if not widget.get("wrap_label"):
        return drawn
    place = widget["attrs"].get("id")
    of = f' for="{escaped(place)}"' if place else ""
    return f"<label{of}>{drawn} {escaped(widget['label'])}</label>"


def _select(widget: Mapping[str, Any]) -> str:
    parts = [f'<select name="{escaped(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'  <optgroup label="{escaped(group)}">')
        parts += [
            f'  <option value="{escaped(option["value"])}"{_attributes(option)}>{escaped(option["label"])}</option>'
            for option in options
        ]
        if group:
            parts.append("  </optgroup>")
    return "\n".join([*parts, "</select>"])


def _textarea(widget: Mapping[str, Any]) -> str:
    words = escaped(widget["value"] or "")
    return f'<textarea name="{escaped(widget["name"])}"{_attributes(widget)}>\n{words}</textarea>'


_DRAWN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}radio_option.html": _input_option,
    f"{_FOLDER}checkbox_option.html": _input_option,
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}textarea.html": _textarea,
}
