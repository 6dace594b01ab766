"""The words of a decree, in the Indonesian of official papers whatever language a reader has chosen.

Only the law that every participant's decree rests on is written here; an office adds its own regulations in the draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LAW = "Undang-Undang Nomor 2 Tahun 2017 tentang Jasa Konstruksi;"


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment does to one name: `replaced_by` "" leaves the seat open, `name` "" adds somebody."""

    name: str
    replaced_by: str = ""

    @property
    def sentence(self) -> str:
        """The change as the decree says it."""
        if not self.name:
            return f"{self.replaced_by} ditambahkan sebagai peserta;"
        if self.replaced_by:
            return f"{self.name} digantikan oleh {self.replaced_by};"
        return f"{self.name} tidak lagi menjadi peserta;"


def default_considering(title: str, *, amended: str = "", reason: str = "") -> str:
    """Menimbang, one point a line."""
    if amended:
        why = " ".join(reason.split()).rstrip(".;")
        return "\n".join(
            [
                f"bahwa daftar peserta {title} telah ditetapkan dengan Keputusan Nomor {amended};",
                f"bahwa daftar tersebut perlu diubah karena {why};",
                "bahwa berdasarkan pertimbangan tersebut perlu menetapkan perubahannya dengan Keputusan;",
            ]
        )
    return "\n".join(
        [
            f"bahwa pendaftaran dan pemeriksaan berkas calon peserta {title} telah selesai;",
            "bahwa calon peserta yang tercantum dalam Lampiran memenuhi persyaratan dan memperoleh tempat;",
            "bahwa berdasarkan pertimbangan tersebut perlu menetapkan peserta dengan Keputusan;",
        ]
    )


def default_recalling(*, amended: str = "") -> str:
    """Mengingat, one point a line."""
    return "\n".join([LAW, f"Keputusan Nomor {amended};"] if amended else [LAW])


def about(title: str, *, is_amendment: bool) -> str:
    """What the decree is about (TENTANG)."""
    words = "Perubahan Penetapan Peserta" if is_amendment else "Penetapan Peserta"
    return f"{words} {title}"


def rulings(
    title: str, *, dates: str, venue: str, people: int, amended: str, changes: Sequence[Change]
) -> list[dict[str, object]]:
    """The rulings in order, each with the points below it."""
    force = "Keputusan ini mulai berlaku pada tanggal ditetapkan."
    if amended:
        sentences: list[tuple[str, list[str]]] = [
            (
                f"Mengubah Lampiran Keputusan Nomor {amended} tentang Penetapan Peserta {title}, sehingga menjadi "
                "sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.",
                [],
            ),
            (
                "Perubahan sebagaimana dimaksud dalam Diktum KESATU adalah sebagai berikut:",
                [change.sentence for change in changes] or ["tidak ada perubahan nama;"],
            ),
            (force, []),
        ]
    else:
        sentences = [
            (
                f"Menetapkan {people} orang peserta {title} sebagaimana tercantum dalam Lampiran yang merupakan "
                "bagian tidak terpisahkan dari Keputusan ini.",
                [],
            ),
            (f"{title} dilaksanakan pada {dates}, bertempat di {venue}.", []),
            (force, []),
        ]
    names = ("KESATU", "KEDUA", "KETIGA")
    return [
        {"name": name, "text": text, "points": points}
        for name, (text, points) in zip(names, sentences, strict=True)
    ]
