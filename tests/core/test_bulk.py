"""What is confirmed is exactly what was previewed, each row once, and what was done can be taken back in time."""

from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from binakon.core import bulk, clock
from binakon.core.bulk import Doing, LeftOut
from binakon.core.bulk.choosing import SALT
from binakon.core.models import AuditEvent, BulkDeed, BulkRow, Message
from binakon.core.problems import Blocked, StaleState
from binakon.people.models import User
from tests.core.bulk_deeds import ALL, confirmed, outcome, picked, previewed, withdrawn
from tests.core.message_list import LIST, a_deed, a_user, actor, messages, withdraw
from tests.factories import sentences

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def user() -> User:
    return a_user()


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


@pytest.mark.parametrize(
    "form",
    ["", "pilih=", "pilih=x", "pilih=-1", "pilih=²", f"pilih={2**70}", f"pilih={'9' * 5_000}"],
)
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
