"""The annex that says which figures nobody has filled in yet, so that none is taken for zero."""

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.planning.documents.prints import PlanPrint

NAMED = 12


def unfilled_part(plan: PlanPrint) -> dict[str, object]:
    """A row per kind of figure: how many are missing, and of what."""
    activities = [activity for branch in plan.tree for activity in branch.activities]
    named = [branch for branch in plan.tree if branch.code]
    quarters = [line.code for line in plan.money if None in line.realised]
    missing = [
        (_("Pagu versi"), [] if plan.version.ceiling is not None else [plan.version_label], 1),
        (_("Pagu sub kegiatan"), [b.code for b in named if b.ceiling is None], len(named)),
        (_("Kursi"), [a.title for a in activities if a.seats is None], len(activities)),
        (_("Biaya"), [a.title for a in activities if a.cost is None], len(activities)),
        (_("Realisasi triwulan"), quarters, len(plan.money)),
    ]
    return {
        "title": _("Lampiran: angka yang belum diisi"),
        "lead": _(
            "Angka di bawah ini belum diketahui pada waktu dokumen dicetak. Belum diisi tidak sama dengan nol, "
            "dan jumlah yang memuatnya ditulis “belum lengkap”."
        ),
        "complete": _("Semua angka dokumen ini sudah diisi."),
        "heads": [_("Angka"), _("Belum diisi"), _("Pada")],
        "rows": [
            [
                name,
                _("%(missing)s dari %(all)s")
                % {"missing": words.number(len(found)), "all": words.number(count)},
                _listed(found),
            ]
            for name, found, count in missing
            if found
        ],
    }


def _listed(names: list[str]) -> str:
    shown = "; ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return shown
    return _("%(names)s; dan %(count)s lagi") % {"names": shown, "count": words.number(more)}
