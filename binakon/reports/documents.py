"""A frozen brief on paper and for programs: text as it is sent, JSON in the fixed shape of the live brief."""

from typing import Any

from binakon.reports.queries.brief_text import heading, json_of, quotation_line, text_of
from binakon.reports.queries.briefs import BriefPage, Correction
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
