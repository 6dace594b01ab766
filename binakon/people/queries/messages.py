"""The outbox as its viewer may see it: the list, one message, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from binakon.core import clock, files, history, letters, lists, words
from binakon.core.letters import Group, MessageState, of_group, state_of
from binakon.core.lists import Cell, Column, Filter, Listing, ListPage
from binakon.core.models import AuditEvent, Message
from binakon.core.questions import Subject, about
from binakon.core.whatsapp import chat_href, share_href
from binakon.people.rules import DESK_ROLES, PERSONAL_SUBJECTS, SEERS, Viewer
from binakon.people.rules.messages import (
    can_read_messages,
    can_write_messages,
    masked_email,
    masked_phone,
    outside_links_without_nik,
    reads_every_office,
    without_nik,
    without_secrets,
)

PATH = "/meja/pesan/"
# Only so that a long link breaks within the frame; the letter itself carries no style.
_FRAME = "<!doctype html><meta charset=utf-8><style>body{font-family:sans-serif;overflow-wrap:anywhere}</style>"
SLOW = timedelta(minutes=15)
AGAIN = "message:again"
UNSENT = frozenset(
    {
        MessageState.WAITING,
        MessageState.SCHEDULED,
        MessageState.RETRYING,
        MessageState.FAILED,
        MessageState.WHATSAPP,
        MessageState.UNREACHABLE,
    }
)


def messages_for(viewer: Viewer) -> QuerySet[Message]:
    """The messages of the offices whose desk this viewer may open."""
    if reads_every_office(viewer):
        return Message.objects.all()
    codes = viewer.codes_with(DESK_ROLES)
    open_to_all = ~Q(subject_type__in=PERSONAL_SUBJECTS)
    seen = Q(office_code__in=viewer.codes_with(SEERS)) | (Q(office_code__in=codes) & open_to_all)
    return Message.objects.filter(seen).exclude(office_code="")


def message_for(viewer: Viewer, pk: int) -> Message | None:
    """One message, or None when the viewer may not see it."""
    message = Message.objects.filter(pk=pk).first()
    if message is None or not can_read_messages(viewer, message.office_code, message.subject_type):
        return None
    return message


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages one group holds, and where they are listed."""

    group: Group
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox of a viewer: how many wait where, what waits too long, and one page of the list."""

    page: ListPage
    tallies: tuple[Tally, ...]
    stuck_since: datetime | None


def outbox_of(viewer: Viewer, asked: Mapping[str, Any]) -> Outbox:
    """One page of the outbox; secrets in subjects and addresses are masked for everybody."""
    moment = clock.now()
    seen = messages_for(viewer)
    waiting = of_group(Group.WAITING) & Q(attempts=0) & (Q(due_at=None) | Q(due_at__lte=moment))
    found = seen.aggregate(
        oldest=Min("created_at", filter=waiting),
        **{group.name: Count("pk", filter=of_group(group)) for group in Group},
    )
    oldest = found["oldest"]
    return Outbox(
        page=lists.page(
            _listing(viewer, moment), seen, asked, path=PATH, caption=_("Pesan keluar")
        ),
        tallies=tuple(
            Tally(group, found[group.name], f"{PATH}?keadaan={group.value}")
            for group in Group
            if found[group.name]
        ),
        stuck_since=oldest if oldest and oldest < moment - SLOW else None,
    )


def _listing(viewer: Viewer, moment: datetime) -> Listing:
    def state(message: Message) -> MessageState:
        return state_of(message, moment)

    return Listing(
        columns=(
            Column(
                "perihal",
                _("Perihal"),
                lambda message: without_secrets(message.subject),
                sort=("subject",),
                cell=lambda message: Cell(without_secrets(message.subject), f"{PATH}{message.pk}/"),
                width=40,
            ),
            Column(
                "kepada", _("Kepada"), receiver, sort=("to_name", "to"), personal=True, width=30
            ),
            Column(
                "keadaan",
                _("Keadaan"),
                lambda message: state(message).label,
                cell=lambda message: Cell(state(message).label, tone=state(message).tone),
            ),
            Column("dibuat", _("Dibuat"), lambda message: message.created_at, sort=("created_at",)),
            Column(
                "wa",
                "WhatsApp",
                lambda message: None,
                cell=lambda message: _whatsapp_cell(viewer, message, state(message)),
                in_export=False,
            ),
        ),
        filters=(Filter("keadaan", _("Keadaan"), of_group, Group.choices),),
        search=("subject", "to_name"),
        search_hint=_("perihal atau nama"),
        order=("-id",),
    )


def receiver(message: Message) -> str:
    """To whom a message goes, the address masked."""
    where = masked_email(message.to) or masked_phone(message.phone)
    return " · ".join(part for part in (without_nik(message.to_name), where) if part)


def _whatsapp_cell(viewer: Viewer, message: Message, state: MessageState) -> Cell | str:
    """The way to pass a message on; one with a condition first opens its page, where the condition is asked again."""
    if state not in UNSENT or not _is_by_hand(message):
        return "–"
    if message.condition or not can_write_messages(viewer, message.office_code):
        return Cell(_("Buka dulu"), f"{PATH}{message.pk}/#whatsapp")
    return Cell(_("Teruskan"), _chat(message))


def _is_by_hand(message: Message) -> bool:
    """Whether a person can pass it on: to its number, or, where it has no address at all, to whom they find."""
    return bool(message.phone or not message.to)


def _chat(message: Message) -> str:
    words = outside_links_without_nik(message.body_text)
    if not message.to and not message.phone:
        return share_href(words)
    return chat_href(message.phone, words)


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message as this viewer may see it; `text` and `html` hold secrets only for those who may send."""

    message: Message
    state: MessageState
    subject: str
    text: str
    to: str
    phone: str
    about: Subject | None
    untrue: str
    whatsapp: str
    steps: tuple[AuditEvent, ...]
    repeats: tuple[int, ...]
    repeated_from: int | None
    may_write: bool
    next_try: str

    @property
    def attachment(self) -> str:
        """The name of the file that goes with the e-mail; "" without one."""
        file = self.message.file
        return files.name_of(file, self.message.file_name) if file else ""

    @property
    def is_unsent(self) -> bool:
        """Whether it can still be edited and cancelled."""
        return self.state in UNSENT

    @property
    def may_restore(self) -> bool:
        """Whether a cancelled message may be put back."""
        return self.may_write and self.state == MessageState.CANCELLED

    @property
    def may_repeat(self) -> bool:
        """Whether it can be sent once more, or tried again at once."""
        return self.may_write and self.state in {
            MessageState.SENT,
            MessageState.PASSED_ON,
            MessageState.CANCELLED,
            MessageState.FAILED,
            MessageState.RETRYING,
        }

    @property
    def is_tried_again(self) -> bool:
        """Whether repeating tries the same message instead of making a new one."""
        return self.state in {MessageState.FAILED, MessageState.RETRYING}

    @property
    def is_by_hand(self) -> bool:
        """Whether a person can pass it on."""
        return _is_by_hand(self.message) and not self.message.cancelled_at

    @property
    def may_pass_on(self) -> bool:
        """Whether somebody may say that it was passed on."""
        return self.may_write and self.is_by_hand


