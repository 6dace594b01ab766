"""Letters of a meeting on paper: to all the offices that they name, or a copy to one that is asked late."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import override

from binakon.coordination.models import MeetingPaper
from binakon.coordination.queries.letters import frozen, receivers_of
from binakon.coordination.states import MeetingPaperKind
from binakon.core import files, pdf, words
from binakon.people.documents.papers import (
    BLANK,
    paper_words,
    paragraphs,
    points,
    printed_as_of,
    signature_of,
)
from binakon.people.models import Office
from binakon.people.queries import head_of_papers

PAPER_LANGUAGE = "id"
# More than these would push the text off the first page; they stand in an annex then.
MOST_ABOVE = 14


def letter_pdf(paper: MeetingPaper, *, only: Office | None = None) -> bytes:
    """The letter as it is signed; `only` prints the copy of one office."""
    rows = [only] if only is not None else receivers_of(paper)
    with override(PAPER_LANGUAGE):
        as_of = printed_as_of(paper.dated)
        return pdf.render("coordination/letter", letter_paper(paper, rows), as_of=as_of)


def letter_paper(paper: MeetingPaper, rows: Sequence[Office]) -> dict[str, object]:
    """Every word of the letter, in the order in which the template prints them."""
    head = paper.head or head_of_papers(paper.meeting.office.code, paper.signatory)
    found = paper.content if paper.sent_at is not None else frozen(paper)
    sign = signature_of(head, place=paper.place, dated=paper.dated)
    names = [_name(row) for row in rows]
    has_annex = len(names) > MOST_ABOVE
    dated = words.day(paper.dated) if paper.dated else BLANK
    return {
        **paper_words(paper.subject, head, is_draft=not paper.number),
        "dateline": sign["place"],
        "block": [
            {"label": "Nomor", "value": paper.number or BLANK},
            {"label": "Sifat", "value": paper.nature or "Biasa"},
            {"label": "Lampiran", "value": "1 (satu) lembar" if has_annex else "–"},
            {"label": "Hal", "value": paper.subject},
        ],
        "greeting": "Yth.",
        "recipients": ["(daftar penerima terlampir)"] if has_annex else names,
        "opening": _opening(paper, found),
        "facts": _facts(paper, found),
        "agenda": _agenda(paper, found),
        "body": paragraphs(paper.body),
        "closing": "Demikian disampaikan. Atas perhatian dan kerja samanya, kami ucapkan terima kasih.",
        "sign": {**sign, "place": "", "date": ""},
        "copies": {"word": "Tembusan:", "lines": points(paper.copies)},
        "annex": {
            "lines": ["Lampiran surat", f"Nomor {paper.number or BLANK}", f"Tanggal {dated}"],
            "title": "DAFTAR PENERIMA",
            "heads": ["No.", "Penerima", "Tempat"],
            "rows": [
                [str(number), _name(row), row.seat or row.name]
                for number, row in enumerate(rows, start=1)
            ],
        }
        if has_annex
        else None,
    }


def _name(office: Office) -> str:
    label = office.office_name or f"Dinas yang membidangi jasa konstruksi {office.name}"
    return f"Kepala {label}"


def _opening(paper: MeetingPaper, found: dict[str, Any]) -> str:
    title = found["title"]
    if paper.kind == MeetingPaperKind.CANCELLATION:
        reason = f" karena {found['reason']}" if found.get("reason") else ""
        return f"Dengan ini kami sampaikan bahwa {title} yang semula direncanakan sebagai berikut dibatalkan{reason}."
    if found.get("is_correction"):
        return f"Menyusul undangan kami sebelumnya, dengan ini kami sampaikan perubahan {title} menjadi sebagai berikut."
    return f"Dalam rangka {title}, dengan hormat kami mengundang Saudara untuk hadir pada:"


def _facts(paper: MeetingPaper, found: dict[str, Any]) -> list[dict[str, object]]:
    told = found["told"]
    starts, ends = (datetime.fromisoformat(told[name]) for name in ("starts_at", "ends_at"))
    places = [told["venue"], f"Daring: {told['online_link']}" if told["online_link"] else ""]
    reply = found.get("reply_by", "")
    pairs: list[tuple[str, list[str]]] = [
        ("Hari, tanggal", [words.weekday_and_day(starts.date())]),
        ("Pukul", [f"{starts:%H.%M}–{ends:%H.%M} WITA"]),
        ("Tempat", [place for place in places if place]),
        ("Narahubung", [found["contact"]] if found.get("contact") else []),
    ]
    if reply and paper.kind == MeetingPaperKind.INVITATION:
        day = words.weekday_and_day(datetime.fromisoformat(reply).date())
        sentence = f"nama dan jabatan yang hadir disampaikan paling lambat {day}"
        pairs.insert(3, ("Konfirmasi", [sentence]))
    return [{"label": label, "lines": lines} for label, lines in pairs if lines]


def _agenda(paper: MeetingPaper, found: dict[str, Any]) -> list[str]:
    if paper.kind != MeetingPaperKind.INVITATION:
        return []
    return [
        f"{item['title']} ({item['length']} menit)" if item["length"] else item["title"]
        for item in found.get("agenda", [])
    ]


def letter_file(paper: MeetingPaper, *, only: Office | None = None) -> files.RebuiltFile:
    """The letter as a file to be kept and attached."""
    content = letter_pdf(paper, only=only)
    return files.RebuiltFile(files.PDF, content, 1, hashlib.sha256(content).hexdigest())
