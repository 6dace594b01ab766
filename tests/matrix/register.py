"""The people of the matrix in the register: each at home where they registered, with a contact and an SKK."""

from typing import TYPE_CHECKING, Any

from binakon.people.models import HeldCertificate, Worker
from tests.people.register import an_skk

if TYPE_CHECKING:
    from tests.matrix.world import World

Labelled = list[tuple[str, Any]]
# The records asked about are of the person of Banjar.
OWNER = "Banjar"
RECORDS = ("record_edit", "record_remove")


def known(world: "World", name: str) -> dict[str, Labelled]:
    """The arguments of addresses of the register; {} for any other."""
    if name == "record_new" or name in RECORDS:
        owner = _worker(world, OWNER)
        return {"key": [("", owner.key)], "kind": [("", "skk")]}
    if name.startswith("person_"):
        keys = [(f" ({place})", _worker(world, place).key) for place in world.people]
        return {"key": [*keys, (" (none)", "00000000-0000-4000-8000-000000000000")]}
    return {}


def record(world: "World") -> HeldCertificate:
    """The SKK of the person of Banjar."""
    return HeldCertificate.objects.get(worker=_worker(world, OWNER))


def enter(world: "World") -> None:
    """Write down of everybody in the world what checked papers say."""
    for _place, one in world.everybody():
        if one.worker is not None:
            known_of = {"office": one.office, "phone": one.phone, "email": one.email}
            Worker.objects.filter(pk=one.worker.pk, office=None, phone="").update(**known_of)
            if not HeldCertificate.objects.filter(worker=one.worker).exists():
                an_skk(one.worker)


def _worker(world: "World", place: str) -> Worker:
    worker = world.people[place].worker
    assert worker is not None, "whoever was received is a worker"
    return worker
