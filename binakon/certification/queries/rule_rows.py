"""The dated rules of certification in force on a day, read once for as many cases as there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.certification.models import (
    Case,
    ExperienceRule,
    LevelRule,
    StudyProgrammeRule,
)
from binakon.certification.rules.applicants import LevelTerms, Rules, Years, plain
from binakon.certification.rules.reading import newest, newest_lists
from binakon.planning.rules.occupations import field_of


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule in force on one day, for some cases."""

    on: date
    experience: Mapping[tuple[int, str], tuple[Years, ...]]
    levels: Mapping[int, LevelTerms]
    programmes: Mapping[tuple[str, str], tuple[StudyProgrammeRule, ...]]

    def of(self, case: Case) -> Rules:
        """The rows that judge this case."""
        field, code = occupation_keys(case)
        listed = [*self.programmes.get((field, ""), ()), *self.programmes.get(("", code), ())]
        sources = dict.fromkeys(row.source for row in listed)
        return Rules(
            experience=self.experience.get((case.level, case.path), ()),
            level=self.levels.get(case.level),
            programmes=frozenset(plain(row.study_programme) for row in listed) if listed else None,
            programmes_source="; ".join(sources),
            tier_names=tier_names(),
        )


def tier_names() -> dict[str, str]:
    """How sentences name the tiers of government."""
    regency = _("kabupaten/kota")
    return {"province": _("provinsi"), "kabupaten": regency, "kota": regency}


def occupation_keys(case: Case) -> tuple[str, str]:
    """The field and the code by which the list of study programmes is kept; the code is "" where no row fits."""
    occupation = case.occupation
    if occupation is None:
        return plain(field_of(case.occupation_name)), ""
    return plain(occupation.field_name), occupation.code


def rule_book(cases: Iterable[Case], on: date) -> RuleBook:
    """What is in force on a day for these cases, in three queries."""
    asked = list(cases)
    levels = {case.level for case in asked}
    return RuleBook(
        on=on,
        experience=_experience(levels, on),
        levels=_levels(levels, on),
        programmes=_programmes(asked, on),
    )


def _experience(levels: Iterable[int], on: date) -> dict[tuple[int, str], tuple[Years, ...]]:
    rows = ExperienceRule.objects.filter(level__in=levels).valid_on(on)
    found: dict[tuple[int, str], list[Years]] = {}
    for row in newest(rows, lambda row: (row.level, row.diploma, row.path)).values():
        years = Years(row.diploma, row.years, row.needs_training, row.source)
        found.setdefault((row.level, row.path), []).append(years)
    return {key: tuple(rows) for key, rows in found.items()}


def _levels(levels: Iterable[int], on: date) -> dict[int, LevelTerms]:
    rows = LevelRule.objects.filter(level__in=levels).valid_on(on)
    return {
        row.level: LevelTerms(
            authority=row.authority,
            most_certificates=row.most_certificates,
            most_classifications=row.most_classifications,
            required_classification=row.required_classification,
            needs_membership=row.needs_membership,
            source=row.source,
        )
        for row in newest(rows, lambda row: row.level).values()
    }


def _programmes(
    cases: Iterable[Case], on: date
) -> dict[tuple[str, str], tuple[StudyProgrammeRule, ...]]:
    keys = {occupation_keys(case) for case in cases}
    wanted = Q(occupation_code__in=[code for _field, code in keys if code])
    for field, _code in keys:
        wanted |= Q(field_name__iexact=field, occupation_code="")
    rows = StudyProgrammeRule.objects.filter(wanted).valid_on(on)
    lists = newest_lists(rows, _list_key)
    return {_list_key(listed[0]): tuple(listed) for listed in lists.values()}


def _list_key(row: StudyProgrammeRule) -> tuple[str, str]:
    return ("", row.occupation_code) if row.occupation_code else (plain(row.field_name), "")
