"""The section head's day: one sentence of figures, what waits, what is late, the year and the regions."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope
from binakon.enrolment.queries.desk_work import determined_slugs
from binakon.people.rules import Viewer
from binakon.planning.models import Activity, PlanVersion
from binakon.planning.queries import Region, quotas_of, versions_for, year_of
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import ActivityKind, VersionState
from binakon.reports.queries.desk_briefs import desk_briefs
from binakon.reports.queries.events import EventCard, late
from binakon.reports.queries.todos import Todo, case_todos, class_todos

CHAIN = (
    "registered",
    "verified",
    "determined",
    "attended",
    "trained",
    "certificate",
    "facilitated",
    "recorded",
)


@dataclass(frozen=True, slots=True)
class RegionShare:
    """The quota of one region and what is taken of it; None is unknown."""

    region: Region
    places: int | None
    taken: int | None


@dataclass(frozen=True, slots=True)
class DeskDay:
    """Everything on the desk's first page; `determined` are the slugs of late ones that have their decree."""

    scope: Scope
    version: VersionFact | None
    total: Figure
    trained_places: Figure
    facilitated_places: Figure
    waiting: Figure
    goal: Figure
    gap: Figure
    regions: Figure
    trained: Figure
    chain: tuple[Figure, ...]
    ceiling: Figure
    todos: tuple[Todo, ...]
    late: tuple[EventCard, ...]
    determined: frozenset[str]
    activities: tuple[Activity, ...]
    unfunded: tuple[Activity, ...]
    shares: tuple[RegionShare, ...]

    @property
    def all_facilitation_waits(self) -> bool:
        """Whether what waits for the perubahan is exactly the promised facilitation, so one number says both."""
        return (
            self.trained.value is None
            and self.waiting.value is not None
            and self.waiting.value == self.facilitated_places.value
        )


def desk_day(viewer: Viewer, scope: Scope) -> DeskDay | None:
    """The day of a viewer who may open this office's desk; None when no plan was loaded for the year."""
    reader = year_of(scope)
    if reader.programme is None:
        return None
    version = reader.in_force_on(scope.as_of)
    overdue = tuple(late(reader.activities, scope.as_of))
    return DeskDay(
        scope=scope,
        version=version,
        total=figure("planned_places", scope),
        trained_places=figure("planned_places", scope, "trained"),
        facilitated_places=figure("planned_places", scope, "facilitated"),
        waiting=figure("waiting", scope),
        goal=figure("goal", scope),
        gap=figure("gap", scope),
        regions=figure("regions", scope),
        trained=figure("trained", scope),
        chain=tuple(figure(key, scope) for key in CHAIN),
        ceiling=figure("ceiling", scope),
        todos=(
            *class_todos(viewer, scope),
            *case_todos(viewer, scope),
            *_todos(viewer, scope),
        ),
        late=overdue,
        determined=determined_slugs([card.slug for card in overdue]),
        activities=reader.activities,
        unfunded=tuple(activity for activity in reader.activities if not activity.is_funded),
        shares=region_shares(scope),
    )


def region_shares(scope: Scope) -> tuple[RegionShare, ...]:
    """Quota and taken places per region over all activities; unknown where no quota was set."""
    reader = year_of(scope)
    places: dict[str, int] = {}
    taken: dict[str, int] = {}
    if reader.programme is not None:
        for quota in quotas_of(reader.programme.pk):
            places[quota.office.code] = places.get(quota.office.code, 0) + quota.places
            taken[quota.office.code] = taken.get(quota.office.code, 0) + quota.taken
    return tuple(
        RegionShare(region, places.get(region.code), taken.get(region.code))
        for region in reader.regions
    )


def _todos(viewer: Viewer, scope: Scope) -> list[Todo]:
    reader = year_of(scope)
    plan = f"/meja/rencana/{scope.year}/"
    undecided = versions_for(viewer, scope.office).filter(
        programme=reader.programme, state__in=[VersionState.SUBMITTED, VersionState.DRAFT]
    )
    todos = [_version_todo(version) for version in undecided]
    todos += _briefs_to_decide(viewer, scope)
    unnamed = figure("activities_unnamed", scope, ActivityKind.BIMTEK)
    if unnamed.value:
        text = _("Tentukan bidang %(count)s BIMTEK") % {"count": words.spelled(unnamed.value)}
        todos.append(
            Todo(
                text,
                _deadline(reader.activities),
                _(
                    "Tanpa bidang, kursinya tidak bisa diumumkan. Tulis jabatan kerjanya di konsep versi berikutnya."
                ),
                plan,
            )
        )
    if figure("ceiling", scope).value is None:
        why = _(
            "Sisa anggaran baru bisa dihitung kalau pagunya ada. Tulis di versi anggaran berikutnya."
        )
        todos.append(Todo(_("Isi pagu versi yang berlaku"), "", why, plan))
    return todos


def _version_todo(version: PlanVersion) -> Todo:
    href = f"/meja/rencana/versi/{version.pk}/"
    when = words.day(version.dated)
    if version.state == VersionState.SUBMITTED:
        text = _("Versi %(version)s menunggu keputusan") % {"version": version.label}
        return Todo(text, when, _("Diajukan, belum disahkan atau dikembalikan"), href)
    text = _("Konsep %(version)s belum diajukan") % {"version": version.label}
    return Todo(text, when, _("Lengkapi isinya, lalu ajukan"), href)


def _briefs_to_decide(viewer: Viewer, scope: Scope) -> list[Todo]:
    todos = []
    for line in desk_briefs(viewer, scope.office, scope.year):
        words_of = {
            "approve": (
                _("Siaran pers nomor %(number)d menunggu persetujuan"),
                _("Draf; angkanya dibekukan saat Anda menyetujuinya"),
            ),
            "publish": (
                _("Siaran pers nomor %(number)d menunggu diterbitkan"),
                _("Sudah disetujui, belum bisa dibaca umum"),
            ),
        }
        for step in line.steps:
            if step in words_of:
                text, why = words_of[step]
                todos.append(Todo(text % {"number": line.brief.number}, "", why, line.href))
    return todos


def _deadline(activities: tuple[Activity, ...]) -> str:
    ends = [a.ends_on for a in activities if not a.is_named and a.ends_on]
    return words.day_of_year(min(ends)) if ends else ""


def promise_segments(scope: Scope) -> list[tuple[str, Figure]]:
    """The parts of the promise in the order they are drawn: dyed, stitched, hatched, proposed.

    Each is (`done` | `plan` | `waiting` | `ask`, its figure).
    """
    return [
        ("done", figure("trained", scope)),
        ("plan", figure("planned_places", scope, "trained")),
        ("waiting", figure("planned_places", scope, "facilitated")),
        ("ask", figure("gap", scope)),
    ]


def day_words(day: date) -> str:
    """The day as the desk prints it."""
    return words.day(day)
