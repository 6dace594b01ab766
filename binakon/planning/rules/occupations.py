"""How the title of an occupation is read."""

import re

_RANK = re.compile(r"^ahli (?:(?:muda|madya|utama) )?", re.IGNORECASE)


def field_of(title: str) -> str:
    """The field of an occupation without its rank: "Ahli Muda Teknik Jalan" → "Teknik Jalan"."""
    return _RANK.sub("", title.strip())
