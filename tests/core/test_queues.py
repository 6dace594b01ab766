"""The alarm of the queues: five minutes, at the desk, for machines, by command and in the log."""

import argparse
import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from binakon.cli import commands
from binakon.core import jobs, queues
from binakon.core.letters import MOST_TRIES
from binakon.core.models import Message
from tests.factories import a_message

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def a_waiting(minutes: float, **fields: object) -> None:
    """One letter that was written so many minutes ago."""
    values = {"created_at": ago(minutes), **fields}
    Message.objects.filter(pk=a_message().pk).update(**values)


def told() -> list[tuple[str, int, int]]:
    return [(each.name, each.minutes, each.parked) for each in queues.stuck(at=NOW)]


@pytest.mark.parametrize(
    ("minutes", "fields", "found"),
    [
        (5, {}, []),
        (6, {}, [("messages", 6, 0)]),
        (600, {"due_at": ago(-1)}, []),
        (600, {"due_at": ago(7)}, [("messages", 7, 0)]),
        # Tried thrice, resting: 1 + 2 + 4 minutes went by before it may go again.
        (600, {"due_at": ago(-1), "attempts": 3}, [("messages", 6, 0)]),
        (600, {"sent_at": ago(1)}, []),
        (600, {"cancelled_at": ago(1)}, []),
        (600, {"to": "", "phone": "6281200000000"}, []),
        (600, {"attempts": MOST_TRIES}, []),
    ],
    ids=[
        "five minutes are allowed",
        "longer is an alarm",
        "due later",
        "since it was due",
        "resting after tries",
        "sent",
        "called off",
        "waits for a person",
        "refused for good, which stands in the outbox",
    ],
)
def test_a_letter_that_could_have_gone_is_an_alarm_after_five_minutes(
    minutes: float, fields: dict[str, object], found: list[tuple[str, int, int]]
) -> None:
    a_waiting(minutes, **fields)
    assert told() == found


def test_machines_the_command_and_the_log_say_the_same(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    asked = argparse.Namespace(command="check-queues")
    assert (Client().get("/-/queues").status_code, commands.run(asked)) == (200, 0)
    Message.objects.filter(pk=a_message().pk).update(
        created_at=datetime.now(UTC) - timedelta(minutes=61, seconds=5)
    )
    answer = Client().get("/-/queues")
    late = {"name": "messages", "minutes": 61, "parked": 0}
    assert (answer.status_code, answer.json()) == (503, {"status": "late", "queues": [late]})
    capsys.readouterr()
    assert commands.run(asked) == 1
    assert capsys.readouterr().err == "Pesan keluar: yang tertua menunggu 61 menit.\n"
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        assert jobs.watch_queues() == 0
    assert caplog.messages == ["queue messages waits for 61 minutes, 0 given up"]


def test_a_queue_has_one_name() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        queues.queue("messages", queues.gettext_lazy("Pesan keluar"))(queues.messages)
