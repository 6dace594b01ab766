"""Editing, calling off, sending again and passing on: each deed compares with what its person saw."""

from datetime import timedelta
from typing import Any

import pytest

from binakon.core import clock, outbox, questions
from binakon.core.letters import MOST_TRIES
from binakon.core.models import AuditEvent, Message
from binakon.core.problems import Blocked, StaleState
from binakon.people.actions import messages as actions
from tests.factories import BY
from tests.people.letters import a_letter

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def sentences(message: Message) -> list[str]:
    lines = AuditEvent.objects.filter(subject_type="core.message", subject_id=message.pk)
    return list(lines.order_by("id").values_list("sentence", flat=True))


def edit(message: Message, **fields: Any) -> None:
    values = {"subject": message.subject, "text": "Isi baru", "seen": message.edited_at, **fields}
    actions.edit_message(message, **values, by=BY)


def test_an_edit_changes_the_text_its_html_and_the_history_without_the_words() -> None:
    message = a_letter()
    edit(message, subject="Perihal\r\nBcc: x", text="Halo <b>\n\nhttps://contoh.example/a")
    message.refresh_from_db()
    assert message.subject == "Perihal Bcc: x"
    assert message.body_html == (
        '<p>Halo &lt;b&gt;</p>\n\n<p><a href="https://contoh.example/a">https://contoh.example/a</a></p>'
    )
    assert sentences(message) == [f"Pesan {message.pk} diubah: perihal dan isi"]
    line = AuditEvent.objects.latest("id")
    assert (line.before, line.after, line.note, line.changes_plan) == ({}, {}, "", False)


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    message = a_letter()
    edit(message, text=message.body_text)
    message.refresh_from_db()
    assert (message.edited_at, sentences(message)) == (None, [])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"subject": " \n "}, "empty"),
        ({"text": "   "}, "empty"),
        ({"text": "NIK 6305 0101 0190 0001"}, "nik"),
        ({"subject": "NIK 6305010101900001"}, "nik"),
    ],
)
def test_an_empty_message_and_a_nik_are_refused(fields: dict[str, str], code: str) -> None:
    message = a_letter()
    with pytest.raises(Blocked) as refusal:
        edit(message, **fields)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert Message.objects.get().edited_at is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sent_at": True}, "sudah terkirim"),
        ({"claimed_at": True}, "sedang dikirim"),
        ({"cancelled_at": True, "cancel_reason": "Diundur"}, "sudah dibatalkan: Diundur"),
        ({"edited_at": True}, "Orang lain baru saja mengubah"),
    ],
)
def test_whoever_edits_too_late_hears_where_the_message_stands(
    fields: dict[str, Any], sentence: str
) -> None:
    message = a_letter()
    moved = {name: clock.now() if value is True else value for name, value in fields.items()}
    Message.objects.update(**moved)
    with pytest.raises(StaleState, match=sentence):
        edit(message, seen=None)
    assert Message.objects.get().body_text == message.body_text


def test_a_claim_of_a_dead_worker_hinders_no_edit() -> None:
    message = a_letter(claimed_at=clock.now() - 2 * outbox.CLAIM_LASTS)
    edit(message)
    assert Message.objects.get().body_text == "Isi baru"


def test_a_cancelled_message_is_not_sent_until_the_cancellation_is_taken_back() -> None:
    message = a_letter()
    actions.cancel_message(message, reason="Jadwal diundur", by=BY)
    assert outbox.send_messages() == 0
    with pytest.raises(StaleState, match="Jadwal diundur"):
        actions.cancel_message(message, reason="sekali lagi", by=BY)
    actions.restore_message(message, by=BY)
    assert outbox.send_messages() == 1
    with pytest.raises(StaleState, match="sudah terkirim"):
        actions.restore_message(message, by=BY)
    with pytest.raises(StaleState, match="sudah terkirim"):
        actions.cancel_message(message, reason="terlambat", by=BY)
    assert sentences(message) == [
        f"Pesan {message.pk} dibatalkan: Jadwal diundur",
        f"Pembatalan pesan {message.pk} diurungkan",
    ]


def test_a_cancellation_says_why() -> None:
    with pytest.raises(Blocked):
        actions.cancel_message(a_letter(), reason=" \n ", by=BY)


def test_sending_again_makes_one_new_message_that_both_know_of() -> None:
    message = a_letter(sent_at=clock.now())
    again = actions.send_again(message, by=BY)
    assert actions.send_again(message, by=BY).pk == again.pk
    assert (again.body_text, again.to, again.sent_at) == (message.body_text, message.to, None)
    assert sentences(message) == [f"Pesan {message.pk} dikirim ulang sebagai pesan {again.pk}"]
    assert sentences(again) == [f"Pesan {again.pk} mengulang pesan {message.pk}"]
    assert outbox.send_messages() == 1
    assert actions.send_again(message, by=BY).pk not in {message.pk, again.pk}


def test_a_failed_message_is_tried_again_as_the_same_one() -> None:
    message = a_letter(attempts=MOST_TRIES, last_error="550")
    assert outbox.send_messages() == 0
    assert actions.send_again(message, by=BY).pk == message.pk
    assert outbox.send_messages() == 1
    assert Message.objects.count() == 1


def test_what_waits_or_is_no_longer_true_is_not_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Blocked) as waits:
        actions.send_again(a_letter(), by=BY)
    monkeypatch.setitem(questions._conditions, "tes", lambda _pk: "Sudah dijawab.")
    old = a_letter(sent_at=clock.now(), condition="tes", subject_id=1)
    with pytest.raises(Blocked) as untrue:
        actions.send_again(old, by=BY)
    codes = [problem.code for found in (waits, untrue) for problem in found.value.problems]
    assert codes == ["waiting", "untrue"]


def test_passing_on_is_marked_once_and_can_be_taken_back() -> None:
    message = a_letter(to="")
    actions.mark_passed_on(message, by=BY)
    actions.mark_passed_on(message, by=BY)
    assert Message.objects.get().passed_on_at is not None
    actions.unmark_passed_on(message, by=BY)
    actions.unmark_passed_on(message, by=BY)
    assert Message.objects.get().passed_on_at is None
    assert sentences(message) == [
        f"Pesan {message.pk} diteruskan lewat WhatsApp",
        f"Tanda diteruskan pada pesan {message.pk} diurungkan",
    ]


def test_what_was_called_off_cannot_be_passed_on() -> None:
    message = a_letter(to="", cancelled_at=clock.now(), cancel_reason="Lewat")
    with pytest.raises(StaleState, match="sudah dibatalkan: Lewat"):
        actions.mark_passed_on(message, by=BY)


def test_an_edit_before_the_worker_comes_is_what_goes_out() -> None:
    message = a_letter(due_at=clock.now() + timedelta(days=1))
    edit(message)
    Message.objects.update(due_at=None)
    claimed = outbox.claim()
    assert claimed is not None
    assert claimed.body_text == "Isi baru"


def test_only_what_has_a_number_or_no_address_at_all_is_passed_on_by_hand() -> None:
    nowhere, mailed = a_letter(to="", phone=""), a_letter(phone="")
    actions.mark_passed_on(nowhere, by=BY)
    with pytest.raises(StaleState):
        actions.mark_passed_on(mailed, by=BY)
    assert list(Message.objects.filter(passed_on_at=None)) == [mailed]
