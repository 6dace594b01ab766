"""Hearing an office: who comes or why nobody, and what it tells before the meeting."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.coordination.rules.replies import MOST_GUESTS, MOST_NEEDS, MOST_PEOPLE, Comer, Need
from binakon.coordination.states import Travel
from binakon.core.fields import WholeField
from binakon.core.typed import whole_numbers
from binakon.people.forms.numbering import JudgedForm


def _last_row(data: Mapping[str, str] | None, stem: str) -> int:
    """The highest row in which something was typed; -1 where nothing was."""
    typed = (key.removeprefix(stem) for key, text in (data or {}).items() if text.strip())
    return max(whole_numbers(typed), default=-1)


class ReplyForm(JudgedForm):
    """Coming or not, with rows of guests; an answer is never preselected."""

    demanded: tuple[str, ...] = ("comes",)

    comes = forms.ChoiceField(
        required=False,
        label=_("Apakah kantor Anda hadir?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Ya, kami hadir")), ("no", _("Tidak bisa hadir"))],
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Catatan, atau alasan tidak hadir"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        guests: Sequence[Any] = (),
        office: str = "",
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        if office:
            # Typed at the desk for an office that said so on the telephone.
            question = _("Apakah %(office)s hadir?") % {"office": office}
            self.fields["comes"].label = question
        self.demand()
        rows = max(3, len(guests) + 1, _last_row(data, "name_") + 2)
        self.rows = range(min(rows, MOST_GUESTS))
        for number in self.rows:
            known = guests[number] if number < len(guests) else None
            for name, label, most in (
                ("name", _("Nama"), 200),
                ("position", _("Jabatan"), 200),
                ("phone", _("Nomor HP"), 20),
            ):
                self.fields[f"{name}_{number}"] = forms.CharField(
                    required=False,
                    max_length=most,
                    label=label,
                    initial=getattr(known, name, ""),
                )

    def guest_rows(self) -> list[tuple[int, list[Any]]]:
        """Each row of a guest with its fields."""
        return [
            (number + 1, [self[f"{name}_{number}"] for name in ("name", "position", "phone")])
            for number in self.rows
        ]

    @property
    def is_coming(self) -> bool | None:
        """The answer; None while nothing is chosen."""
        return {"yes": True, "no": False}.get(self.cleaned_data.get("comes", ""))

    def comers(self) -> list[Comer]:
        """Every row in which something stands."""
        said = self.cleaned_data
        found = [
            Comer(
                said.get(f"name_{number}", ""),
                said.get(f"position_{number}", ""),
                said.get(f"phone_{number}", ""),
                row=number + 1,
            )
            for number in self.rows
        ]
        return [comer for comer in found if comer.name or comer.position or comer.phone]


class NeedsForm(JudgedForm):
    """What an office tells before the meeting; everything may stay empty, and then it is unknown."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    candidates = WholeField(
        most=MOST_PEOPLE,
        label=_("Calon peserta yang bisa Anda usulkan"),
        help_text=_("Orang. Kosong berarti belum diketahui."),
    )
    certified = WholeField(
        most=MOST_PEOPLE,
        label=_("Pemegang SKK ahli yang Anda ketahui"),
        help_text=_("Orang. Kosong berarti belum diketahui."),
    )
    travel = forms.ChoiceField(
        required=False,
        label=_("Bisakah kantor Anda membiayai perjalanan peserta?"),
        choices=Travel.choices,
    )
    contact_name = forms.CharField(required=False, max_length=200, label=_("Narahubung"))
    contact_phone = forms.CharField(required=False, max_length=20, label=_("Nomor HP narahubung"))
    contact_email = forms.CharField(required=False, max_length=254, label=_("Surel narahubung"))
    note = forms.CharField(
        required=False,
        max_length=4000,
        label=_("Catatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, needs: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(data, **options)
        self.demand()
        rows = max(4, len(needs) + 2, _last_row(data, "need_") + 3)
        self.rows = range(min(rows, MOST_NEEDS))
        for number in self.rows:
            known = needs[number] if number < len(needs) else None
            self.fields[f"need_{number}"] = forms.CharField(
                required=False,
                max_length=200,
                label=_("Jabatan kerja"),
                initial=known.name if known else "",
                widget=forms.TextInput(attrs={"list": "occupations", "autocomplete": "off"}),
            )
            self.fields[f"level_{number}"] = WholeField(
                label=_("Jenjang"), most=99, initial=known.level if known else None
            )
            self.fields[f"people_{number}"] = WholeField(
                label=_("Orang"), initial=known.people if known else None
            )

    def need_rows(self) -> list[tuple[int, list[Any]]]:
        """Each row of a need with its fields."""
        return [
            (number + 1, [self[f"{name}_{number}"] for name in ("need", "level", "people")])
            for number in self.rows
        ]

    def stated(self) -> list[Need]:
        """Every row in which something stands."""
        found = [
            Need(
                self.cleaned_data.get(f"need_{number}", ""),
                self.cleaned_data.get(f"level_{number}"),
                self.cleaned_data.get(f"people_{number}"),
                row=number + 1,
            )
            for number in self.rows
        ]
        return [need for need in found if need.name or need.level or need.people is not None]
