"""Every role asks every address: who sees what is written in `statuses.json`, and no canary flies to a stranger.

`WRITE_MATRIX=1 pytest tests/matrix` writes the file anew; its difference is for a person to read. A new address
without a row fails.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from binakon.demo.cast import CAST
from tests.matrix import world as worlds
from tests.matrix.addresses import OUTSIDE, arguments
from tests.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kalsel")]
WRITTEN = Path(__file__).parent / "statuses.json"
PUBLIC = "umum"
HOLDER = "Banjar"
EVERYBODY = {"Tabalong", "Banjar", "Luar", "Ulang"}
# Whose people a member of the cast may see: everybody's, one regency's, or nobody's.
SEES: dict[str, set[str]] = {
    "kasi@contoh.example": EVERYBODY,
    "kabid@contoh.example": EVERYBODY,
    "kadis@contoh.example": EVERYBODY,
    "staf@contoh.example": EVERYBODY,
    "verifikator@contoh.example": EVERYBODY,
    "admin@contoh.example": EVERYBODY,
    "bendahara@contoh.example": set(),
    "tabalong@contoh.example": {"Tabalong", "Ulang"},
    "banjar@contoh.example": {"Banjar"},
    "mitra@contoh.example": set(),
    "instruktur@contoh.example": set(),
    PUBLIC: set(),
}
# The treasurer reads the decrees: of people only what stands on the annex, and nowhere else.
READS_DECREES = "bendahara@contoh.example"


def stands_on_annex(world: World, asker: str, name: str, canary: str) -> bool:
    """Whether this is a participant's name or place of work in a decree, before a reader of decrees."""
    entries = world.names["decree"].entries.select_related("registration")
    printed = {
        word for row in entries for word in (row.registration.name, row.registration.employer)
    }
    is_of_decree = name.startswith("enrolment:decree_")
    return asker == READS_DECREES and is_of_decree and canary in printed


def patterns(
    found: list[URLPattern | URLResolver], namespace: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of the installation, as its full name and the names of its arguments."""
    for each in found:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from patterns(each.url_patterns, inner)
        elif each.name:
            yield f"{namespace}{each.name}", tuple(each.pattern.converters)


def addresses(world: World) -> dict[str, str]:
    """Every address of the desk and the portal with arguments of this world, by its name."""
    found: dict[str, str] = {}
    for name, wanted in patterns(get_resolver().url_patterns):
        if name.split(":")[-1].startswith(OUTSIDE):
            continue
        for label, values in arguments(world, name, wanted):
            try:
                found[f"{name}{label}"] = reverse(name, kwargs=values)
            except NoReverseMatch:
                continue
    return found


# Everybody with MATRIX=all; else those between whom a leak would be worst.
FEW = {
    "kasi@contoh.example",
    "verifikator@contoh.example",
    "tabalong@contoh.example",
    "banjar@contoh.example",
    "bendahara@contoh.example",
    "instruktur@contoh.example",
}
IS_WHOLE = "MATRIX" in os.environ or "WRITE_MATRIX" in os.environ


def askers() -> dict[str, Client]:
    clients = {PUBLIC: Client()}
    for person in CAST:
        if not (IS_WHOLE or person.email in FEW):
            continue
        client = Client()
        client.force_login(get_user_model().objects.get(email=person.email))
        clients[person.email] = client
    return clients


def body_of(answer: object) -> str:
    content = (
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        if getattr(answer, "streaming", False)
        else answer.content  # type: ignore[attr-defined]
    )
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())  # type: ignore[attr-defined]
    return headers + content.decode("utf-8", errors="replace")


@pytest.fixture
def asked(settings: object) -> tuple[World, dict[str, dict[str, int]], list[str]]:
    """What everybody was answered everywhere, and every canary that flew to a stranger."""
    world = worlds.build()
    statuses: dict[str, dict[str, int]] = {}
    leaks = []
    people = askers()
    for name, address in sorted(addresses(world).items()):
        for asker, client in people.items():
            answer = client.get(address)
            statuses.setdefault(name, {})[asker.split("@")[0]] = answer.status_code
            text = body_of(answer)
            # Whoever holds somebody's signed link is that person.
            own = {HOLDER} if worlds.link_of(world, HOLDER) in address else set()
            hidden = EVERYBODY - SEES[asker] - own
            leaks += [
                f"{asker} at {name}: {canary}"
                for place in hidden
                for canary in world.canaries(place)
                if canary in text and not stands_on_annex(world, asker, name, canary)
            ]
            leaks += [f"{asker} at {name}: a NIK" for nik in worlds.all_nik() if nik in text]
    return world, statuses, leaks


def test_every_role_gets_what_is_written_and_no_canary_flies_to_a_stranger(
    asked: tuple[World, dict[str, dict[str, int]], list[str]],
) -> None:
    world, statuses, leaks = asked
    assert leaks == []
    assert [name for name, row in statuses.items() if 500 in row.values()] == []
    if os.environ.get("WRITE_MATRIX"):
        WRITTEN.write_text(json.dumps(statuses, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    written = json.loads(WRITTEN.read_text(encoding="utf-8"))
    asked_here = {email.split("@")[0] for email in askers()}
    assert statuses == {
        name: {who: status for who, status in row.items() if who in asked_here}
        for name, row in written.items()
    }
    # The control: whoever may see them does, so the canaries were there to be seen.
    page = Client()
    page.force_login(get_user_model().objects.get(email="kasi@contoh.example"))
    seen = page.get(f"/meja/pendaftaran/{world.people['Banjar'].pk}/").content.decode()
    assert world.people["Banjar"].name in seen
    page.force_login(get_user_model().objects.get(email="tabalong@contoh.example"))
    assert world.people["Ulang"].name in page.get("/meja/pendaftaran/").content.decode()
