"""The people of the tests: the demo's cast as users, and as the viewers that queries start from."""

from datetime import date

from binakon.demo.cast import CAST, install_cast
from binakon.people.models import Role, RoleGrant, User
from binakon.people.queries import viewer_of
from binakon.people.rules import Viewer

__all__ = ["CAST", "cast_arrives", "grant_of", "user", "viewer"]


def cast_arrives() -> None:
    """The cast with its roles, in force since 1 January 2026."""
    install_cast(as_of=date(2026, 1, 1))


def user(role: Role) -> User:
    """The member of the cast with this role."""
    email = next(person.email for person in CAST if person.role == role)
    return User.objects.get(email=email)


def grant_of(role: Role) -> RoleGrant:
    return RoleGrant.objects.get(user=user(role))


def viewer(role: Role) -> Viewer:
    """The same member as a viewer, with the roles in force today."""
    return viewer_of(user(role))
