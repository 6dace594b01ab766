"""Who must renew an SKK when: the list to call people by, with what they still miss of PKB credits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from binakon.core import words
from binakon.core.calendar import today
from binakon.core.escape import filled
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.core.whatsapp import chat_href
from binakon.people.models import Credit, HeldCertificate, Role
from binakon.people.queries.chapters import renewal_rules
from binakon.people.queries.registry import home_choices, reach
from binakon.people.queries.registry_list import LEVELS, OUTSIDE, occupations_held
from binakon.people.queries.renewals import to_renew, told_at
from binakon.people.rules import Viewer
from binakon.people.rules.credits import TENTH, Balance, Earned, balance
from binakon.people.rules.expiry import ends_tone, ends_words, months_after
from binakon.people.rules.registry import READERS_OF_PEOPLE
from binakon.people.states import Ahead

WHEN = "kapan"


def _in_reach(viewer: Viewer, roles: Iterable[Role]) -> Q:
    known = frozenset(roles)
    own = Q(worker__root=None) & reach(viewer, known, "worker__")
    return own | (Q(worker__root__isnull=False) & reach(viewer, known, "worker__root__"))


def expiry_rows(
    viewer: Viewer, roles: Iterable[Role] = READERS_OF_PEOPLE
) -> QuerySet[HeldCertificate]:
    """The SKK to be renewed of everybody in reach of these roles, with their person."""
    rows = to_renew().filter(_in_reach(viewer, roles))
    home = Coalesce("worker__root__office", "worker__office")
    name = Coalesce("worker__root__name", "worker__name")
    return rows.annotate(home=home, named=name).select_related("worker__root")


def dated(rows: QuerySet[HeldCertificate], when: str) -> QuerySet[HeldCertificate]:
    """Those whose last day is known; those where it is not stand apart and are asked for by their own word."""
    return rows if when == Ahead.UNKNOWN else rows.exclude(expires_on=None)


def _when(value: str, day: date) -> Q:
    ahead = Ahead(value)
    if ahead is Ahead.UNKNOWN:
        return Q(expires_on=None)
    if ahead is Ahead.OVER:
        return Q(expires_on__lt=day)
    assert ahead.months is not None, "every other word is a number of months"
    return Q(expires_on__gte=day, expires_on__lte=months_after(day, ahead.months))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many SKK one group holds, and where the page shows it."""

    label: str
    count: int
    href: str


def tallies(rows: QuerySet[HeldCertificate], path: str) -> list[Tally]:
    """Every group with its number, in one query."""
    day = today()
    counted = rows.aggregate(
        **{f"of_{each.name}": Count("pk", filter=_when(each.value, day)) for each in Ahead}
    )
    return [
        Tally(str(each.label), counted[f"of_{each.name}"], f"{path}?{WHEN}={each.value}")
        for each in Ahead
    ]


def listing_for(viewer: Viewer) -> Listing:
    """The call list as this viewer reads it, the nearest end first."""
    names = _Names(viewer)
    day = today()
    return Listing(
        columns=COLUMNS,
        filters=(
            Filter(WHEN, _("Berakhir"), lambda value: _when(value, day), choices=Ahead.choices),
            Filter("jabatan", _("Jabatan kerja"), "occupation", choices=occupations_held),
            Filter("jenjang", _("Jenjang"), "level", choices=LEVELS),
            Filter(
                "wilayah",
                _("Kabupaten/kota"),
                lambda pk: Q(home=None) if pk == OUTSIDE else Q(home=int(pk)),
                choices=lambda: [*names.homes, (OUTSIDE, _("belum diisi"))],
            ),
        ),
        search=("named", "occupation"),
        search_hint=_("Nama atau jabatan kerja"),
        order=("expires_on",),
        name=lambda row: f"{row.worker.root or row.worker}: {row}",
        gather=names.gathered,
    )


class _Names:
    """What the rows of a page share, read in one query each."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @cached_property
    def homes(self) -> list[tuple[str, str]]:
        """The kabupaten and kota of the viewer's province."""
        return home_choices(self.viewer)

    def gathered(self, rows: list[Any]) -> list[Any]:
        """The rows with `owner`, `region`, `balance` (None without a rule) and `told_at` (when they were last written to)."""
        regions = {int(pk): name for pk, name in self.homes}
        rules = renewal_rules(today())
        earned = _earned_by({row.person for row in rows})
        told = told_at(row.pk for row in rows)
        outside = gettext("luar provinsi")
        for row in rows:
            row.owner = row.worker.root or row.worker
            row.region = regions.get(row.home, outside) if row.home else None
            rule = rules.get(row.level or 0)
            row.balance = balance(
                rule,
                earned[row.person],
                issued_on=row.issued_on,
                expires_on=row.expires_on,
            )
            row.told_at = told.get(row.pk)
        return rows


