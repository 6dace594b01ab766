"""Bulk deeds that were cut off, are taken back, or pressed at once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from binakon.core import bulk
from binakon.core.bulk import Doing, LeftOut
from binakon.core.models import AuditEvent, BulkDeed, Message
from binakon.core.problems import IllegalMove
from binakon.people.models import User
from tests.core.bulk_deeds import ALL, confirmed, outcome, picked, previewed, withdrawn
from tests.core.message_list import LIST, a_deed, a_user, actor, messages, restore, withdraw
from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def user() -> User:
    return a_user()


class _Cut(Exception):
    """The machine stops here."""


def test_what_a_crash_cut_off_goes_on_and_no_row_is_done_twice(user: User) -> None:
    rows = messages(4)
    done: list[int] = []

    def counted(row: Message, doing: Doing) -> Any:
        memory = withdraw(row, doing)
        done.append(row.pk)
        if len(done) == 3:
            raise _Cut
        return memory

    token = previewed(user, picked(*rows)).token
    with pytest.raises(_Cut):
        confirmed(user, token, a_deed(do=counted))
    pk = BulkDeed.objects.get().pk
    assert (outcome(user, pk).done, outcome(user, pk).waiting) == (2, 2)
    assert AuditEvent.objects.count() == 0
    bulk.resume(a_deed(do=counted), LIST, ALL(), pk, by=actor(user))
    assert confirmed(user, token, a_deed(do=counted)) == pk
    # The third was rolled back with its transaction and done again; the first two were not.
    assert done == [rows[0].pk, rows[1].pk, rows[2].pk, rows[2].pk, rows[3].pk]
    assert (outcome(user, pk).done, outcome(user, pk).waiting) == (4, 0)
    assert AuditEvent.objects.count() == 1


def test_undo_takes_back_what_was_done_once_and_leaves_what_changed_since(user: User) -> None:
    rows = messages(3)
    pk = confirmed(user, previewed(user, picked(*rows)).token)
    assert outcome(user, pk).can_undo
    Message.objects.filter(pk=rows[1].pk).update(last_error="diubah")
    for _turn in range(2):
        bulk.undo(a_deed(), LIST, ALL(), pk, by=actor(user))
    assert (withdrawn(), Message.objects.filter(last_error="").count()) == ([], 2)
    shown = outcome(user, pk)
    assert (shown.undone, shown.can_undo) == (2, False)
    assert shown.left == (LeftOut("Surat 002", ("Pesan ini sudah diubah orang lain.",)),)
    assert [line.action for line in AuditEvent.objects.order_by("id")] == ["bulk", "undo"]


def test_an_undo_that_a_crash_cut_off_goes_on_even_after_its_time(user: User) -> None:
    pk = confirmed(user, previewed(user, picked(*messages(3))).token)
    turns: list[int] = []

    def cut(row: Message, memory: Any, doing: Doing) -> None:
        turns.append(row.pk)
        if len(turns) == 2:
            raise _Cut
        restore(row, memory, doing)

    with pytest.raises(_Cut):
        bulk.undo(a_deed(undo=cut), LIST, ALL(), pk, by=actor(user))
    later: datetime = BulkDeed.objects.get().at + timedelta(days=1)
    assert (outcome(user, pk, at=later).undone, outcome(user, pk, at=later).can_undo) == (1, True)
    bulk.undo(a_deed(), LIST, ALL(), pk, by=actor(user), at=later)
    assert (withdrawn(), outcome(user, pk, at=later).can_undo) == ([], False)


def test_undo_ends_with_its_time(user: User) -> None:
    pk = confirmed(user, previewed(user, picked(*messages(1))).token)
    later: datetime = BulkDeed.objects.get().at + timedelta(minutes=31)
    assert not outcome(user, pk, at=later).can_undo
    with pytest.raises(IllegalMove, match="sudah lewat"):
        bulk.undo(a_deed(), LIST, ALL(), pk, by=actor(user), at=later)
    assert withdrawn() == ["Surat 001"]


def test_what_has_no_inverse_is_never_offered_to_be_undone(user: User) -> None:
    deed = a_deed(undo=None)
    shown = previewed(user, picked(*messages(1)), deed)
    pk = confirmed(user, shown.token, deed)
    found = bulk.result(deed, LIST, ALL(), pk, user_id=user.pk)
    assert found is not None
    assert (shown.undo_minutes, found.until, found.can_undo) == (0, None, False)
    with pytest.raises(IllegalMove):
        bulk.undo(deed, LIST, ALL(), pk, by=actor(user))


def test_a_bulk_deed_belongs_to_whoever_did_it(user: User) -> None:
    pk = confirmed(user, previewed(user, picked(*messages(1))).token)
    other = a_user("lain@contoh.example")
    assert bulk.result(a_deed(), LIST, ALL(), pk, user_id=other.pk) is None
    with pytest.raises(IllegalMove):
        bulk.undo(a_deed(), LIST, ALL(), pk, by=actor(other))
    with pytest.raises(IllegalMove):
        bulk.resume(a_deed(), LIST, ALL(), pk, by=actor(other))
    assert withdrawn() == ["Surat 001"]


CONFIRM = """
from binakon.core import bulk
from binakon.core.models import Message
from binakon.people.models import User
from tests.core.message_list import LIST, a_deed, actor, withdrawn_problems
user = User.objects.get()
pk = bulk.confirm(a_deed(problems=withdrawn_problems), LIST, Message.objects.all(), {token!r}, by=actor(user))
print(pk)
"""


class TestPressedAtOnce:
    """Several processes confirm one preview in the same moment."""

    def test_each_row_is_done_once_and_everybody_gets_the_same_answer(
        self, installation: Installation
    ) -> None:
        token = in_process(
            installation,
            "from django.http import QueryDict\n"
            "from tests.core.message_list import *\n"
            "from binakon.core import bulk\n"
            "messages(20)\n"
            "form = QueryDict('semua=1')\n"
            "print(bulk.preview(a_deed(problems=withdrawn_problems), LIST, Message.objects.all(), form, user_id=a_user().pk).token)",
        )
        answers = at_once(installation, CONFIRM.format(token=token), list("abcd"))
        counted = in_process(
            installation,
            "from binakon.core.models import AuditEvent, BulkDeed, BulkRow, Message\n"
            "print(BulkDeed.objects.count(), BulkRow.objects.filter(done_at__isnull=False).count(),"
            " BulkRow.objects.exclude(left_because='').count(),"
            " Message.objects.filter(last_error='ditarik').count(),"
            " AuditEvent.objects.filter(action='bulk').count())",
        )
        assert len(set(answers)) == 1
        assert counted == "1 20 0 20 1"
