"""The papers around instructors as PDF: the request is a letter, the decree has its list, the assignment its own sheet."""

from typing import Any

from django.utils.translation import override

from binakon.core import pdf, words
from binakon.people.documents.papers import (
    BLANK,
    paper_words,
    paragraphs,
    printed_as_of,
    signature_of,
)
from binakon.people.queries import head_of_papers
from binakon.trainings.models import TrainingPaper
from binakon.trainings.queries.instructor_papers import PAPER_LANGUAGE, content_of
from binakon.trainings.rules.paper_words import (
    CLOSING,
    decree_about,
    decree_parts,
    decree_rulings,
    hours_words,
    request_opening,
)
from binakon.trainings.states import PaperKind, PaperState


def paper_pdf(paper: TrainingPaper) -> bytes:
    """The paper to be signed. A draft prints with blanks and says so; a numbered one is the same for ever."""
    with override(PAPER_LANGUAGE):
        template, make = _SHEETS[PaperKind(paper.kind)]
        return pdf.render(template, make(paper), as_of=printed_as_of(paper.dated))


def _frame(paper: TrainingPaper, title: str) -> tuple[dict[str, str], dict[str, object]]:
    head = paper.head or head_of_papers(paper.training.office_code, paper.signatory)
    is_draft = paper.state in (PaperState.DRAFT, PaperState.WITHDRAWN)
    return head, paper_words(title, head, is_draft=is_draft)


def request_paper(paper: TrainingPaper) -> dict[str, object]:
    """The letter that asks one instructor, for the sheet of letters."""
    content = content_of(paper)
    person = content["people"][0]
    subject = "Permohonan narasumber"
    head, frame = _frame(paper, f"{subject}: {content['title']}")
    sign = signature_of(head, place=paper.place, dated=paper.dated)
    pairs = [
        ("Hari, tanggal", [content["dates"]]),
        ("Tempat", [content["venue"]]),
        ("Materi", hours_words([tuple(row) for row in person["sessions"]])),
        ("Beban", [f"{person['jp']} JP"] if person["jp"] else []),
        ("Narahubung", [content["contact"]] if content["contact"] else []),
    ]
    return {
        **frame,
        "dateline": sign["place"],
        "block": [
            {"label": "Nomor", "value": paper.number or BLANK},
            {"label": "Sifat", "value": "Biasa"},
            {"label": "Lampiran", "value": "–"},
            {"label": "Hal", "value": subject},
        ],
        "greeting": "Yth.",
        "at": "di",
        "pages": [],
        "recipients": [_addressed(person)],
        "opening": request_opening(content["title"], content["dates"], content["venue"]),
        "facts": [{"label": label, "lines": lines} for label, lines in pairs if lines],
        "body": paragraphs(paper.body),
        "closing": CLOSING,
        "sign": {**sign, "place": "", "date": ""},
        "copies": {"word": "Tembusan:", "lines": []},
        "annex": None,
    }


def _addressed(person: dict[str, Any]) -> str:
    return ", ".join(filter(None, (person["name"], person["position"], person["employer"])))


def decree_paper(paper: TrainingPaper) -> dict[str, object]:
    """The decree that names the instructors, with its list, for the sheet of decrees."""
    content = content_of(paper)
    about = decree_about(content["title"])
    number = paper.number or BLANK
    head, frame = _frame(paper, f"Keputusan Nomor {number}: {about}")
    authority = head["authority"].upper()
    day = words.day(paper.dated) if paper.dated else BLANK
    considering, recalling = decree_parts(paper.body)
    lead = ("Ditetapkan di ", "pada tanggal ")
    people = content["people"]
    return {
        **frame,
        "opening": {
            "kind": f"KEPUTUSAN {authority}",
            "number": f"NOMOR {number}",
            "about_word": "TENTANG",
            "about": about.upper(),
            "authority": f"{authority},",
        },
        "considering": {"word": "Menimbang", "points": considering},
        "recalling": {"word": "Mengingat", "points": recalling},
        "decides": "MEMUTUSKAN:",
        "establishes": {
            "word": "Menetapkan",
            "text": f"KEPUTUSAN {authority} TENTANG {about.upper()}.",
        },
        "rulings": decree_rulings(
            content["title"], content["dates"], content["venue"], len(people)
        ),
        "sign": signature_of(head, place=paper.place, dated=paper.dated, lead=lead),
        "annex": _list(content, authority, number, day, about),
    }


def _list(
    content: dict[str, Any], authority: str, number: str, day: str, about: str
) -> dict[str, object]:
    """The annex of the decree: who teaches what."""
    return {
        "lines": [
            "LAMPIRAN",
            f"KEPUTUSAN {authority}",
            f"NOMOR {number}",
            f"TANGGAL {day.upper()}",
            f"TENTANG {about.upper()}",
        ],
        "title": f"DAFTAR NARASUMBER {content['title'].upper()}",
        "heads": ["No.", "Nama", "Jabatan/instansi", "Materi"],
        "rows": [
            [
                str(position),
                person["name"],
                ", ".join(filter(None, (person["position"], person["employer"]))) or "–",
                _taught(person),
            ]
            for position, person in enumerate(content["people"], start=1)
        ],
    }


def _taught(person: dict[str, Any]) -> str:
    topics = "; ".join(person["topics"]) or "–"
    return f"{topics} ({person['jp']} JP)" if person["jp"] else topics


def assignment_paper(paper: TrainingPaper) -> dict[str, object]:
    """The letter of assignment of one instructor."""
    content = content_of(paper)
    person = content["people"][0]
    head, frame = _frame(paper, f"Surat tugas: {content['title']}")
    lead = ("Ditetapkan di ", "pada tanggal ")
    return {
        **frame,
        "heading": "SURAT TUGAS",
        "number": f"NOMOR {paper.number or BLANK}",
        "assigns": f"{head['authority']} menugaskan:",
        "person": [
            [label, value]
            for label, value in (
                ("Nama", person["name"]),
                ("Jabatan", person["position"]),
                ("Instansi", person["employer"]),
            )
            if value
        ],
        "to_word": "Untuk",
        "to": [
            f"menjadi narasumber {content['title']}, {content['dates']}, di {content['venue']};",
            *(f"{line};" for line in hours_words([tuple(row) for row in person["sessions"]])),
            "melaporkan pelaksanaan tugas ini setelah selesai.",
        ],
        "body": paragraphs(paper.body),
        "closing": "Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
        "sign": signature_of(head, place=paper.place, dated=paper.dated, lead=lead),
    }


_SHEETS = {
    PaperKind.INSTRUCTOR_REQUEST: ("enrolment/letter", request_paper),
    PaperKind.INSTRUCTOR_DECREE: ("enrolment/decree", decree_paper),
    PaperKind.ASSIGNMENT: ("trainings/assignment", assignment_paper),
}
