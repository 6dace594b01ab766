"""The register of people as a list: its columns, filters and search, and what a page of it shows of SKK and KTA."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.escape import filled
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.people.models import HeldCertificate, Membership, Organisation, Worker
from binakon.people.queries.chapters import Trait, traits
from binakon.people.queries.registry import home_choices, people_for
from binakon.people.rules import Viewer
from binakon.people.rules.expiry import ends_tone
from binakon.people.states import MembershipState

OUTSIDE, YES, NO = "luar", "ya", "tidak"
# Nobody recorded any: there is nothing of which something could be unknown.
NOTHING = "–"
NEEDED = (
    "key", "nik_mask", "no_nik_reason", "name", "born_on", "sex", "phone", "email", "office_id", "is_invented",
)  # fmt: skip


def registry_rows(viewer: Viewer) -> QuerySet[Worker]:
    """One row per person whom the viewer may read."""
    return people_for(viewer).only(*NEEDED)


def with_nik(listing: Listing, opened: Mapping[int, str]) -> Listing:
    """The list for a file with the NIK of these people in clear."""
    full = Column(
        "nik", _("NIK"), lambda row: opened.get(row.pk), personal=True, on_page=False, width=20
    )
    columns = tuple(full if column.key == "nik" else column for column in listing.columns)
    return replace(listing, columns=columns)


def listing_for(viewer: Viewer) -> Listing:
    """The register as this viewer reads it."""
    names = _Names(viewer)
    return Listing(
        columns=COLUMNS,
        filters=_filters(names, today()),
        search=("name",),
        search_hint=_("Nama"),
        order=("name",),
        name=str,
        gather=names.gathered,
    )


class _Names:
    """What the rows of a page share: names of regions, and the SKK and KTA of all of them in one query each."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @cached_property
    def homes(self) -> list[tuple[str, str]]:
        """The kabupaten and kota of the viewer's province."""
        return home_choices(self.viewer)

    def gathered(self, rows: list[Any]) -> list[Any]:
        """The rows with `region`, `skk` (the SKK in force, the highest level first) and `cards`."""
        regions = {int(pk): name for pk, name in self.homes}
        unknown = gettext("luar provinsi")
        people = [row.pk for row in rows]
        held, cards = _held_by(people, today()), _cards_of(people)
        for row in rows:
            row.region = regions.get(row.office_id, unknown) if row.office_id else None
            row.skk = held[row.pk]
            row.cards = cards[row.pk]
        return rows


def _of(people: Iterable[int]) -> Q:
    known = list(people)
    return Q(worker__in=known) | Q(worker__root__in=known)


def _held_by(people: list[int], day: date) -> Mapping[int, list[HeldCertificate]]:
    found: dict[int, list[HeldCertificate]] = defaultdict(list)
    rows = HeldCertificate.objects.in_force_on(day).filter(_of(people))
    rows = rows.annotate(person=Coalesce("worker__root", "worker"))
    for row in rows.order_by(F("level").desc(nulls_last=True), "occupation", "id"):
        found[row.person].append(row)  # type: ignore[attr-defined]
    return found


