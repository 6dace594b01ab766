"""Races with real processes: two who upload the signed scan at once, two who send a letter, two who number papers."""

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

READY = """
from datetime import date
from binakon.core import files, ledger
from binakon.core.models import Message
from binakon.enrolment.actions import decrees, letter_sending, letters
from binakon.enrolment.actions.letters import LetterText
from binakon.enrolment.models import Decree, Letter, Place, Training
from binakon.enrolment.states import LetterKind
from binakon.people.models import Official
from tests import factories
from tests.enrolment.people import a_training, registered
"""
PREPARE = (
    READY
    + """
factories.load_reference()
factories.ratified(factories.a_version(trained=200))
training = a_training()
for number in (1, 2, 3):
    ledger.move(registered(training, number), "verify", by=by, sentence="lengkap")
ledger.move(training, "close", by=by, sentence="ditutup")
official = Official.objects.create(
    office=Office.objects.get(code="63"), name="Contoh", position="Kepala Dinas", source="contoh")
Office.objects.filter(code="63").update(letter_numbers="{nomor}/{tahun}")
decree = decrees.draw_up_decree(training, by=by)
decrees.issue_decree(decree, number="SK-1", dated=date(2026, 4, 17), place="Banjarbaru",
    signatory=official, by=by)
for turn in range(4):
    text = LetterText(subject=f"Surat {turn}", offices=["63.09"], reply_by=date(2099, 1, 1))
    letters.write_letter(training, LetterKind.NOMINEE_REQUEST, text, by=by)
letters.number_letter(Letter.objects.order_by("id")[0], number="005", dated=date(2026, 4, 17),
    place="Banjarbaru", signatory=official, by=by)
Office.objects.filter(code="63.09").update(email="dinas@contoh.example")
"""
)
SIGN = (
    READY
    + """
decree = Decree.objects.get()
try:
    decrees.upload_scan(decree, files.RebuiltFile("application/pdf", b"%PDF", 1, "0" * 64), by=by)
    print("ditetapkan")
except (StaleState, IllegalMove):
    print("terlambat")
"""
)
SEND = (
    READY
    + """
print(letter_sending.send_letter(Letter.objects.get(number="005"), by=by))
"""
)
NUMBER = (
    READY
    + """
letter = Letter.objects.order_by("id")[int(me)]
letters.number_letter(letter, number="", dated=date(2026, 4, 17), place="Banjarbaru",
    signatory=Official.objects.get(), from_register=True, by=by)
print(letter.number)
"""
)
LOOK = (
    READY
    + """
from binakon.core.models import Deadline, StoredFile
print(Place.objects.filter(state="determined").count(), StoredFile.objects.count(),
    Message.objects.filter(name="participant_determined").count(),
    Message.objects.filter(name="letter_sent").count(), Deadline.objects.count())
"""
)


def test_two_at_once_sign_a_decree_once_send_a_letter_once_and_never_share_a_number(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    signed = at_once(installation, SIGN, ["1", "2"])
    assert sorted(signed) == ["ditetapkan", "terlambat"]
    sent = at_once(installation, SEND, ["1", "2"])
    assert sorted(sent) == ["False", "True"]
    numbers = at_once(installation, NUMBER, ["1", "2", "3"])
    assert sorted(numbers) == ["1/2026", "2/2026", "3/2026"]
    assert in_process(installation, LOOK) == "3 1 3 1 1"
