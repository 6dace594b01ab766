"""Where a message stands between its deed and its reader: one word per message, and the rows of each group."""

from datetime import datetime, timedelta

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from binakon.core import questions
from binakon.core.models import Message

# A worker that holds a message longer than this has died; sending itself gives up after EMAIL_TIMEOUT (20 s).
CLAIM_LASTS = timedelta(minutes=10)
# After so many refusals nobody tries any more until a person says so. An unreachable server refuses nothing.
MOST_TRIES = 8
_PAUSES = (1, 2, 4, 8, 15)


def pause_after(attempts: int) -> timedelta:
    """How long a message rests after so many tries: 1, 2, 4, 8, then 15 minutes.

    No pause is longer, so that all that waited is sent within 15 minutes after a server came back.
    """
    return timedelta(minutes=_PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1])


class MessageState(TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("menunggu dikirim")
    SCHEDULED = "scheduled", _("dijadwalkan")
    SENDING = "sending", _("sedang dikirim")
    RETRYING = "retrying", _("akan dicoba lagi")
    FAILED = "failed", _("gagal")
    WHATSAPP = "whatsapp", _("perlu diteruskan lewat WhatsApp")
    UNREACHABLE = "unreachable", _("tanpa surel dan telepon")
    PASSED_ON = "passed_on", _("diteruskan lewat WhatsApp")
    SENT = "sent", _("terkirim")
    CANCELLED = "cancelled", _("dibatalkan")

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return _TONES.get(self, "")


_TONES = {
    MessageState.RETRYING: "wait",
    MessageState.FAILED: "bad",
    MessageState.WHATSAPP: "wait",
    MessageState.UNREACHABLE: "bad",
    MessageState.PASSED_ON: "good",
    MessageState.SENT: "good",
    MessageState.SENDING: "go",
}


def state_of(message: Message, moment: datetime) -> MessageState:
    """Where one message stands at a moment."""
    if message.cancelled_at:
        return MessageState.CANCELLED
    if message.sent_at:
        return MessageState.SENT
    if message.passed_on_at and (not message.to or message.attempts >= MOST_TRIES):
        return MessageState.PASSED_ON
    if not message.to:
        return MessageState.WHATSAPP if message.phone else MessageState.UNREACHABLE
    return _on_its_way(message, moment)


def _on_its_way(message: Message, moment: datetime) -> MessageState:
    if message.claimed_at and message.claimed_at >= moment - CLAIM_LASTS:
        return MessageState.SENDING
    if message.attempts >= MOST_TRIES:
        return MessageState.FAILED
    if message.attempts:
        return MessageState.RETRYING
    is_later = message.due_at is not None and message.due_at > moment
    return MessageState.SCHEDULED if is_later else MessageState.WAITING


class Group(TextChoices):
    """The groups in which the outbox is looked through; together they are all messages, each once."""

    WAITING = "menunggu", _("Menunggu dikirim")
    WHATSAPP = "whatsapp", _("Perlu WhatsApp")
    FAILED = "gagal", _("Gagal")
    SENT = "terkirim", _("Terkirim atau diteruskan")
    CANCELLED = "batal", _("Dibatalkan")


def of_group(group: str) -> Q:
    """The messages of one group."""
    unsent = Q(sent_at=None, cancelled_at=None)
    by_mail = unsent & ~Q(to="")
    return {
        Group.WAITING: by_mail & Q(attempts__lt=MOST_TRIES),
        Group.WHATSAPP: unsent & Q(to="", passed_on_at=None),
        Group.FAILED: by_mail & Q(attempts__gte=MOST_TRIES, passed_on_at=None),
        Group.SENT: Q(cancelled_at=None)
        & (
            Q(sent_at__isnull=False)
            | Q(passed_on_at__isnull=False, to="")
            | Q(passed_on_at__isnull=False, attempts__gte=MOST_TRIES)
        ),
        Group.CANCELLED: Q(cancelled_at__isnull=False),
    }[Group(group)]


def at_rest(moment: datetime) -> Q:
    """Messages that no worker holds at this moment."""
    return Q(claimed_at=None) | Q(claimed_at__lt=moment - CLAIM_LASTS)


def why_untrue(message: Message) -> str:
    """Why a message must no longer reach anybody, "" when it may: its condition, or a newer message that says it anew.

    Raises what the chapter's answer raises, and `LookupError` when no chapter answers.
    """
    if not message.condition:
        return ""
    newer = Message.objects.filter(
        name=message.name,
        subject_type=message.subject_type,
        subject_id=message.subject_id,
        cancelled_at=None,
        pk__gt=message.pk,
    )
    if newer.exists():
        return "Sudah ada pesan yang lebih baru tentang hal yang sama."
    return questions.why_untrue(message.condition, message.subject_id)
