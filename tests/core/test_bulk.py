"""What is confirmed is exactly what was previewed, each row once, and what was done can be taken back in time."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from binakon.core import bulk, clock
from binakon.core.bulk import Deed, Doing, LeftOut
from binakon.core.bulk.choosing import SALT
from binakon.core.models import AuditEvent, BulkDeed, BulkRow, Message
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.people.models import User
from tests.core.message_list import LIST, a_deed, a_user, actor, messages, restore, withdraw
from tests.factories import sentences
from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ALL = Message.objects.all


@pytest.fixture
def user() -> User:
    return a_user()


def picked(*rows: Message, **words: str) -> QueryDict:
    form = QueryDict(mutable=True)
    form.setlist("pilih", [str(row.pk) for row in rows])
    form.update(words)
    return form


def previewed(user: User, form: QueryDict, deed: Deed | None = None, **more: Any) -> bulk.Preview:
    return bulk.preview(deed or a_deed(), LIST, ALL(), form, user_id=user.pk, **more)


def confirmed(user: User, token: str, deed: Deed | None = None, **more: Any) -> int:
    return bulk.confirm(deed or a_deed(), LIST, ALL(), token, by=actor(user), **more)


def outcome(user: User, pk: int, **more: Any) -> bulk.Result:
    found = bulk.result(a_deed(), LIST, ALL(), pk, user_id=user.pk, **more)
    assert found is not None
    return found


def withdrawn() -> list[str]:
    rows = Message.objects.filter(last_error="ditarik").order_by("subject")
    return list(rows.values_list("subject", flat=True))


def test_the_preview_writes_nothing_and_says_who_goes_who_does_not_and_why(user: User) -> None:
    first, second, third = messages(3)
    Message.objects.filter(pk=second.pk).update(sent_at=clock.now())
    Message.objects.filter(pk=third.pk).update(attempts=4)
    gone = messages(1)[0]
    form = picked(first, second, third, gone)
    gone.delete()
    shown = previewed(user, form)
    assert shown.question == "Tarik 2 pesan?"
    assert sorted(shown.going) == ["Surat 001", "Surat 003"]
    assert shown.left == (LeftOut("Surat 002", ("Sudah terkirim.",)),)
    assert shown.cautions == (LeftOut("Surat 003", ("Sudah dicoba berkali-kali.",)),)
    assert (shown.missing, shown.undo_minutes) == (1, 30)
    assert (withdrawn(), BulkDeed.objects.count(), AuditEvent.objects.count()) == ([], 0, 0)


def test_what_was_previewed_is_done_written_down_and_told(user: User) -> None:
    first, second, _third = messages(3)
    pk = confirmed(user, previewed(user, picked(first, second)).token, office_code="63")
    assert withdrawn() == ["Surat 001", "Surat 002"]
    shown = outcome(user, pk)
    assert (shown.sentence, shown.done, shown.left, shown.waiting) == ("2 pesan ditarik.", 2, (), 0)
    line = AuditEvent.objects.get()
    assert (line.action, line.sentence, line.actor_label, line.office_code) == (
        "bulk",
        "2 pesan ditarik.",
        "Staf (contoh)",
        "63",
    )


def test_everything_that_the_filter_finds_goes_also_from_other_pages(user: User) -> None:
    messages(40)
    messages(2, name="undangan")
    shown = previewed(user, QueryDict("semua=1&jenis=tes&halaman=2"))
    assert len(shown.going) == 40
    confirmed(user, shown.token)
    assert len(withdrawn()) == 40
    assert Message.objects.filter(name="undangan", last_error="").count() == 2


def test_a_filter_that_nobody_knows_never_widens_everything(user: User) -> None:
    messages(2)
    with pytest.raises(Blocked) as refused:
        previewed(user, QueryDict("semua=1&jenis=hapus"))
    assert sentences(refused.value.problems) == ["Pilihan “hapus” tidak dikenal dan diabaikan."]


@pytest.mark.parametrize("form", ["", "pilih=", "pilih=x", "pilih=-1", "pilih=²", f"pilih={2**70}"])
def test_nothing_chosen_is_said(user: User, form: str) -> None:
    with pytest.raises(Blocked) as refused:
        previewed(user, QueryDict(form))
    assert sentences(refused.value.problems) == [
        "Pilih dulu barisnya: centang kotak di sebelah kirinya."
    ]


def test_too_many_at_once_are_refused_with_the_numbers(user: User) -> None:
    rows = messages(5)
    for form in (QueryDict("semua=1"), picked(*rows)):
        with pytest.raises(Blocked) as refused:
            previewed(user, form, a_deed(most=4))
        assert sentences(refused.value.problems) == [
            "5 baris terlalu banyak sekaligus; paling banyak 4. Persempit dengan saringan, lalu ulangi."
        ]


def test_rows_that_the_viewer_may_not_see_are_neither_shown_nor_touched(user: User) -> None:
    own = messages(1)[0]
    foreign = messages(1, name="undangan", subject="Milik kabupaten lain")[0]
    seen = Message.objects.filter(name="tes")
    shown = bulk.preview(a_deed(), LIST, seen, picked(own, foreign), user_id=user.pk)
    assert (shown.going, shown.missing) == (("Surat 001",), 1)
    # Somebody who saw more a moment ago does not write more now.
    wider = previewed(user, picked(own, foreign))
    with pytest.raises(StaleState):
        bulk.confirm(a_deed(), LIST, seen, wider.token, by=actor(user))
    assert withdrawn() == []


def test_pressing_confirm_twice_does_it_once(user: User) -> None:
    rows = messages(3)
    token = previewed(user, picked(*rows)).token
    assert confirmed(user, token) == confirmed(user, token)
    assert (BulkDeed.objects.count(), AuditEvent.objects.count(), len(withdrawn())) == (1, 1, 3)


def test_without_its_token_the_second_press_would_act_again(user: User) -> None:
    """The control of the test above: two previews are two deeds, and only the rows' own actions refuse."""
    rows = messages(3)
    tokens = [previewed(user, picked(*rows)).token for _turn in range(2)]
    pks = [confirmed(user, token) for token in tokens]
    assert len(set(pks)) == 2
    assert outcome(user, pks[1]).left[0].sentences == ("Pesan ini sudah ditarik.",)


