"""Hearing applicants."""

from binakon.portal.forms.steps import (
    OUTSIDE,
    ObjectionForm,
    PaperForm,
    ReachForm,
    SendForm,
    WhoForm,
    WithdrawForm,
    new_form_key,
)

__all__ = [
    "OUTSIDE",
    "ObjectionForm",
    "PaperForm",
    "ReachForm",
    "SendForm",
    "WhoForm",
    "WithdrawForm",
    "new_form_key",
]
