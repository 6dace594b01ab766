"""The register of numbers of papers: each given out once, in the transaction of the paper, every gap explained."""

from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import F

from binakon.core import clock
from binakon.core.models import IssuedNumber, NumberSeries


def issue_number(
    series: str,
    *,
    office_code: str,
    year: int,
    label: str,
    subject: models.Model,
    at: datetime | None = None,
) -> IssuedNumber:
    """Give out the next number of a series; call it inside the action, so that a paper refused gives it back.

    One UPDATE of the counter's row makes the next taker wait until this transaction has ended.
    """
    row = _series(series, office_code, year)
    NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + 1)
    row.refresh_from_db()
    return IssuedNumber.objects.create(
        series=row,
        number=row.last,
        label=label[:300],
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        issued_at=at or clock.now(),
    )


def next_number(series: str, *, office_code: str, year: int) -> int:
    """The number that would be given out now; whoever is faster may get it, so it is only shown."""
    key = {"series": series, "office_code": office_code, "year": year}
    last = NumberSeries.objects.filter(**key).values_list("last", flat=True).first()
    return (last or 0) + 1


def void_number(number: IssuedNumber, *, reason: str) -> None:
    """Say why a number that was given out stands for no paper; it is never given out again."""
    IssuedNumber.objects.filter(pk=number.pk).update(void_reason=reason[:300])


def numbers_of(office_code: str, year: int) -> models.QuerySet[IssuedNumber]:
    """The register of an office's year, series by series."""
    rows = IssuedNumber.objects.filter(series__office_code=office_code, series__year=year)
    return rows.select_related("series").order_by("series__series", "number")


def _series(series: str, office_code: str, year: int) -> NumberSeries:
    key = {"series": series, "office_code": office_code, "year": year}
    found = NumberSeries.objects.filter(**key).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return NumberSeries.objects.create(**key)
    except IntegrityError:
        return NumberSeries.objects.get(**key)
