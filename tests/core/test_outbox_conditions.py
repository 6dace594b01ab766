"""What is no longer true is never sent; what fails rests and is parked in sight; nobody sends one letter twice at once."""

import smtplib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from binakon.core import clock, outbox, questions
from binakon.core.letters import MOST_TRIES, Group, MessageState, of_group, pause_after, state_of
from binakon.core.models import AuditEvent, Message
from tests.factories import a_message
from tests.installation import Installation
from tests.runners import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ANSWERS: dict[int, str] = {}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chapter that answers the condition "tes" from ANSWERS, and one whose answer is broken."""

    def breaks(_pk: int) -> str:
        raise ZeroDivisionError

    ANSWERS.clear()
    monkeypatch.setitem(questions._conditions, "tes", lambda pk: ANSWERS.get(pk, ""))
    monkeypatch.setitem(questions._conditions, "rusak", breaks)


def conditional(number: int = 1, **fields: Any) -> Message:
    message = a_message(number)
    values = {"condition": "tes", "subject_type": "enrolment.place", "subject_id": number, **fields}
    Message.objects.filter(pk=message.pk).update(**values)
    message.refresh_from_db()
    return message


class Refuses(BaseEmailBackend):
    """A server that knows no such receiver."""

    def send_messages(self, letters: list[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")})


class IsAway(BaseEmailBackend):
    """A server that nobody reaches."""

    def send_messages(self, letters: list[EmailMessage]) -> int:
        raise ConnectionRefusedError("refused")


def door(settings: Any, backend: type) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"


def tried_again_now() -> None:
    Message.objects.update(due_at=None)


def test_what_is_still_true_is_sent() -> None:
    conditional()
    assert outbox.send_messages() == 1
    assert [letter.subject for letter in mail.outbox] == ["Surat 1"]


def test_what_is_no_longer_true_is_called_off_with_its_reason_and_those_behind_it_go() -> None:
    for number in range(1, 8):
        ANSWERS[number] = "Kursi sudah dijawab."
        conditional(number)
    a_message(8)
    assert outbox.send_messages() == 1
    assert [letter.subject for letter in mail.outbox] == ["Surat 8"]
    message = Message.objects.order_by("id")[0]
    assert (message.cancel_reason, message.sent_at) == ("Kursi sudah dijawab.", None)
    line = AuditEvent.objects.filter(subject_type="core.message", subject_id=message.pk).get()
    assert (line.action, line.actor_label, line.changes_plan) == (
        "message:cancel",
        "pengirim pesan",
        False,
    )
    assert line.sentence == f"Pesan {message.pk} tidak jadi dikirim: Kursi sudah dijawab."


def test_the_same_thing_said_anew_calls_the_older_message_off() -> None:
    old, new = conditional(1), conditional(1)
    assert outbox.send_messages() == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert old.cancel_reason == "Sudah ada pesan yang lebih baru tentang hal yang sama."
    assert new.sent_at is not None


@pytest.mark.parametrize("condition", ["rusak", "tak-dikenal"])
def test_a_condition_that_cannot_be_asked_keeps_its_letter_and_stops_nobody(
    condition: str, caplog: pytest.LogCaptureFixture
) -> None:
    broken = conditional(1, condition=condition)
    a_message(2)
    assert outbox.send_messages() == 1
    broken.refresh_from_db()
    assert (broken.sent_at, broken.cancelled_at) == (None, None)
    assert broken.last_error == "condition cannot be asked"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_message_cannot_be_posted_with_a_condition_that_nobody_answers() -> None:
    with pytest.raises(LookupError):
        outbox.post("seat_offered", to="a@contoh.example", context={}, condition="tak-dikenal")
    assert Message.objects.count() == 0


def test_two_chapters_cannot_answer_one_condition() -> None:
    with pytest.raises(ValueError, match="twice"):
        questions.condition("tes")(lambda pk: "")


def test_what_waits_for_whatsapp_is_called_off_too() -> None:
    ANSWERS[2] = "Sudah lewat."
    conditional(1, to="", phone="6281200000001")
    conditional(2, to="", phone="6281200000001")
    conditional(3, to="", condition="tak-dikenal")
    assert outbox.call_off_untrue() == 1
    assert outbox.call_off_untrue() == 0
    assert [m.cancel_reason for m in Message.objects.order_by("id")] == ["", "Sudah lewat.", ""]


def test_a_message_waits_for_its_time() -> None:
    message = a_message()
    Message.objects.update(due_at=clock.now() + timedelta(hours=1))
    assert outbox.send_messages() == 0
    message.refresh_from_db()
    assert state_of(message, clock.now()) == MessageState.SCHEDULED
    Message.objects.update(due_at=clock.now() - timedelta(seconds=1))
    assert outbox.send_messages() == 1


def test_pauses_grow_to_a_quarter_of_an_hour() -> None:
    assert [pause_after(n).total_seconds() / 60 for n in range(10)] == [
        1,
        1,
        2,
        4,
        8,
        15,
        15,
        15,
        15,
        15,
    ]


def test_a_refused_letter_rests_longer_each_time_and_is_parked_with_its_reason(
    settings: Any,
) -> None:
    door(settings, Refuses)
    message = a_message()
    for turn in range(1, MOST_TRIES + 1):
        before = clock.now()
        assert outbox.send_messages() == 0
        message.refresh_from_db()
        assert (message.attempts, message.claimed_at) == (turn, None)
        assert message.due_at is not None
        assert message.due_at >= before + pause_after(turn)
        tried_again_now()
    assert outbox.claim() is None
    message.refresh_from_db()
    assert state_of(message, clock.now()) == MessageState.FAILED
    assert "no such user" in message.last_error


def test_a_server_that_is_away_parks_nothing_and_is_asked_once_a_pass(settings: Any) -> None:
    door(settings, IsAway)
    a_message(1)
    a_message(2)
    for _turn in range(MOST_TRIES + 3):
        assert outbox.send_messages() == 0
        tried_again_now()
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, MOST_TRIES - 1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.send_messages() == 2


def test_a_worker_that_died_between_sending_and_marking_costs_one_rare_double() -> None:
    a_message()
    claimed = outbox.claim()
    assert claimed is not None
    outbox.deliver(claimed)
    # As if the worker had been killed before it could mark the letter.
    Message.objects.update(sent_at=None, claimed_at=clock.now())
    assert outbox.send_messages() == 0
    Message.objects.update(claimed_at=clock.now() - 2 * outbox.CLAIM_LASTS)
    assert outbox.send_messages() == 1
    names = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(names) == 2
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("to", "error"),
    [("a@contoh.example\r\nBcc: b@contoh.example", "Header values"), ("bukan alamat", "")],
)
def test_an_address_that_carries_a_header_is_refused_and_stops_nobody(to: str, error: str) -> None:
    message = a_message(1, to=to)
    a_message(2)
    outbox.send_messages()
    message.refresh_from_db()
    assert error in message.last_error
    assert [b for letter in mail.outbox for b in letter.bcc] == []
    assert mail.outbox[-1].subject == "Surat 2"


def test_names_and_subjects_with_line_ends_become_one_line() -> None:
    Message.objects.create(
        name="tes",
        to="a@contoh.example",
        subject="Halo\r\nBcc: b@contoh.example\u2028x",
        body_text="x" * 5000 + "\r\n.\r\nBcc: c@contoh.example\n",
    )
    assert outbox.send_messages() == 1
    letter = mail.outbox[0].message()
    assert letter["Subject"] == "Halo Bcc: b@contoh.example x"
    assert letter["Bcc"] is None
    assert max(len(line) for line in letter.as_bytes().splitlines()) <= 998
    assert outbox.one_line(" Siti\r\n\tX: y\x85z ") == "Siti X: y z"


def test_every_message_stands_in_exactly_one_group() -> None:
    now = clock.now()
    shapes: list[dict[str, Any]] = [
        {},
        {"to": ""},
        {"to": "", "phone": "6281200000001"},
        {"to": "", "phone": "6281200000001", "passed_on_at": now},
        {"passed_on_at": now},
        {"attempts": MOST_TRIES},
        {"attempts": MOST_TRIES, "passed_on_at": now},
        {"sent_at": now},
        {"cancelled_at": now},
        {"cancelled_at": now, "to": "", "passed_on_at": now},
        {"attempts": 2, "due_at": now + timedelta(hours=1)},
        {"claimed_at": now},
    ]
    for shape in shapes:
        pk = a_message().pk
        Message.objects.filter(pk=pk).update(**shape)
    found = [
        [group.name for group in Group if Message.objects.filter(of_group(group), pk=m.pk).exists()]
        for m in Message.objects.order_by("id")
    ]
    assert found == [
        ["WAITING"],
        ["WHATSAPP"],
        ["WHATSAPP"],
        ["SENT"],
        ["WAITING"],
        ["FAILED"],
        ["SENT"],
        ["SENT"],
        ["CANCELLED"],
        ["CANCELLED"],
        ["WAITING"],
        ["WAITING"],
    ]
    states = [state_of(m, now).name for m in Message.objects.order_by("id")]
    assert states == [
        "WAITING",
        "UNREACHABLE",
        "WHATSAPP",
        "PASSED_ON",
        "WAITING",
        "FAILED",
        "PASSED_ON",
        "SENT",
        "CANCELLED",
        "CANCELLED",
        "RETRYING",
        "SENDING",
    ]


WRITE = """
from binakon.core.models import Message
Message.objects.bulk_create([Message(name="tes", to="a@contoh.example", subject=f"Surat {n}", body_text="Isi") for n in range(60)])
"""
SEND = """
from django.conf import settings
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = "{folder}/" + me
print(outbox.send_messages())
"""
# The same worker as a careless hand would write it: look, then send, then mark.
CARELESS = """
from binakon.core import clock, outbox
def claim():
    time.sleep(0.01)
    return outbox.Message.objects.mailable(clock.now()).order_by("id").first()
outbox.claim = claim
"""


def letters_sent(installation: Installation, folder: Path, code: str) -> list[str]:
    at_once(installation, WRITE, ["penulis"])
    at_once(installation, code, ["satu", "dua", "tiga"])
    texts = [path.read_text() for path in folder.rglob("*.log")]
    return sorted(
        line for text in texts for line in text.splitlines() if line.startswith("Subject: ")
    )


def test_three_workers_at_once_send_every_letter_once(
    installation: Installation, tmp_path: Path
) -> None:
    found = letters_sent(installation, tmp_path / "surat", SEND.format(folder=tmp_path / "surat"))
    assert found == sorted(f"Subject: Surat {n}" for n in range(60))


def test_without_the_claim_the_same_workers_send_doubles(
    installation: Installation, tmp_path: Path
) -> None:
    """The test of the test above: it would see a double."""
    code = CARELESS + SEND.format(folder=tmp_path / "surat")
    found = letters_sent(installation, tmp_path / "surat", code)
    assert len(found) > 60
