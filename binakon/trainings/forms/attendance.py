"""Hearing attendance: a typed code, a paper list, a word by hand, a conflict settled, a batch of scans."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core.problems import Blocked, Problem
from binakon.trainings.rules.attendance import MOST_IN_BATCH, Sent

_LONGEST = 64
# The address of a session's code is longer than a code.
_LONGEST_READ = 300
# A phone whose battery was empty may believe to live in 1970.
_EARLIEST, _LATEST = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (2000, 2200))
HAND = (
    ("state", gettext_lazy("Hadir, menurut keterangan petugas")),
    ("strike", gettext_lazy("Coret kehadirannya")),
    ("restore", gettext_lazy("Hitung lagi kehadiran yang dicoret")),
)
DECISIONS = (
    ("yes", gettext_lazy("Hadir")),
    ("no", gettext_lazy("Tidak dihitung hadir")),
)


class CodeForm(forms.Form):
    """A participant's code, read or typed, or chosen by name."""

    code = forms.CharField(
        max_length=_LONGEST,
        label=gettext_lazy("Kode atau nama peserta"),
        help_text=gettext_lazy(
            "Ketik kode di bawah QR peserta, atau beberapa huruf namanya lalu pilih."
        ),
        widget=forms.TextInput(
            attrs={"list": "peserta", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )


class SheetForm(forms.Form):
    """The signed paper list: its photo, and whose signature stands on it."""

    sheet = forms.FileField(
        required=False,
        label=gettext_lazy("Foto atau PDF daftar hadir bertanda tangan"),
        help_text=gettext_lazy("Boleh kosong bila fotonya sudah disimpan untuk sesi ini."),
        max_length=1000,
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Yang bertanda tangan"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]  # a choice field


class HandForm(forms.Form):
    """One person's attendance changed by hand, with the reason."""

    person = forms.ChoiceField(label=gettext_lazy("Peserta"))
    deed = forms.ChoiceField(
        label=gettext_lazy("Yang dicatat"), choices=HAND, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("Alasan"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Dibaca pemeriksa: siapa yang melihat, apa buktinya."),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "…"), *people]  # type: ignore[attr-defined]  # a choice field


class SettleForm(forms.Form):
    """What was the case in a conflict."""

    scan = forms.IntegerField(widget=forms.HiddenInput)
    is_present = forms.ChoiceField(
        label=gettext_lazy("Keputusan"), choices=DECISIONS, widget=forms.RadioSelect
    )
    reason = forms.CharField(max_length=300, label=gettext_lazy("Catatan"))


class ClaimsForm(forms.Form):
    """What was the case with those whose own code came too late to prove itself."""

    scans = forms.MultipleChoiceField(
        label=gettext_lazy("Yang Anda pastikan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Centang sedikitnya satu orang.")},
    )
    is_present = forms.ChoiceField(
        label=gettext_lazy("Keputusan"), choices=DECISIONS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Dibaca pemeriksa: siapa yang melihat, apa buktinya."),
    )

    def __init__(self, *args: Any, scans: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scans"].choices = scans  # type: ignore[attr-defined]  # a choice field


class SignatoryForm(forms.Form):
    """Who signs under the printed list; nobody leaves the lines dotted, to be written by hand."""

    pejabat = forms.ChoiceField(
        required=False, label=gettext_lazy("Pejabat yang mengetahui, di bawah daftar hadir")
    )

    def __init__(self, *args: Any, officials: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("Dikosongkan, ditulis tangan"))
        self.fields["pejabat"].choices = [*officials, nobody]  # type: ignore[attr-defined]  # a choice field


class ReopenForm(forms.Form):
    """Why a closed session takes marks again."""

    reason = forms.CharField(max_length=300, label=gettext_lazy("Alasan membuka lagi"))


def read_scans(body: bytes, *, most: int = MOST_IN_BATCH) -> list[Sent]:
    """The scans that a device sends as JSON: `{"scans": [{nonce, session, text, at, device, camera}]}`, `at` in milliseconds.

    `camera` says that the device's camera read the text; anything else counts as typed. A participant's phone sends
    session 0: the code tells. What no code has in it is left out of a text and a clock gone mad is brought within this
    age, so that one odd scan is judged and the others of its queue come in. Raises `Blocked` when it is anything else,
    or for more than `most`.
    """
    try:
        rows = json.loads(body)["scans"]
        if not isinstance(rows, list) or len(rows) > most:
            raise ValueError
        return [_sent(row) for row in rows]
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        raise Blocked([Problem("batch", _("Kiriman pindaian ini tidak terbaca."))]) from None


def _sent(row: dict[str, Any]) -> Sent:
    moment = min(max(float(row["at"]) / 1000, _EARLIEST), _LATEST)
    return Sent(
        nonce=UUID(str(row["nonce"])),
        session=int(row["session"]),
        text=_printable(row["text"]).upper()[:_LONGEST_READ],
        at=datetime.fromtimestamp(moment, tz=UTC),
        device=_printable(row.get("device", ""))[:_LONGEST],
        is_read=row.get("camera") is True,
    )


def _printable(text: object) -> str:
    """Without control letters and broken surrogates, which no code of ours holds and no database takes."""
    return "".join(letter for letter in str(text) if letter.isprintable()).strip()
