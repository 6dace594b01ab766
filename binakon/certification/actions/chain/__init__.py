"""The moves of a case, one verb each, from the application to the end of its SKK."""

from binakon.certification.actions.chain.application import apply, ask_correction, start_review
from binakon.certification.actions.chain.many import for_all
from binakon.certification.actions.chain.outcome import expire, expire_due, issue, record_numbers
from binakon.certification.actions.chain.payment import bill, lapse, lapse_due, pay
from binakon.certification.actions.chain.testing import (
    record_absence,
    record_competent,
    record_not_competent,
    record_test,
    schedule_test,
)
from binakon.certification.actions.steps import Deed, withdraw

__all__ = [
    "Deed",
    "apply",
    "ask_correction",
    "bill",
    "expire",
    "expire_due",
    "for_all",
    "issue",
    "lapse",
    "lapse_due",
    "pay",
    "record_absence",
    "record_competent",
    "record_not_competent",
    "record_numbers",
    "record_test",
    "schedule_test",
    "start_review",
    "withdraw",
]
