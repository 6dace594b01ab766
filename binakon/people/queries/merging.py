"""What a merge looks at: the two people, and whether somebody said that they are two."""

from django.db.models import Q

from binakon.people.models import NotDuplicate, Worker
from binakon.people.rules.merging import Side

_KNOWN = ("nik_mask", "born_on", "sex", "phone", "email", "office_id")


def side_of(person: int, *, weight: int = 0) -> Side:
    """One of the two people of a merge; `weight` adds what was done by them to what is filled in."""
    row = Worker.objects.get(pk=person)
    return Side(
        person=row.pk,
        is_invented=row.is_invented,
        has_nik=bool(row.nik_mask),
        born_on=row.born_on,
        sex=row.sex,
        weight=weight + sum(bool(getattr(row, name)) for name in _KNOWN),
    )


def statements_between(one: int, other: int) -> list[NotDuplicate]:
    """Who said that these two people are two, of whichever of their rows, the newest first."""
    first = Q(first=one) | Q(first__root=one)
    second = Q(second=other) | Q(second__root=other)
    turned = (Q(first=other) | Q(first__root=other)) & (Q(second=one) | Q(second__root=one))
    rows = NotDuplicate.objects.filter((first & second) | turned)
    return list(rows.select_related("by", "first", "second").order_by("-at"))


def said_two_by(one: int, other: int) -> str:
    """The name of whoever said so last; "" where nobody did."""
    told = statements_between(one, other)
    return str(told[0].by) if told else ""
