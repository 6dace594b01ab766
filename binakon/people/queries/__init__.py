"""Looking people and offices up; what a viewer may see starts here."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest

from binakon.core.actor import Actor, ActorKind
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.typed import whole_number
from binakon.people.models import Office, Official, Organisation, Role, RoleGrant, User
from binakon.people.rules import (
    APPROVERS,
    DESK_ROLES,
    NOMINATORS,
    PLANNERS,
    PUBLIC,
    Held,
    Viewer,
    can_keep_office,
    can_see_desk,
    province_of,
)
from binakon.people.rules.contacts import can_keep_contact
from binakon.people.rules.letterhead import OfficeFacts, SignerFacts, head_of

_HISTORY_SHOWN = 12


def viewer_of(user: User | AnonymousUser) -> Viewer:
    """The viewer behind a request: the roles in force today, or the public."""
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    grants = RoleGrant.objects.in_force_on(today()).filter(user=user).order_by("id")
    # Asked by every page of the desk: three columns, no rows made of them.
    known = grants.values_list("role", "office__code", "organisation_id")
    held = tuple(Held(Role(role), office, organisation) for role, office, organisation in known)
    return Viewer(Actor(ActorKind.USER, str(user), user.pk), held)


def viewer_for(request: HttpRequest) -> Viewer:
    """The viewer behind a request, asked once for its view and its frame; kept nowhere else."""
    number = getattr(request.user, "pk", None)
    kept: tuple[int | None, Viewer] | None = getattr(request, "_binakon_viewer", None)
    # Logging in or out changes who is behind a request.
    if kept is None or kept[0] != number:
        kept = request._binakon_viewer = number, viewer_of(request.user)  # type: ignore[attr-defined]
    return kept[1]


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own log-in: who, with which roles, guarded how."""

    user: User
    grants: tuple[RoleGrant, ...]
    has_app: bool
    passkeys: int
    codes_left: int | None


