"""How the offices of kabupaten and kota are reached: by which address, and who said so when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.people.models import Office, RoleGrant
from binakon.people.queries import office as office_of
from binakon.people.queries import regencies_of
from binakon.people.rules import (
    DESK_ROLES,
    NOMINATORS,
    Viewer,
    can_nominate,
    can_plan,
    province_of,
)
from binakon.people.rules.contacts import can_keep_contact, can_see_contacts
from binakon.people.rules.phone import wa_digits

# The letterhead holds the same two: whoever changed them there has said them too.
_SAID = Q(action__in=("office:contact", "office:contact_confirmed")) | Q(
    Q(after__has_key="email") | Q(after__has_key="phone"), action="office:letterhead"
)
_HISTORY_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ContactLine:
    """How one office is reached; `said_by` is "" where nobody has said it here yet."""

    office: Office
    officers: int
    said_by: str
    said_at: datetime | None

    @property
    def whatsapp(self) -> str:
        """Its number as WhatsApp wants it; "" for none, or for a landline."""
        return wa_digits(self.office.phone)

    @property
    def is_reached(self) -> bool:
        """Whether anything that is written to it reaches it by itself."""
        return bool(self.office.email or self.officers)


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """All offices of a province."""

    office: Office
    lines: tuple[ContactLine, ...]
    may_write: bool

    @property
    def empty(self) -> int:
        """How many offices have neither e-mail nor WhatsApp of their own."""
        return sum(not (line.office.email or line.whatsapp) for line in self.lines)

    @property
    def unreached(self) -> int:
        """How many no e-mail reaches at all."""
        return sum(not line.is_reached for line in self.lines)


@dataclass(frozen=True, slots=True)
class ContactPage:
    """One office, for whoever may see how it is reached."""

    line: ContactLine
    history: tuple[AuditEvent, ...]
    may_write: bool
    is_own: bool


def contacts_page(viewer: Viewer, code: str = "") -> ContactsPage | None:
    """The offices of the province that is named, or of the viewer's own; None for who sits at no such desk."""
    own = sorted(code for code in viewer.codes_with(DESK_ROLES - NOMINATORS) if "." not in code)
    asked = code or (own[0] if own else "")
    found = office_of(asked)
    if found is None or found.parent_id is not None or not can_see_contacts(viewer, asked):
        return None
    return ContactsPage(found, _lines(list(regencies_of(asked))), can_plan(viewer, asked))


def contact_page(viewer: Viewer, code: str) -> ContactPage | None:
    """One office; None for one that is no kabupaten or kota, or not the viewer's to see."""
    found = office_of(code)
    if found is None or found.parent_id is None:
        return None
    may_write = can_keep_contact(viewer, code)
    if not may_write and not can_see_contacts(viewer, province_of(code)):
        return None
    history = AuditEvent.objects.filter(_SAID, subject_type="people.office", subject_id=found.pk)
    return ContactPage(
        line=_lines([found])[0],
        history=tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        may_write=may_write,
        is_own=can_nominate(viewer, code),
    )


def _lines(offices: list[Office]) -> tuple[ContactLine, ...]:
    pks = [office.pk for office in offices]
    grants = RoleGrant.objects.in_force_on(today()).filter(
        office__in=pks, role__in=sorted(NOMINATORS), user__is_active=True
    )
    officers = list(grants.values_list("office", "user").distinct())
    events = AuditEvent.objects.filter(_SAID, subject_type="people.office", subject_id__in=pks)
    # The newest is read last and stays.
    said = {event.subject_id: event for event in events.order_by("id")}
    return tuple(
        ContactLine(
            office=office,
            officers=sum(at == office.pk for at, _user in officers),
            said_by=said[office.pk].actor_label if office.pk in said else "",
            said_at=said[office.pk].at if office.pk in said else None,
        )
        for office in offices
    )
