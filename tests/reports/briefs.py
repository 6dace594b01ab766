"""Press briefs on their way: drafted, approved, published, and a perubahan that moves their figures."""

from datetime import date, datetime

from binakon.core.actor import Actor, ActorKind
from binakon.core.calendar import WITA
from binakon.people.models import Role, User
from binakon.planning.models import ProgrammeYear
from binakon.reports import actions
from binakon.reports.models import PressBrief
from tests import factories
from tests.cast import user

TOLD = datetime(2026, 1, 27, 10, 0, tzinfo=WITA)
LATER = datetime(2026, 1, 27, 14, 0, tzinfo=WITA)
CHANGED = date(2026, 1, 28)
CORRECTED = datetime(2026, 1, 29, 9, 0, tzinfo=WITA)


def actor(role: Role) -> Actor:
    """The hand of a member of the cast."""
    found: User = user(role)
    return Actor(ActorKind.USER, str(found), found.pk)


def kasi() -> Actor:
    return actor(Role.SECTION_HEAD)


def kabid() -> Actor:
    return actor(Role.HEAD_OF_DIVISION)


def drafted() -> PressBrief:
    programme = ProgrammeYear.objects.get(office__code="63", year=2026)
    return actions.draft_brief(programme, by=kasi(), at=TOLD)


def approved() -> PressBrief:
    brief = drafted()
    actions.approve_brief(brief, by=kabid(), at=TOLD)
    return brief


def published() -> PressBrief:
    brief = approved()
    actions.publish_brief(brief, by=kabid(), at=LATER)
    return brief


def withdrawn() -> PressBrief:
    brief = drafted()
    actions.withdraw_brief(brief, by=kasi(), reason="Tidak jadi dikirim", at=TOLD)
    return brief


def corrected() -> PressBrief:
    """A published brief whose facilitation grew from 60 to 90 and that was corrected for it."""
    brief = published()
    perubahan()
    actions.correct_brief(brief, by=kabid(), reason="Perubahan disahkan", at=CORRECTED)
    return brief


def perubahan(**people: int) -> None:
    """A ratified perubahan that promises 200 and 90, or what is said, from the day after the brief."""
    programme = ProgrammeYear.objects.get(office__code="63", year=2026)
    promised = people or {"trained": 200, "facilitated": 90}
    factories.ratified(
        factories.a_version("perubahan", programme=programme, dated=CHANGED, **promised)
    )