def test_a_row_that_changed_since_the_preview_stops_everything_and_is_said(user: User) -> None:
    rows = messages(3)
    token = previewed(user, picked(*rows)).token
    Message.objects.filter(pk=rows[0].pk).update(sent_at=clock.now())
    with pytest.raises(StaleState, match=r"^1 dari 3 baris berubah sejak pratinjau"):
        confirmed(user, token)
    assert (withdrawn(), BulkDeed.objects.count()) == ([], 0)


def test_what_the_stamp_holds_must_be_the_same_at_the_confirmation(user: User) -> None:
    deed = a_deed(stamp=lambda row: row.subject)
    rows = messages(2)
    token = previewed(user, picked(*rows), deed).token
    Message.objects.filter(pk=rows[0].pk).update(subject="Surat lain")
    with pytest.raises(StaleState, match=r"^Sebagian baris berubah"):
        confirmed(user, token, deed)
    assert withdrawn() == []


def test_rows_that_came_after_the_preview_do_not_take_part(user: User) -> None:
    messages(2)
    token = previewed(user, QueryDict("semua=1")).token
    messages(1, subject="Baru masuk")
    confirmed(user, token)
    assert withdrawn() == ["Surat 001", "Surat 002"]


def test_a_selection_cannot_be_forged_lent_or_used_for_another_deed(user: User) -> None:
    rows = messages(1)
    token = previewed(user, picked(*rows)).token
    forged = signing.dumps(
        [a_deed().key, user.pk, "x", [rows[0].pk], "y", {}], key="lain", salt=SALT
    )
    other = a_user("lain@contoh.example")
    for attempt in (
        lambda: confirmed(user, forged),
        lambda: confirmed(user, token + "x"),
        lambda: confirmed(user, ""),
        lambda: confirmed(other, token),
        lambda: confirmed(user, token, a_deed(key="core.delete")),
    ):
        with pytest.raises(StaleState, match="tidak dikenal"):
            attempt()
    assert withdrawn() == []


