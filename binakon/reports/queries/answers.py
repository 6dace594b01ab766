"""What planning asks of reports when a year is closed: briefs that nobody has read yet, counters that differ."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.planning.models import ProgrammeYear
from binakon.planning.queries.closing_points import open_point
from binakon.planning.rules.closing import OpenPoint
from binakon.reports.models import PressBrief
from binakon.reports.queries.check import figure_problems
from binakon.reports.states import BriefState


@open_point("briefs")
def briefs(programme: ProgrammeYear) -> OpenPoint:
    """Briefs that are neither published nor withdrawn."""
    rows = PressBrief.objects.filter(
        programme=programme, state__in=(BriefState.DRAFT, BriefState.APPROVED)
    )
    many = rows.count()
    sentence = ngettext(
        "%(many)d siaran pers belum terbit dan belum ditarik.",
        "%(many)d siaran pers belum terbit dan belum ditarik.",
        many,
    )
    href = f"/meja/siaran-pers/{programme.year}/"
    return OpenPoint("briefs", many, sentence % {"many": many}, href)


@open_point("figures")
def figures(_programme: ProgrammeYear) -> OpenPoint:
    """Counters of the installation that do not tell the same as their rows."""
    many = len(figure_problems())
    sentence = _(
        "%(many)d penghitung berbeda dari barisnya. Minta administrator menjalankan binakon check-figures lebih dulu."
    )
    return OpenPoint("figures", many, sentence % {"many": many})
