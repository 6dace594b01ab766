"""What the words of a SIPJAKI row are made of: qualification by level, class and subclass by the occupation's code.

The columns are those that a city of the same province publishes (domain.md 2.2); the subclasses are those of which an
occupation code was published. What no code tells stays unknown.
"""

from collections.abc import Iterable, Mapping

CLASSES: Mapping[str, str] = {"SI": "Sipil"}
SUBCLASSES: Mapping[str, str] = {
    "SI01": "Gedung",
    "SI02": "Material",
    "SI03": "Jalan",
    "SI04": "Jembatan",
    "SI06": "Terowongan",
    "SI07": "Bendung dan Bendungan",
    "SI08": "Irigasi dan Rawa",
    "SI09": "Sungai dan Pantai",
    "SI10": "Air Tanah dan Air Baku",
    "SI11": "Bangunan Air Minum",
    "SI12": "Bangunan Air Limbah",
    "SI13": "Persampahan",
    "SI14": "Drainase Perkotaan",
    "SI15": "Geoteknik dan Pondasi",
    "SI16": "Geodesi",
    "SI17": "Jalan Rel",
    "SI19": "Bangunan Pelabuhan",
    "SI22": "Pembongkaran Bangunan",
    "SI23": "Grouting",
}
_LOWEST_EXPERT, _LOWEST_TECHNICIAN = 7, 4


def qualification(levels: Iterable[int]) -> str:
    """Ahli (levels 7–9), Teknisi/Analis (4–6), Operator (1–3), or several of them; "" of no level."""
    return _several(
        "Ahli"
        if level >= _LOWEST_EXPERT
        else "Teknisi/Analis"
        if level >= _LOWEST_TECHNICIAN
        else "Operator"
        for level in sorted(set(levels), reverse=True)
    )


def classification(codes: Iterable[str]) -> str:
    """The classes of occupation codes such as SI031018, "" where a code does not tell."""
    return _several(CLASSES.get(code[:2], "") for code in codes)


def subclassification(codes: Iterable[str]) -> str:
    """Their subclasses, "" where a code does not tell."""
    return _several(SUBCLASSES.get(code[:4], "") for code in codes)


def level_words(levels: Iterable[int]) -> str:
    """The KKNI levels, lowest first."""
    return _several(str(level) for level in sorted(set(levels)))


def _several(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(word for word in words if word))
