"""The pages of press briefs: one brief with its editions, what moved since, its corrections, a frozen number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from urllib.parse import quote

from django.conf import settings

from binakon.core.calendar import today
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope, all_measures
from binakon.reports.models import BriefEdition, BriefFigure, PressBrief, PressBriefQuerySet
from binakon.reports.queries.brief import brief_of
from binakon.reports.queries.frozen import approval_of, fact_of_edition
from binakon.reports.rules.frozen import (
    BriefFact,
    Difference,
    Run,
    SentenceChange,
    brief_differences,
    sentence_changes,
)
from binakon.reports.rules.wording import Approval


@dataclass(frozen=True, slots=True)
class LinkedRun:
    """A piece of text, and where it opens when it is a number."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A brief as it is read: runs with their links, the quotation, and the day it speaks of."""

    title: list[LinkedRun]
    title_text: str
    paragraphs: list[list[LinkedRun]]
    unknown: tuple[str, ...]
    source: str
    quotation: str
    quoted: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Moved:
    """What is not as it was frozen: figures in words, sentences before and after."""

    figures: list[Difference]
    sentences: list[SentenceChange]

    def __bool__(self) -> bool:
        return bool(self.figures or self.sentences)


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the correction log: the new edition with its reason and what it changed."""

    edition: BriefEdition
    moved: Moved


@dataclass(frozen=True, slots=True)
class BriefPage:
    """One brief as a page shows it; `edition` is None while nothing was frozen or a draft follows the figures."""

    brief: PressBrief
    edition: BriefEdition | None
    approval: Approval | None
    fact: BriefFact
    text: Reading
    since: Moved
    corrections: list[Correction]
    editions: list[BriefEdition]
    base: str
    query: str

    @property
    def is_newest(self) -> bool:
        """Whether no later edition has taken the place of the one shown."""
        return self.edition is None or self.edition == self.editions[-1]


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A number of an edition, and the same number as it is counted now; `live` None is counted no more."""

    row: BriefFigure
    edition: BriefEdition
    live: Figure | None
    live_href: str

    @property
    def is_money(self) -> bool:
        """Whether its unit is rupiah."""
        return self.row.measure == "ceiling"

    @property
    def is_same(self) -> bool:
        """Whether it is still counted as it was frozen."""
        return self.live is not None and self.live.value == self.row.value


def published_briefs(office: str) -> list[BriefPage]:
    """What the public may read of one office, newest publication first, each by its edition in force."""
    pages = []
    for brief in briefs_of(office).published().order_by("-published_at", "-id"):
        base, query = public_address(brief)
        editions = editions_of(brief)
        pages.append(frozen_page(brief, editions, editions[-1], None, base, query))
    return pages


def public_brief(
    office: str, year: int, number: int, edition: int | None = None
) -> BriefPage | None:
    """A published brief by its edition in force or by an earlier one; None when there is none to read."""
    brief = briefs_of(office).published().filter(programme__year=year, number=number).first()
    if brief is None:
        return None
    editions = editions_of(brief)
    shown = [found for found in editions if edition in {None, found.number}]
    if not shown:
        return None
    base, query = public_address(brief)
    live = brief_of(office, year, today())
    return frozen_page(brief, editions, shown[-1], live.fact if live else None, base, query)


def public_address(brief: PressBrief) -> tuple[str, str]:
    """Where the public reads a brief, and the query that keeps its office."""
    code = brief.programme.office.code
    query = "" if code == settings.HOME_OFFICE else f"?kantor={code}"
    return f"/siaran-pers/{brief.programme.year}/{brief.number}/", query


def frozen_figure(page: BriefPage, key: str, *, is_desk: bool = False) -> FrozenFigure | None:
    """One number of the edition shown, with the live one beside it; None when the edition holds no such number."""
    edition = page.edition
    row = next((r for r in edition.figures.all() if r.key == key), None) if edition else None
    if edition is None or row is None:
        return None
    programme = page.brief.programme
    if row.measure not in {measure.key for measure in all_measures()}:
        return FrozenFigure(row, edition, None, "")
    live = figure(
        row.measure, Scope(programme.office.code, programme.year, today(), is_public=True), row.part
    )
    return FrozenFigure(row, edition, live, live.desk_href if is_desk else live.href)


def briefs_of(office: str) -> PressBriefQuerySet:
    """The briefs of one office, newest number first."""
    return PressBrief.objects.of(office).select_related("programme__office")


def editions_of(brief: PressBrief) -> list[BriefEdition]:
    """The editions since the last approval: what was returned before it was never read by anybody else."""
    found = list(brief.editions.prefetch_related("figures").order_by("number"))
    for edition in found:
        edition.brief = brief
    approvals = [place for place, edition in enumerate(found) if not edition.reason]
    return found[approvals[-1] :] if approvals else []


def frozen_page(
    brief: PressBrief,
    editions: list[BriefEdition],
    edition: BriefEdition,
    live: BriefFact | None,
    base: str,
    query: str,
) -> BriefPage:
    """The page of one edition; what moved since is told for the newest alone."""
    fact = fact_of_edition(edition)
    is_newest = edition == editions[-1]
    own = base if is_newest else f"{base}edisi/{edition.number}/"
    text = reading_of(
        fact,
        lambda key: f"{own}angka/{quote(key, safe='')}/{query}",
        edition.as_of,
        quotation=edition.quotation,
        quoted=edition.quoted,
    )
    return BriefPage(
        brief=brief,
        edition=edition,
        approval=approval_of(edition),
        fact=fact,
        text=text,
        since=moved_between(fact, live) if live and is_newest else Moved([], []),
        corrections=[
            Correction(after, _between(before, after)) for before, after in pairwise(editions)
        ][::-1],
        editions=editions,
        base=base,
        query=query,
    )


def _between(before: BriefEdition, after: BriefEdition) -> Moved:
    moved = moved_between(fact_of_edition(before), fact_of_edition(after))
    said = [f"“{e.quotation}” – {e.quoted}" if e.quotation else "" for e in (before, after)]
    if said[0] != said[1]:
        moved.sentences.append(SentenceChange(said[0], said[1]))
    return moved


def moved_between(before: BriefFact, after: BriefFact) -> Moved:
    """What is not the same in two texts."""
    return Moved(
        brief_differences(before.figures, after.figures),
        sentence_changes(before.sentences, after.sentences),
    )


def reading_of(
    fact: BriefFact,
    href: Callable[[str], str | None],
    as_of: date,
    *,
    quotation: str,
    quoted: str,
) -> Reading:
    """A text with its numbers linked by `href`, which may answer None."""

    def linked(runs: Iterable[Run]) -> list[LinkedRun]:
        return [LinkedRun(text, (href(key) or "") if key else "") for text, key in runs]

    return Reading(
        title=linked(fact.title),
        title_text=fact.title_text,
        paragraphs=[linked(runs) for runs in fact.paragraphs],
        unknown=fact.unknown,
        source=fact.source,
        quotation=quotation,
        quoted=quoted,
        as_of=as_of,
    )
