"""Hearing an uploaded workbook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 5 * 1024 * 1024


class UploadForm(forms.Form):
    """One workbook; what is in it is read afterwards, cell by cell."""

    workbook = forms.FileField(
        label=_("Berkas Excel"),
        help_text=_(
            "xlsx, xls, atau ods; paling besar 5 MB. Tidak ada yang disimpan sebelum Anda menyetujuinya."
        ),
    )

    def clean_workbook(self) -> Any:
        """Not larger than a plan may be."""
        found = self.cleaned_data["workbook"]
        if found.size > LARGEST:
            raise forms.ValidationError(
                _("Berkasnya lebih besar dari 5 MB. Hapus gambar atau lembar yang tidak perlu.")
            )
        return found
