"""Do people and money bound for certification tell the same as its cases? A part of `binakon check-figures`."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import F, Q

from binakon.certification.models import Case, CaseCost
from binakon.certification.states import CaseState, Payer
from binakon.core.problems import Problem
from binakon.planning.models import Commitment

_UNBOUND = (CaseState.PROPOSED, CaseState.ELIGIBLE)
# Whoever withdrew before a test gave the place back.
_GAVE_BACK = Q(state=CaseState.WITHDRAWN, tested_on=None)


def case_problems() -> Iterator[Problem]:
    """One problem per activity whose bound places differ from its cases, and per cost that is bound otherwise."""
    rows = Commitment.objects.filter(unit=Commitment.Unit.PEOPLE)
    rows = rows.filter(activity__in=Case.objects.values("activity"))
    bound, realised = Counter[int](), Counter[int]()
    for activity, amount, kind in rows.values_list("activity_id", "amount", "kind"):
        bound[activity] += amount
        realised[activity] += amount if kind == Commitment.Kind.REALISED else 0
    named = Case.objects.exclude(state__in=_UNBOUND).exclude(_GAVE_BACK)
    named = named.filter(Q(decree__isnull=False) | Q(commitment__isnull=False))
    determined = Counter(named.values_list("activity_id", flat=True))
    recorded = Counter(named.recorded().values_list("activity_id", flat=True))
    for words, counters, cases in (
        ("Orang terikat", bound, determined),
        ("Orang terealisasi", realised, recorded),
    ):
        for activity in sorted(counters.keys() | cases.keys()):
            if counters[activity] != cases[activity]:
                yield Problem(
                    "counter_differs",
                    f"{words} pada kegiatan {activity}: penghitung {counters[activity]}, padahal "
                    f"kasusnya {cases[activity]}.",
                )
    yield from _cost_problems()


def _cost_problems() -> Iterator[Problem]:
    office_pays = CaseCost.objects.filter(payer=Payer.APBD, rupiah__gt=0)
    is_bound = ~Q(case__state__in=(*_UNBOUND, CaseState.WITHDRAWN))
    wrong = office_pays.filter(
        Q(commitment=None) & is_bound & Q(paid_on=None)
        | Q(commitment__isnull=False) & ~Q(commitment__amount=F("rupiah"))
    )
    for code, component in wrong.values_list("case__code", "component").order_by("pk"):
        yield Problem(
            "cost_differs",
            f"Biaya {component} kasus {code}: yang terikat pada rencana berbeda dari yang tercatat.",
        )
