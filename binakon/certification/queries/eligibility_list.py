"""The list of cases before their determination: who meets the rules, what is missing, who waits for a decision."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from binakon.certification.models import Case
from binakon.certification.queries.eligibility import standings
from binakon.certification.states import CasePath, CaseState
from binakon.core import words
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.enrolment.queries.visible import offices_with
from binakon.people.rules import SEERS, Viewer
from binakon.planning.models import Activity
from binakon.planning.states import ActivityKind

_TONES = {CaseState.PROPOSED: "wait", CaseState.ELIGIBLE: "good"}


def gathered(rows: list[Any]) -> list[Any]:
    """The rows with how each stands before the rules of today."""
    found = standings(rows, timezone.localdate())
    for row in rows:
        row.standing = found[row.pk]
    return rows


def _named(row: Any) -> Cell:
    return Cell(str(row.worker), href=reverse("certification:eligibility_detail", args=[row.code]))


def _state(row: Case) -> Cell:
    return Cell(row.get_state_display(), tone=_TONES.get(CaseState(row.state), ""))


def _answer(row: Any) -> Cell:
    standing = row.standing
    if standing.is_eligible:
        return Cell(gettext("semua terpenuhi"), tone="good")
    if standing.missing:
        many = len(standing.missing)
        said = ngettext("%(count)s syarat kurang", "%(count)s syarat kurang", many)
        return Cell(said % {"count": words.number(many)}, tone="bad")
    many = len(standing.undecided)
    said = ngettext("%(count)s perlu putusan", "%(count)s perlu putusan", many)
    return Cell(said % {"count": words.number(many)}, tone="wait")


def _activities(viewer: Viewer) -> list[tuple[str, str]]:
    """The certification activities of the offices whose people this viewer sees."""
    codes = offices_with(viewer, SEERS)
    rows = Activity.objects.filter(kind=ActivityKind.CERTIFICATION)
    if codes is not None:
        rows = rows.filter(programme__office__code__in=codes)
    return [(row.slug, row.title) for row in rows.order_by("-programme__year", "title")]


def _of_activity(slug: str) -> Q:
    return Q(activity__slug=slug)


def listing_for(viewer: Viewer) -> Listing:
    """The list as this viewer reads it; its filter offers only their activities."""
    return Listing(
        columns=(
            Column("nama", _("Nama"), lambda row: str(row.worker), _named, sort=("worker__name",)),
            Column("kode", _("Kode"), lambda row: row.code, sort=("code",)),
            Column(
                "jabatan",
                _("Jabatan kerja"),
                lambda row: row.occupation_name,
                sort=("occupation_name",),
            ),
            Column("jenjang", _("Jenjang"), lambda row: row.level, sort=("level",), is_number=True),
            Column(
                "wilayah", _("Wilayah"), lambda row: str(row.office or ""), sort=("office__name",)
            ),
            Column(
                "keadaan",
                _("Keadaan"),
                lambda row: row.get_state_display(),
                _state,
                sort=("state",),
            ),
            Column("syarat", _("Syarat hari ini"), lambda row: _answer(row).text, _answer),
        ),
        filters=(
            Filter("kegiatan", _("Kegiatan"), _of_activity, lambda: _activities(viewer)),
            Filter(
                "keadaan",
                _("Keadaan"),
                "state",
                [(state.value, state.label) for state in (CaseState.PROPOSED, CaseState.ELIGIBLE)],
            ),
            Filter("jalur", _("Jalur"), "path", CasePath.choices),
        ),
        search=("worker__name", "code", "occupation_name"),
        search_hint=_("Nama, kode atau jabatan kerja"),
        order=("worker__name", "pk"),
        name=lambda row: f"{row.worker} ({row.code})",
        gather=gathered,
    )
