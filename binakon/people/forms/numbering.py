"""Hearing the number of a paper: forms whose missing words their action tells, together with all else that is wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

REGISTER, TYPED = "register", "typed"


class DayInput(forms.DateInput):
    """A day as browsers pick it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class JudgedForm(forms.Form):
    """A form whose missing words its action tells, together with all else that is wrong.

    The fields of `demanded` are not asked for here, but a page does not call them optional.
    """

    demanded: tuple[str, ...] = ()

    def demand(self) -> None:
        """Mark what may not stay empty; call it when the fields stand."""
        for name in self.demanded:
            if name in self.fields:
                self.fields[name].is_demanded = True  # type: ignore[attr-defined]


class NumberForm(JudgedForm):
    """The number of a paper, its date and place, and who signs.

    `suggested` is the next number of the register; "" where the office types its numbers. `example` is how one looks.
    """

    demanded: tuple[str, ...] = ("numbering", "dated", "place", "signatory")

    numbering = forms.ChoiceField(label=_("Nomor"), widget=forms.RadioSelect, required=False)
    number = forms.CharField(
        required=False,
        max_length=100,
        label=_("Nomor dari buku agenda"),
    )
    dated = forms.DateField(required=False, label=_("Tanggal"), widget=DayInput())
    place = forms.CharField(required=False, max_length=100, label=_("Tempat"))
    signatory = forms.ChoiceField(
        required=False,
        label=_("Penanda tangan"),
        help_text=_("Hanya yang menjabat pada tanggal itu yang bisa menandatangani."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        officials: Sequence[tuple[int, str]],
        suggested: str = "",
        example: str = "188.4/12/BK/2026",
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        choices = [("", _("Pilih pejabat")), *((str(pk), label) for pk, label in officials)]
        self.fields["signatory"].choices = choices  # type: ignore[attr-defined]
        hint = _("Tulis lengkap, misalnya %(example)s.") % {"example": example}
        self.fields["number"].help_text = hint
        if suggested:
            label = _("Nomor berikutnya di register: %(number)s") % {"number": suggested}
            self.fields["numbering"].choices = [  # type: ignore[attr-defined]
                (REGISTER, label),
                (TYPED, _("Nomor dari buku agenda, diketik di bawah")),
            ]
            self.fields["number"].help_text = _("Diisi hanya bila nomornya dari buku agenda.")
        else:
            del self.fields["numbering"]
            self.demanded = ("number", *self.demanded)
        self.demand()

    @property
    def is_register(self) -> bool:
        """Whether the register gives the number."""
        return bool(self.cleaned_data.get("numbering") == REGISTER)
