"""Hearing a letter: what it says and to whom it goes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.enrolment.forms.decrees import MOST_TEXT
from binakon.enrolment.rules.letter_words import NATURES
from binakon.enrolment.states import LetterKind
from binakon.people.forms.numbering import DayInput, JudgedForm


class LetterForm(JudgedForm):
    """One letter: what it says, and to whom it goes."""

    demanded: tuple[str, ...] = ("subject", "reply_by")

    subject = forms.CharField(required=False, max_length=300, label=_("Hal"))
    reply_by = forms.DateField(
        required=False,
        label=_("Jawaban paling lambat"),
        widget=DayInput(),
        help_text=_(
            "Dicetak di surat; sejak dikirim, batas ini berjalan untuk tiap kabupaten/kota."
        ),
    )
    offices = forms.MultipleChoiceField(
        required=False, label=_("Kabupaten/kota"), widget=forms.CheckboxSelectMultiple
    )
    organisations = forms.MultipleChoiceField(
        required=False, label=_("Asosiasi dan lembaga"), widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        required=False,
        max_length=MOST_TEXT,
        label=_("Penerima lain"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Satu baris satu penerima: nama; tempat; surel. Tempat dan surel boleh kosong."
        ),
    )
    body = forms.CharField(
        required=False,
        max_length=MOST_TEXT,
        label=_("Isi tambahan"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Dicetak setelah ketentuan, sebelum penutup. Baris kosong memulai alinea baru."
        ),
    )
    nature = forms.ChoiceField(label=_("Sifat"), choices=[(word, word) for word in NATURES])
    attachments = forms.CharField(
        required=False,
        max_length=100,
        label=_("Lampiran"),
        help_text=_("Kosongkan bila hanya daftar kuota; itu dicetak sendiri."),
    )
    copies = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Tembusan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu baris satu tembusan."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        offices: Sequence[tuple[str, str]],
        organisations: Sequence[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.demand()
        if kind == LetterKind.CALL:
            for name in ("reply_by", "offices", "organisations", "others"):
                del self.fields[name]
            return
        self.fields["offices"].choices = offices  # type: ignore[attr-defined]
        self.fields["organisations"].choices = [  # type: ignore[attr-defined]
            (str(pk), name) for pk, name in organisations
        ]
        if kind == LetterKind.REPLACEMENT or not organisations:
            del self.fields["organisations"]
