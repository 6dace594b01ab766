"""Which SKK are to be renewed, and whose people were written to about it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from binakon.core.models import Message
from binakon.people.models import HeldCertificate, Worker

LETTER = "skk_expiring"


def to_renew() -> QuerySet[HeldCertificate]:
    """SKK that nothing has ended and no newer one of the same occupation and level has taken the place of; `person` is whose."""
    rows = HeldCertificate.objects.annotate(person=Coalesce("worker__root", "worker"))
    newer = HeldCertificate.objects.filter(
        occupation__iexact=OuterRef("occupation"),
        level=OuterRef("level"),
        ended_on=None,
        expires_on__gt=OuterRef("expires_on"),
    ).order_by()
    # Two questions that each have an index: the person's own row, and the rows that were merged into it. One question
    # about `person` would compare every SKK with every other.
    own = newer.filter(worker=OuterRef("person"))
    merged = newer.filter(worker__root=OuterRef("person"))
    return rows.filter(~Exists(own), ~Exists(merged), ended_on=None)


def told_at(keys: Iterable[int]) -> dict[int, datetime]:
    """When the people of these SKK were last written to."""
    rows = Message.objects.filter(
        name=LETTER,
        subject_type=HeldCertificate._meta.label_lower,
        subject_id__in=list(keys),
        cancelled_at=None,
    )
    told = rows.order_by("id").values_list("subject_id", "created_at")
    return {pk: at for pk, at in told if pk is not None}


def told_since(keys: Iterable[int], moment: datetime) -> set[int]:
    """Which of these SKK's people were written to at or after a moment."""
    return {pk for pk, at in told_at(keys).items() if at >= moment}


def untold(office_code: str, first: date, last: date) -> int:
    """How many SKK of an office's people end from one day to another whose people nobody has written to yet."""
    rows = to_renew().filter(expires_on__gte=first, expires_on__lte=last)
    people = Worker.objects.people().filter(
        Q(office__code=office_code) | Q(office__parent__code=office_code)
    )
    told = Message.objects.filter(
        name=LETTER, subject_type=HeldCertificate._meta.label_lower, cancelled_at=None
    )
    return (
        rows.filter(Q(worker__in=people) | Q(worker__root__in=people))
        .exclude(pk__in=told.values("subject_id"))
        .count()
    )


def provinces_with_people() -> list[str]:
    """The provinces of whose people an SKK is recorded."""
    rows = HeldCertificate.objects.exclude(expires_on=None)
    codes = rows.annotate(
        province=Coalesce(F("worker__office__parent__code"), F("worker__office__code"))
    )
    return sorted({code for code in codes.values_list("province", flat=True).distinct() if code})
