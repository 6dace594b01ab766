"""KAK and RAB of one activity in the office's letterhead; whatever nobody wrote is printed as not filled in."""

from datetime import date

from django.utils.translation import override

from binakon.core import pdf, words
from binakon.people.documents.papers import (
    paper_words,
    paragraphs,
    points,
    printed_as_of,
    signature_of,
)
from binakon.planning.queries.cost_papers import PaperFacts
from binakon.planning.rules.costs import LineEntry, total_of

PAPER_LANGUAGE = "id"
UNFILLED = "belum diisi"
# The parts of a KAK in the order of the paper; those of lines are printed as points.
_PARTS = (
    ("background", "Latar belakang"),
    ("legal_basis", "Dasar hukum"),
    ("purpose", "Maksud dan tujuan"),
    ("goal", "Sasaran"),
    ("output", "Keluaran"),
    ("place_and_time", "Tempat dan waktu"),
    ("participants", "Peserta"),
    ("speakers", "Narasumber atau pengajar"),
    ("cost_text", "Biaya"),
    ("closing", "Penutup"),
)
_POINTS = frozenset({"legal_basis"})
_HEADS = ("Kode akun", "Uraian", "Volume", "Harga satuan", "Jumlah")


def print_terms(facts: PaperFacts) -> bytes:
    """The KAK as PDF."""
    with override(PAPER_LANGUAGE):
        return pdf.render("planning/kak", terms_paper(facts), as_of=printed_as_of(_dated(facts)))


def print_estimate(facts: PaperFacts) -> bytes:
    """The RAB as PDF."""
    with override(PAPER_LANGUAGE):
        return pdf.render("planning/rab", estimate_paper(facts), as_of=printed_as_of(_dated(facts)))


def terms_paper(facts: PaperFacts) -> dict[str, object]:
    """Every word of the KAK."""
    title = f"KERANGKA ACUAN KERJA (KAK) {facts.activity.title}"
    return {
        **paper_words(title, facts.head, is_draft=not facts.version.is_frozen),
        "heading": "KERANGKA ACUAN KERJA (KAK)",
        "subject": facts.activity.title,
        "facts": _about(facts),
        "parts": [_part(facts, name, label) for name, label in _PARTS],
        "table": _table(facts.lines),
        "sign": _sign(facts),
    }


def terms_pairs(
    facts: PaperFacts,
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """What stands over a KAK and its parts, each with its label, as a workbook tells them."""
    head = tuple((each["label"], each["value"]) for each in _about(facts))
    texts = facts.terms.texts
    return head, tuple((label, texts.get(name, "").strip() or UNFILLED) for name, label in _PARTS)


def estimate_paper(facts: PaperFacts) -> dict[str, object]:
    """Every word of the RAB."""
    title = f"RENCANA ANGGARAN BIAYA (RAB) {facts.activity.title}"
    stated, total = facts.activity.cost, total_of(facts.lines)
    note = ""
    if facts.lines and stated != total:
        told = UNFILLED if stated is None else words.rupiah(stated)
        note = f"Jumlah rincian berbeda dari biaya yang tertulis di rencana: {told}."
    return {
        **paper_words(title, facts.head, is_draft=not facts.version.is_frozen),
        "heading": "RENCANA ANGGARAN BIAYA (RAB)",
        "subject": facts.activity.title,
        "facts": _about(facts),
        "table": _table(facts.lines),
        "spelled": f"Terbilang: {words.terbilang(total)} rupiah" if facts.lines else "",
        "note": note,
        "sign": _sign(facts),
    }


def _about(facts: PaperFacts) -> list[dict[str, str]]:
    ceiling = UNFILLED if facts.ceiling is None else words.rupiah(facts.ceiling)
    pairs = (
        ("Sub kegiatan", f"{facts.sub_code} {facts.sub_name}".strip()),
        ("Tolok ukur", facts.measure),
        ("Target", facts.target),
        ("Lokasi", facts.location),
        ("Waktu", facts.window),
        ("Pagu sub kegiatan", ceiling),
        ("Versi rencana", f"{facts.version_words}, tahun {facts.version.programme.year}"),
    )
    return [{"label": label, "value": value or UNFILLED} for label, value in pairs]


def _part(facts: PaperFacts, name: str, label: str) -> dict[str, object]:
    text = facts.terms.texts.get(name, "")
    return {
        "label": label,
        "points": points(text) if name in _POINTS else [],
        "paragraphs": [] if name in _POINTS else [" ".join(lines) for lines in paragraphs(text)],
        "unfilled": "" if text.strip() else UNFILLED,
        "has_table": name == "cost_text",
    }


def _table(lines: tuple[LineEntry, ...]) -> dict[str, object]:
    rows = [
        [
            line.account_code,
            f"{line.component}{f' ({line.note})' if line.note else ''}",
            _unbroken(line),
            f"{words.rupiah(line.unit_price)}\nper {line.unit}",
            words.rupiah(line.amount),
        ]
        for line in lines
    ]
    return {
        "heads": _HEADS,
        "rows": rows,
        "total_word": "Jumlah",
        "total": words.rupiah(total_of(lines)) if lines else UNFILLED,
        "empty": "" if lines else "Rincian biaya belum diisi.",
    }


def _unbroken(line: LineEntry) -> str:
    """The factors, each kept together on its line: 35 orang × 3 hari."""
    return " × ".join(
        f"{words.number(factor.quantity)} {factor.unit}".replace(" ", "\u00a0")
        for factor in line.factors
    )


def _sign(facts: PaperFacts) -> dict[str, str]:
    return signature_of(facts.head, place=facts.terms.place, dated=facts.terms.dated)


def _dated(facts: PaperFacts) -> date | None:
    return facts.terms.dated
