"""Which arguments every address is asked with: one's own row, a stranger's, and one that does not exist."""

from collections.abc import Iterator
from typing import Any

from binakon.people.models import Organisation
from tests.matrix.world import YEAR, World, link_of

# Log-in and second factors are allauth's and people's own; their tests stand in tests/people.
OUTSIDE = ("account", "mfa")
NOBODY = 999_999_999
# Pages of the class whose seats a selection gives.
OF_THE_RANKED = (
    "selection_", "objection_", "quota", "calculation_", "need_edit", "training_draw", "draw_codes", "draw_seed",
)  # fmt: skip


def arguments(
    world: World, name: str, wanted: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The values of an address' arguments, each with a label; an address without arguments has one."""
    if not wanted:
        yield "", {}
        return
    about = name.split(":")[-1]
    is_of_selection = about.startswith(("selection", "objection", "draw", "calculation", "quota"))
    training = world.ranked if is_of_selection else world.training
    known: dict[str, list[tuple[str, Any]]] = {
        "year": [("", YEAR)],
        "slug": [("", training.activity.slug)],
        "token": [("", link_of(world, "Banjar"))],
        "contact_token": [("", "palsu")],
        "key": [("", "registered")],
        "code": [("", "bimtek-jalan")],
        "move": [("", "batal")],
        "form": [("", "txt")],
        "number": [("", 1)],
        "edition": [("", 1)],
        "before": [("", world.names["version"].pk)],
        "after": [("", world.names["version"].pk)],
        "upload": [("", NOBODY)],
        "step": [("", "who")],
        "kind": [("", "id_card")],
        "page": [("", 1)],
        "office": [("", "63.03")],
        "group": [("", "women")],
        "file": [("", NOBODY)],
        "paper": [("", world.people["Banjar"].documents.get().pk)],
    }
    known["pk"] = _rows(world, name)
    if any(word in name for word in OF_THE_RANKED):
        run = world.names["run"].pk
        ranked = {"slug": world.ranked.activity.slug, "before": run, "after": run}
        known |= {part: [("", value)] for part, value in ranked.items()}
    if any(part not in known for part in wanted):
        raise KeyError(f"{name}: no argument for {sorted(set(wanted) - known.keys())}")
    first = next((part for part in wanted if len(known[part]) > 1), wanted[0])
    rest = {part: known[part][0][1] for part in wanted if part != first}
    for label, value in known[first]:
        yield label, {first: value, **rest}


def _rows(world: World, name: str) -> list[tuple[str, Any]]:
    """The rows that `pk` may name at this address."""
    about = name.split(":")[-1]
    for word in ("decree", "letter", "message", "version", "run", "objection", "calculation"):
        if word in about or (word == "run" and "selection" in about):
            return [("", world.names[word].pk), (" (none)", NOBODY)]
    if "organisation" in about:
        return [("", Organisation.objects.order_by("pk")[0].pk), (" (none)", NOBODY)]
    if "document" in about or "paper_image" in about or "verification_file" in about:
        return [(f" ({place})", one.documents.get().pk) for place, one in world.people.items()] + [
            (" (none)", NOBODY)
        ]
    return [(f" ({place})", one.pk) for place, one in world.people.items()] + [(" (none)", NOBODY)]
