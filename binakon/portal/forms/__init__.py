"""Hearing applicants."""

from binakon.portal.forms.steps import (
    OUTSIDE,
    CaseAppealForm,
    ObjectionForm,
    PaperForm,
    ReachForm,
    SendForm,
    WhoForm,
    WithdrawForm,
    new_form_key,
)
from binakon.portal.forms.wishes import WishForm

__all__ = [
    "OUTSIDE",
    "CaseAppealForm",
    "ObjectionForm",
    "PaperForm",
    "ReachForm",
    "SendForm",
    "WhoForm",
    "WishForm",
    "WithdrawForm",
    "new_form_key",
]
