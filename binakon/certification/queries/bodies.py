"""The LSP that an office works with, with licences, assessors and places of tests, and what of them runs out soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from binakon.certification.models import AssessmentSite, Assessor, Licence
from binakon.certification.models.bodies import Licensed
from binakon.certification.rules.bodies import SchemeLine, Standing, standing_of, standing_words
from binakon.core.models import AuditEvent
from binakon.people.models import Organisation
from binakon.people.rules import ENROLLERS, SEERS, Viewer

_HISTORY_SHOWN = 12
_ENDING = (Standing.SOON, Standing.OVER)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Something licensed, and how it stands today."""

    row: Licensed
    standing: Standing

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return standing_words(self.standing)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One LSP in the list."""

    organisation: Organisation
    licence: Lasting | None
    schemes: int
    assessors: int
    sites: int
    ending: int


@dataclass(frozen=True, slots=True)
class BodiesPage:
    """Every LSP of the list, and how many things run out within 90 days or have."""

    lines: tuple[BodyLine, ...]
    may_edit: bool

    @property
    def ending(self) -> int:
        """How many licences, assessors and places run out soon or have."""
        return sum(line.ending for line in self.lines)


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One LSP: what it may test, who tests for it, and where."""

    organisation: Organisation
    licences: tuple[Lasting, ...]
    assessors: tuple[Lasting, ...]
    sites: tuple[Lasting, ...]
    history: tuple[AuditEvent, ...]
    may_edit: bool

    @property
    def ending(self) -> int:
        """How many of its rows run out soon or have."""
        rows = (*self.licences, *self.assessors, *self.sites)
        return sum(row.standing in _ENDING for row in rows)

    @property
    def schemes(self) -> int:
        """How many schemes its licences in force cover."""
        held = (Standing.GOOD, Standing.SOON, Standing.UNKNOWN)
        return sum(
            len(row.row.schemes.all())
            for row in self.licences
            if row.standing in held and isinstance(row.row, Licence)
        )


def may_see_bodies(viewer: Viewer) -> bool:
    """Whoever sees people's cases sees who tests them; bodies belong to no office."""
    return bool(viewer.codes_with(SEERS))


def may_edit_bodies(viewer: Viewer) -> bool:
    """Whoever decides on seats keeps the list."""
    return bool(viewer.codes_with(ENROLLERS))


def desk_code_of(viewer: Viewer) -> str:
    """The office in whose name this viewer keeps the list."""
    return next(iter(sorted(viewer.codes_with(ENROLLERS))), "")


def lasting(rows: Iterable[Licensed], today: date) -> tuple[Lasting, ...]:
    """The rows as they stand, those in force first."""
    order = list(Standing)
    found = [
        Lasting(
            row,
            standing_of(
                is_active=row.is_active,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                today=today,
            ),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: order.index(each.standing)))


def bodies_page(viewer: Viewer, today: date) -> BodiesPage:
    """The list of LSP."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.LSP).order_by("short_name")
    found = rows.prefetch_related("licences", "assessors", "assessment_sites")
    counted = dict(
        Licence.objects.filter(is_active=True)
        .values_list("organisation")
        .annotate(Count("schemes"))
        .order_by()
    )
    lines = []
    for each in found:
        licences = lasting(each.licences.all(), today)
        assessors = lasting(each.assessors.all(), today)
        sites = lasting(each.assessment_sites.all(), today)
        ending = sum(row.standing in _ENDING for row in (*licences, *assessors, *sites))
        usable = [row for row in assessors if row.row.holds_on(today)]
        places = [row for row in sites if row.row.holds_on(today)]
        lines.append(
            BodyLine(
                each,
                licences[0] if licences else None,
                counted.get(each.pk, 0),
                len(usable),
                len(places),
                ending,
            )
        )
    return BodiesPage(tuple(lines), may_edit_bodies(viewer))


def body_of(pk: int) -> Organisation | None:
    """One LSP."""
    return Organisation.objects.filter(pk=pk, kind=Organisation.Kind.LSP).first()


def body_page(viewer: Viewer, organisation: Organisation, today: date) -> BodyPage:
    """The page of one LSP."""
    licences = Licence.objects.filter(organisation=organisation).prefetch_related("schemes")
    assessors = Assessor.objects.filter(organisation=organisation)
    sites = AssessmentSite.objects.filter(organisation=organisation).select_related("office")
    told = Q(subject_type="people.organisation", subject_id=organisation.pk)
    for word, rows in (("licence", licences), ("assessor", assessors), ("assessmentsite", sites)):
        pks = list(rows.values_list("pk", flat=True))
        told |= Q(subject_type=f"certification.{word}", subject_id__in=pks)
    history = AuditEvent.objects.filter(told).order_by("-id")[:_HISTORY_SHOWN]
    return BodyPage(
        organisation,
        lasting(licences, today),
        lasting(assessors, today),
        lasting(sites, today),
        tuple(history),
        may_edit_bodies(viewer),
    )


def licence_of(pk: int) -> Licence | None:
    """One licence with its LSP."""
    return Licence.objects.filter(pk=pk).select_related("organisation").first()


def assessor_of(pk: int) -> Assessor | None:
    """One assessor with their LSP."""
    return Assessor.objects.filter(pk=pk).select_related("organisation").first()


def site_of(pk: int) -> AssessmentSite | None:
    """One place of tests with its LSP."""
    return AssessmentSite.objects.filter(pk=pk).select_related("organisation", "office").first()


def schemes_of(licence: Licence) -> list[SchemeLine]:
    """The scope of a licence as lines."""
    rows = licence.schemes.all()
    return [SchemeLine(row.occupation, row.level, row.occupation_code) for row in rows]
