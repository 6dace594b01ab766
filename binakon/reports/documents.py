"""What leaves reports: a frozen brief as text and as JSON in the shape of the live one, and a region's recap as PDF."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binakon.core import clock, pdf, words
from binakon.reports.queries.brief_text import heading, json_of, quotation_line, text_of
from binakon.reports.queries.briefs import BriefPage, Correction
from binakon.reports.queries.recap import Recap
from binakon.reports.rules.frozen import plain


def brief_text(page: BriefPage) -> str:
    """The edition shown, headed by who approved it; needs a frozen edition."""
    text = page.text
    paragraphs = [plain(runs) for runs in page.fact.paragraphs]
    if text.quotation:
        paragraphs.append(quotation_line(text.quotation, text.quoted))
    return text_of(
        heading(page.approval),
        text.title_text,
        text.as_of,
        paragraphs,
        unknown=text.unknown,
        source=text.source,
    )


def brief_json(page: BriefPage) -> dict[str, Any]:
    """The edition shown with its approval, its quotation and the correction log."""
    programme, text, approval = page.brief.programme, page.text, page.approval
    assert page.edition is not None
    assert approval is not None
    published = approval.published_at
    found = json_of(page.fact, programme.year, text.as_of, programme.office.code, approval.status)
    return {
        **found,
        "number": page.brief.number,
        "edition": page.edition.number,
        "approved_by": approval.by,
        "approved_at": approval.approved_at.isoformat(),
        "published_at": published.isoformat() if published else None,
        "quotation": {"text": text.quotation, "by": text.quoted} if text.quotation else None,
        "corrections": [_correction(correction) for correction in page.corrections],
    }


def _correction(correction: Correction) -> dict[str, Any]:
    edition, moved = correction.edition, correction.moved
    return {
        "edition": edition.number,
        "at": edition.approved_at.isoformat(),
        "by": edition.approved_by,
        "reason": edition.reason,
        "figures": [
            {"label": found.label, "before": found.before or None, "after": found.after or None}
            for found in moved.figures
        ],
        "sentences": [
            {"before": change.before or None, "after": change.after or None}
            for change in moved.sentences
        ],
    }


def recap_paper(recap: Recap, *, is_sample: bool) -> bytes:
    """The recap of one kabupaten or kota as PDF: figures by quarter with their definitions, as-of and plan version."""
    moment = clock.now()
    told = _("Dihitung dari awal tahun sampai akhir tiap triwulan; paling baru %(day)s.")
    data = {
        "lang": "en" if get_language() == "en" else "id",
        "title": _("Rekap kabupaten/kota"),
        "office": recap.office.label,
        "programme": _("Tahun %(year)s") % {"year": recap.year},
        "sample": _("DATA CONTOH") if is_sample else "",
        "unknown": words.unknown(),
        "footer": {
            "printed": _("Dicetak dari Binakon, %(moment)s") % {"moment": words.moment(moment)},
            "version": recap.version or words.unknown(),
            "page": _("halaman {page} dari {pages}"),
        },
        "heading": _("Rekap %(office)s") % {"office": recap.office.name},
        "line": _("Tahun %(year)s") % {"year": recap.year},
        "told": told % {"day": words.day(recap.as_of)},
        "table": {
            "heads": [
                _("Ukuran"),
                *(_("TW %(quarter)s") % {"quarter": each.name} for each in recap.quarters),
            ],
            "rows": [
                [str(line.measure.label), *(words.number(value) for value in line.values)]
                for line in recap.lines
            ],
        },
        "meanings": {
            "title": _("Arti angka"),
            "rows": [
                [str(line.measure.label), f"{line.measure.definition} {line.note}".strip()]
                for line in recap.lines
            ],
        },
    }
    return pdf.render("reports/recap", data, as_of=moment)
