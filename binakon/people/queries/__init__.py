"""Looking people and offices up; what a viewer may see starts here."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from binakon.core.actor import Actor, ActorKind
from binakon.core.calendar import today
from binakon.people.models import Office, Official, Organisation, Role, RoleGrant, User
from binakon.people.rules import APPROVERS, DESK_ROLES, PLANNERS, PUBLIC, Held, Viewer, province_of


def viewer_of(user: User | AnonymousUser) -> Viewer:
    """The viewer behind a request: the roles in force today, or the public."""
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    grants = RoleGrant.objects.in_force_on(today()).filter(user=user).order_by("id")
    # Asked by every page of the desk, once by its view and once by its frame: three columns, no rows made of them.
    known = grants.values_list("role", "office__code", "organisation_id")
    held = tuple(Held(Role(role), office, organisation) for role, office, organisation in known)
    return Viewer(Actor(ActorKind.USER, str(user), user.pk), held)


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


def _users_with(roles: frozenset[Role], office_code: str) -> QuerySet[User]:
    grants = RoleGrant.objects.in_force_on(today()).filter(
        office__code=office_code, role__in=sorted(roles)
    )
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("id")
