"""Forms whose missing words their action tells, and the small ones that every paper of a meeting needs."""

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
    """A form whose action says what is missing, together with all else that is wrong.

    The fields of `demanded` are not asked for here, but a page does not call them optional.
    """

    demanded: tuple[str, ...] = ()

    def demand(self) -> None:
        """Mark what may not stay empty; call it when the fields stand."""
        for name in self.demanded:
            if name in self.fields:
                self.fields[name].is_demanded = True  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason that is demanded."""

    reason = forms.CharField(
        max_length=2000, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3})
    )


class NumberForm(JudgedForm):
    """The number of a paper, its date and place, and who signs."""

    demanded: tuple[str, ...] = ("numbering", "dated", "place", "signatory")

    numbering = forms.ChoiceField(label=_("Nomor"), widget=forms.RadioSelect, required=False)
    number = forms.CharField(
        required=False,
        max_length=100,
        label=_("Nomor dari buku agenda"),
        help_text=_("Tulis lengkap, misalnya 005/12/BK/2026."),
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
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        choices = [("", _("Pilih pejabat")), *((str(pk), label) for pk, label in officials)]
        self.fields["signatory"].choices = choices  # type: ignore[attr-defined]
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
