"""Hearing a file of people: which kind it is, what its columns mean, and what to do with people who are known."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from binakon.people.rules.import_fields import FIELDS
from binakon.people.states import ImportKind


class ImportUploadForm(forms.Form):
    """One file and what its rows are; what is in it is read afterwards, cell by cell."""

    kind = forms.ChoiceField(
        label=_("Isi berkas"), choices=ImportKind.choices, widget=forms.RadioSelect
    )
    people = forms.FileField(
        label=_("Berkas"),
        help_text=_("xlsx atau csv; paling besar 12 MB dan 100.000 baris."),
    )

    def clean_people(self) -> Any:
        """Not larger than what is heard out."""
        found = self.cleaned_data["people"]
        if found.size > settings.MOST_UPLOAD_BYTES:
            raise forms.ValidationError(
                _(
                    "Berkasnya lebih besar dari 12 MB. Simpan csv sebagai .xlsx, atau bagi menjadi beberapa berkas."
                )
            )
        return found


class ColumnsForm(forms.Form):
    """The sheet, and the field of each of its columns."""

    def __init__(
        self, *args: Any, kind: str, columns: dict[int, str], sheets: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"] = forms.ChoiceField(choices=[(name, name) for name in sheets])
        choices = [("", _("lewati")), *((field.key, field.label) for field in FIELDS[kind])]
        for column, offered in columns.items():
            self.fields[f"column_{column}"] = forms.ChoiceField(
                choices=choices, required=False, initial=offered
            )

    @property
    def chosen(self) -> dict[int, str]:
        """The field of each column, "" for none."""
        return {
            int(name.removeprefix("column_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("column_")
        }


class AcceptForm(forms.Form):
    """What becomes of what differs."""

    known = forms.ChoiceField(
        label=_("Kalau data orang yang sudah dikenal berbeda"),
        choices=[("keep", _("isi yang kosong saja")), ("replace", _("ganti dengan isi berkas"))],
        widget=forms.RadioSelect,
        initial="keep",
    )

    @property
    def overwrites(self) -> bool:
        """Whether the file's word goes over what stands."""
        return bool(self.cleaned_data["known"] == "replace")
