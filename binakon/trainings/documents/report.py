"""The report of an event as PDF in the office's letterhead; its words are those of `queries.report`."""

from io import BytesIO
from typing import Any

from django.utils.translation import override
from PIL import Image

from binakon.core import files, pdf, words
from binakon.enrolment.models import Training
from binakon.people.documents.papers import (
    BLANK,
    paper_words,
    paragraphs,
    printed_as_of,
    signature_of,
)
from binakon.people.queries import head_of_papers
from binakon.trainings.models import EventPhoto, EventReport
from binakon.trainings.queries.report import PAPER_LANGUAGE, content_of, is_approved
from binakon.trainings.rules.report import LABELS, evaluation_words, figure_rows, score_words
from binakon.trainings.states import CompletionState

# A photo stands half a page wide: more points than these nobody sees in print.
_WIDEST = (900, 900)
_QUALITY = 78


def report_pdf(training: Training, report: EventReport | None) -> bytes:
    """A draft prints the figures of this moment and says so; an approved report is the same for ever."""
    with override(PAPER_LANGUAGE):
        paper = report_paper(training, report)
        dated = report.dated if report else None
        return pdf.render("trainings/report", paper, as_of=printed_as_of(dated))


def report_paper(training: Training, report: EventReport | None) -> dict[str, object]:
    """Every word of the report, in the order in which the template prints them."""
    content = content_of(training, report)
    signatory = report.signatory if report else None
    head = (report.head if report else None) or head_of_papers(training.office_code, signatory)
    unknown = words.unknown()
    figures = [[label, told or unknown] for label, told in figure_rows(content["figures"])]
    return {
        **paper_words(
            f"Laporan kegiatan: {content['title']}", head, is_draft=not is_approved(report)
        ),
        "heading": "LAPORAN KEGIATAN",
        "about": content["title"],
        "facts": [
            ["Nomor", (report.number if report else "") or BLANK],
            ["Waktu", content["dates"]],
            ["Tempat", content["venue"]],
        ],
        "parts": [
            {"title": str(LABELS[name]), "body": paragraphs(text) or [["–"]]}
            for name, text in content["words"].items()
        ],
        "figures": {"title": "Angka", "heads": ["Ukuran", "Nilai"], "rows": figures},
        "instructors": {
            "title": "Narasumber",
            "heads": ["No.", "Nama", "Instansi", "JP"],
            "rows": [
                [str(place), row["name"], row["employer"] or "–", str(row["jp"] or "–")]
                for place, row in enumerate(content["instructors"], start=1)
            ],
        },
        "evaluation": _evaluation(content["evaluation"]),
        "people": {
            "title": "Lampiran 1: daftar peserta dan hasilnya",
            "heads": ["No.", "Nama", "Kabupaten/kota", "JP", "Tes awal", "Tes akhir", "Hasil"],
            "rows": [_person(place, row) for place, row in enumerate(content["people"], start=1)],
        },
        "closing": "Demikian laporan ini dibuat untuk dipergunakan sebagaimana mestinya.",
        "photos": {
            "title": f"Lampiran {2 if content['people'] else 1}: foto kegiatan",
            "rows": _photos(training, content["photos"]),
        },
        "sign": signature_of(
            head,
            place=report.place if report else "",
            dated=report.dated if report else None,
        ),
    }


def _person(place: int, row: dict[str, Any]) -> list[str]:
    unknown = words.unknown()
    return [
        str(place),
        row["name"],
        row["region"] or "–",
        unknown if row["jp"] is None else words.number(row["jp"]),
        score_words(row["pre"]) or unknown,
        score_words(row["post"]) or unknown,
        str(CompletionState(row["state"]).label),
    ]


def _evaluation(found: dict[str, Any] | None) -> dict[str, object]:
    parts = found["parts"] if found else []
    return {
        "title": "Evaluasi peserta",
        "words": evaluation_words(found),
        "heads": ["Butir", "n", "Rata-rata (1–5)"],
        "rows": [
            [": ".join(filter(None, (part["title"], line["text"]))), str(line["n"]), line["mean"]]
            for part in parts
            for line in part["lines"]
        ],
    }


def _photos(training: Training, rows: list[dict[str, Any]]) -> list[dict[str, object]]:
    """Each photo with its caption; of one that was erased since only its caption is left."""
    stored = EventPhoto.objects.filter(training=training).select_related("file").in_bulk()
    return [{"caption": row["caption"], "picture": _picture(stored.get(row["pk"]))} for row in rows]


def _picture(photo: EventPhoto | None) -> list[int]:
    """The bytes of a photo in the size of print; none where its file was erased."""
    if photo is None:
        return []
    try:
        content = files.read(photo.file)
    except files.Gone:
        return []
    written = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.thumbnail(_WIDEST)
        picture.convert("RGB").save(written, "JPEG", quality=_QUALITY)
    return list(written.getvalue())
