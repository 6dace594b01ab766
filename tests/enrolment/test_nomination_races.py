"""Several hands at the same moment, as real processes: officers of one office and of two, staff, and people who come."""

import json

import pytest

from tests.installation import Installation
from tests.runners import at_once, in_process

pytestmark = pytest.mark.database

PREPARE = """
from tests.factories import a_version, an_office, ratified
from tests.cast import cast_arrives
from tests.enrolment.people import a_training
from tests.enrolment.terms import BANJAR, TABALONG, a_book, a_nominee, a_row
from binakon.enrolment.actions.nominee_uploads import keep_upload
from binakon.people.models import Role
from binakon.people.queries import viewer_of
from tests.cast import user
cast_arrives()
ratified(a_version(trained=200))
training = a_training(seats=12, quotas={TABALONG: 4, BANJAR: 4})
officer = viewer_of(user(Role.REGENCY_OFFICER)).actor
"""

UPLOAD = (
    PREPARE
    + """
keep_upload(training, office=an_office(TABALONG), file_name="a.xlsx",
            content=a_book([a_row(n) for n in range(6)]), by=officer)
"""
)

SEEN = """
from datetime import date
from binakon.enrolment.actions.nominee_uploads import take_upload
from binakon.enrolment.models import NomineeUpload
from binakon.enrolment.queries.nominee_uploads import content_of
from binakon.enrolment.sheets.nominee_read import read_nominees
upload = NomineeUpload.objects.select_related("training", "office").get()
people = read_nominees(content_of(upload), date(2026, 3, 1)).people
"""

ACCEPT = """
try:
    print(take_upload(upload, people, by=by))
except StaleState:
    print(0)
"""

# The same deed as a careless hand would write it: look whether the row is there, name everybody, delete it.
CARELESS = """
from binakon.enrolment.actions import start_registration
is_there = NomineeUpload.objects.filter(pk=upload.pk).exists()
meet()
if is_there:
    for number in range(6):
        start_registration(upload.training, idempotency_key=f"{me}-{number}", office=upload.office, by=by)
    NomineeUpload.objects.filter(pk=upload.pk).delete()
    print(6)
else:
    print(0)
"""

NAME = """
from binakon.enrolment.actions.nominations import nominate
from binakon.enrolment.models import Training
from tests.enrolment.terms import a_person
training = Training.objects.get()
office = Office.objects.get(code=me.split("-")[0])
named = refused = 0
for number in range(6):
    try:
        nominate(training, a_person(number), office=office, key=f"{me}-{number}", by=by)
        named += 1
    except Blocked as blocked:
        refused += [problem.code for problem in blocked.problems] == ["nik"]
print(named, refused)
"""

REPLACE = (
    PREPARE
    + """
for number in range(4):
    a_nominee(training, number)
"""
)

# One officer replaces everybody while strangers fill the class and staff give quotas back and change the seats.
MIXED = """
from binakon.enrolment.actions import change_capacity
from binakon.enrolment.actions.nominations import replace_nominee
from binakon.enrolment.actions.opening import return_unused
from binakon.enrolment.models import Registration, Training
from tests.enrolment.people import registered
from tests.enrolment.terms import a_person
training = Training.objects.get()
done = 0
if me == "officer":
    for nominee in list(Registration.objects.filter(source="nomination").order_by("id")):
        other = replace_nominee(nominee, a_person(100 + nominee.pk), reason="pindah", key=f"g{nominee.pk}", by=by)
        done += other.place.bucket == "quota"
elif me.startswith("stranger"):
    for number in range(6):
        registered(training, 1000 * int(me[-1]) + number)
        done += 1
else:
    done = return_unused(training, reason="tanggalnya tiba", by=by)
    for seats in (10, 13, 11):
        try:
            change_capacity(training, seats=seats, reason="ruang", by=by)
        except Blocked:
            pass
print(done)
"""

TOLD = """
from collections import Counter
import json
from binakon.enrolment.models import Registration, Training
from tests.enrolment.people import counters_agree
training = Training.objects.get()
states = Counter(Registration.objects.values_list("state", flat=True))
print(json.dumps([dict(states), counters_agree(training), training.taken, training.seats]))
"""


def told(installation: Installation) -> list[object]:
    found: list[object] = json.loads(in_process(installation, TOLD))
    return found


def test_a_workbook_accepted_twice_at_once_names_its_people_once(
    installation: Installation,
) -> None:
    in_process(installation, UPLOAD)
    assert sorted(at_once(installation, ACCEPT, ["a", "b"], ready=SEEN)) == ["0", "6"]
    assert told(installation) == [{"submitted": 6}, True, 6, 12]


def test_without_the_guard_the_same_race_names_them_twice(installation: Installation) -> None:
    in_process(installation, UPLOAD)
    assert sum(map(int, at_once(installation, CARELESS, ["a", "b"], ready=SEEN))) == 12


def test_two_officers_of_one_office_and_one_of_another_name_the_same_people(
    installation: Installation,
) -> None:
    in_process(installation, PREPARE)
    counted = at_once(installation, NAME, ["63.09-a", "63.09-b", "63.03-a"])
    named = [[int(word) for word in each.split()] for each in counted]
    assert [sum(each) for each in named] == [6, 6, 6]
    assert named[0][0] + named[1][0] == 6
    assert named[2] == [6, 0]
    assert told(installation) == [{"submitted": 6, "repeated": 6}, True, 6, 12]


def test_replacing_keeps_the_seats_of_the_quota_in_the_rush(installation: Installation) -> None:
    in_process(installation, REPLACE)
    answers = at_once(installation, MIXED, ["officer", "stranger1", "stranger2", "staff"])
    assert answers[:3] == ["4", "6", "6"]
    states, counters_agree, taken, seats = told(installation)
    assert states == {"submitted": 16, "withdrawn": 4}
    assert counters_agree is True
    assert taken == seats
