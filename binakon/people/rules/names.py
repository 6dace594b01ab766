"""Indonesian names as they are compared: without titles, with the habits of writing undone.

Nothing here is shown: a page shows the name as the person wrote it.
"""

import re
import unicodedata

# In front of a name: academic, religious and medical titles (never parts of a name such as Andi or Gusti).
_BEFORE = {
    *("ir", "dr", "drg", "drs", "dra", "prof", "apt", "ners"),
    *("h", "hj", "hajjah", "haji", "kh", "ust", "ustadz", "ustadzah", "tgh"),
    *("sdr", "sdri", "bpk", "ibu", "bapak", "alm", "almh"),
}
# Behind a name, where no comma says so: degrees and certificates of engineers as they are written without dots.
_AFTER = {
    *("st", "mt", "sars", "mars", "ssi", "msi", "se", "mm", "sh", "mh", "sp", "mp", "spd", "mpd", "skom", "mkom"),
    *("ssos", "sag", "amd", "amdt", "ama", "strt", "sstr", "mtr", "meng", "msc", "mba", "phd", "bsc", "beng", "sip"),
    *("ipm", "ipu", "ipp", "acpe", "iai", "ak", "ca", "sst", "mling", "sthut", "mpwk", "spwk", "ssit", "sap", "map"),
}  # fmt: skip
# One word for the ways a first name is written or shortened.
_ONE_WAY = {
    "muhammad": ("m", "md", "muh", "moh", "mhd", "mohd", "muhd", "muhamad", "mohamad", "mohammad", "muhammat"),
    "ahmad": ("ach", "akh", "ah", "achmad", "akhmad", "ahmat", "achmat"),
    "abdul": ("abd", "abdoel", "abdl"),
    "siti": ("st", "sitti", "sity"),
    "nur": ("noor", "noer", "nor"),
    "rahman": ("rakhman", "rachman"),
    "rahmat": ("rakhmat", "rachmat"),
    "gusti": ("gt", "gst"),
    "syarif": ("sy", "sarif", "syarief"),
    "sri": ("srie",),
}  # fmt: skip
_SAME = {written: one for one, ways in _ONE_WAY.items() for written in ways}
_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
# Behind what is surely a degree: letters with dots in between ("S.T", "M.Eng", "A.Md.T").
_DOTTED = re.compile(r"^[A-Za-z]{1,4}(?:\.[A-Za-z]{1,5})+\.?$")
_RUN_TOGETHER = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(_BEFORE))})\.|[A-Za-z]{{1,4}}\.(?=[A-Za-z][a-z]{{2,}}))",
    re.IGNORECASE,
)
# Spelling before 1972 and sounds that people write in two ways; the order matters.
_SOUNDS = (
    ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"), ("oe", "u"), ("ie", "i"), ("ee", "i"), ("oo", "u"),
    ("kh", "h"), ("ch", "h"), ("sy", "s"), ("sh", "s"), ("dh", "d"), ("th", "t"), ("dz", "z"), ("ph", "f"),
    ("bh", "b"), ("gh", "g"), ("q", "k"), ("v", "f"), ("p", "f"), ("x", "ks"), ("z", "j"), ("y", "i"), ("w", "u"),
)  # fmt: skip


def name_key(name: str) -> str:
    """The words of a name without titles, in small letters, each in one way of writing; "" when nothing is left.

    A name that consists of titles alone ("H. Ir.") keeps its words: it is all that is known.
    """
    flat = _plain(name)
    words = _core_words(_in_order(flat).split()) or _words(flat)
    return " ".join(_SAME.get(word, word) if len(words) > 1 else word for word in words)


def sound_key(key: str) -> str:
    """The words of a `name_key` by sound and sorted: Sjarifoeddin and Syarifuddin are the same, in any order."""
    return " ".join(sorted(_sound(word) for word in key.split()))


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    once = re.sub(r"(.)\1+", r"\1", word)
    return once[:-1] if len(once) > 3 and once.endswith("h") else once


def _in_order(flat: str) -> str:
    """The name before its degrees; "Ramadhan, Rizky" of an alphabetical list is turned round."""
    first, *rest = [part.strip() for part in flat.split(",")]
    given = rest[0].split() if rest else []
    if len(first.split()) == 1 and given and not any(_is_degree(part) for part in given):
        return f"{rest[0]} {first}"
    return first


def _core_words(written: list[str]) -> list[str]:
    first, last = 0, len(written)
    while first < last and _bare(written[first]) in _BEFORE and last - first > 1:
        first += 1
    while last - first > 1 and _is_degree(written[last - 1]):
        last -= 1
    return [word for part in written[first:last] for word in _words(part)]


def _is_degree(written: str) -> bool:
    return bool(_DOTTED.match(written)) or _bare(written) in _AFTER


def _bare(written: str) -> str:
    return re.sub(r"[^a-z]", "", written.lower())


def _words(text: str) -> list[str]:
    return [re.sub(r"['’`]", "", word) for word in _WORD.findall(text.lower())]


def _plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", name)
    plain = "".join(sign for sign in spread if not unicodedata.combining(sign))
    # "M.Rizky" and "Ir.H.Gusti": a dot before a long word, or behind a title, parts two words.
    return _RUN_TOGETHER.sub(r"\g<0> ", plain)
