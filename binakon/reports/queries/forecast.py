"""The forecast of the year's end: expected trained, facilitated and recorded, each as a range that opens to its parts.

It is no measure: it stands in no registry, in no published figure and on no public page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.certification.queries.counts import counting_rule
from binakon.certification.states import CountedDate
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope
from binakon.planning.queries import year_of
from binakon.reports.queries.forecast_cases import CasePast, case_lines, case_past
from binakon.reports.queries.forecast_classes import class_lines, class_past
from binakon.reports.queries.forecast_units import Line
from binakon.reports.rules.forecast import (
    LEAST_CASES,
    LEAST_CLASSES,
    LEAST_PEOPLE,
    LEAST_YEARS,
    Past,
    Range,
    of_published,
    total,
)

TRAINED, FACILITATED, RECORDED = "trained", "facilitated", "recorded"
# Under which name a published year of each indicator stands in a plan's history.
_PUBLISHED = {TRAINED: "trained", FACILITATED: "facilitated", RECORDED: "certified"}


@dataclass(frozen=True, slots=True)
class Forecast:
    """One indicator: expected at the year's end, or what is missing to say so; beside its realisation and its places.

    `basis` is what the range stands on, in words; `lines` are its parts, also while there is no range.
    """

    realised: Figure
    planned: Figure
    expected: Range | None
    missing: tuple[str, ...]
    basis: str
    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The measure that it looks ahead of."""
        return self.realised.measure.key

    @property
    def under_way(self) -> int:
        """How many are on the way."""
        return sum(line.under_way for line in self.lines)

    @property
    def unfilled(self) -> int:
        """How many activities are left out because nobody has said how many people they are for."""
        return sum(line.is_unfilled for line in self.lines)


def forecasts(scope: Scope) -> tuple[Forecast, ...]:
    """The three indicators of a year as they stand today; empty where the office has no plan for it."""
    if year_of(scope).programme is None:
        return ()
    return (_trained(scope), _facilitated(scope), _of_cases(scope, RECORDED, CountedDate.RECORDED))


def forecast_of(scope: Scope, key: str) -> Forecast | None:
    """The forecast beside one measure; None for a measure that is not forecast."""
    if key not in _PUBLISHED:
        return None
    return next((each for each in forecasts(scope) if each.key == key), None)


def _trained(scope: Scope) -> Forecast:
    years = _published_years(scope, TRAINED)
    past = class_past(scope.office, scope.as_of, years)
    lines = class_lines(scope, past)
    missing = []
    if any(line.expected is None for line in lines):
        missing = [
            _("baru %(many)d kelas selesai dari %(least)d yang diperlukan (%(people)d orang)")
            % {"many": past.finished, "least": LEAST_CLASSES, "people": LEAST_PEOPLE},
            _no_years(years),
        ]
    basis = past.of_determined
    return _forecast(scope, TRAINED, [[line] for line in lines], missing, _class_words(basis))


def _facilitated(scope: Scope) -> Forecast:
    rule = counting_rule(scope.office, scope.as_of)
    if rule is None:
        sentence = _("kantor belum menetapkan tanggal mana yang dihitung sebagai difasilitasi")
        return _forecast(scope, FACILITATED, [], [sentence], "")
    return _of_cases(scope, FACILITATED, CountedDate(rule.counts))


def _of_cases(scope: Scope, key: str, counted: CountedDate) -> Forecast:
    years = _published_years(scope, key)
    past = case_past(scope.office, counted, years)
    groups = case_lines(scope, counted, past)
    missing = []
    if any(line.expected is None for group in groups for line in group):
        missing = [
            _("baru %(many)d kasus berakhir dari %(least)d yang diperlukan")
            % {"many": past.ended, "least": LEAST_CASES},
            _no_years(years),
        ]
    return _forecast(scope, key, groups, missing, _case_words(past))


def _forecast(
    scope: Scope, key: str, groups: list[list[Line]], missing: list[str], basis: str
) -> Forecast:
    lines = [line for group in groups for line in group]
    if not lines and not missing:
        missing = [_("rencana tahun ini belum memuat kegiatannya")]
    elif not missing and not any(line.has_people for line in lines):
        missing = [_("jumlah kursi kegiatannya belum diisi")]
    place = FACILITATED if key == RECORDED else key
    return Forecast(
        realised=figure(key, scope),
        planned=figure("planned_places", scope, place),
        expected=None if missing else total(_ranges(lines)),
        missing=tuple(missing),
        basis=basis,
        lines=tuple(lines),
    )


def _ranges(lines: Iterable[Line]) -> Iterable[Range]:
    return [line.expected for line in lines if line.expected is not None]


def _published_years(scope: Scope, key: str) -> list[Past]:
    rows = [
        of_published(fact.target, fact.realised)
        for fact in year_of(scope).history
        if fact.indicator == _PUBLISHED[key] and fact.year < scope.year
    ]
    return [row for row in rows if row is not None]


def _no_years(years: list[Past]) -> str:
    return _(
        "baru %(many)d tahun yang target dan hasilnya diumumkan, dari %(least)d yang diperlukan"
    ) % {"many": len(years), "least": LEAST_YEARS}


def _class_words(past: Past | None) -> str:
    if past is None:
        return ""
    if past.is_published:
        return _years_words(past)
    return ngettext(
        "%(got)d dari %(of)d peserta di %(units)d kelas kantor ini yang sudah selesai",
        "%(got)d dari %(of)d peserta di %(units)d kelas kantor ini yang sudah selesai",
        past.units,
    ) % {"got": past.got, "of": past.of, "units": past.units}


def _case_words(past: CasePast) -> str:
    known = next((each for each in past.stages.values() if each is not None), None)
    if known is None:
        return ""
    if known.is_published:
        return _years_words(known)
    return _("%(got)d dari %(of)d kasus kantor ini yang sudah berakhir") % {
        "got": known.got,
        "of": known.of,
    }


def _years_words(past: Past) -> str:
    return _("%(got)d dari %(of)d yang ditargetkan dalam %(units)d tahun menurut angka terbit") % {
        "got": past.got,
        "of": past.of,
        "units": past.units,
    }
