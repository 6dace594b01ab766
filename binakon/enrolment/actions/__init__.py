"""Writing enrolment: one verb each, one transaction each, one line of history each."""

from binakon.enrolment.actions.places import (
    accept_offer,
    change_capacity,
    decline_offer,
    lapse_offer,
    queue_again,
    release_place,
    sync_seats,
)
from binakon.enrolment.actions.registrations import save_step, start_registration, submit
from binakon.enrolment.actions.withdrawals import withdraw

__all__ = [
    "accept_offer",
    "change_capacity",
    "decline_offer",
    "lapse_offer",
    "queue_again",
    "release_place",
    "save_step",
    "start_registration",
    "submit",
    "sync_seats",
    "withdraw",
]
