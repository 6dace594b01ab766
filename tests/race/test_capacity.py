"""Seats that become fewer and more in the middle of a rush, people who leave, and the list that moves up."""

import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.race.hall import Hall
from tests.race.posting import at_once, form
from tests.runners import in_process

pytestmark = pytest.mark.database

SEATS, PEOPLE, FIRST = 200, 260, 140
# The office: fewer seats while people come, too few (refused with the number), then more again.
# It leaves a file after each, for which the next wave waits: how fast people come must not decide.
OFFICE = """
from pathlib import Path
from binakon.enrolment.actions import places
from binakon.enrolment.models import Training
training = Training.objects.get(pk=TRAINING)
said = []
for least, seats in ((90, 150), (110, 100), (150, 180)):
    deadline = time.monotonic() + 60
    while training.taken < least and time.monotonic() < deadline:
        time.sleep(0.02)
        training.refresh_from_db()
    try:
        places.change_capacity(training, seats=seats, reason="uji", by=by)
        said.append(str(seats))
    except Blocked as refused:
        said.append(refused.problems[0].sentence)
    (Path("FOLDER") / f"asked-{len(said)}").touch()
    training.refresh_from_db()
print("|".join(said))
"""


def test_capacity_changes_in_the_rush_and_nobody_passes_a_waiter(hall: Hall) -> None:
    room = hall.a_class(SEATS, PEOPLE, has_waiting_list=True)
    said: list[str] = []
    folder = hall.installation.folder
    code = OFFICE.replace("TRAINING", str(room["training"])).replace("FOLDER", str(folder))
    office = threading.Thread(
        target=lambda: said.extend(in_process(hall.installation, code).split("|"))
    )
    office.start()
    answers = []
    for asked, wave in zip((0, 1, 3), _waves(room), strict=True):
        _wait_for(folder, asked)
        answers += at_once(hall.port, wave)
    office.join()
    assert Counter(answer.status for answer in answers) == {302: len(answers)}
    found = hall.outcome(room)
    # Fewer seats than were taken is refused with the number that is; everything else is done.
    assert [said[0], said[2]] == ["150", "180"]
    assert "Kursi tidak bisa menjadi 100: 1" in said[1]
    assert (found["seats"], found["taken"], found["seated"], found["agree"]) == (
        180,
        180,
        180,
        True,
    )
    assert found["people"] == 180
    deeds = nobody_is_passed(found["story"])
    assert min(deeds["offer"], deeds["release"], deeds["accept"]) > 0


def _wait_for(folder: Path, asked: int) -> None:
    """Until the office has asked this often; without an answer the wave goes on and the outcome tells."""
    deadline = time.monotonic() + 90
    while asked and time.monotonic() < deadline and not (folder / f"asked-{asked}").exists():
        time.sleep(0.02)


def _waves(room: dict[str, Any]) -> list[list[bytes]]:
    """The first come; while the others come some of the first leave; whoever was offered a seat in between takes it."""
    own = [f"/pendaftaran/{token}/" for token in room["tokens"]]
    sends = [form(f"{home}isian/kirim/", is_true="on") for home in own]
    leaves = [form(f"{home}mundur/", reason="uji") for home in own[:FIRST:5]]
    mixed = sends[FIRST:]
    for place, leave in enumerate(leaves):
        mixed.insert(3 * place, leave)
    return [sends[:FIRST], mixed, [form(f"{home}terima/") for home in own[FIRST:]]]


def nobody_is_passed(story: list[tuple[str, int]]) -> Counter[str]:
    """Replay what happened in the order of the database: a free seat goes to the first who waits, always."""
    waiting: set[int] = set()
    for deed, number in story:
        if deed == "arrive":
            waiting.add(number)
        elif deed in {"seat", "offer"}:
            assert number == min(waiting), f"{deed} {number} while {min(waiting)} waits"
            waiting.remove(number)
        elif deed != "accept":
            waiting.discard(number)
    return Counter(deed for deed, _number in story)


def test_the_replay_finds_somebody_who_was_passed() -> None:
    with pytest.raises(AssertionError, match="offer 3 while 2 waits"):
        nobody_is_passed([("arrive", 1), ("seat", 1), ("arrive", 2), ("arrive", 3), ("offer", 3)])
