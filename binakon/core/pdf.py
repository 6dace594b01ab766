"""Papers: a typst template and its facts become a PDF for archives (PDF/A-2a) and screen readers (PDF/UA-1)."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FONTS = TEMPLATES / "print" / "fonts"
# PDF/A forbids a letter without a shape. These have one in our font or in those inside typst; a test proves it.
_SHAPELESS = re.compile(
    "[^\n -~\u00a0-\u0377\u03a3-\u04ff\u0621-\u063a\u0641-\u0652\u0660-\u0669\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u2040\u2070-\u2071\u2074-\u208e\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff\u25a0-\u25ff]"
)
_SPACES = re.compile("[\t\v\f\x1c-\x1f\x85\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|\r\n?")
# Left out: what is not seen, or turns the reading order of the words around it.
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STAND_IN = "\u25a1"


class UnprintablePaper(Exception):
    """A template that typst refuses; the message names the template, the fault and its place."""


class Press:
    """One compiler that prints many papers; it serves one thread at a time and lets nothing of a paper remain."""

    def __init__(self) -> None:
        # What is worth keeping between presses are the fonts; a compiler of its own costs a paper 2 ms.
        self._compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_fonts())

    def render(self, template: str, data: Mapping[str, object], *, as_of: datetime) -> bytes:
        """Print as the function `render` does."""
        try:
            paper = self._compiler.compile(
                input=str(TEMPLATES / f"{template}.typ"),
                format="pdf",
                sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=int(as_of.timestamp()),
            )
        except typst.TypstError as error:
            raise UnprintablePaper(
                f"{template}.typ: {error.message}\n{error.diagnostic}"
            ) from error
        if not isinstance(paper, bytes):
            raise UnprintablePaper(f"{template}.typ: typst gave no single file")
        return paper


def render(template: str, data: Mapping[str, object], *, as_of: datetime) -> bytes:
    """Print `templates/<template>.typ` with `data`, which the template reads as JSON and never as markup.

    `as_of` is written into the file as its date, so that equal data gives equal bytes. A letter that no font
    can draw is printed as □. A template may read files of the templates' folder only. Raises `UnprintablePaper`.
    """
    return Press().render(template, data, as_of=as_of)


def printable(value: object) -> object:
    """The value with every text in it made of letters that the fonts can draw."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            # Most words, and the drawings of QR codes: every letter of them has its shape.
            return value
        text = _SPACES.sub(_as_space, unicodedata.normalize("NFC", value))
        return _SHAPELESS.sub(_STAND_IN, _UNSEEN.sub("", text))
    if isinstance(value, Mapping):
        return {str(key): printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def _as_space(match: re.Match[str]) -> str:
    return "\n" if match[0][0] in "\r\u2028\u2029" else " "


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
