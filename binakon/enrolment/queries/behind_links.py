"""The registration behind a signed link: asked for by every page of its applicant, so by whole statements put together once."""

from binakon.core import fetch, snapshots
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.queries.offered import of_the_plan
from binakon.enrolment.rules.links import BadLink, ExpiredLink, read_contact_token, read_token
from binakon.enrolment.states import RegistrationState
from binakon.people.models import Office

__all__ = ["BadLink", "ExpiredLink", "registration_behind", "registration_confirmed_by"]

_PLACE = Place._meta.get_field("registration").remote_field


def registration_behind(token: str, plan: int | None = None) -> Registration:
    """The registration of a signed link; `plan` is the newest line of history that changes the plan, where it is known.

    Raises `BadLink` when forged, `ExpiredLink` when it no longer leads anywhere.
    """
    return _found(*read_token(token), plan)


def registration_confirmed_by(token: str) -> Registration:
    """The registration of the link in its e-mail; raises the same."""
    return _found(*read_contact_token(token))


def _found(key: str, version: int, plan: int | None = None) -> Registration:
    found = fetch.one_or_none(Registration, key=key, link_version=version)
    if found is None:
        raise ExpiredLink
    found.training = of_the_plan(fetch.one(Training, id=found.training_id), plan)
    found.office = _office(found.office_id, plan)
    if found.state != RegistrationState.DRAFT:
        # That there is none is remembered too: else a repeated registration, which has none, would ask once more, and
        # the time of an answer would tell that somebody is known.
        _PLACE.set_cached_value(found, fetch.one_or_none(Place, registration_id=found.pk))
    return found


def _office(number: int | None, plan: int | None) -> Office | None:
    """The regency that somebody counts for: there are thirteen, kept like all that the plan speaks of."""
    if number is None:
        return None
    return snapshots.kept(f"office:{number}", plan, lambda: Office.objects.get(pk=number))
