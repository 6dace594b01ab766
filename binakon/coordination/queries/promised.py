"""Agreements that count people an office is to name, and whether their counters tell the truth."""

from collections.abc import Iterator

from django.db.models import QuerySet

from binakon.coordination.models import Agreement
from binakon.coordination.queries.later import named
from binakon.coordination.states import AgreementKind, AgreementState

_COUNTED = (AgreementState.ACCEPTED, AgreementState.FULFILLED)


def counted() -> QuerySet[Agreement]:
    """Nominations that are counted: accepted, or reached and perhaps not for ever."""
    rows = Agreement.objects.filter(kind=AgreementKind.NOMINATION, state__in=_COUNTED)
    return rows.select_related("office", "owner")


def awaited(activity_id: int, office_id: int) -> QuerySet[Agreement]:
    """Those that one office's people of one activity fulfil."""
    return counted().filter(activity=activity_id, owner=office_id)


def counted_wrong() -> Iterator[tuple[Agreement, int]]:
    """Every agreement whose counter differs from the rows, with the number of rows.

    What a person fulfilled by hand, with fewer people than were promised, is counted too.
    """
    for agreement in counted().order_by("pk"):
        if agreement.activity_id is None or agreement.owner_id is None:
            continue
        rows = named(agreement.activity_id, agreement.owner_id)
        if agreement.done != rows:
            yield agreement, rows
