"""The decree on paper, with its list as an annex: never a NIK on it."""

from django.utils.translation import override

from binakon.core import pdf, words
from binakon.enrolment.models import Decree
from binakon.enrolment.queries.decree_pages import changes_of, entries_of, notes_of
from binakon.enrolment.rules.decree_words import about, rulings
from binakon.enrolment.states import DecreeState
from binakon.people.documents.papers import (
    BLANK,
    days,
    paper_words,
    points,
    printed_as_of,
    signature_of,
)
from binakon.people.queries import head_of_papers

PAPER_LANGUAGE = "id"


def decree_pdf(decree: Decree) -> bytes:
    """The paper to be signed. A draft prints with blanks and says so; a numbered one is the same for ever."""
    with override(PAPER_LANGUAGE):
        as_of = printed_as_of(decree.dated)
        return pdf.render("enrolment/decree", decree_paper(decree), as_of=as_of)


def decree_paper(decree: Decree) -> dict[str, object]:
    """Every word of the paper, in the order in which the template prints them."""
    training = decree.training
    head = decree.head or head_of_papers(training.office_code, decree.signatory)
    title = str(training)
    amends = decree.amends
    subject = about(title, is_amendment=amends is not None)
    is_draft = decree.state in (DecreeState.DRAFT, DecreeState.WITHDRAWN)
    number = decree.number or BLANK
    authority = head["authority"].upper()
    day = words.day(decree.dated) if decree.dated else BLANK
    sign = signature_of(
        head,
        place=decree.place,
        dated=decree.dated,
        lead=("Ditetapkan di ", "pada tanggal "),
    )
    return {
        **paper_words(f"Keputusan Nomor {number}: {subject}", head, is_draft=is_draft),
        "opening": {
            "kind": f"KEPUTUSAN {authority}",
            "number": f"NOMOR {number}",
            "about_word": "TENTANG",
            "about": subject.upper(),
            "authority": f"{authority},",
        },
        "considering": {"word": "Menimbang", "points": points(decree.considering)},
        "recalling": {"word": "Mengingat", "points": points(decree.recalling)},
        "decides": "MEMUTUSKAN:",
        "establishes": {
            "word": "Menetapkan",
            "text": f"KEPUTUSAN {authority} TENTANG {subject.upper()}.",
        },
        "rulings": rulings(
            title,
            dates=days(training.starts_on, training.ends_on),
            venue=training.venue,
            people=decree.entries.count(),
            amended=amends.number if amends else "",
            changes=changes_of(decree),
        ),
        "sign": sign,
        "annex": _annex(decree, authority, number, day, subject),
    }


def _annex(
    decree: Decree, authority: str, number: str, day: str, subject: str
) -> dict[str, object]:
    notes = notes_of(decree)
    is_amendment = decree.amends is not None
    heads = ["No.", "Nama", "Instansi/perusahaan", "Kabupaten/kota"]
    rows = [
        [str(row.position), row.name, row.employer or "–", row.office_name or "Luar provinsi"]
        + ([notes.get(row.pk, "tetap")] if is_amendment else [])
        for row in entries_of(decree)
    ]
    return {
        "lines": [
            "LAMPIRAN",
            f"KEPUTUSAN {authority}",
            f"NOMOR {number}",
            f"TANGGAL {day.upper()}",
            f"TENTANG {subject.upper()}",
        ],
        "title": f"DAFTAR PESERTA {str(decree.training).upper()}",
        "heads": [*heads, "Keterangan"] if is_amendment else heads,
        "rows": rows,
    }
