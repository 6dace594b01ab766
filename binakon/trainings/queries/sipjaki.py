"""The classes of an office that are over, as the rows that SIPJAKI publishes of a training."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.lists import Column, Filter, Listing
from binakon.enrolment.models import Training
from binakon.enrolment.states import TrainingState
from binakon.people.rules import DESK_ROLES, Viewer
from binakon.trainings.queries.completion import completion_page
from binakon.trainings.queries.cpd import manner_of_training
from binakon.trainings.rules.sipjaki import (
    classification,
    level_words,
    qualification,
    subclassification,
)
from binakon.trainings.states import CompletionState


@dataclass(frozen=True, slots=True)
class SipjakiRow:
    """One class; "" is unknown."""

    training: Training
    qualification: str
    classification: str
    subclassification: str
    levels: str
    manner: str
    funds: str
    owner: str
    jp: str
    remark: str

    @property
    def pk(self) -> int:
        """The number of its class."""
        return self.training.pk

    def __str__(self) -> str:
        return str(self.training)


def sipjaki_rows(viewer: Viewer) -> QuerySet[Training]:
    """The classes with determined participants whose last day is over, of the offices where the viewer has a desk."""
    rows = Training.objects.filter(
        state=TrainingState.DETERMINED,
        ends_on__lt=today(),
        activity__programme__office__code__in=viewer.codes_with(DESK_ROLES),
    )
    return rows.select_related("activity__programme__office", "activity__funded_by")


def sipjaki_listing(viewer: Viewer) -> Listing:
    """The columns as they are published, in their order, by year."""
    years = sorted(
        set(sipjaki_rows(viewer).order_by().values_list("starts_on__year", flat=True)),
        reverse=True,
    )
    return Listing(
        columns=_COLUMNS,
        filters=(
            Filter(
                "tahun",
                gettext_lazy("Tahun"),
                "starts_on__year",
                choices=[(str(year), str(year)) for year in years],
            ),
        ),
        search=("activity__title", "venue"),
        search_hint=gettext_lazy("Nama atau lokasi"),
        order=("starts_on", "id"),
        gather=lambda rows: [_row(training) for training in rows],
    )


def _row(training: Training) -> SipjakiRow:
    activity = training.activity
    codes = list(activity.occupations.order_by("code").values_list("code", flat=True))
    levels = [level for level in activity.levels if isinstance(level, int)]
    page, manner = completion_page(training), manner_of_training(training)
    office, version = activity.programme.office, activity.funded_by
    counted = {
        "people": words.number(len(page.people)),
        "completed": words.number(page.count(CompletionState.COMPLETED)),
    }
    return SipjakiRow(
        training=training,
        qualification=qualification(levels),
        classification=classification(codes),
        subclassification=subclassification(codes),
        levels=level_words(levels),
        manner=str(manner.label) if manner else "",
        funds=", ".join(filter(None, ("APBD", version.document))) if version else "",
        owner=office.office_name or office.name,
        jp=str(page.jp_total or ""),
        remark=_("%(people)s peserta, %(completed)s selesai") % counted,
    )


def _told(value: Callable[[Any], str]) -> Callable[[Any], str]:
    """What is not known says so, in a file as on the page."""
    return lambda row: value(row) or words.unknown()


# The names of the columns are SIPJAKI's, whatever language the reader has chosen; a page has room for some of them.
_COLUMNS = (
    Column(
        "tahun",
        "tahun",
        lambda row: row.training.starts_on.year,
        on_page=False,
    ),
    Column("nama", "nama", str, sort=("activity__title",), width=50),
    Column("kualifikasi", "kualifikasi", _told(lambda row: row.qualification), on_page=False),
    Column("klasifikasi", "klasifikasi", _told(lambda row: row.classification), on_page=False),
    Column("sub_klasifikasi", "sub_klasifikasi", _told(lambda row: row.subclassification)),
    Column("jenjang", "jenjang", _told(lambda row: row.levels)),
    Column("waktu", "waktu", lambda row: row.training.starts_on, sort=("starts_on",)),
    Column("selesai", "selesai", lambda row: row.training.ends_on, on_page=False),
    Column("metode", "metode", _told(lambda row: row.manner)),
    Column("lokasi", "lokasi", _told(lambda row: row.training.venue), width=40, on_page=False),
    Column("sumber_dana", "sumber_dana", _told(lambda row: row.funds), width=30, on_page=False),
    Column(
        "penanggung_jawab",
        "penanggung_jawab",
        _told(lambda row: row.owner),
        width=40,
        on_page=False,
    ),
    Column("jam", "jam", _told(lambda row: row.jp)),
    Column("keterangan", "keterangan", lambda row: row.remark, width=30),
)
