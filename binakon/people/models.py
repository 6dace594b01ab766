"""Who: offices with their dated officials, organisations, users and the roles they hold."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

REGION_SOURCE = "Kepmendagri 300.2.2-2430/2025"


class OfficeQuerySet(models.QuerySet["Office"]):
    """The words of offices."""

    def provinces(self) -> "OfficeQuerySet":
        """The provincial offices."""
        return self.filter(kind=Office.Kind.PROVINCE)

    def loaded(self) -> "OfficeQuerySet":
        """Offices that came with the official list; a plan file may add others one by one."""
        return self.filter(source=REGION_SOURCE)

    def regencies_of(self, province_code: str) -> "OfficeQuerySet":
        """The loaded kabupaten and kota of one province, in the order of their codes."""
        return self.loaded().filter(parent__code=province_code).order_by("code")


class Office(models.Model):
    """The construction-development office of a province, kabupaten or kota.

    `code` is Kemendagri's (Kepmendagri 300.2.2-2430/2025): "63", "63.01". `name` is the region,
    `office_name` the agency as it signs ("" until a plan file says it). `seat` is where its letters are dated
    ("Banjarbaru"); with address, phone and e-mail it makes the letterhead.
    """

    class Kind(models.TextChoices):
        """The tiers of government that plan construction development."""

        PROVINCE = "province", "provinsi"
        REGENCY = "kabupaten", "kabupaten"
        CITY = "kota", "kota"

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    office_name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="regencies"
    )
    population = models.PositiveIntegerField(null=True)
    seat = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="province", parent=None)
                | (~Q(kind="province") & Q(parent__isnull=False)),
                name="office_parent_fits_kind",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """How the office is called on a page: its agency's name where known, else its region."""
        return self.office_name or self.name


class OfficialQuerySet(models.QuerySet["Official"]):
    """The words of officials."""

    def serving_on(self, day: date) -> "OfficialQuerySet":
        """Who held the position on `day`; an unknown start or end does not exclude."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Official(models.Model):
    """A person in a position at an office over time, also acting (Plt). What was not published stays empty.

    `rank` (pangkat/golongan) and `employee_number` (NIP) stand under a signature.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="officials")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    rank = models.CharField(max_length=100, blank=True)
    employee_number = models.CharField(max_length=30, blank=True)
    is_acting = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=300)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="official_ends_after_start",
            ),
            models.UniqueConstraint(fields=["office", "name", "position"], name="official_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {'Plt ' if self.is_acting else ''}{self.position}"


class Organisation(models.Model):
    """An association, certification body (LSP), Balai or other body the office works with."""

    class Kind(models.TextChoices):
        """What a partner is."""

        ASSOCIATION = "association", "asosiasi profesi"
        LSP = "lsp", "LSP"
        BALAI = "balai", "balai"
        OTHER = "other", "lainnya"

    name = models.CharField(max_length=300, unique=True)
    short_name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    source = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.short_name


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


class Sex(models.TextChoices):
    """As on the identity card."""

    MALE = "male", "laki-laki"
    FEMALE = "female", "perempuan"


class Worker(models.Model):
    """A construction worker (TKK): one person across the years.

    The NIK is text, encrypted in `nik_sealed` (bound to `key`), found by its keyed index and shown as `nik_mask`;
    it is unmasked only through `people.actions.reveal`, which writes down who looked and why.
    """

    key = models.UUIDField(unique=True)
    nik_index = models.CharField(max_length=64, unique=True)
    nik_sealed = models.BinaryField()
    nik_mask = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    is_invented = models.BooleanField(default=False)

    changes_plan: ClassVar[bool] = False

    def __str__(self) -> str:
        return f"{self.name} (contoh)" if self.is_invented else self.name


class Reveal(models.Model):
    """Somebody looked at what is masked: who, whose, which field, why, when. Append-only."""

    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="reveals")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    changes_plan: ClassVar[bool] = False

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="reveal_subject")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.field}"
