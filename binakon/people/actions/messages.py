"""Changing what waits in the outbox: each deed compares with what its person saw, and leaves a line of history."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from binakon.core import clock, ledger, letters, outbox, words
from binakon.core.actor import Actor
from binakon.core.letters import MessageState, state_of
from binakon.core.models import AuditEvent, Message
from binakon.core.problems import Problem, StaleState, refuse
from binakon.people.rules.messages import holds_nik, html_of


@transaction.atomic
def edit_message(
    message: Message,
    *,
    subject: str,
    text: str,
    seen: datetime | None,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Change subject and text of an unsent message; its HTML follows the text.

    `seen` is `edited_at` of the message as its editor read it. Raises `StaleState` with where the message now stands
    when it was sent, cancelled, taken by the worker or edited by somebody else, and `Blocked` for a NIK in the text.
    """
    words_of_subject = outbox.one_line(subject)
    problems = []
    if not words_of_subject or not text.strip():
        problems.append(Problem("empty", _("Perihal dan isi pesan tidak boleh kosong.")))
    if holds_nik(words_of_subject) or holds_nik(text):
        sentence = _("Pesan tidak boleh memuat NIK (16 angka). Hapus angkanya; sebut nama saja.")
        problems.append(Problem("nik", sentence))
    refuse(problems)
    moment = at or clock.now()
    changed = {"subject": words_of_subject[:300], "body_text": text}
    if all(getattr(message, name) == value for name, value in changed.items()):
        return
    _change(
        message,
        Q(edited_at=seen),
        moment,
        **changed,
        body_html=html_of(text),
        edited_at=moment,
    )
    # The history keeps who and what, not the words: they are erased with the message after a year.
    parts = [
        name
        for name, is_changed in (
            ("perihal", message.subject != changed["subject"]),
            ("isi", message.body_text != text),
        )
        if is_changed
    ]
    _note(message, "edit", f"Pesan {message.pk} diubah: {' dan '.join(parts)}", by, moment)


@transaction.atomic
def cancel_message(message: Message, *, reason: str, by: Actor, at: datetime | None = None) -> None:
    """Call an unsent message off, with a reason. Raises `StaleState` when it is no longer unsent."""
    why = outbox.one_line(reason)
    if len(why) < 3:
        refuse([Problem("reason", _("Tulis alasan membatalkan pesan ini."))])
    moment = at or clock.now()
    _change(message, Q(), moment, cancelled_at=moment, cancel_reason=why[:300], claimed_at=None)
    _note(message, "cancel", f"Pesan {message.pk} dibatalkan: {why}", by, moment, note=why)


@transaction.atomic
def restore_message(message: Message, *, by: Actor, at: datetime | None = None) -> None:
    """Take a cancellation back; the message waits again, and its condition is asked before it goes."""
    moment = at or clock.now()
    cancelled = Message.objects.filter(pk=message.pk, sent_at=None, cancelled_at__isnull=False)
    if not cancelled.update(cancelled_at=None, cancel_reason=""):
        raise StaleState(_standing(message, moment))
    _note(message, "restore", f"Pembatalan pesan {message.pk} diurungkan", by, moment)


