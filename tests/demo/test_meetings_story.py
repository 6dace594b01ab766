"""The demo's meeting: thirteen invited, eleven come, one declines, one is silent; every guest says it is invented."""

import pytest

from binakon.coordination.models import Guest, Invitation, Questionnaire
from binakon.demo.meetings import hold_invitations
from binakon.demo.stated import NOTE
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


@pytest.mark.usefixtures("db")
def test_seven_offices_send_their_form_one_only_saves_it_and_each_says_that_it_is_invented() -> (
    None
):
    factories.load_reference()
    hold_invitations(an_office(), an_official(), by=BY)
    forms = Questionnaire.objects.order_by("invitation__office__code")
    assert [form.sent_at is not None for form in forms] == [True] * 4 + [False] + [True] * 3
    assert {form.note for form in forms} == {NOTE}
    assert [sum(need.people for need in form.needs.all()) for form in forms] == [
        *(10, 7, 18, 5),
        *(3, 10, 11, 8),
    ]
