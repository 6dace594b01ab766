"""Plain functions that make an invented LSP with its licence, assessors and place of tests."""

from datetime import date
from typing import Any

from binakon.certification.models import AssessmentSite, Assessor, Licence, Scheme
from binakon.certification.rules.bodies import read_schemes
from binakon.people.models import Organisation

LASTING: dict[str, Any] = {"valid_from": None, "valid_to": None, "source": "", "is_active": True}
ROAD = "Ahli Muda Teknik Jalan; 7"


def an_lsp(name: str = "LSP Banua", schemes: str = ROAD, **fields: Any) -> Organisation:
    """An invented LSP whose licence holds through 2026 and covers these schemes."""
    lsp = Organisation.objects.create(
        name=f"{name} (contoh)",
        short_name=name,
        kind=Organisation.Kind.LSP,
        email=fields.pop("email", f"{name.split()[-1].lower()}@contoh.example"),
        source="contoh",
    )
    known = {"valid_from": date(2025, 1, 1), "valid_to": date(2027, 12, 31)}
    licence = Licence.objects.create(
        organisation=lsp, number=f"BNSP-LSP-{lsp.pk}", **{**known, **fields}
    )
    for line in read_schemes(schemes)[0]:
        Scheme.objects.create(
            licence=licence,
            occupation=line.occupation,
            level=line.level,
            occupation_code=line.code,
        )
    return lsp


def an_assessor(lsp: Organisation, name: str = "Hj. Noorhayati", **fields: Any) -> Assessor:
    """Somebody who tests for it, of level 8 and without a known end."""
    known: dict[str, Any] = {"level": 8, "is_invented": True}
    return Assessor.objects.create(organisation=lsp, name=name, **{**known, **fields})


def a_site(lsp: Organisation, name: str = "TUK Banjarbaru (contoh)") -> AssessmentSite:
    """A place of tests."""
    return AssessmentSite.objects.create(organisation=lsp, name=name, seats=20)
