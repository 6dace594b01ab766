"""The board of cases: a column for each state in the order of the chain, its count, and the cards that press most."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.certification.models import Case
from binakon.certification.queries.case_list import (
    age_words,
    carried_words,
    case_listing,
    case_rows,
)
from binakon.certification.queries.cases import activities_of_cases, may_see_people_of
from binakon.certification.rules.case_words import BOARD, TONES, WAITS
from binakon.certification.rules.chain import WAITS_ON
from binakon.certification.states import ENDED_CASES, CaseState
from binakon.core import clock, lists, words
from binakon.core.deadlines import distance_words
from binakon.core.lists.asked import Asked
from binakon.people.rules import Viewer, can_enrol
from binakon.planning.models import Activity

# More cards than this in one column are a list, not a board.
MOST_ACTIVITIES = 12
A_COLUMN = 10


@dataclass(frozen=True, slots=True)
class Card:
    """One case on the board."""

    code: str
    name: str
    asked: str
    age: str
    due: str
    is_late: bool
    carried: str = ""


@dataclass(frozen=True, slots=True)
class ColumnOfCases:
    """One state: how many stand there, for whom they wait, the first cards, and the list of all of them."""

    state: str
    label: str
    tone: str
    waits: str
    count: int
    late: int
    cards: tuple[Card, ...]
    more: int
    href: str


@dataclass(frozen=True, slots=True)
class Board:
    """The page of the board; one of all activities leads to that of each. `filters` is a list page without rows, of which only the form above it is shown."""

    activity: Activity | None
    activities: tuple[Activity, ...]
    headline: str
    columns: tuple[ColumnOfCases, ...]
    empty: tuple[str, ...]
    filters: lists.ListPage
    list_href: str
    may_work: bool
    may_cost: bool


def board(
    viewer: Viewer,
    asked_words: Mapping[str, Any],
    *,
    path: str,
    list_path: str,
    activity: Activity | None = None,
    at: datetime | None = None,
) -> Board:
    """The board of one activity, or of all that the viewer may see, in a few queries whatever their number."""
    moment = at or clock.now()
    listing = case_listing(viewer, activity=activity, at=moment)
    asked = lists.ask(listing, asked_words)
    rows = lists.found(listing, case_rows(viewer, activity), asked).order_by()
    counts = dict(rows.values_list("state").annotate(many=Count("pk")))
    late = dict(rows.filter(due_at__lt=moment).values_list("state").annotate(many=Count("pk")))
    cards = _cards(rows, moment)
    columns = tuple(
        ColumnOfCases(
            state=state.value,
            label=str(state.label),
            tone=TONES[state],
            waits=str(WAITS[WAITS_ON[state]]),
            count=counts[state],
            late=late.get(state, 0),
            cards=tuple(cards.get(state, ())),
            more=counts[state] - len(cards.get(state, ())),
            href=f"{list_path}{_narrowed(asked, keadaan=state.value)}",
        )
        for state in BOARD
        if counts.get(state)
    )
    nothing = case_rows(viewer, activity).none()
    form = lists.page(listing, nothing, asked_words, path=path, caption=_("Kasus"))
    # A board has an order of its own.
    form = replace(form, sorts=None)
    return Board(
        activity=activity,
        activities=() if activity else tuple(activities_of_cases(viewer)[:MOST_ACTIVITIES]),
        headline=_headline(counts, sum(late.values())),
        columns=columns,
        empty=tuple(str(state.label) for state in BOARD if not counts.get(state)),
        filters=form,
        list_href=f"{list_path}{asked.query()}",
        may_work=activity is not None and can_enrol(viewer, activity.programme.office.code),
        may_cost=activity is not None and may_see_people_of(viewer, activity),
    )


def _cards(rows: QuerySet[Case], moment: datetime) -> dict[str, list[Card]]:
    """The cards of every column: whose clock ends first, then who has stood there longest."""
    press = Window(
        RowNumber(),
        partition_by=F("state"),
        order_by=[F("due_at").asc(nulls_last=True), F("state_since").asc(), F("pk").asc()],
    )
    found: dict[str, list[Card]] = {}
    for row in rows.annotate(place=press).filter(place__lte=A_COLUMN).order_by("state", "place"):
        found.setdefault(row.state, []).append(_card(row, moment))
    return found


def _card(row: Any, moment: datetime) -> Card:
    is_late = row.due_at is not None and row.due_at < moment
    return Card(
        code=row.code,
        name=str(row.worker),
        asked=_("%(occupation)s, jenjang %(level)d")
        % {"occupation": row.occupation_name, "level": row.level},
        age="" if row.state in ENDED_CASES else age_words(row.state_since, moment),
        due="" if row.due_at is None else distance_words(row.due_at, moment),
        is_late=is_late,
        carried=carried_words(row),
    )


def _headline(counts: Mapping[str, int], late: int) -> str:
    has_skk = (CaseState.RECORDED, CaseState.ISSUED, CaseState.EXPIRED)
    running = sum(many for state, many in counts.items() if state not in (*ENDED_CASES, *has_skk))
    recorded = sum(counts.get(state, 0) for state in has_skk)
    first = ngettext("%(many)s kasus berjalan", "%(many)s kasus berjalan", running) % {
        "many": words.number(running)
    }
    second = ngettext("%(many)s SKK sudah tercatat", "%(many)s SKK sudah tercatat", recorded) % {
        "many": words.number(recorded)
    }
    if not late:
        return _("%(running)s, %(recorded)s. Tidak ada yang lewat tenggat.") % {
            "running": first,
            "recorded": second,
        }
    third = ngettext("%(many)s lewat tenggat", "%(many)s lewat tenggat", late) % {
        "many": words.number(late)
    }
    return _("%(running)s, %(recorded)s. %(late)s.") % {
        "running": first,
        "recorded": second,
        "late": third,
    }


def _narrowed(asked: Asked, **more: str) -> str:
    told = {**asked.words(), **more}
    return f"?{urlencode(told)}"
