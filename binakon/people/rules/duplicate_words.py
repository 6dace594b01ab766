"""The words of probable pairs: what speaks for and against one person, and how strongly."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Codes of `rules.duplicates.compare`; the second says whether it speaks for one person.
GROUNDS: dict[str, tuple[Promise, bool]] = {
    "same_name": (_("nama sama"), True),
    "like_name": (_("nama mirip"), True),
    "same_born": (_("tanggal lahir sama"), True),
    "near_born": (_("tanggal lahir hampir sama"), True),
    "same_phone": (_("nomor telepon sama"), True),
    "same_email": (_("surel sama"), True),
    "same_office": (_("kabupaten/kota sama"), True),
    "other_born": (_("tanggal lahir berbeda"), False),
    "other_sex": (_("jenis kelamin berbeda"), False),
    "other_nik": (_("NIK berbeda"), False),
}
# From this score on, and how it is called and shown.
STRENGTHS: tuple[tuple[int, str, Promise, str], ...] = (
    (90, "besar", _("besar"), "wait"),
    (80, "sedang", _("sedang"), ""),
    (0, "kecil", _("kecil"), ""),
)


def reasons(grounds: list[str]) -> tuple[list[str], list[str]]:
    """What speaks for one person, and what against, in words."""
    known = [GROUNDS[code] for code in grounds if code in GROUNDS]
    return (
        [str(words) for words, speaks_for in known if speaks_for],
        [str(words) for words, speaks_for in known if not speaks_for],
    )


def strength(score: int) -> tuple[str, str]:
    """How strong a score is, in words, and its tone."""
    return next((str(words), tone) for least, _key, words, tone in STRENGTHS if score >= least)


def scores_of(key: str) -> tuple[int, int]:
    """The lowest and the highest score that one strength covers."""
    highest = 100
    for least, name, _words, _tone in STRENGTHS:
        if name == key:
            return least, highest
        highest = least - 1
    return 0, 100
