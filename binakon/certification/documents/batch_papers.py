"""The covering letter to an LSP and the minutes of a test as PDF; their lists are those of `queries.batch_papers`."""

from datetime import date
from typing import Any

from django.utils.translation import override

from binakon.certification.models import CasePaper
from binakon.certification.queries.batch_papers import content_of, head_for
from binakon.certification.rules.batch_papers import outcome_count
from binakon.certification.states import AssessmentOutcome, CasePaperKind
from binakon.core import pdf, words
from binakon.enrolment.rules.letter_words import CLOSING
from binakon.people.documents.papers import (
    BLANK,
    paper_words,
    paragraphs,
    points,
    printed_as_of,
    signature_of,
)

PAPER_LANGUAGE = "id"
_DASH = "–"


def paper_pdf(paper: CasePaper) -> bytes:
    """A draft says so and prints today's list; a numbered paper is the same for ever."""
    with override(PAPER_LANGUAGE):
        as_of = printed_as_of(paper.dated)
        if paper.kind == CasePaperKind.LETTER:
            return pdf.render("certification/cover", cover_paper(paper), as_of=as_of)
        return pdf.render("certification/minutes", minutes_paper(paper), as_of=as_of)


def cover_paper(paper: CasePaper) -> dict[str, object]:
    """Every word of the letter, in the order in which the template prints them."""
    assert paper.batch is not None, "a letter is of a batch"
    head, body, rows = head_for(paper), paper.body, content_of(paper)["rows"]
    sign = signature_of(head, place=paper.place, dated=paper.dated)
    subject = body.get("subject", "")
    dated = words.day(paper.dated) if paper.dated else BLANK
    return {
        **paper_words(subject, head, is_draft=not paper.number),
        "dateline": sign["place"],
        "block": [
            ["Nomor", paper.number or BLANK],
            ["Sifat", body.get("nature") or "Biasa"],
            ["Lampiran", f"Daftar {len(rows)} orang"],
            ["Hal", subject],
        ],
        "greeting": "Yth.",
        "recipient": _recipient(paper),
        "body": paragraphs(body.get("body", "")),
        "closing": CLOSING,
        "sign": {**sign, "place": "", "date": ""},
        "copies": {"word": "Tembusan:", "lines": points(body.get("copies", ""))},
        "annex": {
            "lines": ["Lampiran surat", f"Nomor {paper.number or BLANK}", f"Tanggal {dated}"],
            "title": "DAFTAR PESERTA UJI KOMPETENSI",
            "heads": ["No.", "Nama", "ID-Izin", "Jabatan kerja", "Jenjang", "Kabupaten/kota"],
            "rows": [_listed(place, row) for place, row in enumerate(rows, start=1)],
        },
    }


def _recipient(paper: CasePaper) -> str:
    assert paper.batch is not None, "a letter is of a batch"
    body = paper.batch.organisation
    return f"{body.contact_role} {body.name}" if body.contact_role else f"Pimpinan {body.name}"


def _listed(place: int, row: dict[str, Any]) -> list[str]:
    return [
        str(place),
        row["name"],
        row["application"] or _DASH,
        row["occupation"],
        str(row["level"]),
        row["region"] or _DASH,
    ]


def minutes_paper(paper: CasePaper) -> dict[str, object]:
    """Every word of the minutes, in the order in which the template prints them."""
    head, body, content = head_for(paper), paper.body, content_of(paper)
    sign = signature_of(head, place=paper.place, dated=paper.dated)
    days = [words.weekday_and_day(date.fromisoformat(day)) for day in content["days"]]
    when = " dan ".join(days) or BLANK
    where = ", ".join(filter(None, (content["site"], content["address"]))) or BLANK
    told = outcome_count(content["rows"])
    return {
        **paper_words("Berita acara uji kompetensi", head, is_draft=not paper.number),
        "heading": "BERITA ACARA UJI KOMPETENSI",
        "number": f"Nomor {paper.number or BLANK}",
        "opening": f"Pada {when}, bertempat di {where}, {body.get('opening', '')}",
        "heads": ["No.", "Nama", "Jabatan kerja", "Jenjang", "Uji ke-", "Hasil", "Asesor"],
        "rows": [_tested(place, row) for place, row in enumerate(content["rows"], start=1)],
        "counts": "Jumlah: "
        + "; ".join(
            f"{AssessmentOutcome(outcome).label} {many} orang" for outcome, many in told.items()
        )
        + ".",
        "body": paragraphs(body.get("body", "")),
        "closing": "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
        "sign": sign,
        "places": _places(content, body),
    }


def _tested(place: int, row: dict[str, Any]) -> list[str]:
    return [
        str(place),
        row["name"],
        row["occupation"],
        str(row["level"]),
        str(row["number"]),
        str(AssessmentOutcome(row["outcome"]).label),
        row["assessor"] or _DASH,
    ]


def _places(content: dict[str, Any], body: dict[str, str]) -> list[dict[str, str]]:
    """Where assessors and the LSP sign."""
    assessors = [
        {
            "role": "Asesor",
            "name": each["name"],
            "line": f"No. Reg. {each['registration']}" if each["registration"] else "",
        }
        for each in content["assessors"]
    ]
    lsp = {
        "role": body.get("witness_position") or f"Perwakilan {content['lsp']}",
        "name": body.get("witness_name") or BLANK,
        "line": "",
    }
    return [*assessors, lsp]
