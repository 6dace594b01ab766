"""Licences of LSP that end soon with none after them, and the offices that are reminded of it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from binakon.certification.models import Licence
from binakon.certification.rules.bodies import SOON
from binakon.planning.models import ProgrammeYear


def ending(day: date) -> tuple[Licence, ...]:
    """Licences in use whose known last day is near or over, where the LSP has no later one."""
    later = Licence.objects.filter(organisation=OuterRef("organisation"), is_active=True)
    later = later.filter(Q(valid_to__gt=OuterRef("valid_to")) | Q(valid_to=None)).exclude(
        pk=OuterRef("pk")
    )
    rows = Licence.objects.filter(is_active=True, valid_to__lte=day + SOON)
    return tuple(rows.exclude(Exists(later)).select_related("organisation").order_by("pk"))


def watchers(day: date) -> tuple[str, ...]:
    """The codes of offices that plan this year: LSP belong to no office."""
    rows = ProgrammeYear.objects.filter(year=day.year).order_by("office__code")
    return tuple(rows.values_list("office__code", flat=True))
