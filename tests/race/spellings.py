"""One NIK, as people and programs write it."""

from collections.abc import Callable

from tests.enrolment.people import a_nik

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WAYS: tuple[Callable[[str], str], ...] = (
    lambda nik: ".".join([nik[:6], nik[6:12], nik[12:]]),
    lambda nik: " ".join(nik[place : place + 4] for place in range(0, 16, 4)),
    lambda nik: f"'{nik}",
    lambda nik: nik.translate(_FULL_WIDTH),
    lambda nik: nik.translate(_ARABIC),
    lambda nik: "\u200b".join([nik[:8], nik[8:]]),
    lambda nik: f"\u00a0{nik[:2]}-{nik[2:4]}-{nik[4:]}\t",
)


def spelt(number: int) -> str:
    """The NIK of a person, never the way the digits stand on the card."""
    return _WAYS[number % len(_WAYS)](a_nik(number))
