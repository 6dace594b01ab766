"""Hearing what is decided on a decree: its text, its number, its signed scan, who leaves and who replaces them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.fields import RebuiltFileField

if TYPE_CHECKING:
    from binakon.enrolment.queries.amending import Leaver

REGISTER, TYPED = "register", "typed"
MOST_TEXT = 4000


class DayInput(forms.DateInput):
    """A day as browsers pick it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class JudgedForm(forms.Form):
    """A form whose missing words its action tells, together with all else that is wrong.

    The fields of `demanded` are not asked for here, but a page does not call them optional.
    """

    demanded: tuple[str, ...] = ()

    def demand(self) -> None:
        """Mark what may not stay empty; call it when the fields stand."""
        for name in self.demanded:
            if name in self.fields:
                self.fields[name].is_demanded = True  # type: ignore[attr-defined]


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


class NumberForm(JudgedForm):
    """The number of a paper, its date and place, and who signs."""

    demanded: tuple[str, ...] = ("numbering", "dated", "place", "signatory")

    numbering = forms.ChoiceField(label=_("Nomor"), widget=forms.RadioSelect, required=False)
    number = forms.CharField(
        required=False,
        max_length=100,
        label=_("Nomor dari buku agenda"),
        help_text=_("Tulis lengkap, misalnya 188.4/12/BK/2026."),
    )
    dated = forms.DateField(required=False, label=_("Tanggal"), widget=DayInput())
    place = forms.CharField(required=False, max_length=100, label=_("Tempat"))
    signatory = forms.ChoiceField(
        required=False,
        label=_("Penanda tangan"),
        help_text=_("Hanya yang menjabat pada tanggal itu yang bisa menandatangani."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        officials: Sequence[tuple[int, str]],
        suggested: str = "",
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        choices = [("", _("Pilih pejabat")), *((str(pk), label) for pk, label in officials)]
        self.fields["signatory"].choices = choices  # type: ignore[attr-defined]
        if suggested:
            label = _("Nomor berikutnya di register: %(number)s") % {"number": suggested}
            self.fields["numbering"].choices = [  # type: ignore[attr-defined]
                (REGISTER, label),
                (TYPED, _("Nomor dari buku agenda, diketik di bawah")),
            ]
            self.fields["number"].help_text = _("Diisi hanya bila nomornya dari buku agenda.")
        else:
            del self.fields["numbering"]
            self.demanded = ("number", *self.demanded)
        self.demand()

    @property
    def is_register(self) -> bool:
        """Whether the register gives the number."""
        return bool(self.cleaned_data.get("numbering") == REGISTER)


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
