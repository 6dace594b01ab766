"""Whoever guesses at certificates finds nothing, from however many addresses, and the administrators are told once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from binakon.core.models import AuditEvent, Message
from binakon.people.models import Role
from binakon.trainings.actions.guesses import MOST_MISSES, note_miss
from binakon.trainings.queries.guesses import guessed_lately
from tests.cast import user, viewer
from tests.factories import BY
from tests.trainings.certified import a_certificate

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]

AT = datetime(2026, 5, 8, 2, 0, 10, tzinfo=UTC)


def alarms() -> list[str]:
    return list(
        AuditEvent.objects.filter(action="certificate:guessed").values_list("sentence", flat=True)
    )


def misses(many: int, at: datetime) -> int:
    return sum(note_miss(by=BY, at=at) for _each in range(many))


def test_the_500th_miss_of_ten_minutes_raises_one_alarm_and_the_administrators_are_told() -> None:
    administrator = viewer(Role.ADMINISTRATOR).actor
    half = MOST_MISSES // 2
    # A quarter of an hour ago is forgotten; what came before a full ten minutes still counts.
    assert misses(half, AT - timedelta(minutes=15)) == 0
    assert misses(half, AT) == 0
    assert misses(half - 1, AT + timedelta(minutes=8)) == 0
    assert (alarms(), Message.objects.filter(name="certificates_guessed").count()) == ([], 0)
    assert misses(20, AT + timedelta(minutes=9)) == 1
    assert alarms() == ["500 pemeriksaan sertifikat dalam 10 menit tidak menemukan apa pun"]
    [told] = Message.objects.filter(name="certificates_guessed")
    assert told.subject == "500 pemeriksaan sertifikat tidak menemukan apa pun"
    assert administrator.user_id is not None
    assert misses(MOST_MISSES, AT + timedelta(minutes=19)) == 1
    assert len(alarms()) == 2


def test_many_addresses_count_together_whatever_they_guess_and_however_they_forge(
    client: Client, settings: Any
) -> None:
    settings.MOST_CHECKS = 2
    certificate = a_certificate()
    made = [
        client.post(
            "/verifikasi/periksa.json",
            {"number": certificate.number, "code": f"ZZZZ{number:04d}"},
            REMOTE_ADDR=f"203.0.113.{number % 4}",
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
        ).status_code
        for number in range(16)
    ]
    # Four addresses may look twice each; the header that anybody can write gives none of them a third look.
    assert made == [404] * 8 + [429] * 8
    client.get("/v/x/", REMOTE_ADDR="203.0.113.9")
    client.get(f"/v/{certificate.token}/", REMOTE_ADDR="203.0.113.9")
    client.get("/verifikasi/", REMOTE_ADDR="203.0.113.9")
    assert misses(MOST_MISSES - 10, datetime.now(UTC)) == 0
    assert misses(1, datetime.now(UTC)) == 1


def test_the_desk_reads_of_it_for_a_day(client: Client) -> None:
    assert guessed_lately() is None
    misses(MOST_MISSES, datetime.now(UTC))
    found = guessed_lately()
    assert found is not None
    assert found.sentence == alarms()[0]
    client.force_login(user(Role.SECTION_HEAD))
    page = client.get("/meja/sertifikat/").content.decode()
    assert "Mungkin ada yang menebak-nebak sertifikat." in page
    assert guessed_lately(at=datetime.now(UTC) + timedelta(days=1, minutes=1)) is None
