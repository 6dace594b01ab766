"""Form fields that read what people type or upload: rupiah with dots, whole numbers, lists, photos and PDFs."""

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core import files
from binakon.core.problems import Blocked

_DOTTED = re.compile(r"\d{1,3}(\.\d{3})+|\d+")
_TAIL = re.compile(r",(-|0+)$")
MOST_RUPIAH = 9_007_199_254_740_991
MOST_COUNT = 2_147_483_647
_MOST_DIGITS = 40


def parse_whole(text: str) -> int | None:
    """The whole number behind "Rp1.500.000,00", "1500000" or "60"; None when it is none, or could mean two things."""
    words = re.sub(r"^rp\.?\s*", "", text.strip(), flags=re.IGNORECASE)
    words = _TAIL.sub("", words).replace("\u00a0", "").replace(" ", "")
    if not _DOTTED.fullmatch(words):
        return None
    # Python refuses to read thousands of digits; so many are too large for every field all the same.
    return int(words.replace(".", "").lstrip("0")[:_MOST_DIGITS] or "0")


class WholeField(forms.CharField):
    """A whole number, typed with or without dots; empty is None. `unit` only words the error."""

    def __init__(self, *, most: int = MOST_COUNT, **options: Any) -> None:
        self.most = most
        options.setdefault("required", False)
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "data-width": "s"}

    def to_python(self, value: Any) -> Any:
        """The number, or an error that says how to write it."""
        text = super().to_python(value)
        if not text:
            return None
        number = parse_whole(text)
        if number is None and text[0] in "-−" and parse_whole(text[1:]) is not None:
            raise forms.ValidationError(_("Angkanya tidak boleh kurang dari 0."))
        if number is None:
            raise forms.ValidationError(
                _("“%(text)s” bukan bilangan bulat. Tulis seperti 60 atau 1.500.000, tanpa koma."),
                params={"text": text[:40]},
            )
        if number > self.most:
            raise forms.ValidationError(_("Angkanya terlalu besar. Periksa lagi jumlah nolnya."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """Dots between the thousands, so that zeros can be counted."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class RupiahField(WholeField):
    """Whole rupiah."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=MOST_RUPIAH, **options)
        self.widget.attrs["data-width"] = "m"


class ListField(forms.CharField):
    """Words separated by commas, semicolons or lines; empty is no word."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The words without repetition, in order."""
        if isinstance(value, list | tuple):
            return tuple(value)
        parts = (part.strip() for part in re.split(r"[,;\n]", super().to_python(value) or ""))
        return tuple(dict.fromkeys(part for part in parts if part))

    def prepare_value(self, value: Any) -> Any:
        """The words as they are typed."""
        return ", ".join(value) if isinstance(value, list | tuple) else value


class RebuiltFileField(forms.FileField):
    """An uploaded photo or PDF; its clean value is a `files.RebuiltFile`, written anew and not yet kept.

    `accept` holds media types of `files.PAPERS`; what cannot be taken is an error of this field with the next step.
    """

    def __init__(
        self,
        *,
        accept: Collection[str] = files.PAPERS,
        most_bytes: int | None = None,
        **options: Any,
    ) -> None:
        self.accept = frozenset(accept)
        self.most_bytes = most_bytes
        # An empty file gets our sentence, and so does a name of any length: names are never kept.
        super().__init__(allow_empty_file=True, **options)
        self.widget.attrs["accept"] = ",".join(sorted(self.accept))

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The rebuilt file, or None where none was sent and none is required."""
        upload = super().clean(data, initial)
        if not upload or isinstance(upload, files.RebuiltFile):
            return upload or None
        try:
            return files.rebuild(upload, accept=self.accept, most_bytes=self.most_bytes)
        except Blocked as refusal:
            raise forms.ValidationError([problem.sentence for problem in refusal.problems])
