"""Hearing which SKK is asked for and for whom."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.certification.states import CasePath

if TYPE_CHECKING:
    from binakon.planning.models import Occupation

_LEVELS = [("", gettext_lazy("pilih")), *((str(level), str(level)) for level in range(9, 0, -1))]


class ProposalForm(forms.Form):
    """The occupation, by the list or as the LSP writes it, its level, and the chosen people."""

    occupation = forms.TypedChoiceField(
        label=gettext_lazy("Jabatan kerja"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy(
            "Dari daftar jabatan kerja. Bila tidak ada, tulis namanya di bawah."
        ),
    )
    name = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Nama jabatan kerja menurut LSP"),
        help_text=gettext_lazy("Diisi hanya bila tidak ada di daftar."),
    )
    level = forms.TypedChoiceField(label=gettext_lazy("Jenjang"), choices=_LEVELS, coerce=int)
    path = forms.ChoiceField(choices=CasePath.choices, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, occupations: Sequence["Occupation"] = (), **options: Any
    ) -> None:
        """`occupations` are what is chosen from."""
        super().__init__(data, **options)
        self.by_key = {row.pk: row for row in occupations}
        choices = [("", _("tidak ada di daftar"))]
        choices += [(str(row.pk), _label(row)) for row in occupations]
        self.fields["occupation"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One occupation, and the level that the list gives it."""
        cleaned = super().clean() or {}
        row = self.by_key.get(cleaned.get("occupation") or 0)
        name = " ".join(cleaned.get("name", "").split())
        if row is None and not name and "occupation" not in self.errors:
            self.add_error("occupation", _("Pilih jabatan kerjanya, atau tulis namanya di bawah."))
        level = cleaned.get("level")
        if row is not None and row.level is not None and level and level != row.level:
            sentence = _("Menurut daftar, %(name)s adalah jenjang %(level)d.")
            self.add_error("level", sentence % {"name": row.name, "level": row.level})
        cleaned["row"] = row
        cleaned["name"] = row.name if row is not None else name
        return cleaned


def _label(row: "Occupation") -> str:
    if row.level is None:
        return row.name
    return _("%(name)s, jenjang %(level)d") % {"name": row.name, "level": row.level}