@transaction.atomic
def send_again(message: Message, *, by: Actor, at: datetime | None = None) -> Message:
    """Send once more: a message that failed is tried again at once, a finished one is posted anew as a linked one.

    Returns the message that now waits. While a repetition waits, asking again gives that one. Raises `Blocked` when
    the message still waits itself, or says what is no longer true.
    """
    moment = at or clock.now()
    # Holds the row, so that a button pressed twice asks one after the other.
    Message.objects.filter(pk=message.pk).update(attempts=F("attempts"))
    message.refresh_from_db()
    state = state_of(message, moment)
    if state in {MessageState.FAILED, MessageState.RETRYING}:
        _change(message, Q(), moment, attempts=0, due_at=None, claimed_at=None)
        _note(message, "retry", f"Pesan {message.pk} dicoba kirim lagi", by, moment)
        return message
    if state not in {MessageState.SENT, MessageState.PASSED_ON, MessageState.CANCELLED}:
        refuse([Problem("waiting", _("Pesan ini belum terkirim, jadi belum bisa dikirim ulang."))])
    untrue = letters.why_untrue(message)
    if untrue:
        sentence = _("Isi pesan ini tidak lagi benar, jadi tidak dikirim ulang. %(reason)s")
        refuse([Problem("untrue", sentence % {"reason": untrue})])
    waiting = _waiting_repetition(message)
    if waiting is not None:
        return waiting
    again = outbox.post_again(message)
    _note(
        message,
        "again",
        f"Pesan {message.pk} dikirim ulang sebagai pesan {again.pk}",
        by,
        moment,
        after={"message": again.pk},
    )
    _note(
        again,
        "repeat",
        f"Pesan {again.pk} mengulang pesan {message.pk}",
        by,
        moment,
        before={"message": message.pk},
    )
    return again


def _waiting_repetition(message: Message) -> Message | None:
    line = (
        AuditEvent.objects.filter(
            subject_type="core.message", subject_id=message.pk, action="message:again"
        )
        .order_by("-id")
        .first()
    )
    if line is None:
        return None
    unsent = Message.objects.unsent().filter(passed_on_at=None)
    return unsent.filter(pk=line.after["message"]).first()


@transaction.atomic
def mark_passed_on(message: Message, *, by: Actor, at: datetime | None = None) -> None:
    """Remember that somebody passed the message on by WhatsApp; saying it again changes nothing."""
    moment = at or clock.now()
    unmarked = Message.objects.filter(pk=message.pk, passed_on_at=None, cancelled_at=None)
    if unmarked.exclude(~Q(to=""), phone="").update(passed_on_at=moment):
        _note(message, "pass_on", f"Pesan {message.pk} diteruskan lewat WhatsApp", by, moment)
        return
    message.refresh_from_db()
    if message.passed_on_at is None:
        raise StaleState(_standing(message, moment))


@transaction.atomic
def unmark_passed_on(message: Message, *, by: Actor, at: datetime | None = None) -> None:
    """Take back that the message was passed on."""
    moment = at or clock.now()
    marked = Message.objects.filter(pk=message.pk, passed_on_at__isnull=False)
    if marked.update(passed_on_at=None):
        sentence = f"Tanda diteruskan pada pesan {message.pk} diurungkan"
        _note(message, "unpass", sentence, by, moment)


def _change(message: Message, also: Q, moment: datetime, **values: object) -> None:
    """Write to a message that is unsent and that no worker holds, or raise `StaleState`."""
    unsent = Message.objects.unsent().filter(letters.at_rest(moment), also, pk=message.pk)
    if not unsent.update(**values):
        raise StaleState(_standing(message, moment))


def _standing(message: Message, moment: datetime) -> str:
    """Where a message stands now, for somebody who was too late."""
    message.refresh_from_db()
    state = state_of(message, moment)
    if state == MessageState.SENT:
        return _("Pesan ini sudah terkirim %(when)s; tidak ada yang berubah.") % {
            "when": words.moment(message.sent_at)
        }
    if state == MessageState.SENDING:
        return _("Pesan ini sedang dikirim; tidak ada yang berubah. Lihat lagi sebentar.")
    if state == MessageState.CANCELLED:
        return _("Pesan ini sudah dibatalkan: %(reason)s") % {"reason": message.cancel_reason}
    return _("Orang lain baru saja mengubah pesan ini. Bandingkan, lalu simpan lagi bila perlu.")


def _note(
    message: Message,
    action: str,
    sentence: str,
    by: Actor,
    moment: datetime,
    *,
    note: str = "",
    before: dict[str, int] | None = None,
    after: dict[str, int] | None = None,
) -> None:
    ledger.record(
        message,
        f"message:{action}",
        by=by,
        at=moment,
        sentence=sentence,
        note=note,
        before=before,
        after=after,
        office_code=message.office_code,
    )
