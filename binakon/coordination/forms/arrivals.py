"""Hearing who came: a code, a name at the door, a batch of scans that waited on a device."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from binakon.coordination.rules.arrivals import MOST_IN_BATCH, SentScan
from binakon.core.problems import Blocked, Problem

_LONGEST = 300
# A clock gone mad is brought within this age; what is told of it is judged by the action.
_EARLIEST, _LATEST = 0.0, 4_102_444_800.0


class CodeForm(forms.Form):
    """One code of a guest, typed or read."""

    code = forms.CharField(
        max_length=_LONGEST,
        label=_("Kode tamu"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Kode di bawah QR pada halaman undangan tamu."),
    )


class NameForm(forms.Form):
    """Somebody who states at the door who they are."""

    office = forms.ChoiceField(label=_("Kantor"), required=False)
    name = forms.CharField(max_length=200, label=_("Nama lengkap"), required=False)
    position = forms.CharField(max_length=200, label=_("Jabatan"), required=False)

    def __init__(
        self, data: Any = None, *, offices: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["office"].choices = [("", _("Pilih kantor")), *offices]  # type: ignore[attr-defined]
        for name in ("office", "name"):
            self.fields[name].is_demanded = True  # type: ignore[attr-defined]


class GuestForm(NameForm):
    """The same as staff type it from the list on paper; also for bodies that were not invited."""

    body = forms.CharField(
        max_length=200,
        label=_("Asal instansi"),
        required=False,
        help_text=_("Hanya untuk tamu di luar kantor yang diundang."),
    )
    phone = forms.CharField(max_length=20, label=_("Nomor HP"), required=False)

    def __init__(
        self, data: Any = None, *, offices: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, offices=offices, **options)
        self.fields["office"].choices = [("", _("Bukan kantor yang diundang")), *offices]  # type: ignore[attr-defined]
        self.fields["office"].is_demanded = False  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason that its action demands."""

    reason = forms.CharField(max_length=500, label=_("Alasan"), required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["reason"].is_demanded = True  # type: ignore[attr-defined]


def read_scans(body: bytes) -> list[SentScan]:
    """The scans that a device sends as JSON: `{"scans": [{nonce, text, at, camera}]}`, `at` in milliseconds.

    Raises `Blocked` when it is anything else, or for more than a batch holds.
    """
    try:
        rows = json.loads(body)["scans"]
        if not isinstance(rows, list) or len(rows) > MOST_IN_BATCH:
            raise ValueError
        return [_sent(row) for row in rows]
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        raise Blocked([Problem("batch", _now("Kiriman pindaian ini tidak terbaca."))]) from None


def _sent(row: dict[str, Any]) -> SentScan:
    moment = min(max(float(row["at"]) / 1000, _EARLIEST), _LATEST)
    return SentScan(
        nonce=UUID(str(row["nonce"])),
        text=str(row["text"])[:_LONGEST],
        at=datetime.fromtimestamp(moment, tz=UTC),
        is_read=row.get("camera") is True,
    )
