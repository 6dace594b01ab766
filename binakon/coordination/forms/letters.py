"""Hearing a letter of a meeting: what it says and to which offices it goes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.coordination.rules.letters import NATURES
from binakon.people.forms.numbering import JudgedForm


class LetterForm(JudgedForm):
    """One letter."""

    demanded: tuple[str, ...] = ("subject", "offices")

    subject = forms.CharField(required=False, max_length=300, label=_("Hal"))
    offices = forms.MultipleChoiceField(
        required=False, label=_("Kabupaten/kota"), widget=forms.CheckboxSelectMultiple
    )
    body = forms.CharField(
        required=False,
        max_length=4000,
        label=_("Isi tambahan"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Dicetak setelah acara, sebelum penutup. Baris kosong memulai alinea baru."),
    )
    nature = forms.ChoiceField(label=_("Sifat"), choices=[(word, word) for word in NATURES])
    copies = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Tembusan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu baris satu tembusan."),
    )

    def __init__(
        self, data: Any = None, *, offices: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["offices"].choices = offices  # type: ignore[attr-defined]
        self.demand()
