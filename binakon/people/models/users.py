"""Users, and the roles they hold at an office for a time."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from binakon.people.models.offices import Office, Organisation


class UserManager(BaseUserManager["User"]):
    """Finds people by their e-mail, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this e-mail address."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a hashed password; without one nobody can log in as them."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who logs in. What they may do stands in their roles, not here.

    `session_stamp` goes up whenever their rights change: every session opened before ends at its next request.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(default=False)
    session_stamp = models.PositiveIntegerField(default=0)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        return f"{self.name} (contoh)" if self.is_invented else self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to stay open: the password and the stamp of the rights."""
        words = f"{self.password}:{self.session_stamp}"
        return salted_hmac(
            "people.User.session", words, secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        """The name as printed."""
        return str(self)


class Role(models.TextChoices):
    """The roles of a desk user; applicants and the public have none."""

    HEAD_OF_OFFICE = "head_of_office", "Kepala Dinas"
    HEAD_OF_DIVISION = "head_of_division", "Kepala Bidang"
    SECTION_HEAD = "section_head", "Kepala Seksi"
    STAFF = "staff", "Staf"
    VERIFIER = "verifier", "Verifikator"
    TREASURER = "treasurer", "Bendahara"
    REGENCY_OFFICER = "regency_officer", "Petugas kabupaten/kota"
    PARTNER = "partner", "Mitra"
    INSTRUCTOR = "instructor", "Instruktur"
    ADMINISTRATOR = "administrator", "Administrator"


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """The words of roles."""

    def in_force_on(self, day: date) -> "RoleGrantQuerySet":
        """Grants that hold on `day`."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))


class RoleGrant(models.Model):
    """A role that a user holds at an office for a time; a partner's also names the organisation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grants")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="grants"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "office", "starts_on"], name="role_granted_once"
            ),
            models.CheckConstraint(
                condition=(Q(role="partner") & Q(organisation__isnull=False))
                | (~Q(role="partner") & Q(organisation=None)),
                name="role_partner_names_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.office})"
