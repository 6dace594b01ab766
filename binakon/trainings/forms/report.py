"""Hearing what a report says beside its figures, its photos, and with which number it is approved."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField
from binakon.people.forms.numbering import NumberForm
from binakon.trainings.rules.report import LABELS, WORDS

MOST_TEXT = 8000
_SALT = "trainings.report"
_HELP: Mapping[str, Any] = {
    "background": _("Mengapa kegiatan ini diadakan dan atas dasar apa."),
    "course": _("Apa yang berlangsung dari hari ke hari, siapa yang membuka dan menutup."),
    "obstacles": _("Kosongkan bila tidak ada."),
    "advice": _("Apa yang sebaiknya lain pada kegiatan berikutnya."),
}


class ReportWordsForm(forms.Form):
    """The four parts that people write; the figures are counted."""

    def __init__(self, data: Any = None, *, words: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(words))
        for name in WORDS:
            self.fields[name] = forms.CharField(
                required=False,
                max_length=MOST_TEXT,
                label=LABELS[name],
                help_text=_HELP[name],
                widget=forms.Textarea(attrs={"rows": 7}),
            )


class PhotoForm(forms.Form):
    """One photo of the event."""

    photo = RebuiltFileField(
        accept=files.PICTURES,
        label=_("Foto"),
        help_text=_("Foto dari ponsel. Tempat dan waktu di dalam berkasnya dibuang."),
    )
    caption = forms.CharField(
        max_length=200,
        label=_("Keterangan foto"),
        help_text=_("Apa yang terlihat, misalnya “Praktik uji beton, hari kedua”."),
    )


class ApprovalForm(NumberForm):
    """The number of the report, and the revision that its approver has read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


def sealed_words(words: Mapping[str, str]) -> str:
    """What the writer reads, signed, to be compared when they save."""
    return signing.dumps(dict(words), salt=_SALT, compress=True)


def opened_words(text: str) -> dict[str, str] | None:
    """What the writer had read; None when it was not sealed here."""
    try:
        found: dict[str, str] = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return found
