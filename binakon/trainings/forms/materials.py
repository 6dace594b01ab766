"""Hearing about materials: a file or an address, of the class or of one session, shown from a time; why one goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import files
from binakon.core.fields import RebuiltFileField


class MaterialForm(forms.Form):
    """One material."""

    title = forms.CharField(max_length=200, label=gettext_lazy("Judul"))
    file = RebuiltFileField(
        required=False,
        accept=(files.PDF, files.JPEG),
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy("PDF atau foto JPEG. Simpan salindia sebagai PDF dulu."),
    )
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label=gettext_lazy("Atau tautan"),
    )
    session = forms.ChoiceField(required=False, label=gettext_lazy("Untuk sesi"))
    shown_from = forms.DateTimeField(
        required=False,
        label=gettext_lazy("Ditampilkan mulai"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=gettext_lazy("Kosongkan supaya langsung tampil di halaman peserta."),
    )

    def __init__(
        self,
        data: Any = None,
        sent: Any = None,
        *,
        sessions: Sequence[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(data, sent, **options)
        choices = [("", _("Seluruh kelas")), *((str(pk), name) for pk, name in sessions)]
        self.fields["session"].choices = choices  # type: ignore[attr-defined]

    def clean_shown_from(self) -> datetime | None:
        """The moment in the installation's time zone."""
        found: datetime | None = self.cleaned_data["shown_from"]
        return timezone.make_aware(found) if found and timezone.is_naive(found) else found


class EditedMaterialForm(MaterialForm):
    """One material that stands already: its file stays unless another comes."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *sent: Any, has_file: bool, **options: Any) -> None:
        super().__init__(*sent, **options)
        stays = _("Kosongkan supaya berkasnya tetap. Berkas baru menggantikan yang lama.")
        takes = _("Kosongkan supaya tautannya tetap. Berkas menggantikan tautannya.")
        self.fields["file"].label = _("Ganti dengan berkas")
        self.fields["file"].help_text = stays if has_file else takes
        if has_file:
            self.fields["link"].label = _("Atau ganti dengan tautan")


class RemovedMaterialForm(forms.Form):
    """Why a material goes."""

    reason = forms.CharField(max_length=300, label=gettext_lazy("Alasan menghapus"))