def _cards_of(people: list[int]) -> Mapping[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.filter(_of(people)).select_related("association")
    rows = rows.annotate(person=Coalesce("worker__root", "worker"))
    for row in rows.order_by(F("valid_to").desc(nulls_first=True), "id"):
        found[row.person].append(row)
    return found


class _Address:
    """The address of a person's page, worked out once instead of once a row."""

    @cached_property
    def before(self) -> str:
        return reverse("person_list")


_address = _Address()


def _named(row: Worker) -> SafeString:
    return filled(
        '<a href="{}{}/">{}</a><br><small class="note">{}</small>',
        _address.before,
        row.key,
        str(row),
        filled('<span class="nik">{}</span>', row.nik_mask)
        if row.nik_mask
        else gettext("tanpa NIK"),
    )


def _first_skk(row: Any) -> str | None:
    return str(row.skk[0]) if row.skk else None


def _skk(row: Any) -> SafeString | str:
    if not row.skk:
        return NOTHING
    more = len(row.skk) - 1
    rest = filled(
        '<br><small class="note">{}</small>', gettext("dan %(more)d lagi") % {"more": more}
    )
    return filled("<span>{}{}</span>", str(row.skk[0]), rest if more else "")


def _first_end(row: Any) -> date | None:
    days = [held.expires_on for held in row.skk if held.expires_on]
    return min(days) if days else None


def _ends(row: Any) -> Cell | str | None:
    if not row.skk:
        return NOTHING
    first = _first_end(row)
    if first is None:
        return None
    return Cell(words.day(first), tone=ends_tone(first, today()))


def _card(row: Any) -> str | None:
    return str(row.cards[0].association) if row.cards else None


def _card_cell(row: Any) -> SafeString | str:
    if not row.cards:
        return NOTHING
    card = row.cards[0]
    return filled(
        '<span>{}<br><small class="note">{}</small></span>',
        card.association,
        card.get_state_display(),
    )


def _card_state(row: Any) -> str | None:
    return str(row.cards[0].get_state_display()) if row.cards else None


COLUMNS = (
    Column("nama", _("Nama"), str, cell=_named, sort=("name",), personal=True, width=32),
    Column("nik", _("NIK"), lambda row: row.nik_mask, personal=True, on_page=False, width=20),
    Column(
        "wilayah", _("Kabupaten/kota"), lambda row: row.region, sort=("office__code",), width=26
    ),
    Column("skk", _("SKK yang berlaku"), _first_skk, cell=_skk, width=40),
    Column("jumlah_skk", _("Jumlah SKK"), lambda row: len(row.skk), is_number=True, on_page=False),
    Column("berakhir", _("Berakhir paling awal"), _first_end, cell=_ends),
    Column("asosiasi", _("KTA"), _card, cell=_card_cell),
    Column("keadaan_kta", _("Keadaan KTA"), _card_state, on_page=False),
    Column("telepon", _("Telepon"), lambda row: row.phone, personal=True, on_page=False),
    Column("surel", _("Surel"), lambda row: row.email, personal=True, on_page=False, width=30),
    Column("lahir", _("Tanggal lahir"), lambda row: row.born_on, personal=True, on_page=False),
)


def _filters(names: _Names, day: date) -> tuple[Filter, ...]:
    return (
        Filter(
            "wilayah",
            _("Kabupaten/kota"),
            lambda pk: Q(office=None) if pk == OUTSIDE else Q(office=int(pk)),
            choices=lambda: [*names.homes, (OUTSIDE, _("belum diisi"))],
        ),
        Filter("jabatan", _("Jabatan kerja SKK"), _holds_occupation, choices=occupations_held),
        Filter("jenjang", _("Jenjang SKK"), _holds_level, choices=LEVELS),
        Filter(
            "skk",
            _("SKK"),
            lambda answer: _yes(answer, _holding(HeldCertificate.objects.in_force_on(day))),
            choices=[(YES, _("punya, berlaku")), (NO, _("tidak punya yang berlaku"))],
        ),
        Filter("kta", _("KTA"), _has_card, choices=_card_choices),
        *(_trait_filter(each) for each in traits()),
        Filter(
            "punya_nik",
            _("NIK"),
            lambda answer: _yes(answer, ~Q(nik_mask="")),
            choices=[(YES, _("ada")), (NO, _("tidak ada"))],
        ),
    )


def _trait_filter(each: Trait) -> Filter:
    return Filter(
        each.key,
        each.label,
        lambda answer: _yes(answer, each.finds()),
        choices=[(YES, _("ya")), (NO, _("belum"))],
    )


LEVELS = [(str(level), str(level)) for level in range(9, 0, -1)]


def occupations_held() -> list[tuple[str, str]]:
    """The occupations of which anybody holds an SKK, by name."""
    names = HeldCertificate.objects.order_by("occupation").values_list("occupation", flat=True)
    return [(name, name) for name in names.distinct()]


def _card_choices() -> list[tuple[str, Any]]:
    bodies = Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION).order_by("short_name")
    return [
        (YES, _("punya, aktif")),
        (NO, _("belum tercatat")),
        *((str(pk), name) for pk, name in bodies.values_list("pk", "short_name")),
    ]


def _has_card(answer: str) -> Q:
    if answer == NO:
        return ~_holding(Membership.objects.all())
    if answer == YES:
        return _holding(Membership.objects.filter(state=MembershipState.ACTIVE))
    return _holding(Membership.objects.filter(association=int(answer)))


def _holds_occupation(name: str) -> Q:
    return _holding(HeldCertificate.objects.filter(occupation=name))


def _holds_level(level: str) -> Q:
    return _holding(HeldCertificate.objects.filter(level=int(level)))


def _holding(rows: QuerySet[Any]) -> Q:
    """The people of whom one row at least is among these."""
    people = rows.order_by().annotate(person=Coalesce("worker__root", "worker"))
    return Q(pk__in=people.values("person"))


def _yes(answer: str, found: Q) -> Q:
    return found if answer == YES else ~found
