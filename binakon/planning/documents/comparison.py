"""How two versions differ, on paper: sentences first, then figures, then activities."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from binakon.core import pdf, words
from binakon.planning.documents.prints import ActivityChanges, Change, ComparisonPrint
from binakon.planning.documents.words import sheet_words


def comparison_pdf(comparison: ComparisonPrint) -> bytes:
    """The paper of two versions beside each other; raises `binakon.core.pdf.UnprintablePaper`."""
    paper = comparison_paper(comparison)
    return pdf.render("planning/comparison", paper, as_of=comparison.sheet.as_of)


def comparison_paper(comparison: ComparisonPrint) -> dict[str, object]:
    """Every word and figure of the paper, in the order in which the template prints them."""
    before, after = comparison.before, comparison.after
    between = _("%(before)s dibandingkan dengan %(after)s") % {"before": before, "after": after}
    heads = ["", before, after, _("Selisih")]
    return {
        **sheet_words(comparison.sheet, title=comparison.title, version=between),
        "heading": comparison.title,
        "eyebrow": _("Perbandingan versi rencana, data per %(moment)s")
        % {"moment": words.moment(comparison.sheet.as_of)},
        "before": {"label": _("Sebelum"), "value": before},
        "after": {"label": _("Sesudah"), "value": after},
        "sentences": list(comparison.sentences),
        "same": _("Kedua versi memuat hal yang sama.") if _is_same(comparison) else "",
        "tables": [
            {"title": title, "heads": [name, *heads[1:]], "rows": _rows(rows)}
            for title, name, rows in (
                (_("Target"), _("Target"), comparison.targets),
                (_("Pagu"), _("Pagu"), comparison.ceilings),
            )
            if rows
        ],
        "activities": [
            {"title": title, "mark": mark, "rows": [_activity(each) for each in found]}
            for title, mark, found in (
                (_("Kegiatan yang ditambahkan"), "plus", comparison.added),
                (_("Kegiatan yang berubah"), "change", comparison.changed),
                (_("Kegiatan yang dihapus"), "minus", comparison.removed),
            )
            if found
        ],
        "change_heads": [_("Yang berubah"), before, after],
    }


def _is_same(comparison: ComparisonPrint) -> bool:
    changed = (row.before != row.after for row in (*comparison.targets, *comparison.ceilings))
    return not (any(changed) or comparison.added or comparison.removed or comparison.changed)


def _rows(changes: Sequence[Change]) -> list[list[str | None]]:
    return [
        [each.name, each.before or None, each.after or None, each.difference or "–"]
        for each in changes
    ]


def _activity(activity: ActivityChanges) -> dict[str, object]:
    return {
        "title": activity.title,
        "changes": [
            [each.name, each.before or None, each.after or None] for each in activity.changes
        ],
    }
