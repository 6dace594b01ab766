"""A list as an app would declare it, of the one table of core whose rows may change: messages."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from binakon.core import lists
from binakon.core.actor import Actor, ActorKind
from binakon.core.bulk import Deed, Doing
from binakon.core.lists import Cell, Column, Filter, Listing, ListPage
from binakon.core.models import Message
from binakon.core.problems import Problem, StaleState
from binakon.people.models import User

LIST = Listing(
    columns=(
        Column(
            "perihal",
            "Perihal",
            lambda row: row.subject,
            sort=("subject",),
            cell=lambda row: Cell(row.subject, f"/pesan/{row.pk}/"),
        ),
        Column("kepada", "Kepada", lambda row: row.to, cell=lambda row: "•••", personal=True),
        Column(
            "keadaan",
            "Keadaan",
            lambda row: "terkirim" if row.sent_at else "menunggu",
            cell=lambda row: (
                Cell("Terkirim", tone="good") if row.sent_at else Cell("Menunggu", tone="")
            ),
        ),
        Column("coba", "Percobaan", lambda row: row.attempts, sort=("attempts",), is_number=True),
        Column("isi", "Isi", lambda row: row.body_text, on_page=False),
        Column("galat", "Galat", lambda row: row.last_error or None, in_export=False),
    ),
    filters=(
        Filter("jenis", "Jenis", "name", (("tes", "Tes"), ("undangan", "Undangan"))),
        Filter(
            "kirim",
            "Kiriman",
            lambda value: Q(sent_at__isnull=value == "belum"),
            lambda: [("sudah", "Sudah"), ("belum", "Belum")],
        ),
    ),
    search=("subject", "body_text"),
    search_hint="perihal, isi",
    order=("-attempts",),
    name=lambda row: row.subject,
)


def messages(many: int, **fields: Any) -> list[Message]:
    """So many messages, numbered from 1."""
    values = {"name": "tes", "to": "warga@contoh.example", "body_text": "Isi", **fields}
    made = [Message(**{"subject": f"Surat {number:03}", **values}) for number in range(1, many + 1)]
    return Message.objects.bulk_create(made)


def page(query: str = "", **more: Any) -> ListPage:
    return lists.page(LIST, Message.objects.all(), QueryDict(query), path="/pesan/", **more)


def subjects(shown: ListPage) -> list[str]:
    return [row.subject for row in shown.rows]


def a_user(email: str = "staf@contoh.example") -> User:
    return User.objects.create_user(email=email, name="Staf (contoh)")


def actor(user: User) -> Actor:
    return Actor(ActorKind.USER, user.name, user.pk)


def withdraw(row: Message, doing: Doing) -> dict[str, str]:
    """An action on one message that compares and sets, as every action does."""
    words = doing.details.get("Alasan", "ditarik")
    if Message.objects.filter(pk=row.pk, last_error="").update(last_error=words) != 1:
        raise StaleState("Pesan ini sudah ditarik.")
    return {"was": row.last_error}


def restore(row: Message, memory: Any, _doing: Doing) -> None:
    if (
        Message.objects.filter(pk=row.pk, last_error="ditarik").update(last_error=memory["was"])
        != 1
    ):
        raise StaleState("Pesan ini sudah diubah orang lain.")


def sent_problems(rows: Sequence[Message]) -> Mapping[int, Sequence[Problem]]:
    found: dict[int, list[Problem]] = {}
    for row in rows:
        if row.sent_at:
            found[row.pk] = [Problem("sent", "Sudah terkirim.")]
        elif row.attempts > 3:
            found[row.pk] = [Problem("tries", "Sudah dicoba berkali-kali.", blocks=False)]
    return found


def withdrawn_problems(rows: Sequence[Message]) -> Mapping[int, Sequence[Problem]]:
    """As in most deeds, what was done once cannot be done again."""
    return {row.pk: [Problem("gone", "Sudah ditarik.")] for row in rows if row.last_error}


def a_deed(**changes: Any) -> Deed:
    values: dict[str, Any] = {
        "key": "core.withdraw",
        "label": "Tarik",
        "asks": lambda count: f"Tarik {count} pesan?",
        "said": lambda count: f"{count} pesan ditarik.",
        "do": withdraw,
        "undo": restore,
        "undo_for": timedelta(minutes=30),
        "problems": sent_problems,
        **changes,
    }
    return Deed(**values)
