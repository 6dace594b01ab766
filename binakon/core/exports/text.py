"""What a text may hold in a file, and how CSV keeps a spreadsheet from running it.

CSV has no types: a spreadsheet takes a text that begins like a formula for one. So CSV gets **one apostrophe before**
each text whose first visible character is one of `= + - @`, their full-width forms, or that begins with TAB, CR or LF;
spaces and zero-width characters before it do not count as visible. Texts of digits that a spreadsheet would round (more
than 15, as a NIK) or shorten (a leading 0, as a telephone number) get it too. Where Excel lives in Indonesian it splits
a file of commas at semicolons, inside a quotation too: so such a character gets an apostrophe also after `;`, TAB or a
line break within a text. `unprotect` takes away exactly what was added: unprotect(protect(text)) == text. xlsx has types
and needs none of this.
"""

import re

# XML allows none of these: control characters, halves of a pair, the two that are no characters. Marks that turn the
# direction of reading are legal and invisible, and only good for showing a name as something that it is not.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_UNSEEN = " \u00a0\u00ad\u034f\u115f\u1160\u180e\u2000-\u200d\u2028\u2029\u202f\u205f-\u2064\u3000\ufe00-\ufe0f\ufeff"
_FORMULA = "[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]"
_RISKY = re.compile(rf"'*(?:[{_UNSEEN}]*(?:{_FORMULA}|[\t\r\n])|0[0-9]+\Z|[0-9]{{16,}}\Z)")
_SPLIT_OPEN = re.compile(rf"(?<=[;\t\n])(?='*[{_UNSEEN}]*{_FORMULA})")
_SPLIT_SHUT = re.compile(rf"(?<=[;\t\n])'(?='*[{_UNSEEN}]*{_FORMULA})")


def clean(text: str) -> str:
    """The text without what no file can hold: XML-illegal characters and marks of reading direction; CR is LF."""
    if _UNWRITABLE.search(text):
        text = _UNWRITABLE.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def protect(text: str) -> str:
    """The text as CSV holds it: with an apostrophe where a spreadsheet would not take it as it is."""
    text = _SPLIT_OPEN.sub("'", text)
    return f"'{text}" if _RISKY.match(text) else text


def unprotect(text: str) -> str:
    """The text that `protect` was given."""
    if text.startswith("'") and _RISKY.match(text[1:]):
        text = text[1:]
    return _SPLIT_SHUT.sub("", text)
