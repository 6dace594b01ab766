"""Numbers that arrive as text in addresses and forms, where anybody may write anything."""

from collections.abc import Iterable

# The longest that every database's integer holds.
_MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """The number that these digits 0–9 write; None for anything else.

    `str.isdigit` alone is no question to ask: it says yes to "²", which `int` does not read.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """Those of these texts that are numbers, in their order."""
    return [number for number in map(whole_number, texts) if number is not None]
