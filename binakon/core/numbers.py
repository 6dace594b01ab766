"""The register of numbers of papers: each given out once, in the transaction of the paper, every gap explained."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock
from binakon.core.models import IssuedNumber, NumberSeries
from binakon.core.numbering import written
from binakon.core.problems import Blocked, Problem


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


def issue_label(
    series: str,
    pattern: str,
    *,
    office_code: str,
    dated: date,
    label: str,
    subject: models.Model,
    at: datetime | None = None,
) -> str:
    """Give out the next number as it is printed, for a paper with a unique column `number`.

    One that somebody typed by hand before is passed over, and the register says so.
    """
    while True:
        given = issue_number(
            series,
            office_code=office_code,
            year=dated.year,
            label=label,
            subject=subject,
            at=at,
        )
        number = written(pattern, given.number, dated)
        if not type(subject)._base_manager.filter(number=number).exists():
            return number
        void_number(given, reason=f"{number} sudah dipakai")


@dataclass(frozen=True, slots=True)
class Taken:
    """A number of the register that papers yet to be written will bear, plain and as printed."""

    series: NumberSeries
    number: int
    label: str


def take_labels(
    series: str,
    pattern: str,
    *,
    office_code: str,
    dated: date,
    many: int,
    model: type[models.Model],
    at: datetime | None = None,
) -> list[Taken]:
    """Take so many numbers in one go for papers of `model`, written as `issue_label` writes them.

    Numbers that somebody typed before are passed over, and the register says so. Call `give_out` with the papers in
    the same transaction; refused, all go back together.
    """
    row = _series(series, office_code, dated.year)
    found: list[Taken] = []
    while len(found) < many:
        wanted = many - len(found)
        NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + wanted)
        row.refresh_from_db()
        fresh = range(row.last - wanted + 1, row.last + 1)
        taken = [Taken(row, number, written(pattern, number, dated)) for number in fresh]
        labels = [each.label for each in taken]
        used = set(model._base_manager.filter(number__in=labels).values_list("number", flat=True))
        _pass_over([each for each in taken if each.label in used], model, at)
        found += [each for each in taken if each.label not in used]
    return found


def _pass_over(taken: Sequence[Taken], model: type[models.Model], at: datetime | None) -> None:
    """Numbers that stand on papers already."""
    IssuedNumber.objects.bulk_create(
        IssuedNumber(
            series=each.series,
            number=each.number,
            label=each.label[:300],
            subject_type=model._meta.label_lower,
            subject_id=0,
            issued_at=at or clock.now(),
            void_reason=f"{each.label} sudah dipakai"[:300],
        )
        for each in taken
    )


def give_out(
    taken: Sequence[Taken], papers: Sequence[models.Model], *, at: datetime | None = None
) -> None:
    """Write into the register which paper bears which number; one paper a number, in their order."""
    moment = at or clock.now()
    rows = [
        IssuedNumber(
            series=each.series,
            number=each.number,
            label=str(paper)[:300],
            subject_type=paper._meta.label_lower,
            subject_id=paper.pk,
            issued_at=moment,
        )
        for each, paper in zip(taken, papers, strict=True)
    ]
    IssuedNumber.objects.bulk_create(rows, batch_size=500)


def next_places(series: str, many: int) -> list[int]:
    """The next places in a list that is one for the whole installation, counted from 0 and never given twice."""
    row = _series(series, "", 0)
    NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + many)
    row.refresh_from_db()
    return list(range(row.last - many, row.last))


def void_numbers_of(subject: models.Model, *, reason: str) -> None:
    """Whatever this paper took from the register stands for nothing any more."""
    taken = IssuedNumber.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk, void_reason=""
    )
    for given in taken:
        void_number(given, reason=reason)


@contextmanager
def used_once(number: str) -> Iterator[None]:
    """Say it in words (`Blocked`) when somebody else used the same number at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        sentence = _("Nomor %(number)s baru saja dipakai orang lain. Periksa buku agenda.")
        raise Blocked([Problem("number_taken", sentence % {"number": number})]) from None


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
