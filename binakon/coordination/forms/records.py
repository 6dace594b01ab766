"""Hearing what the record of a meeting is given: its signed scan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField


class SignedForm(forms.Form):
    """The signed scan of the record."""

    scan = RebuiltFileField(
        accept=(files.PDF, files.JPEG),
        label=_("Pindaian yang ditandatangani"),
        help_text=_("PDF atau foto JPEG, seluruh halaman termasuk lampiran."),
    )
