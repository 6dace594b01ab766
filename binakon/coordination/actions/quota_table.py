"""The quotas of a whole meeting, typed in one table and agreed in one action."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.coordination.actions import later
from binakon.coordination.actions.agreements import accept, propose
from binakon.coordination.models import Agreement, Meeting
from binakon.coordination.queries.quota_now import quotas_now
from binakon.coordination.rules.agreements import (
    Terms,
    changed_problems,
    reason_problems,
    table_problems,
)
from binakon.coordination.states import AgreementKind, AgreementState
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.people.models import Office
from binakon.planning import actions as planning
from binakon.planning.models import Activity
from binakon.planning.queries.opened import seats_now


@transaction.atomic
def agree_quotas(
    activity: Activity,
    wanted: Mapping[str, int],
    *,
    text: str,
    meeting: Meeting | None = None,
    shown: Mapping[str, int | None] | None = None,
    by: Actor,
    at: datetime | None = None,
) -> list[Agreement]:
    """Agree the places of several offices (by code) at once, all or nothing; the agreements that changed something.

    `shown` is what the writer saw there: a quota that is no longer that is refused, so that nobody undoes unseen what
    another agreement has changed since.
    An office whose number stays what it is gets none. Fewer places are given before more, so that the sum never
    passes the seats on the way. Raises `Blocked` with everything that stands in the way.
    """
    later.hold(activity.pk, by=by)
    planning.hold_quotas(activity, by=by)
    now = quotas_now(activity)
    problems = reason_problems(text, _("Tulis apa yang disepakati, dalam satu kalimat."))
    unknown = sorted(wanted.keys() - now.keys())
    if unknown:
        sentence = _("Kode wilayah %s tidak dikenal.") % ", ".join(unknown)
        raise Blocked([Problem("office", sentence)])
    problems += changed_problems(wanted, now, shown or {})
    refuse([*problems, *table_problems(wanted, now, seats_now([activity])[activity.pk])])
    offices = {office.code: office for office in Office.objects.filter(code__in=wanted)}
    grown = {code: places - (now[code].places or 0) for code, places in wanted.items()}
    agreed = []
    for code in sorted(wanted, key=lambda each: (grown[each], each)):
        if wanted[code] == now[code].places:
            continue
        agreement = _proposed(activity, offices[code], wanted[code], text, meeting, by, at)
        accept(agreement, by=by, at=at)
        agreed.append(agreement)
    return agreed


def _proposed(
    activity: Activity,
    owner: Office,
    places: int,
    text: str,
    meeting: Meeting | None,
    by: Actor,
    at: datetime | None,
) -> Agreement:
    """What was proposed for exactly this, else a new agreement."""
    found = Agreement.objects.filter(
        kind=AgreementKind.QUOTA,
        state=AgreementState.PROPOSED,
        activity=activity,
        owner=owner,
        places=places,
        meeting=meeting,
    ).first()
    if found is not None:
        return found
    terms = Terms(
        kind=AgreementKind.QUOTA,
        text=text,
        owner_id=owner.pk,
        activity_id=activity.pk,
        places=places,
        meeting_id=meeting.pk if meeting else None,
    )
    return propose(activity.programme.office, terms, by=by, at=at)
