"""What a case costs, as it stands."""

from binakon.certification.models import Case, CaseCost
from binakon.certification.states import CostComponent, Payer


def payer_of(case: Case) -> str:
    """Who pays the fee of a case, as its costs say; the person until somebody says so."""
    fee = CaseCost.objects.filter(case=case, component=CostComponent.FEE).order_by("pk")
    return fee.values_list("payer", flat=True).first() or Payer.PARTICIPANT
