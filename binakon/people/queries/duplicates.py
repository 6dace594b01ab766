"""Probable pairs as a list, from the viewer; when everybody was compared, and the merges and statements made so far."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binakon.core import words
from binakon.core.lists import Cell, Column, Filter, Listing
from binakon.people.models import DuplicatePair, Merge, NotDuplicate
from binakon.people.queries.registry import home_choices, reach
from binakon.people.queries.searching import last_search, open_search
from binakon.people.rules import Viewer
from binakon.people.rules.duplicate_words import STRENGTHS, reasons, scores_of, strength
from binakon.people.rules.registry import READERS_OF_PEOPLE

BOTH, LACKING = "keduanya", "kurang"


def pairs_for(viewer: Viewer) -> QuerySet[DuplicatePair]:
    """Undecided pairs of which the viewer may read both people."""
    mine = reach(viewer, READERS_OF_PEOPLE, "first__") & reach(
        viewer, READERS_OF_PEOPLE, "second__"
    )
    rows = DuplicatePair.objects.undecided().filter(mine)
    return rows.select_related("first__office", "second__office")


def pair_for(viewer: Viewer, pk: int) -> DuplicatePair | None:
    """One of them."""
    return pairs_for(viewer).filter(pk=pk).first()


def next_pair(viewer: Viewer) -> DuplicatePair | None:
    """The strongest pair that nobody has decided on."""
    return pairs_for(viewer).order_by("-score", "first", "second").first()


def merges_for(viewer: Viewer) -> QuerySet[Merge]:
    """The merges of which the viewer may read both people, the newest first."""
    mine = reach(viewer, READERS_OF_PEOPLE, "kept__") & reach(viewer, READERS_OF_PEOPLE, "merged__")
    return Merge.objects.filter(mine).select_related("kept", "merged", "by").order_by("-id")


def merge_for(viewer: Viewer, pk: int) -> Merge | None:
    """One of them."""
    return merges_for(viewer).filter(pk=pk).first()


def statements_for(viewer: Viewer) -> QuerySet[NotDuplicate]:
    """Who was said to be two people, the newest first."""
    mine = reach(viewer, READERS_OF_PEOPLE, "first__") & reach(
        viewer, READERS_OF_PEOPLE, "second__"
    )
    rows = NotDuplicate.objects.filter(mine)
    return rows.select_related("first", "second", "by").order_by("-id")


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """When everybody was last compared and over how many people, and whether a search waits, runs or was given up."""

    finished_at: datetime | None
    people: int | None
    waits_since: datetime | None
    is_running: bool
    is_given_up: bool


def search_facts(*, most_attempts: int) -> SearchFacts:
    """The last whole search and the open one."""
    last, waiting = last_search(only_whole=True), open_search()
    is_given_up = waiting is not None and waiting.attempts >= most_attempts
    return SearchFacts(
        finished_at=last.finished_at if last else None,
        people=last.people if last else None,
        waits_since=waiting.asked_at if waiting and waiting.is_whole and not is_given_up else None,
        is_running=bool(waiting and waiting.claimed_at and not is_given_up),
        is_given_up=is_given_up,
    )


def _pair_cell(row: DuplicatePair) -> Cell:
    return Cell(str(row.first), reverse("duplicate_detail", args=[row.pk]))


def _strength_cell(row: DuplicatePair) -> Cell:
    label, tone = strength(row.score)
    return Cell(f"{label} · {row.score}", "", tone)


def _found_cell(row: DuplicatePair) -> str:
    return words.day(timezone.localdate(row.found_at))


def _for(row: DuplicatePair) -> str:
    return ", ".join(reasons(row.grounds)[0])


def _against(row: DuplicatePair) -> str | None:
    return ", ".join(reasons(row.grounds)[1]) or None


def _against_cell(row: DuplicatePair) -> str:
    return _against(row) or gettext("tidak ada")


def _homes(row: DuplicatePair) -> str | None:
    names = [each.office.name for each in (row.first, row.second) if each.office is not None]
    return ", ".join(dict.fromkeys(names)) or None


COLUMNS = (
    Column("pertama", _("Orang"), lambda row: str(row.first), _pair_cell, sort=("first__name",)),
    Column("kedua", _("Mungkin sama dengan"), lambda row: str(row.second), sort=("second__name",)),
    Column("nilai", _("Kemungkinan"), lambda row: row.score, _strength_cell, sort=("score",)),
    Column("sebab", _("Tanda satu orang"), _for),
    Column("beda", _("Tanda dua orang"), _against, _against_cell),
    Column("asal", _("Kabupaten/kota"), _homes),
    Column("ditemukan", _("Ditemukan"), lambda row: row.found_at, _found_cell, sort=("found_at",)),
)


def listing_for(viewer: Viewer) -> Listing:
    """The list of pairs as this viewer reads it."""
    return Listing(
        columns=COLUMNS,
        filters=(
            Filter(
                "kemungkinan",
                _("Kemungkinan"),
                _of_strength,
                [(key, label) for _least, key, label, _tone in STRENGTHS],
            ),
            Filter(
                "nik",
                _("NIK"),
                _of_nik,
                [(BOTH, _("keduanya ber-NIK")), (LACKING, _("ada yang tanpa NIK"))],
            ),
            Filter("asal", _("Kabupaten/kota"), _of_home, partial(home_choices, viewer)),
        ),
        search=("first__name", "second__name"),
        search_hint=_("Nama salah satunya"),
        order=("-score", "first", "second"),
        name=_name,
    )


def _name(row: Any) -> str:
    return f"{row.first}, {row.second}"


def _of_strength(key: str) -> Q:
    least, most = scores_of(key)
    return Q(score__gte=least, score__lte=most)


def _of_nik(key: str) -> Q:
    lacking = Q(first__nik_mask="") | Q(second__nik_mask="")
    return lacking if key == LACKING else ~lacking


def _of_home(office: str) -> Q:
    return Q(first__office=office) | Q(second__office=office)
