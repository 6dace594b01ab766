"""The words of the papers around instructors, in Indonesian whatever language the reader has chosen."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.trainings.states import PaperKind

CLOSING = "Atas perhatian dan kesediaan Saudara, kami ucapkan terima kasih."
CONSIDERING = (
    "bahwa untuk kelancaran {title} perlu menetapkan narasumber;",
    "bahwa yang namanya tercantum dalam lampiran memenuhi syarat untuk ditetapkan sebagai narasumber.",
)
RECALLING = (
    "Undang-Undang Nomor 2 Tahun 2017 tentang Jasa Konstruksi;",
    "Peraturan Pemerintah Nomor 22 Tahun 2020 sebagaimana diubah dengan Peraturan Pemerintah Nomor 14 Tahun 2021.",
)


def request_opening(title: str, dates: str, venue: str) -> str:
    """The first paragraph of the letter that asks somebody to teach."""
    return (
        f"Sehubungan dengan pelaksanaan {title} pada {dates} di {venue}, kami mohon kesediaan Saudara "
        "menjadi narasumber dengan ketentuan sebagai berikut."
    )


def decree_about(title: str) -> str:
    """What the decree is about."""
    return f"penetapan narasumber {title}"


def decree_rulings(title: str, dates: str, venue: str, people: int) -> list[dict[str, object]]:
    """What the decree rules, one clause after another."""
    return [
        {
            "name": "KESATU",
            "text": f"Menetapkan narasumber {title} sebanyak {people} orang, sebagaimana tercantum dalam lampiran keputusan ini.",
            "points": [],
        },
        {
            "name": "KEDUA",
            "text": f"Narasumber bertugas pada {dates} di {venue}:",
            "points": [
                "menyampaikan materi sesuai jadwal;",
                "menyerahkan bahan materi kepada penyelenggara;",
                "menilai peserta bila diminta penyelenggara.",
            ],
        },
        {
            "name": "KETIGA",
            "text": "Honorarium narasumber, bila dibayarkan, hanya untuk yang berasal dari luar unit penyelenggara dan dibebankan pada anggaran kegiatan sesuai peraturan.",
            "points": [],
        },
        {
            "name": "KEEMPAT",
            "text": "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
            "points": [],
        },
    ]


def default_body(kind: str, title: str) -> str:
    """What a new paper says until its writer changes it: for a decree menimbang, a line "---", mengingat."""
    if kind != PaperKind.INSTRUCTOR_DECREE:
        return ""
    considering = "\n".join(point.format(title=title) for point in CONSIDERING)
    return f"{considering}\n---\n" + "\n".join(RECALLING)


def decree_parts(body: str) -> tuple[list[str], list[str]]:
    """Menimbang and mengingat of a decree's text, one point a line."""
    before, _rule, after = body.replace("\r\n", "\n").partition("\n---\n")
    return _points(before), _points(after)


def _points(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def hours_words(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """Sessions as lines of a letter: day, hours, topic."""
    return [f"{day}, {hours} WITA: {topic}" for day, hours, topic in rows]


def paper_problems(*, kind: str, has_person: bool, people: int, body: str) -> list[Problem]:
    """What stands in the way of a paper."""
    problems = []
    if kind != PaperKind.INSTRUCTOR_DECREE and not has_person:
        problems.append(Problem("engagement", _("Pilih narasumber yang dituju surat ini.")))
    if kind == PaperKind.INSTRUCTOR_DECREE:
        if not people:
            sentence = _("Belum ada narasumber yang bersedia. SK memuat yang sudah bersedia.")
            problems.append(Problem("people", sentence))
        if not all(decree_parts(body)):
            sentence = _("Tulis Menimbang dan Mengingat, dipisah satu baris ---.")
            problems.append(Problem("body", sentence))
    return problems
