"""Hearing what is written into the minutes: each part with the mark of what its writer had read."""

from collections.abc import Mapping

from binakon.coordination.rules.minutes import MOST_MINUTES, Typed

_PART, _BASE, _CHOICE = "isi-", "dasar-", "pilih-"
_MOST_PARTS = 100


def read_parts(sent: Mapping[str, str]) -> dict[str, Typed]:
    """The parts of a sent form that have their mark; anything else is left out.

    Of a contradiction (`pilih-…`) only what its reader has chosen is taken: their own words, the stored, or both.
    """
    found: dict[str, Typed] = {}
    for key in list(sent)[: 4 * _MOST_PARTS]:
        if not key.startswith(_PART):
            continue
        name = key.removeprefix(_PART)
        base = sent.get(f"{_BASE}{name}")
        text = _chosen(sent, name)
        if base is not None and text is not None:
            found[name] = Typed(text[: 2 * MOST_MINUTES], base[:16])
    return found


def _chosen(sent: Mapping[str, str], name: str) -> str | None:
    mine, theirs = sent.get(f"{_PART}{name}", ""), sent.get(f"lain-{name}")
    if theirs is None:
        return mine
    told = {"saya": mine, "tersimpan": theirs, "keduanya": f"{theirs}\n\n{mine}"}
    return told.get(sent.get(f"{_CHOICE}{name}", ""))


def unchosen(sent: Mapping[str, str]) -> list[str]:
    """The parts of a contradiction for which nothing was chosen."""
    names = (key.removeprefix("lain-") for key in sent if key.startswith("lain-"))
    return [name for name in names if _chosen(sent, name) is None]
