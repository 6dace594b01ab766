"""The money of a year as pages show it: by sub-activity, by quarter, and the papers behind it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core.calendar import QUARTERS
from binakon.core.figures import Figure, figure
from binakon.core.measures import Scope
from binakon.people.rules import Viewer, can_pay
from binakon.planning.models import ProgrammeYear, Realisation
from binakon.planning.queries import year_of
from binakon.planning.queries.version_pages import sub_activity_names
from binakon.planning.rules.versions import VersionFact


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """The money of one sub-activity, or of all (code "")."""

    code: str
    name: str
    ceiling: Figure
    committed: Figure
    realised: Figure
    remaining: Figure
    quarters: tuple[Figure, ...]

    @property
    def percent(self) -> int | None:
        """How much of the ceiling was spent, in whole percent; None where one of both is unknown."""
        if not self.ceiling.value or self.realised.value is None:
            return None
        return round(100 * self.realised.value / self.ceiling.value)


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The treasurer's page."""

    programme: ProgrammeYear
    version: VersionFact | None
    lines: tuple[MoneyLine, ...]
    payments: tuple[Realisation, ...]
    quarters: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    may_pay: bool


def money_lines(scope: Scope) -> tuple[MoneyLine, ...]:
    """Ceiling, committed, realised and remaining of each sub-activity of the year, then of all together."""
    version = year_of(scope).in_force_on(scope.as_of)
    if version is None:
        return ()
    names = sub_activity_names()
    return tuple(
        _line(code, names.get(code, "") if code else _("Jumlah"), scope)
        for code in (*_codes(scope, version), "")
    )


def _codes(scope: Scope, version: VersionFact) -> list[str]:
    return sorted(
        {
            *(target.sub_activity for target in version.targets if target.sub_activity),
            *year_of(scope).ceilings_of(version.pk),
            *(row.sub_activity.code for row in year_of(scope).realisations),
        }
    )


def _line(code: str, name: str, scope: Scope) -> MoneyLine:
    at = f"{code}@" if code else ""
    return MoneyLine(
        code,
        name,
        figure("ceiling", scope, code),
        figure("money_committed", scope, code),
        figure("money_realised", scope, code),
        figure("money_remaining", scope, code),
        tuple(figure("money_realised", scope, f"{at}TW{quarter}") for quarter in range(1, 5)),
    )


def money_page(viewer: Viewer, scope: Scope) -> MoneyPage | None:
    """The money of a year for a viewer with a role at the office; None otherwise or when there is no plan."""
    reader = year_of(scope)
    if reader.programme is None or not viewer.roles_at(scope.office):
        return None
    version = reader.in_force_on(scope.as_of)
    names = sub_activity_names()
    first = _codes(scope, version) if version else []
    return MoneyPage(
        programme=reader.programme,
        version=version,
        lines=money_lines(scope),
        payments=reader.realisations,
        quarters=QUARTERS,
        codes=tuple((code, names.get(code, "")) for code in dict.fromkeys((*first, *names))),
        may_pay=can_pay(viewer, scope.office),
    )


def payment_for(viewer: Viewer, pk: int) -> Realisation | None:
    """One payment, if the viewer holds a role at its office."""
    row = (
        Realisation.objects.filter(pk=pk)
        .select_related("programme__office", "sub_activity")
        .first()
    )
    return row if row and viewer.roles_at(row.programme.office.code) else None
