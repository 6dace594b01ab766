"""The record of a meeting and its attendance list as PDF, in Indonesian whatever language the reader has chosen."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
from django.utils import timezone
from django.utils.translation import override

from binakon.coordination.models import Meeting, MeetingPaper
from binakon.coordination.queries.arrivals import guests_of, invitations_of
from binakon.coordination.queries.records import PAPER_LANGUAGE, content_of, head_for
from binakon.coordination.rules.records import amount_words, is_proposal
from binakon.core import clock, pdf, words
from binakon.people.documents.papers import (
    BLANK,
    paper_words,
    paragraphs,
    printed_as_of,
    signature_of,
)
from binakon.people.queries import head_of_papers

_DASH = "–"
# Room for those who come unannounced.
_SPARE_LINES = 8


def record_pdf(paper: MeetingPaper) -> bytes:
    """A draft says so and prints what stands now; a numbered record is the same bytes for ever."""
    with override(PAPER_LANGUAGE):
        return pdf.render(
            "coordination/record", record_paper(paper), as_of=printed_as_of(paper.dated)
        )


def record_paper(paper: MeetingPaper) -> dict[str, object]:
    """Every word of the record, in the order in which the template prints them."""
    head, content = head_for(paper), content_of(paper)
    came = [office for office in content["offices"] if office["came"]]
    agreed = [row for row in content["agreements"] if not is_proposal(row)]
    proposed = [row for row in content["agreements"] if is_proposal(row)]
    away = [office["name"] for office in content["offices"] if not office["came"]]
    return {
        **paper_words(paper.subject, head, is_draft=not paper.number),
        "heading": "BERITA ACARA",
        "about": content["title"],
        "number": f"Nomor {paper.number or BLANK}",
        "corrects": _correction(content["corrects"]),
        "opening": _opening(content),
        "facts": [
            ["Pemimpin rapat", content["chair"] or BLANK],
            ["Notulis", content["minutes_by"] or BLANK],
            [
                "Hadir",
                f"{len(came)} dari {len(content['offices'])} kantor, {len(content['guests'])} orang",
            ],
            ["Tidak hadir", "; ".join(away) or _DASH],
        ],
        "late": {
            "title": "Komitmen sebelumnya yang terlambat pada hari rapat",
            "heads": ["No.", "Komitmen", "Penanggung jawab", "Paling lambat"],
            # A record that had its number before this list was printed has none.
            "rows": [_late(place, row) for place, row in enumerate(content.get("late", []), 1)],
        },
        "parts": _parts(content),
        "agreed": {
            "title": "Keputusan dan komitmen",
            "none": "Rapat ini tidak mencatat keputusan atau komitmen.",
            "heads": ["No.", "Keputusan atau komitmen", "Penanggung jawab", "Paling lambat"],
            "rows": [_agreed(place, row) for place, row in enumerate(agreed, start=1)],
        },
        "proposed": {
            "title": "Usul yang belum disepakati",
            "heads": ["No.", "Usul", "Diusulkan untuk", "Paling lambat"],
            "rows": [_agreed(place, row) for place, row in enumerate(proposed, start=1)],
        },
        "closing": "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
        "sign": signature_of(head, place=paper.place, dated=paper.dated),
        "annex": {
            "title": "Lampiran: daftar hadir",
            "heads": ["No.", "Nama", "Jabatan", "Asal", "Pukul", "Bukti"],
            "rows": [_guest(place, row) for place, row in enumerate(content["guests"], start=1)],
        },
    }


def _correction(corrects: dict[str, str] | None) -> str:
    if not corrects:
        return ""
    dated = words.day(date.fromisoformat(corrects["dated"]))
    return f"Berita acara ini memperbaiki dan menggantikan berita acara nomor {corrects['number']} tanggal {dated}."


def _opening(content: dict[str, Any]) -> str:
    starts = datetime.fromisoformat(content["starts_at"])
    ends = datetime.fromisoformat(content["ends_at"])
    day = words.weekday_and_day(starts.date())
    where = content["venue"] or BLANK
    until = f"{ends:%H.%M} WITA" if ends.date() == starts.date() else "selesai"
    return (
        f"Pada hari {day}, pukul {starts:%H.%M} sampai dengan {until}, bertempat di {where}, "
        f"telah dilaksanakan {content['title']}, dengan hasil sebagai berikut."
    )


def _parts(content: dict[str, Any]) -> list[dict[str, object]]:
    agenda = [
        {
            "title": f"{place}. {item['title']}",
            "speaker": item["speaker"],
            "body": paragraphs(item["minutes"]) or [[_DASH]],
        }
        for place, item in enumerate(content["agenda"], start=1)
    ]
    opening = {"title": "Pembukaan", "speaker": "", "body": paragraphs(content["opening"])}
    closing = {"title": "Penutup", "speaker": "", "body": paragraphs(content["closing"])}
    return [part for part in (opening, *agenda, closing) if part["body"]]


def _agreed(place: int, row: dict[str, Any]) -> list[str]:
    text = row["text"]
    if amount := amount_words(row.get("about", ""), row["places"]):
        text += f" ({amount})"
    if row["activity"]:
        text += f" – {row['activity']}"
    due = words.day(date.fromisoformat(row["due_on"])) if row["due_on"] else _DASH
    return [str(place), f"{row['kind'].capitalize()}: {text}", row["owner"] or _DASH, due]


def _late(place: int, row: dict[str, Any]) -> list[str]:
    *said, due = _agreed(place, row)
    return [*said, f"{due} (lewat {row['days']} hari)"]


def _guest(place: int, row: dict[str, str]) -> list[str]:
    return [
        str(place),
        row["name"],
        row["position"] or _DASH,
        row["from"] or _DASH,
        row["at"],
        row["how"],
    ]


def attendance_pdf(meeting: Meeting) -> bytes:
    """The list with room to sign: before the meeting those who were announced, after it with when they came."""
    with override(PAPER_LANGUAGE):
        return pdf.render("coordination/attendance", attendance_paper(meeting), as_of=clock.now())


def attendance_paper(meeting: Meeting) -> dict[str, object]:
    """Every word of the list; an office that announced nobody has a line of its own."""
    head = head_of_papers(meeting.office.code, None)
    guests = list(guests_of(meeting))
    named = {guest.invitation_id for guest in guests}
    rows = [
        [
            guest.name,
            guest.position or "",
            guest.invitation.office.name if guest.invitation else guest.body,
            _came(guest.came_at),
        ]
        for guest in guests
    ]
    rows += [
        ["", "", each.office.name, ""] for each in invitations_of(meeting) if each.pk not in named
    ]
    rows += [["", "", "", ""]] * _SPARE_LINES
    starts = words.moment(meeting.starts_at)
    return {
        **paper_words(f"Daftar hadir {meeting}", head, is_draft=False),
        "heading": "DAFTAR HADIR",
        "about": str(meeting),
        "facts": [
            ["Waktu", starts],
            ["Tempat", meeting.venue or meeting.online_link or BLANK],
        ],
        "line": f"{meeting} · {starts}",
        "heads": ["No.", "Nama", "Jabatan", "Asal", "Tanda tangan"],
        "rows": [[str(place), *row] for place, row in enumerate(rows, start=1)],
        "sign": signature_of(head, place="", dated=None) | {"place": "", "date": "Mengetahui,"},
    }


def _came(at: datetime | None) -> str:
    return f"hadir {timezone.localtime(at):%H.%M}" if at else ""


def pages_in(printed: bytes) -> int:
    """How many pages a printed paper has."""
    with pikepdf.open(BytesIO(printed)) as opened:
        return len(opened.pages)