def test_a_selection_grows_old(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token = previewed(user, picked(*messages(1))).token
    monkeypatch.setattr("binakon.core.bulk.choosing.VALID_SECONDS", -1)
    with pytest.raises(StaleState, match="lebih dari satu jam"):
        confirmed(user, token)


def test_a_row_whose_action_refuses_is_left_with_its_reason_and_the_others_are_done(
    user: User,
) -> None:
    rows = messages(3)

    def refuse_second(row: Message, doing: Doing) -> Any:
        memory = withdraw(row, doing)
        if row.pk == rows[1].pk:
            raise StaleState("Diubah orang lain.")
        return memory

    pk = confirmed(user, previewed(user, picked(*rows)).token, a_deed(do=refuse_second))
    # What the refused action had written before it refused is not there.
    assert withdrawn() == ["Surat 001", "Surat 003"]
    assert outcome(user, pk).left == (LeftOut("Surat 002", ("Diubah orang lain.",)),)


def test_a_whole_deed_is_done_for_all_or_for_none(user: User) -> None:
    rows = messages(3)

    def refuse_second(row: Message, doing: Doing) -> Any:
        if row.pk == rows[1].pk:
            raise StaleState("Diubah orang lain.")
        return withdraw(row, doing)

    deed = a_deed(do=refuse_second, is_whole=True)
    token = previewed(user, picked(*rows), deed).token
    with pytest.raises(Blocked):
        confirmed(user, token, deed)
    assert (withdrawn(), BulkDeed.objects.count(), AuditEvent.objects.count()) == ([], 0, 0)
    confirmed(user, token, a_deed(is_whole=True))
    assert len(withdrawn()) == 3


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


def test_details_shown_in_the_preview_are_those_that_are_done(user: User) -> None:
    shown = previewed(user, picked(*messages(1)), details={"Alasan": "Salah alamat"})
    confirmed(user, shown.token)
    assert Message.objects.get().last_error == "Salah alamat"
    assert BulkDeed.objects.get().details == {"Alasan": "Salah alamat"}


def test_the_preview_asks_the_same_number_of_queries_for_one_row_and_for_three(user: User) -> None:
    counts = []
    for many in (1, 2):
        messages(many)
        with CaptureQueriesContext(connection) as asked:
            previewed(user, picked(*Message.objects.all()))
        counts.append(len(asked))
    assert counts == [2, 2]  # one of them is this test's own


def test_the_pages_say_what_there_is_to_say(user: User) -> None:
    first, second, third = messages(3, subject="<b>Surat</b>")
    Message.objects.filter(pk=second.pk).update(sent_at=clock.now())
    shown = previewed(user, picked(first, second, third))
    before = render_to_string(
        "ui/bulk_preview.html", {"preview": shown, "confirm_href": "/ya/", "back_href": "/pesan/"}
    )
    assert "Tarik (2)" in before
    assert "1 tidak ikut" in before
    assert "selama 30 menit" in before
    assert f'name="tanda" value="{shown.token}"' in before
    pk = confirmed(user, shown.token)
    after = render_to_string(
        "ui/bulk_result.html", {"result": outcome(user, pk), "undo_href": "/b/"}
    )
    assert "Batalkan semuanya" in after
    assert "<b>Surat" not in before + after
    bulk.undo(a_deed(), LIST, ALL(), pk, by=actor(user))
    undone = render_to_string("ui/bulk_result.html", {"result": outcome(user, pk)})
    assert "2 sudah dikembalikan seperti semula." in undone
    assert "Batalkan semuanya" not in undone


def test_an_unpressed_deed_is_refused() -> None:
    assert bulk.deed_of([a_deed()], "core.withdraw").key == "core.withdraw"
    with pytest.raises(Blocked):
        bulk.deed_of([a_deed()], "")


def test_rows_of_a_bulk_deed_stand_in_it_once(user: User) -> None:
    pk = confirmed(user, previewed(user, picked(*messages(2))).token)
    assert BulkRow.objects.filter(bulk_id=pk).count() == 2


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
