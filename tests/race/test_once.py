"""Pressing twice, fifty times at once, or losing the answer: one effect."""

import time
from collections import Counter
from typing import Any

import pytest

from tests.enrolment.people import a_nik
from tests.race.hall import Hall
from tests.race.posting import at_once, form, hang_up

pytestmark = pytest.mark.database

PRESSES, LOST = 50, 25


def effects(hall: Hall, room: dict[str, Any]) -> dict[str, int]:
    """How often anything happened in a class."""
    found = hall.outcome(room)
    return {
        "drafts": found["drafts"],
        "sent": len(found["sent"]),
        "seated": found["seated"],
        "taken": found["taken"],
        "lines": sum(1 for deed, _number in found["story"] if deed in {"arrive", "seat"}),
        "messages": found["messages"],
    }


def test_fifty_presses_at_once_send_one_registration(hall: Hall) -> None:
    room = hall.a_class(10, 1)
    before = effects(hall, room)
    press = form(f"/pendaftaran/{room['tokens'][0]}/isian/kirim/", is_true="on")
    answers = at_once(hall.port, [press] * PRESSES, at_a_time=PRESSES)
    assert Counter(answer.status for answer in answers) == {302: PRESSES}
    assert len({answer.location.split(".")[0] for answer in answers}) == 1
    assert effects(hall, room) == {
        "drafts": 0,
        "sent": 1,
        "seated": 1,
        "taken": 1,
        "lines": 2,
        "messages": before["messages"] + 1,
    }


def test_fifty_presses_of_one_form_begin_one_draft(hall: Hall) -> None:
    room = hall.a_class(10, 0)
    who = {"name": "Rudi (contoh)", "nik": a_nik(7), "born_on": "4 5 1991", "sex": "male"}
    press = form(f"/kegiatan/{room['slug']}/daftar/", **who, form_key="7" * 32)
    answers = at_once(hall.port, [press] * PRESSES, at_a_time=PRESSES)
    assert Counter(answer.status for answer in answers) == {302: PRESSES}
    assert len({answer.location.split(".")[0] for answer in answers}) == 1
    assert effects(hall, room)["drafts"] == 1


def test_answers_that_were_lost_and_asked_again_are_one_effect_each(hall: Hall) -> None:
    room = hall.a_class(LOST, LOST)
    before = effects(hall, room)
    presses = [form(f"/pendaftaran/{token}/isian/kirim/", is_true="on") for token in room["tokens"]]
    for _turn in range(3):
        hang_up(hall.port, presses)
    answers = at_once(hall.port, presses, at_a_time=LOST)
    assert Counter(answer.status for answer in answers) == {302: LOST}
    # What was hung up on may still be worked on.
    time.sleep(1)
    assert effects(hall, room) == {
        "drafts": 0,
        "sent": LOST,
        "seated": LOST,
        "taken": LOST,
        "lines": 2 * LOST,
        "messages": before["messages"] + LOST,
    }
