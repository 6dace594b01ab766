"""The vocabulary of people: diplomas, memberships, imports and merges, with their moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from binakon.core.workflow import Workflow


class Diploma(TextChoices):
    """A diploma as the rules of experience tell them apart (SE LPJK 03/2025, Tabel 2), lowest first."""

    SECONDARY = "sma", _("SMA")
    VOCATIONAL = "smk", _("SMK")
    VOCATIONAL_PLUS = "smk_plus", _("SMK Plus")
    D1 = "d1", _("D1")
    D2 = "d2", _("D2")
    D3 = "d3", _("D3")
    D4 = "d4", _("D4 atau S1 Terapan")
    BACHELOR = "s1", _("S1")
    PROFESSION = "profession", _("Profesi")
    MASTER = "s2", _("S2")
    SPECIALIST_1 = "sp1", _("Spesialis 1")
    DOCTOR = "s3", _("S3")
    SPECIALIST_2 = "sp2", _("Spesialis 2")


class Classification(TextChoices):
    """The eight classifications of expertise (PP 14/2021, Pasal 28C)."""

    ARCHITECTURE = "arsitektur", _("Arsitektur")
    CIVIL = "sipil", _("Sipil")
    MECHANICAL = "mekanikal", _("Mekanikal")
    ENVIRONMENT = "tata_lingkungan", _("Tata Lingkungan")
    MANAGEMENT = "manajemen_pelaksanaan", _("Manajemen Pelaksanaan")
    LANDSCAPE = "alidi", _("Arsitektur Lanskap, Iluminasi, dan Desain Interior")
    PLANNING = "pwk", _("Perencanaan Wilayah dan Kota")
    SCIENCE = "sains", _("Sains dan Rekayasa Teknik")


class MembershipState(TextChoices):
    """What is known of a membership card (KTA) of a professional association."""

    STATED = "stated", _("dinyatakan, belum diperiksa")
    ACTIVE = "active", _("aktif")
    INACTIVE = "inactive", _("tidak aktif")


MEMBERSHIP = Workflow(
    states=MembershipState,
    start=MembershipState.STATED,
    moves={
        "confirm": (
            frozenset({MembershipState.STATED, MembershipState.INACTIVE}),
            MembershipState.ACTIVE,
        ),
        "end": (
            frozenset({MembershipState.STATED, MembershipState.ACTIVE}),
            MembershipState.INACTIVE,
        ),
    },
)


class MergeState(TextChoices):
    """Two rows of one person: joined, or parted again."""

    STANDING = "standing", _("digabung")
    UNDONE = "undone", _("dipisah lagi")


MERGE = Workflow(
    states=MergeState,
    start=MergeState.STANDING,
    moves={"undo": (frozenset({MergeState.STANDING}), MergeState.UNDONE)},
)


class ImportKind(TextChoices):
    """What the rows of a file are."""

    WORKERS = "workers", _("tenaga kerja")
    HELD = "held", _("SKK yang dimiliki")


class ImportState(TextChoices):
    """A file of people on its way in: all of its rows, or none."""

    UPLOADED = "uploaded", _("diunggah, kolom belum dipasangkan")
    READING = "reading", _("sedang dibaca")
    READ = "read", _("siap diperiksa")
    APPLYING = "applying", _("sedang dimasukkan")
    APPLIED = "applied", _("dimasukkan")
    DISCARDED = "discarded", _("dibuang")


IMPORT = Workflow(
    states=ImportState,
    start=ImportState.UPLOADED,
    moves={
        "read": (
            frozenset({ImportState.UPLOADED, ImportState.READ}),
            ImportState.READING,
        ),
        "finish_reading": (frozenset({ImportState.READING}), ImportState.READ),
        "apply": (frozenset({ImportState.READ}), ImportState.APPLYING),
        "finish": (frozenset({ImportState.APPLYING}), ImportState.APPLIED),
        "stop": (
            frozenset({ImportState.READING, ImportState.APPLYING}),
            ImportState.UPLOADED,
        ),
        "discard": (
            frozenset({ImportState.UPLOADED, ImportState.READ}),
            ImportState.DISCARDED,
        ),
    },
)


class Ahead(TextChoices):
    """The groups in which renewals are looked through."""

    OVER = "lewat", _("sudah lewat")
    THREE = "3", _("3 bulan ke depan")
    SIX = "6", _("6 bulan ke depan")
    TWELVE = "12", _("12 bulan ke depan")
    TWO_YEARS = "24", _("24 bulan ke depan")
    UNKNOWN = "tanpa", _("tanggalnya belum diisi")

    @property
    def months(self) -> int | None:
        """How many months ahead; None for what is over or unknown."""
        return int(self.value) if self.value.isdecimal() else None
