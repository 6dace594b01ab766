"""Hearing what a participant thought of the event and its instructors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST = 1000
COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Group:
    """The fields about the event (no title) or about one instructor."""

    title: str
    marks: tuple[forms.BoundField, ...]
    comment: forms.BoundField


class EvaluationForm(forms.Form):
    """A mark of 1–5 an item; those of the event are asked for, those of instructors may stay empty."""

    def __init__(
        self,
        data: Any = None,
        *,
        event: Sequence[Mapping[str, str]],
        instructor: Sequence[Mapping[str, str]],
        instructors: Iterable[tuple[int, str]],
        scale: Mapping[int, str],
    ) -> None:
        super().__init__(data)
        self._groups: list[tuple[str, int | None, list[str]]] = []
        self._scale = list(scale.items())
        self._add("", None, event)
        for pk, name in instructors if instructor else ():
            self._add(name, pk, instructor)

    def _add(self, title: str, about: int | None, items: Sequence[Mapping[str, str]]) -> None:
        stem = "e" if about is None else f"i{about}"
        codes = [item["code"] for item in items]
        for item in items:
            self.fields[f"{stem}_{item['code']}"] = forms.TypedChoiceField(
                label=item["text"],
                required=about is None,
                choices=self._scale,
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih satu nilai, 1 sampai 5.")},
            )
        label = _("Saran tentang acara") if about is None else _("Catatan untuk narasumber ini")
        self.fields[f"{stem}_{COMMENT}"] = forms.CharField(
            label=label,
            required=False,
            max_length=_LONGEST,
            help_text=_("Tanpa nama; jangan tulis hal yang mengenalkan diri Anda."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self._groups.append((title, about, codes))

    def groups(self) -> Iterator[Group]:
        """The fields as they are shown."""
        for title, about, codes in self._groups:
            stem = "e" if about is None else f"i{about}"
            marks = tuple(self[f"{stem}_{code}"] for code in codes)
            yield Group(title, marks, self[f"{stem}_{COMMENT}"])

    def said(self) -> Iterator[tuple[int | None, str, int | None, str]]:
        """What was answered: about whom, which item, the mark or the words."""
        for _title, about, codes in self._groups:
            stem = "e" if about is None else f"i{about}"
            for code in codes:
                mark = self.cleaned_data[f"{stem}_{code}"]
                if mark is not None:
                    yield about, code, mark, ""
            words = self.cleaned_data[f"{stem}_{COMMENT}"].strip()
            if words:
                yield about, COMMENT, None, words
