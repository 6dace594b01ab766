"""What becomes of a case in the world: a step with its paper, a cost and a decree that addresses name."""

from typing import Any

from django.utils import timezone

from binakon.certification.models import Case, CaseCost, CasePaper, CaseStep
from binakon.certification.rules.case_decree import default_considering, default_recalling
from binakon.certification.states import CasePaperKind
from binakon.core import files

__all__ = ["enter", "known", "standing"]

OURS = ("case_board", "case_bulk", "case_cost", "case_costs", "case_decree", "case_detail", "case_evidence",
    "case_step", "cost_", "activity_board")  # fmt: skip


def enter(case: Case) -> dict[str, int]:
    """Let this case be found eligible; which row `pk` names, by the word that stands in the address."""
    paper = files.keep(files.RebuiltFile(files.PDF, b"%PDF-1.7 bukti", 1, "0" * 64))
    now = timezone.now()
    Case.objects.filter(pk=case.pk).update(state="eligible")
    step = CaseStep.objects.create(
        case=case,
        move="find_eligible",
        reached="eligible",
        on=timezone.localdate(now),
        waits_on="office",
        evidence=paper,
        at=now,
    )
    cost = CaseCost.objects.create(
        case=case, component="fee", payer="participant", rupiah=1_500_000
    )
    # The gate of money may be closed here; the pages of a draft are to be asked all the same.
    decree = CasePaper.objects.create(
        activity=case.activity,
        kind=CasePaperKind.DECREE,
        body={"considering": default_considering("contoh"), "recalling": default_recalling()},
        content={"people": [entry_of(case)]},
        scan=paper,
    )
    return {"case_evidence": step.pk, "case_cost_remove": cost.pk, "case_decree": decree.pk}


def entry_of(case: Case) -> dict[str, object]:
    """The case as it stands on a list."""
    return {
        "case": case.pk,
        "code": case.code,
        "name": str(case.worker),
        "employer": "",
        "region": "",
        "occupation": case.occupation_name,
        "level": case.level,
    }


def standing(rows: dict[str, int], about: str) -> int | None:
    """The row that `pk` names at an address of steps, costs or decrees; None at any other."""
    return next((pk for word, pk in rows.items() if word in about), None)


def known(rows: dict[str, int], name: str) -> dict[str, list[tuple[str, Any]]]:
    """The arguments of the addresses of steps, costs and decrees; {} for any other."""
    about = name.removeprefix("certification:")
    if not about.startswith(OURS):
        return {}
    found: dict[str, list[tuple[str, Any]]] = {"move": [("", "pay")], "key": [("", "pay")]}
    if standing(rows, about) is not None:
        # The row decides; asked about with its own case.
        case = Case.objects.get(steps=rows["case_evidence"])
        found |= {"code": [("", case.code)], "slug": [("", case.activity.slug)]}
    return found