def _earned_by(people: Iterable[int]) -> Mapping[int, list[Earned]]:
    known = list(people)
    found: dict[int, list[Earned]] = defaultdict(list)
    rows = Credit.objects.filter(Q(worker__in=known) | Q(worker__root__in=known))
    for row in rows.annotate(person=Coalesce("worker__root", "worker")).order_by("id"):
        found[row.person].append(Earned(row.earned_on, row.tenths, row.is_estimate))
    return found


def call_words(row: Any) -> str:
    """What a WhatsApp chat with the person begins with, in the installation's language whoever reads the page."""
    facts = {"name": row.owner.name, "skk": row}
    with override(settings.LANGUAGE_CODE):
        if row.expires_on is None:
            sentence = gettext(
                "Yth. %(name)s, kami ingin menanyakan masa berlaku SKK Anda: %(skk)s."
            )
            return sentence % facts
        sentence = gettext(
            "Yth. %(name)s, SKK Anda (%(skk)s) berlaku sampai %(day)s. Apakah Anda akan memperpanjangnya?"
        )
        return sentence % {**facts, "day": words.day(row.expires_on)}


def _named(row: Any) -> SafeString:
    address = reverse("person_detail", kwargs={"key": row.owner.key})
    region = row.region or gettext("kabupaten/kota belum diisi")
    return filled(
        '<a href="{}">{}</a><br><small class="note">{}</small>', address, str(row.owner), region
    )


def _ends(row: Any) -> Cell | SafeString | None:
    if row.expires_on is None:
        return None
    day = today()
    return filled(
        '<span><span class="nowrap">{}</span><br><span class="badge" data-tone="{}">{}</span></span>',
        words.day(row.expires_on),
        ends_tone(row.expires_on, day),
        ends_words(row.expires_on, day),
    )


def _call(row: Any) -> SafeString | None:
    phone = row.owner.phone
    if not phone:
        return None
    told = (
        filled(
            '<br><small class="note">{}</small>',
            gettext("diberi tahu %(at)s") % {"at": words.moment(row.told_at)},
        )
        if row.told_at
        else ""
    )
    href = chat_href(phone, call_words(row))
    if not href:
        return filled("<span>+{}{}</span>", phone, told)
    return filled(
        '<span><a href="{}" rel="noreferrer" class="nowrap">+{}</a>{}</span>', href, phone, told
    )


def _missing(row: Any) -> str | None:
    found: Balance = row.balance
    if found.missing is None:
        return None
    if not found.missing:
        return gettext("cukup")
    return gettext("kurang %(missing)s dari %(needed)s") % {
        "missing": words.decimal(found.missing / TENTH),
        "needed": words.decimal((found.needed or 0) / TENTH),
    }


def _tenths(value: int | None) -> float | None:
    return None if value is None else value / TENTH


COLUMNS = (
    Column(
        "nama",
        _("Nama"),
        lambda row: str(row.owner),
        cell=_named,
        sort=("named",),
        personal=True,
        width=32,
    ),
    Column("nik", _("NIK"), lambda row: row.owner.nik_mask, personal=True, on_page=False, width=20),
    Column("skk", _("SKK"), str, sort=("occupation", "level"), width=44),
    Column("jenjang", _("Jenjang"), lambda row: row.level, is_number=True, on_page=False),
    Column("terbit", _("Terbit"), lambda row: row.issued_on, on_page=False),
    Column(
        "berakhir",
        _("Berlaku sampai"),
        lambda row: row.expires_on,
        cell=_ends,
        sort=("expires_on",),
    ),
    Column("pkb", _("Angka kredit PKB"), _missing),
    Column("pkb_ada", _("SKPK tercatat"), lambda row: _tenths(row.balance.earned), on_page=False),
    Column(
        "pkb_perkiraan",
        _("di antaranya perkiraan"),
        lambda row: _tenths(row.balance.estimated),
        on_page=False,
    ),
    Column("pkb_syarat", _("SKPK diminta"), lambda row: _tenths(row.balance.needed), on_page=False),
    Column("wilayah", _("Kabupaten/kota"), lambda row: row.region, sort=("home",), on_page=False),
    Column("telepon", _("Hubungi"), lambda row: row.owner.phone, cell=_call, personal=True),
    Column("surel", _("Surel"), lambda row: row.owner.email, personal=True, on_page=False),
    Column("diberi_tahu", _("Diberi tahu"), lambda row: row.told_at, on_page=False),
)
