"""The words of letters, in the Indonesian of official papers whatever language a reader has chosen."""

from binakon.enrolment.states import LetterKind

NATURES = ("Biasa", "Penting", "Segera")
CLOSING = "Demikian disampaikan. Atas perhatian dan kerja sama Saudara diucapkan terima kasih."

_SUBJECTS = {
    LetterKind.NOMINEE_REQUEST: "Permintaan Calon Peserta {title}",
    LetterKind.CALL: "Panggilan Peserta {title}",
    LetterKind.REPLACEMENT: "Permintaan Pengganti Peserta {title}",
}
_OPENINGS = {
    LetterKind.NOMINEE_REQUEST: (
        "Sehubungan dengan rencana pelaksanaan {title} pada {dates} di {venue}, kami mohon Saudara mengusulkan "
        "calon peserta dengan ketentuan berikut:"
    ),
    LetterKind.CALL: (
        "Berdasarkan {decree}, Saudara ditetapkan sebagai peserta {title}. Kami mohon kehadiran Saudara pada:"
    ),
    LetterKind.REPLACEMENT: (
        "Sehubungan dengan adanya peserta yang tidak dapat mengikuti {title} pada {dates} di {venue}, kami mohon "
        "Saudara mengusulkan penggantinya dengan ketentuan berikut:"
    ),
}


def default_subject(kind: str, title: str) -> str:
    """Hal, unless its writer says it otherwise."""
    return _SUBJECTS[LetterKind(kind)].format(title=title)[:300]


def opening(kind: str, *, title: str, dates: str, venue: str, decree: str) -> str:
    """The first sentence, before the facts."""
    return _OPENINGS[LetterKind(kind)].format(title=title, dates=dates, venue=venue, decree=decree)
