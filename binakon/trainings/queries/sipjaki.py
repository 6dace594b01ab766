"""The classes of an office that are over, as the rows that SIPJAKI publishes of a training."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.lists import Column, Filter, Listing
from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import PlaceState, TrainingState
from binakon.people.rules import DESK_ROLES, Viewer
from binakon.planning.models import Activity
from binakon.trainings.models import Session
from binakon.trainings.rules.manner import manner_of
from binakon.trainings.rules.sipjaki import (
    classification,
    level_words,
    qualification,
    subclassification,
)
from binakon.trainings.states import CompletionState, SessionKind


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
        gather=_rows,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of several classes are made of, by class (occupation codes by activity): a question each."""

    codes: Mapping[int, list[str]]
    people: Mapping[int, int]
    completed: Mapping[int, int]
    jp: Mapping[int, int]
    links: Mapping[int, list[str]]


def _rows(trainings: Iterable[Training]) -> list[SipjakiRow]:
    classes = list(trainings)
    known = _known(classes)
    return [_row(training, known) for training in classes]


def _known(classes: list[Training]) -> _Known:
    people = Registration.objects.filter(
        training__in=classes, place__state=PlaceState.DETERMINED
    ).order_by()
    completed = people.filter(completion__state=CompletionState.COMPLETED)
    sessions = Session.objects.filter(training__in=classes).order_by()
    activities = Activity.objects.filter(training__in=classes, occupations__isnull=False)
    held = sessions.exclude(kind=SessionKind.BREAK)
    return _Known(
        codes=_grouped(
            activities.order_by("occupations__code").values_list("pk", "occupations__code")
        ),
        people=dict(people.values_list("training").annotate(Count("pk"))),
        completed=dict(completed.values_list("training").annotate(Count("pk"))),
        jp=dict(sessions.values_list("training").annotate(Sum("jp"))),
        links=_grouped(held.values_list("training", "link")),
    )


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, word in pairs:
        found.setdefault(pk, []).append(word)
    return found


def _row(training: Training, known: _Known) -> SipjakiRow:
    activity, pk = training.activity, training.pk
    codes = known.codes.get(activity.pk, [])
    levels = [level for level in activity.levels if isinstance(level, int)]
    manner = manner_of(known.links.get(pk, []))
    office, version = activity.programme.office, activity.funded_by
    counted = {
        "people": words.number(known.people.get(pk, 0)),
        "completed": words.number(known.completed.get(pk, 0)),
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
        jp=str(known.jp.get(pk) or ""),
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
