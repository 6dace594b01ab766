"""Messages are stored with the deed that causes them and sent by a job: never lost, at worst doubled."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string

from binakon.core import clock
from binakon.core.models import Message

CLAIM_LASTS = timedelta(minutes=10)
# A claim that no worker takes over: the message waits until a person lets it go.
HELD_UNTIL = datetime(9999, 1, 1, tzinfo=UTC)
HELD_BECAUSE = "Ditahan setelah pemulihan: mungkin sudah terkirim sesudah cadangan dibuat."


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
) -> Message:
    """Render `templates/email/<name>/` and store it; call it inside the action's transaction.

    Without an e-mail address the message waits for somebody to pass it on by WhatsApp (`phone`). `about` is the
    row it speaks of; `condition` names the question that is asked about that row again before sending.
    """
    words = {"site_url": settings.PUBLIC_URL, **context}
    subject = render_to_string(f"email/{name}/subject.txt", words).strip()
    return Message.objects.create(
        name=name,
        to=to,
        to_name=to_name[:200],
        phone=phone,
        subject_type=about._meta.label_lower if about is not None else "",
        subject_id=about.pk if about is not None else None,
        condition=condition,
        due_at=due_at,
        subject=" ".join(subject.split())[:300],
        body_text=render_to_string(f"email/{name}/body.txt", words),
        body_html=render_to_string(f"email/{name}/body.html", words),
        office_code=office_code,
    )


def claim() -> Message | None:
    """Take the oldest unsent message for this worker, or None.

    A claim is one conditional UPDATE; a claim older than `CLAIM_LASTS` belongs to a worker that died.
    """
    moment = clock.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=moment - CLAIM_LASTS)
    for pk in (
        Message.objects.mailable(moment)
        .filter(free)
        .order_by("id")
        .values_list("pk", flat=True)[:5]
    ):
        with transaction.atomic():
            taken = Message.objects.unsent().filter(free, pk=pk)
            if taken.update(claimed_at=moment, attempts=F("attempts") + 1) == 1:
                return Message.objects.get(pk=pk)
    return None


def hold_unsent() -> int:
    """Keep back every message that this machine could send now, until a person lets it go; returns how many.

    After a restore nobody knows which of them went out between the backup and the loss, claimed or not. What is
    due later has not gone out, and what waits for WhatsApp is in a person's hands anyway.
    """
    waiting = Message.objects.mailable(clock.now())
    return waiting.update(claimed_at=HELD_UNTIL, last_error=HELD_BECAUSE)


def release(message_ids: Iterable[int]) -> int:
    """Let held messages go out with the next pass; returns how many were held."""
    held = Message.objects.unsent().filter(pk__in=list(message_ids), claimed_at=HELD_UNTIL)
    return held.update(claimed_at=None, last_error="")


def deliver(message: Message) -> bool:
    """Send one claimed message through the configured e-mail door and mark it; False when it failed."""
    mail = EmailMultiAlternatives(message.subject, message.body_text, to=[message.to])
    if message.body_html:
        mail.attach_alternative(message.body_html, "text/html")
    try:
        mail.send()
    except OSError as error:
        Message.objects.filter(pk=message.pk).update(last_error=str(error)[:1000])
        return False
    Message.objects.filter(pk=message.pk, sent_at=None).update(sent_at=clock.now(), last_error="")
    return True


def send_messages(most: int = 100) -> int:
    """Send what waits, oldest first; returns how many were sent."""
    sent = 0
    for _turn in range(most):
        message = claim()
        if message is None:
            break
        sent += deliver(message)
    return sent
