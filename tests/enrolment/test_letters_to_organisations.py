"""A letter of request reaches an association where the office's list says: by e-mail, by WhatsApp, or on paper."""

import pytest

from binakon.core.models import Message
from binakon.enrolment.actions import letter_sending
from binakon.enrolment.queries.letters import letter_page
from binakon.people.models import Organisation, Role
from tests import cast
from tests.enrolment import test_letters as requests
from tests.enrolment.people import a_training
from tests.factories import BY

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("year", "db")]


def test_each_is_told_where_it_is_known_when_the_letter_leaves() -> None:
    hpji, balai, gatensi = (
        Organisation.objects.get(short_name=name) for name in ("HPJI", "BJKW V", "LSP GATENSI")
    )
    rows = [hpji.pk, balai.pk, gatensi.pk]
    letter = requests.numbered(
        requests.a_request(a_training(), organisations=rows, offices=[requests.TABALONG])
    )
    viewer = cast.viewer(Role.SECTION_HEAD)
    assert letter_page(viewer, letter).unreached == 3
    Organisation.objects.filter(pk=hpji.pk).update(
        email="sekretariat@hpji.example", contact_role="Ketua DPD"
    )
    Organisation.objects.filter(pk=balai.pk).update(phone="6281234567890")
    letter.refresh_from_db()
    fresh = type(letter).objects.get(pk=letter.pk)
    assert letter_page(viewer, fresh).unreached == 1
    assert letter_sending.send_letter(fresh, by=BY)
    # The kabupaten that is asked beside them has its own officer.
    told = Message.objects.filter(name="letter_sent").exclude(to="tabalong@contoh.example")
    sent = told.values_list("to", "phone", "to_name")
    assert set(sent) == {
        ("sekretariat@hpji.example", "", f"Ketua DPD {hpji.name}"),
        ("", "6281234567890", balai.name),
    }
