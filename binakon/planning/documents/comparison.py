"""How two versions differ, on paper: sentences first, then figures, then activities."""

from collections.abc import Callable, Sequence

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
    between = _("%(before)s dan %(after)s") % {"before": before, "after": after}
    return {
        **sheet_words(comparison.sheet, title=comparison.title, version=between),
        "heading": comparison.title,
        "line": _("Data per %(moment)s") % {"moment": words.moment(comparison.sheet.as_of)},
        "before": {"label": _("Sebelum"), "value": before},
        "after": {"label": _("Sesudah"), "value": after},
        "sentences": list(comparison.sentences),
        "same": _("Kedua versi memuat hal yang sama.") if _is_same(comparison) else "",
        "tables": [
            {
                "title": title,
                "heads": [title, before, after, _("Selisih")],
                "rows": [[each.name, *_both(each), each.difference or "–"] for each in rows],
            }
            for title, rows in (
                (_("Target"), comparison.targets),
                (_("Pagu"), comparison.ceilings),
            )
            if rows
        ],
        "activities": _activities(comparison),
    }


def _is_same(comparison: ComparisonPrint) -> bool:
    changed = (row.before != row.after for row in (*comparison.targets, *comparison.ceilings))
    return not (any(changed) or comparison.added or comparison.removed or comparison.changed)


def _activities(comparison: ComparisonPrint) -> list[dict[str, object]]:
    """The activities that came, differ and went; what came has no before, and what went no after."""
    before, after = comparison.before, comparison.after
    parts = [
        _part(_("Kegiatan yang ditambahkan"), [after], comparison.added, _after),
        _part(_("Kegiatan yang berubah"), [before, after], comparison.changed, _both),
        _part(_("Kegiatan yang dihapus"), [before], comparison.removed, _before),
    ]
    return [part for part in parts if part["rows"]]


def _part(
    title: str,
    versions: list[str],
    found: Sequence[ActivityChanges],
    sides: Callable[[Change], list[str | None]],
) -> dict[str, object]:
    return {
        "title": f"{title} ({words.number(len(found))})",
        "heads": [_("Isi"), *versions],
        "rows": [
            {
                "title": each.title,
                "changes": [[change.name, *sides(change)] for change in each.changes],
            }
            for each in found
        ],
    }


def _before(change: Change) -> list[str | None]:
    return [change.before or None]


def _after(change: Change) -> list[str | None]:
    return [change.after or None]


def _both(change: Change) -> list[str | None]:
    return [*_before(change), *_after(change)]
