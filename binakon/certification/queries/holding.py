"""The SKK that comes of a case: until when it holds, whether its numbers are free, what an import knew already."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.certification.models import Case, LevelRule
from binakon.certification.rules.reading import classification_of
from binakon.core.problems import Problem
from binakon.people.models import HeldCertificate, Worker


def valid_years(level: int, on: date, *, is_fresh: bool) -> int | None:
    """How many years an SKK of a level holds that is issued on a day; None where no row says so."""
    rows = LevelRule.objects.valid_on(on).filter(level=level).order_by("-valid_from", "-id")
    rule = rows.first()
    if rule is None:
        return None
    return rule.fresh_valid_years if is_fresh and rule.fresh_valid_years else rule.valid_years


def numbers_taken(case: Case, numbers: Mapping[str, str]) -> list[Problem]:
    """Numbers that stand on another case or on somebody else's SKK."""
    rows = Worker.objects.of_person(case.worker)
    problems = []
    for field, number in numbers.items():
        if not number:
            continue
        others = Case.objects.filter(**{field: number}).exclude(pk=case.pk)
        held = HeldCertificate.objects.filter(**{field: number}).exclude(worker__in=rows)
        if others.exists() or held.exists():
            sentence = _("Nomor %(number)s sudah tercatat pada SKK orang lain. Periksa salinannya.")
            problems.append(Problem(f"{field}_taken", sentence % {"number": number}))
    return problems


def same_certificate(case: Case) -> HeldCertificate | None:
    """The SKK with one of the numbers of this case, where an import knew it already."""
    same = Q(certificate_number=case.certificate_number) | Q(lpjk_number=case.lpjk_number)
    rows = HeldCertificate.objects.filter(worker__in=Worker.objects.of_person(case.worker))
    return rows.filter(same, case=None).first()


def occupation_words(case: Case) -> tuple[str, str]:
    """The classification of the occupation of a case as eligibility reads it, and its code; "" where neither is known."""
    code = case.occupation.code if case.occupation is not None else ""
    return classification_of(case.occupation_name, code), code
