"""The clocks of an LSP that logs in: those of the people of its own batches that concern it, opened at its own door."""

from django.db.models import Q

from binakon.certification.models import Case
from binakon.certification.queries.batches import batches_of_partner
from binakon.certification.queries.partner import is_partner
from binakon.core.models import Deadline
from binakon.people.models import Role
from binakon.people.queries.clock_reach import of_kinds
from binakon.people.rules import Viewer
from binakon.people.rules.clock_roles import kinds_for

_DESK, _DOOR = "/meja/sertifikasi/kasus/", "/meja/mitra/peserta/"


def partner_clocks(viewer: Viewer) -> Q | None:
    """The clocks of the cases in batches that were sent to the viewer's organisation; None for whoever is no partner."""
    if not is_partner(viewer):
        return None
    cases = Case.objects.filter(batch__in=batches_of_partner(viewer).values("pk")).values("pk")
    kinds = kinds_for(Role.PARTNER) or frozenset()
    return Q(subject_type=Case._meta.label_lower, subject_id__in=cases) & of_kinds(kinds)


def partner_path(row: Deadline) -> str:
    """The page of the case at the LSP's own door."""
    return row.path.replace(_DESK, _DOOR, 1) if row.path.startswith(_DESK) else ""
