"""The decree of who is facilitated on paper, with its list as an annex: never a NIK on it."""

from django.utils.translation import override

from binakon.certification.models import CasePaper
from binakon.certification.queries.case_decrees import entries_of
from binakon.certification.rules.case_decree import about, rulings
from binakon.core import pdf, words
from binakon.people.documents.papers import (
    BLANK,
    paper_words,
    points,
    printed_as_of,
    signature_of,
)
from binakon.people.queries import head_of_papers
from binakon.trainings.states import PaperState

PAPER_LANGUAGE = "id"
_HEADS = ["No.", "Nama", "Kabupaten/kota", "Jabatan kerja", "Jenjang"]


def case_decree_pdf(decree: CasePaper) -> bytes:
    """The paper to be signed. A draft prints with blanks and says so; a numbered one is the same for ever."""
    with override(PAPER_LANGUAGE):
        as_of = printed_as_of(decree.dated)
        return pdf.render("enrolment/decree", case_decree_paper(decree), as_of=as_of)


def case_decree_paper(decree: CasePaper) -> dict[str, object]:
    """Every word of the paper, in the order in which the template prints them."""
    activity = decree.activity
    head = decree.head or head_of_papers(activity.programme.office.code, decree.signatory)
    title = activity.title
    subject = about(title)
    is_draft = decree.state in (PaperState.DRAFT, PaperState.WITHDRAWN)
    number = decree.number or BLANK
    authority = head["authority"].upper()
    day = words.day(decree.dated) if decree.dated else BLANK
    return {
        **paper_words(f"Keputusan Nomor {number}: {subject}", head, is_draft=is_draft),
        "opening": {
            "kind": f"KEPUTUSAN {authority}",
            "number": f"NOMOR {number}",
            "about_word": "TENTANG",
            "about": subject.upper(),
            "authority": f"{authority},",
        },
        "considering": {"word": "Menimbang", "points": points(decree.body["considering"])},
        "recalling": {"word": "Mengingat", "points": points(decree.body["recalling"])},
        "decides": "MEMUTUSKAN:",
        "establishes": {
            "word": "Menetapkan",
            "text": f"KEPUTUSAN {authority} TENTANG {subject.upper()}.",
        },
        "rulings": rulings(title, len(entries_of(decree))),
        "sign": signature_of(
            head,
            place=decree.place,
            dated=decree.dated,
            lead=("Ditetapkan di ", "pada tanggal "),
        ),
        "annex": {
            "lines": [
                "LAMPIRAN",
                f"KEPUTUSAN {authority}",
                f"NOMOR {number}",
                f"TANGGAL {day.upper()}",
                f"TENTANG {subject.upper()}",
            ],
            "title": f"DAFTAR PENERIMA {title.upper()}",
            "heads": _HEADS,
            "rows": _rows(decree),
        },
    }


def _rows(decree: CasePaper) -> list[list[str]]:
    return [
        [
            str(place),
            entry.name,
            entry.region or "Luar provinsi",
            entry.occupation,
            str(entry.level),
        ]
        for place, entry in enumerate(entries_of(decree), start=1)
    ]
