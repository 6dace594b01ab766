"""What participants get to read: at the desk all of it, for a participant what is shown by now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from binakon.core import clock
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import PlaceState
from binakon.people.rules import Viewer, can_enrol
from binakon.trainings.models import Material


def materials_of(training: Training) -> QuerySet[Material]:
    """The materials of a class that were not removed: those of the class first, then by session."""
    rows = Material.objects.filter(training=training, removed_at=None)
    order = (F("session__on").asc(nulls_first=True), F("session__starts_at").asc(nulls_first=True))
    return rows.select_related("session", "file").order_by(*order, "position", "id")


def materials_for(registration: Registration, at: datetime) -> QuerySet[Material]:
    """What a participant may read at this moment; none for who is not determined in the class."""
    rows = materials_of(registration.training)
    place = getattr(registration, "place", None)
    if place is None or place.state != PlaceState.DETERMINED:
        return rows.none()
    return rows.filter(Q(shown_from=None) | Q(shown_from__lte=at))


def material_for(training: Training, pk: int) -> Material | None:
    """One material of this class."""
    return materials_of(training).filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material at the desk; whether another of its session stands before and after it."""

    material: Material
    is_shown: bool
    may_rise: bool
    may_sink: bool


@dataclass(frozen=True, slots=True)
class MaterialsPage:
    """The materials of a class at the desk, in order; what was removed last stays readable with its reason."""

    training: Training
    lines: tuple[MaterialLine, ...]
    removed: tuple[Material, ...]
    may_edit: bool


_REMOVED_SHOWN = 20


def materials_page(viewer: Viewer, training: Training) -> MaterialsPage:
    """The page of a class that the viewer may see."""
    moment = clock.now()
    rows = list(materials_of(training))
    gone = Material.objects.filter(training=training).exclude(removed_at=None)
    return MaterialsPage(
        training=training,
        lines=tuple(
            MaterialLine(
                material=row,
                is_shown=row.shown_from is None or row.shown_from <= moment,
                may_rise=bool(at) and rows[at - 1].session_id == row.session_id,
                may_sink=at + 1 < len(rows) and rows[at + 1].session_id == row.session_id,
            )
            for at, row in enumerate(rows)
        ),
        removed=tuple(gone.order_by("-removed_at")[:_REMOVED_SHOWN]),
        may_edit=can_enrol(viewer, training.office_code),
    )
