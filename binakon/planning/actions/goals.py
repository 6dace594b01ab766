"""The goal of a year: what the office would need, beside what it promises."""

from django.db import transaction

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import Goal, ProgrammeYear


@transaction.atomic
def set_goal(programme: ProgrammeYear, *, people: int, label: str, meaning: str, by: Actor) -> Goal:
    """State the first goal of the programme's own year, or change what it says."""
    OpenBooks.hold(programme.pk)
    goal = Goal.objects.filter(programme=programme, year=programme.year).order_by("rank", "id")
    held = goal.first()
    values = {"people": people, "label": label.strip(), "meaning": meaning.strip()}
    office = programme.office.code
    if held is None:
        born = Goal.objects.create(programme=programme, year=programme.year, **values)
        ledger.start(born, by=by, sentence=f"Kebutuhan ideal: {born}", office_code=office)
        return born
    before = {name: getattr(held, name) for name in values}
    if before == values:
        return held
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    ledger.record(
        held,
        "goal:edit",
        by=by,
        sentence=f"Kebutuhan ideal diubah: {before['people']} → {people}",
        before=before,
        after=values,
        office_code=office,
    )
    return held
