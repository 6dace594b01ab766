"""The walk of every role through every address: what each was answered, and which canary flew where it may not."""

from collections.abc import Collection, Iterator
from contextlib import closing
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from pypdfium2 import PdfDocument

from binakon.core import snapshots
from binakon.demo.cast import CAST
from tests.matrix import cases
from tests.matrix.addresses import OUTSIDE, arguments
from tests.matrix.world import World, all_nik, canaries

PUBLIC = "umum"
EVERYBODY = frozenset({"Tabalong", "Banjar", "Luar", "Ulang"})
NONE: frozenset[str] = frozenset()
# Whose people a member of the cast may see: everybody's, one regency's, or nobody's.
SEES = {
    "kasi": EVERYBODY,
    "kabid": EVERYBODY,
    "kadis": EVERYBODY,
    "staf": EVERYBODY,
    "verifikator": EVERYBODY,
    "admin": EVERYBODY,
    "bendahara": NONE,
    "tabalong": frozenset({"Tabalong", "Ulang"}),
    "banjar": frozenset({"Banjar"}),
    "mitra": NONE,
    "instruktur": NONE,
    PUBLIC: NONE,
}
# The treasurer reads the decrees: of people only what stands on the annex, and nowhere else.
READS_DECREES = "bendahara"
# A certificate says its holder's name to whoever has it in hand.
CERTIFIED = ("portal:verification_",)


@dataclass
class Walk:
    """What everybody was answered everywhere, every canary that flew to a stranger, and what broke."""

    statuses: dict[str, dict[str, int]] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    # Where the treasurer read a name of the annex, and whatever else they read of people.
    named: set[str] = field(default_factory=set)
    # The secrets that somebody read who may: they were there to be seen.
    read: set[str] = field(default_factory=set)


def patterns(
    found: list[URLPattern | URLResolver], namespace: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of the installation, as its full name and the names of its arguments."""
    for each in found:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from patterns(each.url_patterns, inner)
        elif each.name and not each.name.startswith(OUTSIDE):
            yield f"{namespace}{each.name}", tuple(each.pattern.converters)


def addresses(world: World) -> dict[str, str]:
    """Every address of the desk and the portal with arguments of this world, by its name."""
    found: dict[str, str] = {}
    for name, wanted in patterns(get_resolver().url_patterns):
        for label, values in arguments(world, name, wanted):
            try:
                found[f"{name}{label}"] = reverse(name, kwargs=values)
            except NoReverseMatch:
                continue
    return found


def browsers(cast: Collection[str] | None = None) -> dict[str, Client]:
    """The public, and the members of the cast who are named (all of them when None), each logged in."""
    clients = {PUBLIC: Client(raise_request_exception=False)}
    for person in CAST:
        who = person.email.split("@")[0]
        if cast is None or who in cast:
            clients[who] = Client(raise_request_exception=False)
            clients[who].force_login(get_user_model().objects.get(email=person.email))
    return clients


def is_told_apart(name: str, asker: str) -> bool:
    """Whether this asker may be answered otherwise than the others: not on public pages, nor where nothing is."""
    if name.startswith("portal:"):
        return asker in {PUBLIC, "tabalong"}
    return not name.endswith("(none)") or asker in {PUBLIC, "kasi"}


def walked(world: World, clients: dict[str, Client], *, is_whole: bool) -> Walk:
    """Ask every address as everybody; where only a deed is taken, try the deed with nothing said, and undo it.

    Unless the walk is whole, nobody asks who would be told what another one was told already.
    """
    walk = Walk()
    everywhere = sorted(addresses(world).items())
    for name, address in everywhere:
        is_deed = False
        for asker, client in clients.items():
            if not is_whole and not is_told_apart(name, asker):
                continue
            answer = None if is_deed else client.get(address)
            is_deed = is_deed or answer.status_code == 405
            if is_deed:
                answer = _tried(client, address)
            walk.statuses.setdefault(name, {})[asker] = answer.status_code
            if answer.status_code >= 500:
                walk.broken.append(f"{asker} at {name}: {getattr(answer, 'exc_info', '')}")
            body = body_of(answer)
            _people(walk, world, asker, name, address, body.decode("utf-8", errors="replace"))
            _secrets(walk, world, asker, name, body)
    return walk


def _tried(client: Client, address: str) -> Any:
    # A deed may begin another session; what it was is undone with the deed.
    held = copy(client.cookies)
    with transaction.atomic():
        answer = client.post(address)
        transaction.set_rollback(True)
    client.cookies = held
    caches["pages"].clear()
    snapshots.forget()
    return answer


def body_of(answer: HttpResponseBase) -> bytes:
    """Headers and content, whether it comes in one piece or streams."""
    content = (
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        if answer.streaming
        else answer.content  # type: ignore[attr-defined]
    )
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return b"\n".join((headers.encode(), content, unpacked(content)))


def unpacked(content: bytes) -> bytes:
    """What stands in a workbook, an archive or a paper that was compressed: its words, to look for canaries in."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            inside = [archive.read(name) for name in archive.namelist()]
        return b"\n".join([*inside, *(unpacked(each) for each in inside)])
    if content.startswith(b"%PDF-1.7\n"):
        with closing(PdfDocument(content)) as paper:
            return "\n".join(page.get_textpage().get_text_bounded() for page in paper).encode()
    return b""


def _people(walk: Walk, world: World, asker: str, name: str, address: str, text: str) -> None:
    for place, one in world.everybody():
        # Whoever holds somebody's signed link is that person.
        is_own = world.link_of(one) in address or cases.is_behind_link(world, one, address)
        if place in SEES[asker] or is_own:
            continue
        for word in canaries(one):
            if word not in text:
                continue
            if name.startswith(CERTIFIED) and word == one.name:
                continue
            if asker == READS_DECREES and word in (one.name, one.employer):
                walk.named.add(name)
                if name.startswith("enrolment:decree_") and stands_on_annex(world, one):
                    continue
            walk.leaks.append(f"{asker} at {name}: {word}")
        is_behind_link = name.startswith("portal:registration_")
        if asker == READS_DECREES and not is_behind_link and one.nik_mask and one.nik_mask in text:
            walk.leaks.append(f"{asker} at {name}: the masked NIK {one.nik_mask}")
    walk.leaks += [f"{asker} at {name}: a NIK" for nik in all_nik() if nik in text]


def stands_on_annex(world: World, one: Any) -> bool:
    """Whether this participant is named on the decree of the world."""
    return bool(world.names["decree"].entries.filter(registration=one).exists())


def _secrets(walk: Walk, world: World, asker: str, name: str, body: bytes) -> None:
    for label, secret in world.taught.secrets.items():
        if not any(word in body for word in secret.words):
            continue
        if asker in secret.readers or name.startswith(secret.doors or ("-",)):
            walk.read.add(label)
        else:
            walk.leaks.append(f"{asker} at {name}: {label}")
