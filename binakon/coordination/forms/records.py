"""Hearing what the record of a meeting is given: its number, its signed scan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField

REGISTER, TYPED = "register", "typed"
_DEMANDED = ("numbering", "dated", "place", "signatory")


class RecordNumberForm(forms.Form):
    """The number of the record, its date and place, and who signs; what is missing its action tells at once."""

    numbering = forms.ChoiceField(label=_("Nomor"), widget=forms.RadioSelect, required=False)
    number = forms.CharField(required=False, max_length=100, label=_("Nomor dari buku agenda"))
    dated = forms.DateField(
        required=False,
        label=_("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
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
        demanded = _DEMANDED
        if suggested:
            label = _("Nomor berikutnya di register: %(number)s") % {"number": suggested}
            self.fields["numbering"].choices = [  # type: ignore[attr-defined]
                (REGISTER, label),
                (TYPED, _("Nomor dari buku agenda, diketik di bawah")),
            ]
            self.fields["number"].help_text = _("Diisi hanya bila nomornya dari buku agenda.")
        else:
            del self.fields["numbering"]
            demanded = ("number", *_DEMANDED[1:])
        for name in demanded:
            self.fields[name].is_demanded = True  # type: ignore[attr-defined]

    @property
    def is_register(self) -> bool:
        """Whether the register gives the number."""
        return bool(self.cleaned_data.get("numbering") == REGISTER)


class SignedForm(forms.Form):
    """The signed scan of the record."""

    scan = RebuiltFileField(
        accept=(files.PDF, files.JPEG),
        label=_("Pindaian yang ditandatangani"),
        help_text=_("PDF atau foto JPEG, seluruh halaman termasuk lampiran."),
    )