def account_of(user: User | AnonymousUser) -> AccountPage | None:
    """The account behind a request; None for the public."""
    if not isinstance(user, User):
        return None
    grants = RoleGrant.objects.in_force_on(today()).filter(user=user)
    factors = list(Authenticator.objects.filter(user_id=user.pk))
    kinds = [factor.type for factor in factors]
    codes = [factor for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES]
    return AccountPage(
        user=user,
        grants=tuple(grants.select_related("office", "organisation").order_by("id")),
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


def office(code: str) -> Office | None:
    """One office by its code."""
    return Office.objects.filter(code=code).select_related("parent").first()


def desk_offices_for(viewer: Viewer) -> QuerySet[Office]:
    """The offices whose desk this viewer may open."""
    codes = [held.office_code for held in viewer.held if held.role in DESK_ROLES]
    return Office.objects.filter(code__in=codes).order_by("code")


def regencies_of(office_code: str) -> QuerySet[Office]:
    """The loaded kabupaten and kota of the office's province."""
    return Office.objects.regencies_of(province_of(office_code))


def office_count_by_province() -> dict[str, int]:
    """How many kabupaten and kota are loaded per province code."""
    codes = Office.objects.exclude(parent=None).values_list("parent__code", flat=True)
    counts: dict[str, int] = {}
    for code in codes:
        counts[str(code)] = counts.get(str(code), 0) + 1
    return counts


def officials_of(office_code: str) -> QuerySet[Official]:
    """Who serves the office today, acting ones included."""
    return Official.objects.serving_on(today()).filter(office__code=office_code).order_by("id")


def signatories(office_code: str, day: date) -> QuerySet[Official]:
    """Who may sign a paper of this office that is dated `day`."""
    serving = Official.objects.serving_on(day).filter(office__code=office_code)
    return serving.select_related("office").order_by("position", "name", "id")


def signatory_choices(office_code: str) -> list[tuple[int, str]]:
    """Everybody who ever served the office, today's first: a paper may bear an earlier date."""
    serving = set(signatories(office_code, today()).values_list("pk", flat=True))
    rows = Official.objects.filter(office__code=office_code).order_by("position", "name")
    return [(row.pk, str(row)) for row in sorted(rows, key=lambda row: row.pk not in serving)]


def signatory_named(office_code: str, pk: str) -> Official | None:
    """The official whose number a form sent; None for another office's, or none."""
    number = whole_number(pk)
    if number is None:
        return None
    return Official.objects.filter(office__code=office_code, pk=number).first()


def head_of_papers(code: str, signer: Official | None) -> dict[str, str]:
    """What papers of this office print on top and under their text, as it stands now."""
    found = Office.objects.get(code=code)
    facts = OfficeFacts(
        region=found.name,
        office_name=found.office_name,
        seat=found.seat,
        address=found.address,
        phone=found.phone,
        email=found.email,
        website=found.website,
    )
    if signer is None:
        return head_of(facts, None)
    return head_of(
        facts,
        SignerFacts(
            signer.name,
            signer.position,
            signer.rank,
            signer.employee_number,
            is_acting=signer.is_acting,
        ),
    )


def official_for(viewer: Viewer, pk: int) -> Official | None:
    """One official of an office whose desk the viewer may open."""
    found = Official.objects.filter(pk=pk).select_related("office").first()
    return found if found is not None and can_see_desk(viewer, found.office.code) else None


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """One official in the list: today's or a former one."""

    official: Official
    is_serving: bool


@dataclass(frozen=True, slots=True)
class OfficePage:
    """What stands on the papers of an office, and who signs them."""

    office: Office
    officials: tuple[OfficialLine, ...]
    history: tuple[AuditEvent, ...]
    may_keep: bool
    may_keep_contact: bool

    @property
    def serving(self) -> int:
        """How many of the officials serve today."""
        return sum(line.is_serving for line in self.officials)

    @property
    def is_complete(self) -> bool:
        """Whether the letterhead has what every letter needs."""
        office = self.office
        return all((office.office_name, office.seat, office.address))


def office_page(viewer: Viewer, code: str) -> OfficePage | None:
    """The letterhead and the officials of an office; None where the viewer holds no desk."""
    found = office(code)
    if found is None or not can_see_desk(viewer, code):
        return None
    serving = set(signatories(code, today()).values_list("pk", flat=True))
    rows = Official.objects.filter(office=found).order_by("position", "-starts_on", "name")
    lines = [OfficialLine(row, row.pk in serving) for row in rows]
    history = AuditEvent.objects.filter(
        office_code=code, subject_type__in=("people.office", "people.official")
    )
    return OfficePage(
        office=found,
        officials=tuple(sorted(lines, key=lambda line: not line.is_serving)),
        history=tuple(history.order_by("-id")[:_HISTORY_SHOWN]),
        may_keep=can_keep_office(viewer, code),
        may_keep_contact=can_keep_contact(viewer, code),
    )


def organisations_named(names: list[str]) -> dict[str, Organisation]:
    """Known organisations by the casefolded name or short name that the text uses."""
    wanted = {name.casefold() for name in names}
    found: dict[str, Organisation] = {}
    for organisation in Organisation.objects.all():
        for name in (organisation.short_name.casefold(), organisation.name.casefold()):
            if name in wanted:
                found[name] = organisation
    return found


def approvers_of(office_code: str) -> QuerySet[User]:
    """The users who may ratify for this office today."""
    return _users_with(APPROVERS, office_code)


def planners_of(office_code: str) -> QuerySet[User]:
    """The users who may write plans and briefs of this office today."""
    return _users_with(PLANNERS, office_code)


def nominators_of(office_code: str) -> QuerySet[User]:
    """The users who name people for this kabupaten or kota today."""
    return _users_with(NOMINATORS, office_code)


def administrators() -> QuerySet[User]:
    """The users who administer the installation today, at whatever office they were named."""
    grants = RoleGrant.objects.in_force_on(today()).filter(role=Role.ADMINISTRATOR)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("id")


def _users_with(roles: frozenset[Role], office_code: str) -> QuerySet[User]:
    grants = RoleGrant.objects.in_force_on(today()).filter(
        office__code=office_code, role__in=sorted(roles)
    )
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("id")
