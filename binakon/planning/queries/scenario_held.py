"""What was held of a year and whose people are determined, by the activities' codes."""

from collections import Counter

from binakon.planning.models import Activity, Commitment
from binakon.planning.rules.scenario_held import HeldFact
from binakon.planning.states import ActivityState


def held_facts(programme_id: int) -> dict[str, HeldFact]:
    """Held, closed and with a published result, or with people determined; of the numbers the surest counts."""
    bound: Counter[int] = Counter()
    rows = Commitment.objects.filter(
        activity__programme=programme_id, unit=Commitment.Unit.PEOPLE
    ).values_list("activity", "amount")
    for activity, amount in rows:
        bound[activity] += amount
    found = {}
    for row in Activity.objects.filter(programme=programme_id).order_by("id"):
        is_over = row.is_done or row.state == ActivityState.HELD
        known = [row.realised, row.people_came] if is_over else []
        determined = bound.get(row.pk)
        people = next((each for each in (*known, determined) if each is not None), None)
        if is_over or determined:
            found[row.code] = HeldFact(people, is_over, row.starts_on, row.ends_on)
    return found
