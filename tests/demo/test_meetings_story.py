"""The demo's meeting: thirteen invited, eleven come, one declines, one is silent; every guest says it is invented."""

import pytest

from binakon.coordination.models import Guest, Invitation
from binakon.demo.meetings import hold_invitations
from tests import factories
from tests.coordination.meetings import an_official
from tests.factories import BY, an_office

pytestmark = pytest.mark.database


@pytest.mark.usefixtures("db")
def test_the_meeting_of_april_is_told() -> None:
    factories.load_reference()
    meeting = hold_invitations(an_office(), an_official(), by=BY)
    replies = list(
        Invitation.objects.filter(meeting=meeting)
        .order_by("office__code")
        .values_list("reply", flat=True)
    )
    assert replies == [*["comes"] * 11, "declines", "open"]
    names = Guest.objects.values_list("name", flat=True)
    assert [name for name in names if "(contoh)" not in name] == []


@pytest.mark.usefixtures("db")
def test_nobody_comes_for_two_offices() -> None:
    factories.load_reference()
    hold_invitations(an_office(), an_official(), by=BY)
    guests = Guest.objects.values_list("name", "invitation__office__code")
    assert len(guests) == 16
    assert len({name for name, _office in guests}) == 16
    assert len({office for _name, office in guests}) == 11
