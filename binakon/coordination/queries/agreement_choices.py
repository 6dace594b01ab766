"""What an agreement may name: the offices, activities, occupations and meetings of a desk."""

from django.utils import timezone

from binakon.coordination.models import AgendaItem, Meeting
from binakon.core import words
from binakon.core.typed import whole_number
from binakon.people.models import Office
from binakon.people.queries import office as office_of
from binakon.people.queries import regencies_of
from binakon.people.rules import ENROLLERS, Viewer
from binakon.planning.models import Activity, Occupation
from binakon.planning.states import ActivityState

Pairs = list[tuple[str, str]]
_MEETINGS_SHOWN = 30


def writing_office(viewer: Viewer, asked: str = "") -> Office | None:
    """The desk at which the viewer writes agreements down, the one asked for or the first; None for whoever writes none."""
    codes = sorted(viewer.codes_with(ENROLLERS))
    if not codes:
        return None
    return office_of(asked if asked in codes else codes[0])


def choices_at(office: Office, meeting: int | None = None) -> dict[str, Pairs]:
    """The choices of the form at one desk; `meeting` is there however old it is."""
    offices = [*regencies_of(office.code), office]
    occupations = Occupation.objects.order_by("name")
    return {
        "owner": [(str(each.pk), each.name) for each in offices],
        "activity": activities_at(office),
        "occupation": [(str(each.pk), str(each)) for each in occupations],
        "meeting": meetings_at(office, meeting),
    }


def activities_at(office: Office) -> Pairs:
    """The activities of an office, the newest year first."""
    rows = Activity.objects.filter(programme__office=office).select_related("programme")
    ordered = rows.order_by("-programme__year", "title", "pk")
    return [(str(row.pk), f"{row.title} ({row.programme.year})") for row in ordered]


def meetings_at(office: Office, also: int | None = None) -> Pairs:
    """The newest meetings of an office with their days, and one more however old it is."""
    own = Meeting.objects.filter(office=office).order_by("-starts_at", "-pk")
    rows = list(own[:_MEETINGS_SHOWN])
    if also is not None and also not in {row.pk for row in rows}:
        rows += own.filter(pk=also)
    days = (words.day(timezone.localdate(row.starts_at)) for row in rows)
    return [(str(row.pk), f"{row.title}, {day}") for row, day in zip(rows, days, strict=True)]


def asked_meeting(office: Office, code: str, item: str) -> dict[str, int]:
    """The meeting that an address names by its code, and the point of its agenda: what the form starts with."""
    meeting = Meeting.objects.filter(office=office, code=code).first() if code else None
    if meeting is None:
        return {}
    number = whole_number(item)
    found = AgendaItem.objects.filter(meeting=meeting, pk=number).first() if number else None
    return {"meeting": meeting.pk, **({"item": found.pk} if found else {})}


def meeting_numbered(office: Office, pk: int | None) -> Meeting | None:
    """A meeting of an office by its number."""
    return Meeting.objects.filter(office=office, pk=pk).first() if pk is not None else None


def activity_named(office: Office, slug: str) -> Activity | None:
    """An activity of an office by its slug."""
    rows = Activity.objects.filter(programme__office=office, slug=slug)
    return rows.select_related("programme__office").first()


def activities_with_slug(office: Office) -> list[Activity]:
    """The activities whose seats can be shared out, the newest year first; one that is cancelled has none."""
    rows = Activity.objects.filter(programme__office=office).exclude(kind="rakor")
    rows = rows.exclude(state=ActivityState.CANCELLED)
    return list(rows.select_related("programme").order_by("-programme__year", "title", "pk"))
