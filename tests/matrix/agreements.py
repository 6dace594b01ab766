"""What Banjar promised: an agreement that its officer and the desk may read, and nobody of another kabupaten."""

from typing import TYPE_CHECKING, Any

from binakon.coordination.models import Agreement
from tests.coordination.agreed import BANJAR, TABALONG, accepted

if TYPE_CHECKING:
    from tests.matrix.world import World

Labelled = list[tuple[str, Any]]
_NOBODY = 999_999_999


def enter(world: "World") -> None:
    """Write down what the addresses of agreements name."""
    accepted(owner=BANJAR, text="Kirim daftar proyek")


def known(name: str) -> dict[str, Labelled]:
    """The arguments of addresses of agreements and workspaces; {} for any other."""
    if name.startswith("coordination:agreement_"):
        own = Agreement.objects.order_by("pk").values_list("pk", flat=True)[0]
        return {"pk": [("", own), (" (none)", _NOBODY)]}
    if name.startswith("reports:workspace"):
        places = [("", BANJAR), (" (Tabalong)", TABALONG), (" (none)", "63.99")]
        figure = {"year": [("", 2026)], "key": [("", "registered")]}
        return {"region": places, "form": [("", "xlsx")], **figure}
    return {}