def message_page(viewer: Viewer, message: Message) -> MessagePage:
    """One message with everything that its page shows."""
    moment = clock.now()
    state = state_of(message, moment)
    may_write = can_write_messages(viewer, message.office_code)
    untrue = _untrue(message) if state in UNSENT else ""
    steps = history.of_row("core.message", message.pk)
    is_later = state in UNSENT and message.due_at is not None and message.due_at > moment
    return MessagePage(
        message=message,
        state=state,
        subject=without_secrets(message.subject),
        text=shown_text(message, may_write=may_write),
        to=message.to if may_write else masked_email(message.to),
        phone=message.phone if may_write else masked_phone(message.phone),
        about=about(message.subject_type, message.subject_id),
        untrue=untrue,
        whatsapp=_chat(message) if may_write and not untrue and not message.cancelled_at else "",
        steps=tuple(steps),
        repeats=tuple(
            step.after["message"]
            for step in reversed(steps)
            if step.action == AGAIN and "message" in step.after
        ),
        repeated_from=next(
            (step.before["message"] for step in steps if "message" in step.before), None
        ),
        may_write=may_write,
        next_try=words.moment(message.due_at) if is_later else "",
    )


def shown_text(message: Message, *, may_write: bool) -> str:
    """The text exactly as it is sent; for readers without its secrets."""
    return message.body_text if may_write else without_secrets(message.body_text)


def shown_html(viewer: Viewer, message: Message) -> SafeString:
    """The HTML part as it is sent, for a frame that runs nothing; for readers without its secrets."""
    may_write = can_write_messages(viewer, message.office_code)
    html = message.body_html if may_write else without_secrets(message.body_html)
    return SafeString(_FRAME + html)


def _untrue(message: Message) -> str:
    try:
        return letters.why_untrue(message)
    except LookupError:
        return str(_("Syarat pesan ini tidak bisa diperiksa, jadi pesan tidak dikirim."))
