"""The treasurer pays against the signed list: names of participants on a decree, and never NIK, telephone or e-mail."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from binakon.enrolment.models import DecreeEntry
from binakon.people.models import Role
from binakon.people.rules import PERSONAL_SUBJECTS, SEERS
from tests.matrix import world as worlds
from tests.matrix.test_every_role_every_address import HOLDER, addresses, body_of

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("kalsel", "db")]
TREASURER = "bendahara@contoh.example"


def test_the_treasurer_reads_names_on_decrees_and_no_address_of_anybody_anywhere() -> None:
    world = worlds.build()
    treasurer, leaks, named = Client(), [], set()
    treasurer.force_login(get_user_model().objects.get(email=TREASURER))
    sealed = [word for one in world.people.values() for word in (one.phone, one.email)]
    sealed += worlds.all_nik()
    sealed += [one.nik_mask for one in world.people.values()]
    on_annex = set(DecreeEntry.objects.values_list("registration__name", flat=True))
    for name, address in addresses(world).items():
        # Whoever holds somebody's signed link is that person.
        if worlds.link_of(world, HOLDER) in address:
            continue
        text = body_of(treasurer.get(address))
        leaks += [(name, word) for word in sealed if word in text]
        named |= {name.split("[")[0] for word in on_annex if word in text}
    assert leaks == []
    assert named
    assert {name for name in named if not name.startswith("enrolment:decree_")} == set()


def test_the_treasurer_sees_nobody_as_a_rule() -> None:
    assert Role.TREASURER not in SEERS
    assert "enrolment.registration" in PERSONAL_SUBJECTS
