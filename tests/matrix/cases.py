"""The certification cases of the matrix: one for each person of the world, each with a paper of its own."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from PIL import Image

from binakon.certification.actions.proposals import Asked, propose
from binakon.certification.models import Case, CaseDocument
from binakon.certification.rules.links import case_token_of
from binakon.core import files
from binakon.planning.models import Activity
from tests.factories import BY

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration
    from tests.matrix.world import World

Labelled = list[tuple[str, Any]]
OWNER = "Banjar"
ASKED = "Ahli Muda Teknik Jembatan"
# Addresses that name a paper of a case.
PAPERS = ("case_document_judge", "case_document_page")


def known(world: "World", name: str) -> dict[str, Labelled]:
    """The arguments of addresses of cases; {} for any other."""
    if name.startswith("portal:case_"):
        return {"token": [("", own_link(world)), (" (none)", "palsu")], "kind": [("", "npwp")]}
    if not name.startswith("certification:"):
        return {}
    codes = [(f" ({place})", _case(world, place).code) for place in _places(world)]
    if name.split(":")[-1] in PAPERS:
        # The paper decides; asked about with its own case.
        codes = [("", _case(world, OWNER).code)]
    return {
        "slug": [("", _activity().slug)],
        "key": [("", "pengalaman")],
        "kind": [("", "npwp")],
        "code": [*codes, (" (none)", "TIDAKADA")],
    }


def own_link(world: "World") -> str:
    """The token of the link of Banjar's case, the same at every call."""
    if "link of a case" not in world.names:
        case = _case(world, OWNER)
        world.names["link of a case"] = case_token_of(case.key.hex, case.link_version)
    token: str = world.names["link of a case"]
    return token


def is_behind_link(world: "World", one: "Registration", address: str) -> bool:
    """Whether this address is behind this person's link to their case."""
    return one is world.people[OWNER] and own_link(world) in address


def paper(world: "World") -> CaseDocument:
    """The paper of the case of Banjar."""
    return CaseDocument.objects.get(case=_case(world, OWNER), kind="npwp")


def enter(world: "World") -> None:
    """Propose everybody of the world who is a worker, and give each case a paper."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    asked = Asked(ASKED, 7)
    for one in world.people.values():
        if one.worker is None or Case.objects.filter(worker=one.worker).exists():
            continue
        case = propose(_activity(), one.worker, asked, by=BY, office=one.office)
        card = files.store(picture.getvalue(), accept=files.PICTURES)
        CaseDocument.objects.create(case=case, kind="npwp", file=card, uploaded_at=timezone.now())


def _places(world: "World") -> list[str]:
    """Those of one person each: a repeated one is the person of another place."""
    return [place for place in world.people if place != "Ulang"]


def _activity() -> Activity:
    found = Activity.objects.filter(kind="certification").order_by("pk").first()
    assert found is not None, "the plan facilitates"
    return found


def _case(world: "World", place: str) -> Case:
    return Case.objects.get(worker=world.people[place].worker, occupation_name=ASKED)
