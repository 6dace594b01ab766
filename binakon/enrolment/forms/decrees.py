"""Hearing what is decided on a decree: its text, its number, its signed scan, who leaves and who replaces them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField

if TYPE_CHECKING:
    from binakon.enrolment.queries.amending import Leaver

MOST_TEXT = 4000


class DecreeTextForm(forms.Form):
    """What the decree considers and recalls, one point a line."""

    considering = forms.CharField(
        max_length=MOST_TEXT,
        label=_("Menimbang"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Satu baris satu butir; hurufnya dicetak sendiri."),
    )
    recalling = forms.CharField(
        max_length=MOST_TEXT,
        label=_("Mengingat"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "Satu baris satu peraturan. Tambahkan peraturan daerah yang dipakai kantor Anda."
        ),
    )


class ScanForm(forms.Form):
    """The signed scan of a decree."""

    scan = RebuiltFileField(
        accept=(files.PDF, files.JPEG),
        label=_("Pindaian SK yang ditandatangani"),
        help_text=_("PDF atau foto JPEG, seluruh halaman termasuk lampiran."),
    )


class ReasonForm(forms.Form):
    """A reason that is demanded."""

    reason = forms.CharField(
        max_length=2000, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 3})
    )


class LeaverForm(forms.Form):
    """Who leaves the list."""

    keluar = forms.MultipleChoiceField(
        required=False, label=_("Siapa yang keluar?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, leavers: "Sequence[Leaver]", **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["keluar"].choices = [  # type: ignore[attr-defined]
            (str(each.registration_id), ", ".join(filter(None, (each.name, each.region))))
            for each in leavers
        ]


class AmendmentForm(forms.Form):
    """Who takes the seat of each who leaves, and why the list changes."""

    reason = forms.CharField(
        max_length=2000,
        label=_("Alasan perubahan"),
        help_text=_("Dicetak di bagian Menimbang: “… perlu diubah karena [alasan ini]”."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, leavers: "Sequence[Leaver]", **options: Any) -> None:
        super().__init__(data, **options)
        self.leavers = leavers
        for each in leavers:
            choices: list[tuple[str, Any]] = [
                ("", _("Tidak diganti; kursinya ditawarkan ke cadangan"))
            ]
            choices += [(str(pk), name) for pk, name in each.heirs]
            label = _("Pengganti %(name)s") % {"name": each.name}
            help_text = "" if each.heirs else _("Belum ada cadangan yang boleh memakai kursi ini.")
            self.fields[f"heir-{each.registration_id}"] = forms.ChoiceField(
                required=False, label=label, choices=choices, help_text=help_text
            )
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def replacements(self) -> dict[int, int | None]:
        """Outgoing registration → who replaces them (None: nobody)."""
        return {
            each.registration_id: int(heir)
            if (heir := self.cleaned_data[f"heir-{each.registration_id}"])
            else None
            for each in self.leavers
        }

    def clean(self) -> dict[str, Any]:
        """Nobody takes two seats."""
        found = super().clean() or {}
        heirs = [value for name, value in found.items() if name.startswith("heir-") and value]
        if len(set(heirs)) < len(heirs):
            raise forms.ValidationError(_("Satu orang tidak bisa menggantikan dua peserta."))
        return found
