"""One number per person, whatever was merged: the expression by which unique people are counted."""

from collections.abc import Iterable

from django.db.models import F
from django.db.models.functions import Coalesce

from binakon.people.models import Worker
from binakon.people.rules.merging import roots


def person_of(path: str) -> Coalesce:
    """The person behind a foreign key to a worker ("registration__worker"): its root, or the worker itself."""
    return Coalesce(F(f"{path}__root"), F(path))


def persons_with(indexes: Iterable[str]) -> dict[str, int]:
    """The person behind each index of a NIK that somebody has; several of one merged person lead to one number."""
    rows = Worker.objects.filter(nik_index__in=set(indexes))
    return dict(rows.values_list("nik_index", Coalesce(F("root"), F("id"))))


def wrong_roots() -> list[int]:
    """The rows whose `root` is not the end of their chain; none, unless somebody wrote to the table by hand."""
    edges = dict(Worker.objects.values_list("pk", "merged_into"))
    kept = dict(Worker.objects.exclude(root=None).values_list("pk", "root"))
    return [pk for pk, root in roots(edges).items() if kept.get(pk) != root]
