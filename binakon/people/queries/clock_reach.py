"""Which running clocks a viewer may see, and which of them concern their roles."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from binakon.core.models import Deadline
from binakon.people.models import Role
from binakon.people.queries import chapters
from binakon.people.rules import (
    DESK_ROLES,
    NOMINATORS,
    PAYERS,
    PERSONAL_SUBJECTS,
    SEERS,
    Viewer,
)
from binakon.people.rules.clock_roles import FOR_SEERS, PAYING, WHOLE_OFFICE, kinds_for

# Where whoever pays sees all bills of the year; the case itself is not theirs to open.
COSTS = "/meja/sertifikasi/biaya/"
_NARROW = sorted(DESK_ROLES - WHOLE_OFFICE)


def office_codes_of(viewer: Viewer) -> frozenset[str]:
    """The offices whose clocks this viewer watches."""
    return viewer.codes_with(DESK_ROLES)


def has_clocks(viewer: Viewer) -> bool:
    """Whether there is a page of clocks for this viewer at all: a desk, or people of their own elsewhere."""
    return bool(office_codes_of(viewer)) or _own(viewer) is not None


def of_kinds(kinds: Collection[str]) -> Q:
    """The clocks of some kinds, whatever a kind adds after a colon."""
    found = Q(kind__in=kinds)
    for kind in kinds:
        found |= Q(kind__startswith=f"{kind}:")
    return found


def running_for(viewer: Viewer, office_code: str = "") -> QuerySet[Deadline]:
    """The running clocks that a viewer may see: those their offices watch or must answer; of one office when named.

    A clock about a person names them: it is there for whoever may see the people of its office, and at the office
    that owes an answer for whoever names people for it. A bill is there for the treasurer too, told without a name.
    Whoever has no desk sees the clocks of their own people, as their chapter tells.
    """
    codes = office_codes_of(viewer)
    if office_code:
        codes &= {office_code}
    seers, namers = viewer.codes_with(SEERS), viewer.codes_with(SEERS | NOMINATORS)
    payers = viewer.codes_with(PAYERS)
    personal = Q(subject_type__in=PERSONAL_SUBJECTS)
    watched = Q(office_code__in=codes) | Q(owner_code__in=codes)
    seen = ~personal | Q(office_code__in=codes & seers) | Q(owner_code__in=codes & namers)
    seen |= Q(office_code__in=codes & payers) & of_kinds(PAYING)
    reach = watched & seen
    own = _own(viewer)
    if own is not None and not office_code:
        reach |= own
    return Deadline.objects.open().filter(reach).order_by("due_at", "id")


def concerning(viewer: Viewer, office_code: str = "") -> QuerySet[Deadline]:
    """Of these, the clocks that concern the viewer's roles; an office is always concerned by what it owes."""
    concern = Q(office_code__in=viewer.codes_with(WHOLE_OFFICE))
    concern |= Q(owner_code__in=office_codes_of(viewer))
    for role in _NARROW:
        codes = viewer.codes_with({Role(role)})
        if codes:
            concern |= Q(office_code__in=codes) & of_kinds(kinds_for(Role(role)) or ())
    own = _own(viewer)
    if own is not None:
        concern |= own
    return running_for(viewer, office_code).filter(concern)


def is_told_without_name(row: Deadline, viewer: Viewer) -> bool:
    """Whether the viewer is told of this clock but not whom it is about."""
    if row.subject_type not in PERSONAL_SUBJECTS:
        return False
    return (
        row.office_code in viewer.codes_with(PAYERS)
        and row.office_code not in viewer.codes_with(SEERS)
        and row.owner_code not in viewer.codes_with(SEERS | NOMINATORS)
    )


def path_for(row: Deadline, viewer: Viewer) -> str:
    """Where this viewer opens what the clock is about: at the desk of its office, else at their own door.

    "" where its page is not theirs to open.
    """
    if is_told_without_name(row, viewer):
        return COSTS
    if row.kind.partition(":")[0] in FOR_SEERS and not _may_open(row, viewer):
        return ""
    codes = office_codes_of(viewer)
    if row.office_code in codes or row.owner_code in codes:
        return row.path
    paths = (own.path(row) for own in chapters.own_clocks())
    return next((path for path in paths if path), "")


def _may_open(row: Deadline, viewer: Viewer) -> bool:
    seers, namers = viewer.codes_with(SEERS), viewer.codes_with(SEERS | NOMINATORS)
    return row.office_code in seers | viewer.codes_with(NOMINATORS) or row.owner_code in namers


def _own(viewer: Viewer) -> Q | None:
    """The clocks of people whom a chapter gave into this viewer's hands; None for whoever has none by their role."""
    found: Q | None = None
    for own in chapters.own_clocks():
        asked = own.finds(viewer)
        if asked is not None:
            found = asked if found is None else found | asked
    return found
