"""Hearing about a paper around instructors: its words; its number and scan are heard as those of every paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binakon.core import files
from binakon.core.fields import RebuiltFileField
from binakon.trainings.states import PaperKind

MOST_TEXT = 4000


class PaperBodyForm(forms.Form):
    """What a paper adds; of a decree what it considers and recalls."""

    body = forms.CharField(
        required=False,
        max_length=MOST_TEXT,
        label=gettext_lazy("Isi tambahan"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Dicetak sebelum penutup. Baris kosong memulai alinea baru."),
    )

    def __init__(self, data: Any = None, *, kind: str, **options: Any) -> None:
        super().__init__(data, **options)
        if kind == PaperKind.INSTRUCTOR_DECREE:
            body = self.fields["body"]
            body.label = gettext_lazy("Menimbang dan Mengingat")
            body.help_text = gettext_lazy(
                "Satu baris satu butir. Baris --- memisahkan Menimbang dari Mengingat."
            )
            body.required = True


class SignedPaperForm(forms.Form):
    """The signed scan of a paper."""

    scan = RebuiltFileField(
        accept=(files.PDF, files.JPEG),
        label=gettext_lazy("Pindaian bertanda tangan"),
        help_text=gettext_lazy("PDF atau foto JPEG, seluruh halaman."),
    )
