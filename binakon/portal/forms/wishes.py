"""Hearing which classes somebody wishes, and in which order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from binakon.enrolment.rules.wishes import MOST, wish_words
from binakon.portal.forms.fields import PlainSelect


class WishForm(forms.Form):
    """One drop-down list for each wish, best first; only the first must be filled in, or all of them (`needs_all`)."""

    def __init__(
        self,
        *args: Any,
        offered: Sequence[tuple[str, str]],
        needs_all: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for number in range(1, min(MOST, len(offered)) + 1):
            is_needed = needs_all or number == 1
            empty = [] if is_needed else [("", _("Tidak ada"))]
            self.fields[f"wish_{number}"] = forms.ChoiceField(
                required=is_needed,
                label=capfirst(wish_words(number)),
                choices=[*empty, *offered],
                widget=PlainSelect,
                error_messages={
                    "required": _("Pilih satu kelas."),
                    "invalid_choice": _("Kelas ini tidak bisa dipilih. Pilih dari daftar."),
                },
            )

    def clean(self) -> dict[str, Any]:
        """No class twice; said at the later of the two."""
        heard: dict[str, Any] = self.cleaned_data
        seen: set[str] = set()
        for name in self.fields:
            chosen = heard.get(name, "")
            if chosen and chosen in seen:
                self.add_error(name, _("Kelas ini sudah dipilih di atas. Pilih kelas lain."))
            seen.add(chosen)
        return heard

    @property
    def order(self) -> list[int]:
        """The numbers of the classes, best first; a gap is closed up."""
        return [int(self.cleaned_data[name]) for name in self.fields if self.cleaned_data[name]]
