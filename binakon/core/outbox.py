"""Messages are stored with the deed that causes them and sent by a job: never lost, at worst doubled."""

import logging
import smtplib
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.template.loader import render_to_string

from binakon.core import clock, crypto, fetch, files, ledger, questions
from binakon.core.actor import Actor, job_actor
from binakon.core.letters import CLAIM_LASTS, MOST_TRIES, at_rest, pause_after, why_untrue
from binakon.core.models import Message, StoredFile

HELD_BECAUSE = "Ditahan setelah pemulihan: mungkin sudah terkirim sesudah cadangan dibuat."
__all__ = [
    "CLAIM_LASTS",
    "call_off",
    "call_off_untrue",
    "claim",
    "deliver",
    "post",
    "post_again",
    "post_written",
]
logger = logging.getLogger(__name__)
WORKER = job_actor("pengirim pesan")


def post(
    name: str,
    *,
    to: str,
    context: Mapping[str, Any],
    office_code: str = "",
    to_name: str = "",
    phone: str = "",
    about: models.Model | None = None,
    condition: str = "",
    due_at: datetime | None = None,
    file: tuple[StoredFile, str] | None = None,
) -> Message:
    """Render `templates/email/<name>/` and store it; call it inside the action's transaction.

    Without an e-mail address the message waits for somebody to pass it on by WhatsApp (`phone`). `about` is the
    row it speaks of; `condition` names the question (`core.questions`) that is asked about that row again before
    sending. `file` is a kept file and our name for it, without ending, which an e-mail takes with it. Raises
    `LookupError` for a condition that no chapter answers.
    """
    message = written(
        name,
        to=to,
        context=context,
        office_code=office_code,
        to_name=to_name,
        phone=phone,
        about=about,
        condition=condition,
        due_at=due_at,
    )
    if file is not None:
        message.file, message.file_name = file[0], file[1][:80]
    message.save(force_insert=True)
    return message


def post_written(messages: Iterable[Message]) -> None:
    """Store many messages that were `written`, in one statement; call it inside the action's transaction."""
    Message.objects.bulk_create(messages, batch_size=200)


def written(
    name: str,
    *,
    to: str,
    context: Mapping[str, Any],
    office_code: str = "",
    to_name: str = "",
    phone: str = "",
    about: models.Model | None = None,
    condition: str = "",
    due_at: datetime | None = None,
) -> Message:
    """The same message, not stored yet."""
    questions.demand_known(condition)
    words = {"site_url": settings.PUBLIC_URL, **context}
    subject = render_to_string(f"email/{name}/subject.txt", words).strip()
    return Message(
        name=name,
        to=to,
        to_name=one_line(to_name)[:200],
        phone=phone,
        subject_type=about._meta.label_lower if about is not None else "",
        subject_id=about.pk if about is not None else None,
        condition=condition,
        due_at=due_at,
        subject=one_line(subject)[:300],
        body_text=render_to_string(f"email/{name}/body.txt", words),
        body_html=render_to_string(f"email/{name}/body.html", words),
        office_code=office_code,
    )


def post_again(message: Message) -> Message:
    """The same message once more as a row of its own, to be sent now; call it inside the action's transaction."""
    return Message.objects.create(
        **{
            field: getattr(message, field)
            for field in (
                "name",
                "to",
                "to_name",
                "phone",
                "subject_type",
                "subject_id",
                "condition",
                "subject",
                "body_text",
                "body_html",
                "office_code",
                "file",
                "file_name",
            )
        }
    )


def one_line(text: str) -> str:
    """The text without any line break, so that it can never begin another header."""
    return " ".join(text.split())


def claim() -> Message | None:
    """Take the oldest message whose time has come for this worker, or None.

    A claim is one conditional UPDATE; a claim older than `CLAIM_LASTS` belongs to a worker that died. In the same
    transaction its condition is asked again: what is no longer true is called off with the reason, never sent.
    """
    while True:
        moment = clock.now()
        waiting = Message.objects.mailable(moment).filter(at_rest(moment), attempts__lt=MOST_TRIES)
        oldest = list(waiting.order_by("id").values_list("pk", flat=True)[:5])
        if not oldest:
            return None
        for pk in oldest:
            message = _claim(pk, moment)
            if message is not None:
                return message


@transaction.atomic
def _claim(pk: int, moment: datetime) -> Message | None:
    free = Message.objects.unsent().filter(at_rest(moment), pk=pk, attempts__lt=MOST_TRIES)
    if free.update(claimed_at=moment, attempts=F("attempts") + 1) != 1:
        return None
    message = fetch.one(Message, id=pk)
    try:
        with transaction.atomic():
            reason = why_untrue(message)
    except Exception:
        # One chapter's broken answer must not stop everybody's mail; unasked, it is not sent.
        logger.exception("condition %s of message %s cannot be asked", message.condition, pk)
        _put_back(message, "condition cannot be asked", is_refusal=True)
        return None
    if reason:
        call_off(message, reason=reason, by=WORKER)
        return None
    return message


