"""The bodies an office works with, as its desk lists them."""

from dataclasses import dataclass

from binakon.people.models import Organisation
from binakon.people.queries import OfficePage


@dataclass(frozen=True, slots=True)
class OrganisationsPage:
    """Everybody to whom letters may go, and where they go."""

    office: OfficePage
    organisations: tuple[Organisation, ...]

    @property
    def unreached(self) -> int:
        """How many have neither e-mail nor WhatsApp."""
        return sum(not (each.email or each.phone) for each in self.organisations)


def organisations_page(office: OfficePage) -> OrganisationsPage:
    """The list for the desk of an office that the viewer may open."""
    rows = Organisation.objects.order_by("kind", "short_name")
    return OrganisationsPage(office, tuple(rows))


def organisation(pk: int) -> Organisation | None:
    """One body; they belong to no office."""
    return Organisation.objects.filter(pk=pk).first()
