"""The vocabulary of coordination: meetings and what is agreed in them, with their moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from binakon.core.workflow import Workflow


class MeetingState(TextChoices):
    """A meeting with the offices, from its agenda to its official record (berita acara)."""

    PREPARED = "prepared", _("disiapkan")
    INVITED = "invited", _("diundang")
    RUNNING = "running", _("berlangsung")
    CLOSED = "closed", _("selesai")
    CANCELLED = "cancelled", _("dibatalkan")


MEETING = Workflow(
    states=MeetingState,
    start=MeetingState.PREPARED,
    moves={
        "invite": (frozenset({MeetingState.PREPARED}), MeetingState.INVITED),
        # A meeting that was called by telephone is held without a letter.
        "begin": (
            frozenset({MeetingState.PREPARED, MeetingState.INVITED}),
            MeetingState.RUNNING,
        ),
        # Begun by mistake, it stands where it stood before.
        "withdraw": (frozenset({MeetingState.RUNNING}), MeetingState.INVITED),
        "withdraw_unasked": (frozenset({MeetingState.RUNNING}), MeetingState.PREPARED),
        "close": (frozenset({MeetingState.RUNNING}), MeetingState.CLOSED),
        "resume": (frozenset({MeetingState.CLOSED}), MeetingState.RUNNING),
        "cancel": (
            frozenset({MeetingState.PREPARED, MeetingState.INVITED}),
            MeetingState.CANCELLED,
        ),
    },
)


class Reply(TextChoices):
    """What an office answered to its invitation."""

    OPEN = "open", _("belum menjawab")
    COMES = "comes", _("hadir")
    DECLINES = "declines", _("tidak hadir")


class ArrivalEvidence(TextChoices):
    """How it is known that a guest came."""

    STAFF_SCAN = "staff_scan", _("QR dipindai petugas")
    OWN_SCAN = "own_scan", _("memindai kode di ruang rapat")
    TYPED = "typed", _("diketik dari daftar hadir")


class Travel(TextChoices):
    """Whether an office can pay the travel of those whom it names."""

    UNKNOWN = "unknown", _("belum diisi")
    YES = "yes", _("bisa")
    PARTLY = "partly", _("sebagian")
    NO = "no", _("tidak bisa")


class MeetingPaperKind(TextChoices):
    """The official papers of a meeting."""

    INVITATION = "invitation", _("surat undangan")
    RECORD = "record", _("berita acara")
    CANCELLATION = "cancellation", _("surat pembatalan")


class AgreementKind(TextChoices):
    """What an agreement is about."""

    QUOTA = "quota", _("kuota")
    NOMINATION = "nomination", _("usulan peserta")
    NEED = "need", _("kebutuhan")
    DATA = "data", _("data")
    OTHER = "other", _("lainnya")


class AgreementState(TextChoices):
    """What was agreed, until it is done; being late is a matter of the date, not a state."""

    PROPOSED = "proposed", _("diusulkan")
    ACCEPTED = "accepted", _("disepakati")
    FULFILLED = "fulfilled", _("dipenuhi")
    DROPPED = "dropped", _("dibatalkan")


AGREEMENT = Workflow(
    states=AgreementState,
    start=AgreementState.PROPOSED,
    moves={
        "accept": (frozenset({AgreementState.PROPOSED}), AgreementState.ACCEPTED),
        "fulfil": (frozenset({AgreementState.ACCEPTED}), AgreementState.FULFILLED),
        # What was thought done and is not: a nominee withdraws, data prove unreadable.
        "reopen": (frozenset({AgreementState.FULFILLED}), AgreementState.ACCEPTED),
        "drop": (
            frozenset({AgreementState.PROPOSED, AgreementState.ACCEPTED}),
            AgreementState.DROPPED,
        ),
    },
)

RUNNING_AGREEMENTS = (AgreementState.PROPOSED, AgreementState.ACCEPTED)