def hold_unsent() -> int:
    """Keep back every message that this machine could send now, until a person lets it go; returns how many.

    After a restore nobody knows which of them went out between the backup and the loss, claimed or not. What is
    due later has not gone out, and what waits for WhatsApp is in a person's hands anyway. They stand parked, with
    the reason, where the outbox desk lets them be sent again.
    """
    waiting = Message.objects.mailable(clock.now())
    return waiting.update(attempts=MOST_TRIES, claimed_at=None, last_error=HELD_BECAUSE)


def release(message_ids: Iterable[int]) -> int:
    """Let held messages go out with the next pass; returns how many were held."""
    held = Message.objects.unsent().filter(pk__in=list(message_ids), last_error=HELD_BECAUSE)
    return held.update(attempts=0, due_at=None, last_error="")


@transaction.atomic
def call_off(message: Message, *, reason: str, by: Actor, at: datetime | None = None) -> bool:
    """Cancel an unsent message with its reason and a line of history; False when it was sent or cancelled already."""
    moment = at or clock.now()
    unsent = Message.objects.unsent().filter(pk=message.pk)
    if not unsent.update(cancelled_at=moment, cancel_reason=reason[:300], claimed_at=None):
        return False
    ledger.record(
        message,
        "message:cancel",
        by=by,
        at=moment,
        sentence=f"Pesan {message.pk} tidak jadi dikirim: {reason}"[:500],
        note=reason,
        office_code=message.office_code,
    )
    return True


def call_off_untrue() -> int:
    """Call off what no worker will claim (no e-mail address) once it is no longer true; returns how many."""
    called_off = 0
    waiting = Message.objects.unsent().filter(to="", passed_on_at=None).exclude(condition="")
    for message in waiting.order_by("id").iterator(chunk_size=200):
        try:
            reason = why_untrue(message)
        except LookupError:
            logger.exception("condition %s of message %s", message.condition, message.pk)
            continue
        if reason:
            called_off += call_off(message, reason=reason, by=WORKER)
    return called_off


class Delivery(Enum):
    """How a try to send ended."""

    SENT = "sent"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


# The server answered about this letter, or the letter itself cannot be written; all else is the server's trouble.
_REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)


def deliver(message: Message) -> Delivery:
    """Send one claimed message through the configured e-mail door and mark it.

    A worker that is killed between sending and marking leaves the claim; after `CLAIM_LASTS` another sends the same
    letter again, under the same Message-ID, so that most mail programs show it once.
    """
    mail = EmailMultiAlternatives(
        one_line(message.subject),
        message.body_text,
        to=[message.to],
        headers={"Message-ID": message_id(message)},
    )
    if message.body_html:
        mail.attach_alternative(message.body_html, "text/html")
    if message.file is not None:
        try:
            mail.attach(
                files.name_of(message.file, message.file_name),
                files.read(message.file),
                message.file.media_type,
            )
        except (files.Gone, crypto.Unreadable):
            # A letter that speaks of its annex does not go out without it.
            _put_back(message, "attached file cannot be read", is_refusal=True)
            return Delivery.REFUSED
    try:
        mail.send()
    except OSError as error:
        is_refusal = isinstance(error, _REFUSALS)
        _put_back(message, str(error), is_refusal=is_refusal)
        return Delivery.REFUSED if is_refusal else Delivery.UNREACHABLE
    except ValueError as error:
        # A header or an address that cannot be written.
        _put_back(message, str(error), is_refusal=True)
        return Delivery.REFUSED
    Message.objects.filter(pk=message.pk, sent_at=None).update(
        sent_at=clock.now(), claimed_at=None, last_error=""
    )
    return Delivery.SENT


def message_id(message: Message) -> str:
    """The name of a letter among mail servers; the same row has the same name at every try."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<pesan.{message.pk}.{message.created_at:%Y%m%d%H%M%S}@{host}>"


def _put_back(message: Message, error: str, *, is_refusal: bool) -> None:
    """Let a message rest after a failed try; an unreachable server alone never parks it."""
    tries: dict[str, Any] = {} if is_refusal else {"attempts": Least(F("attempts"), MOST_TRIES - 1)}
    Message.objects.filter(pk=message.pk, sent_at=None).update(
        claimed_at=None,
        due_at=clock.now() + pause_after(message.attempts),
        last_error=one_line(error)[:1000],
        **tries,
    )


def send_messages(most: int = 100) -> int:
    """Send what waits, oldest first; returns how many were sent. An unreachable server ends the pass."""
    sent = 0
    for _turn in range(most):
        message = claim()
        if message is None:
            break
        delivery = deliver(message)
        if delivery is Delivery.UNREACHABLE:
            break
        sent += delivery is Delivery.SENT
    return sent
