"""The decree of who is facilitated: what stands in its way, and its words in the Indonesian of official papers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.certification.states import CaseState
from binakon.core.problems import Problem
from binakon.enrolment.rules.decree_words import LAW


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is to stand on the list; `other` is the decree on whose list they stand already, "" for none.

    `twin` is the code of another case by which the same person gets the same SKK: on this list, or determined before.
    """

    name: str
    state: str
    other: str = ""
    twin: str = ""


def list_problems(candidates: Sequence[Candidate]) -> list[Problem]:
    """Only whoever was found eligible, nobody on two lists, and nobody twice for the same SKK."""
    if not candidates:
        return [Problem("nobody", _("Pilih orang yang akan ditetapkan."))]
    problems = []
    for each in candidates:
        if each.state != CaseState.ELIGIBLE:
            words = {"name": each.name, "state": CaseState(each.state).label}
            sentence = _(
                "%(name)s belum bisa ditetapkan: kasusnya %(state)s. Periksa syaratnya dulu."
            )
            problems.append(Problem("not_eligible", sentence % words))
        if each.other:
            sentence = _("%(name)s sudah ada di daftar %(decree)s.")
            problems.append(Problem("listed", sentence % {"name": each.name, "decree": each.other}))
        if each.twin:
            sentence = _(
                "%(name)s punya kasus lain untuk SKK yang sama (%(code)s). Hentikan salah satunya, lalu tetapkan."
            )
            problems.append(Problem("twin", sentence % {"name": each.name, "code": each.twin}))
    return problems


def default_considering(title: str) -> str:
    """Menimbang, one point a line."""
    return "\n".join(
        [
            f"bahwa pemeriksaan syarat calon penerima {title} telah selesai;",
            "bahwa calon penerima yang tercantum dalam Lampiran memenuhi persyaratan sertifikasi kompetensi kerja konstruksi;",
            "bahwa berdasarkan pertimbangan tersebut perlu menetapkan penerima fasilitasi dengan Keputusan;",
        ]
    )


def default_recalling() -> str:
    """Mengingat, one point a line."""
    return LAW


def about(title: str) -> str:
    """What the decree is about (TENTANG)."""
    return f"Penetapan Penerima {title}"


def rulings(title: str, people: int) -> list[dict[str, object]]:
    """The rulings in order."""
    sentences = (
        f"Menetapkan {people} orang penerima {title} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak "
        "terpisahkan dari Keputusan ini.",
        "Fasilitasi diberikan untuk satu sertifikat kompetensi kerja konstruksi sesuai jabatan kerja dan jenjang dalam "
        "Lampiran.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    )
    names = ("KESATU", "KEDUA", "KETIGA")
    return [
        {"name": name, "text": text, "points": []}
        for name, text in zip(names, sentences, strict=True)
    ]
