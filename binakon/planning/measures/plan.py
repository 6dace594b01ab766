"""What planning counts of its plan: promised places, the goal and its gap, activities and regions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core.measures import Counted, Measure, Row, Scope, register
from binakon.planning.measures.money import version_words
from binakon.planning.models import Activity, HistoryFact
from binakon.planning.queries import class_part, year_of
from binakon.planning.rules.versions import VersionFact
from binakon.planning.states import ActivityState, indicator_label

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

_PUBLISHED = gettext_lazy("Rencana yang diumumkan kantor")


def _version_on(scope: Scope) -> VersionFact | None:
    return year_of(scope).in_force_on(scope.as_of)


def _planned_places(scope: Scope) -> Counted:
    version = _version_on(scope)
    if version is None:
        return Counted()
    targets = [
        t for t in version.targets if t.people is not None and scope.part in {"", t.indicator}
    ]
    if scope.part and not targets:
        return Counted(version=version_words(version))
    rows = tuple(
        Row(_sentence_case(indicator_label(t.indicator)), t.people, t.sub_activity) for t in targets
    )
    total = sum(t.people or 0 for t in targets)
    return Counted(
        total, None, rows, version_words(version), version.is_total_about and not scope.part
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _goal(scope: Scope) -> Counted:
    goal = year_of(scope).goal
    return (
        Counted(goal.people, None, (Row(goal.label, goal.people, goal.meaning),))
        if goal
        else Counted()
    )


def _gap(scope: Scope) -> Counted:
    goal, planned = _goal(scope), _planned_places(scope.of(""))
    if goal.services is None or planned.services is None:
        return Counted(version=planned.version)
    rows = (
        Row(_("Kebutuhan ideal"), goal.services),
        Row(_("Tempat yang direncanakan"), -planned.services),
    )
    return Counted(goal.services - planned.services, None, rows, planned.version)


def _activity_row(activity: Activity, amount: int | None) -> Row:
    return Row(activity.title, amount, activity.window_words, f"/kegiatan/{activity.slug}/")


def _activities(pick: Callable[[Activity, Scope], bool]) -> Callable[[Scope], Counted]:
    def counter(scope: Scope) -> Counted:
        year = year_of(scope)
        if year.programme is None:
            return Counted()
        found = [a for a in year.activities if scope.part in {"", a.kind} and pick(a, scope)]
        rows = tuple(_activity_row(activity, 1) for activity in found)
        return Counted(len(found), None, rows, version_words(_version_on(scope)))

    return counter


def _activities_for(scope: Scope) -> Counted:
    called_off = ActivityState.CANCELLED
    found = [
        a
        for a in year_of(scope).activities
        if class_part(a) == scope.part and a.state != called_off
    ]
    rows = tuple(_activity_row(activity, 1) for activity in found)
    return (
        Counted(len(found), None, rows, version_words(_version_on(scope))) if found else Counted()
    )


def _is_done(activity: Activity, scope: Scope) -> bool:
    closed = scope.once(f"closed:{scope.as_of}", lambda: year_of(scope).closed_on(scope.as_of))
    return activity.realised is not None or activity.pk in closed


def _history(pick: Callable[[HistoryFact], int | None]) -> Callable[[Scope], Counted]:
    """Count published figures; the part is `<year>:<indicator>` and must mean one row."""

    def counter(scope: Scope) -> Counted:
        year, _colon, indicator = scope.part.partition(":")
        facts = [
            f for f in year_of(scope).history if str(f.year) == year and f.indicator == indicator
        ]
        known = [fact for fact in facts if pick(fact) is not None]
        if len(known) != 1:
            return Counted()
        row = Row(f"{known[0].year}, {known[0].source}", pick(known[0]), known[0].note)
        return Counted(pick(known[0]), None, (row,))

    return counter


def _published(scope: Scope) -> Counted:
    found = [
        a
        for a in year_of(scope).activities
        if a.realised is not None and a.indicator and scope.part in {"", a.indicator.key}
    ]
    if not found:
        return Counted()
    rows = tuple(_activity_row(activity, activity.realised) for activity in found)
    return Counted(sum(a.realised or 0 for a in found), None, rows)


def _regions(scope: Scope) -> Counted:
    year = year_of(scope)
    codes = {code for activity in year.activities for code in activity.region_codes}
    if any(activity.is_all_regions for activity in year.activities):
        codes |= {region.code for region in year.regions}
    if not codes:
        return Counted()
    names = {region.code: region.name for region in year.regions}
    rows = tuple(Row(names.get(code, code), 1, code) for code in sorted(codes))
    return Counted(len(codes), None, rows)


def _waiting(scope: Scope) -> Counted:
    found = [a for a in year_of(scope).activities if a.waited_on(scope.as_of)]
    known = [a.seats for a in found if a.seats is not None]
    total = sum(known) if found and len(known) == len(found) else None
    rows = tuple(_activity_row(activity, activity.seats) for activity in found)
    return Counted(total, None, rows, version_words(_version_on(scope)))


def _measure(
    key: str,
    label: "StrPromise",
    unit: "StrPromise",
    definition: "StrPromise",
    counter: Callable[[Scope], Counted],
) -> None:
    register(Measure(key, label, unit, definition, _PUBLISHED, counter))


_measure(
    "planned_places",
    gettext_lazy("tempat yang direncanakan"),
    gettext_lazy("layanan"),
    gettext_lazy(
        "Tempat yang dijanjikan satu versi anggaran yang disahkan, per indikator. Dihitung sebagai layanan, bukan "
        "orang: satu orang bisa ikut BIMTEK lalu difasilitasi sertifikasinya. Usulan tidak pernah ikut dihitung."
    ),
    _planned_places,
)
_measure(
    "goal",
    gettext_lazy("kebutuhan ideal"),
    gettext_lazy("layanan"),
    gettext_lazy(
        "Jumlah yang dinyatakan kantor sebagai ideal untuk tahun itu. Bukan target anggaran."
    ),
    _goal,
)
_measure(
    "gap",
    gettext_lazy("kekurangan menuju ideal"),
    gettext_lazy("layanan"),
    gettext_lazy(
        "Kebutuhan ideal dikurangi tempat pada versi yang berlaku. Diusulkan pada perubahan; belum target."
    ),
    _gap,
)
_measure(
    "activities_planned",
    gettext_lazy("kegiatan direncanakan"),
    gettext_lazy("kegiatan"),
    gettext_lazy("Kegiatan dalam rencana tahun itu, juga yang kemudian ditunda atau dibatalkan."),
    _activities(lambda _activity, _scope: True),
)
_measure(
    "activities_named",
    gettext_lazy("kegiatan yang bidangnya diumumkan"),
    gettext_lazy("kegiatan"),
    gettext_lazy(
        "Kegiatan yang jabatan kerjanya sudah disebut, atau yang jenisnya tidak memerlukannya."
    ),
    _activities(lambda activity, _scope: activity.is_named),
)
_measure(
    "activities_unnamed",
    gettext_lazy("kegiatan yang bidangnya belum diumumkan"),
    gettext_lazy("kegiatan"),
    gettext_lazy("Kegiatan dalam rencana yang jabatan kerjanya belum disebut."),
    _activities(lambda activity, _scope: not activity.is_named),
)
_measure(
    "activities_for",
    gettext_lazy("kegiatan satu jabatan kerja pada satu waktu"),
    gettext_lazy("kegiatan"),
    gettext_lazy(
        "Kegiatan sejenis dengan jabatan kerja, waktu, dan mitra ini, tanpa yang dibatalkan."
    ),
    _activities_for,
)
_measure(
    "history_target",
    gettext_lazy("target tahun lalu yang diumumkan"),
    gettext_lazy("layanan"),
    gettext_lazy("Target yang diumumkan kantor untuk tahun itu, dengan sumbernya."),
    _history(lambda fact: fact.target),
)
_measure(
    "history_realised",
    gettext_lazy("realisasi tahun lalu yang diumumkan"),
    gettext_lazy("layanan"),
    gettext_lazy("Hasil yang diumumkan kantor untuk tahun itu, dengan sumbernya."),
    _history(lambda fact: fact.realised),
)
_measure(
    "activities_done",
    gettext_lazy("kegiatan selesai"),
    gettext_lazy("kegiatan"),
    gettext_lazy(
        "Kegiatan yang sudah ditutup atau yang hasilnya diumumkan. Tanggal yang lewat saja bukan bukti."
    ),
    _activities(_is_done),
)
_measure(
    "published",
    gettext_lazy("hasil yang diumumkan"),
    gettext_lazy("layanan"),
    gettext_lazy(
        "Jumlah hasil kegiatan sebagaimana diumumkan kantor, sebelum ada daftar orangnya di sistem ini."
    ),
    _published,
)
_measure(
    "regions",
    gettext_lazy("kabupaten/kota yang dilibatkan"),
    gettext_lazy("kabupaten/kota"),
    gettext_lazy(
        "Kabupaten dan kota yang disebut oleh sedikitnya satu kegiatan, masing-masing dihitung sekali."
    ),
    _regions,
)
_measure(
    "waiting",
    gettext_lazy("menunggu perubahan"),
    gettext_lazy("layanan"),
    gettext_lazy(
        "Kursi kegiatan yang anggarannya ada tetapi baru berjalan setelah perubahan anggaran disahkan."
    ),
    _waiting,
)
