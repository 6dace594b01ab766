"""Writing a person, putting one right, and their page: nothing twice, nothing lost, the NIK never shown unasked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from binakon.certification.models import Case
from binakon.core.calendar import today
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.people.actions.merges import merge, undo_merge
from binakon.people.actions.registry import (
    NIK_KNOWN,
    Stated,
    add_person,
    change_person,
    complete_contact,
)
from binakon.people.models import Reveal, Role, Worker
from tests import cast, factories
from tests.certification.cases import ACTIVITY, a_case
from tests.enrolment.people import a_nik, a_training, registered
from tests.factories import BY, an_office
from tests.people.register import BANJAR, TABALONG, a_nik_of, a_person, an_skk
from tests.portal.pages import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("register_reference"),
]
LIST = "/meja/orang/"
NEW = f"{LIST}baru/"


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "  Hj. Norhasanah   binti Abdurrahman ",
        "nik": "630999 410190 0001",
        "born_on": "1990-01-01",
        "sex": "female",
        "office": an_office(TABALONG).pk,
        "phone": "0812-3456-7890",
        "email": "norhasanah@contoh.example",
        **changes,
    }


def test_a_person_is_written_as_stated_with_the_nik_sealed() -> None:
    answer = as_(Role.STAFF).post(NEW, typed(nik="630999 410190 0001"))
    person = Worker.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{LIST}{person.key}/")
    assert (person.name, person.phone, person.office.code, person.sex, person.born_on) == (
        "Hj. Norhasanah binti Abdurrahman", "6281234567890", TABALONG, "female", date(1990, 1, 1)
    )  # fmt: skip
    assert person.nik_mask == "63••••••••••••01"
    line = AuditEvent.objects.get(action="start", subject_type="people.worker")
    assert "6309994101900001" not in f"{line.sentence} {line.after}"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"nik": "123"}, "NIK berisi 16 angka; yang Anda tulis 3."),
        ({"nik": "63O9994101900001"}, "NIK hanya berisi angka."),
        ({"nik": "6309993201900001"}, "tanggal lahir (01–31, perempuan 41–71)"),
        ({"nik": ""}, "tulis mengapa orang ini dicatat tanpa NIK"),
        ({"no_nik_reason": "tidak membawa KTP"}, "alasan tanpa NIK tidak perlu"),
        ({"phone": "0511 123"}, "Tulis nomor HP yang diawali 08"),
        ({"name": "123"}, "Nama belum diisi."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes: dict[str, str], said: str) -> None:
    page = Page(as_(Role.STAFF).post(NEW, typed(**changes)))
    assert (page.status, said in page.text) == (422, True)
    assert Worker.objects.count() == 0


def test_what_is_unusual_warns_and_is_written_all_the_same_and_nothing_is_called_valid() -> None:
    odd = typed(nik="9909990113900001", sex="female")
    staff = as_(Role.STAFF)
    page = Page(staff.get(staff.post(NEW, odd).url))
    for hint in (
        "Dua angka pertama NIK (99) bukan kode provinsi yang kami kenal.",
        "Angka ke-9 dan ke-10 NIK biasanya bulan lahir; yang tertulis 13.",
        "Jenis kelamin pada NIK berbeda dari yang diisi.",
        "Tanggal lahir pada NIK berbeda dari yang diisi.",
    ):
        assert f"{hint} Cocokkan dengan KTP-nya." in page.text
    assert "valid" not in page.text.lower()
    assert Worker.objects.count() == 1


def test_a_right_looking_nik_says_nothing_of_itself() -> None:
    staff = as_(Role.STAFF)
    page = Page(staff.get(staff.post(NEW, typed()).url))
    assert "Cocokkan" not in page.text
    assert "valid" not in page.text.lower()


def test_a_known_nik_leads_to_its_person_and_nothing_is_stored_twice() -> None:
    person = a_person(1, name="Ahmad Fauzi")
    staff = as_(Role.STAFF)
    page = Page(staff.post(NEW, typed(nik=a_nik_of(1))))
    assert (page.status, page.href("Ahmad Fauzi")) == (422, f"{LIST}{person.key}/")
    assert Worker.objects.count() == 1
    with pytest.raises(Blocked) as refused:
        add_person(Stated(name="Lain", nik=a_nik_of(1)), by=BY)
    assert [problem.code for problem in refused.value.problems] == [NIK_KNOWN]
    assert Worker.objects.count() == 1


def test_the_nik_of_a_merged_row_leads_to_the_person_that_goes_on() -> None:
    kept, other = a_person(1, name="Yang Dipakai"), a_person(2, name="Yang Digabung")
    merge(kept, other, reason="orang yang sama", by=BY)
    page = Page(as_(Role.STAFF).post(NEW, typed(nik=a_nik_of(2))))
    assert page.href("Yang Dipakai") == f"{LIST}{kept.key}/"


def test_the_same_name_is_shown_first_and_then_taken_as_somebody_else() -> None:
    twin = a_person(1, name="M. Rizky")
    staff = as_(Role.STAFF)
    stated = typed(name="Muhammad Rizky, S.T.", nik=a_nik_of(2), sex="", born_on="")
    page = Page(staff.post(NEW, stated))
    assert (page.status, page.href("M. Rizky")) == (422, f"{LIST}{twin.key}/")
    assert staff.post(NEW, {**stated, "is_other": "on"}).status_code == 302
    assert Worker.objects.count() == 2


def test_people_without_nik_meet_nobody_and_may_be_given_one() -> None:
    stated = {"nik": "", "no_nik_reason": "warga negara asing"}
    one, other = a_person(1, **stated), a_person(2, **stated)
    assert one.nik_index != other.nik_index
    assert "tanpa NIK: warga negara asing" in Page(as_(Role.STAFF).get(f"{LIST}{one.key}/")).text
    given = Stated(
        name=one.name, phone=one.phone, email=one.email, office=one.office, nik=a_nik_of(9)
    )
    assert change_person(one, given, revision=one.revision, by=BY)
    one.refresh_from_db()
    assert (one.nik_mask, one.no_nik_reason) == ("63••••••••••••09", "")
    third = a_person(3, **stated)
    same = Stated(name=third.name, nik=a_nik_of(9))
    with pytest.raises(Blocked) as refused:
        change_person(third, same, revision=third.revision, by=BY)
    assert [problem.code for problem in refused.value.problems] == [NIK_KNOWN]


def test_the_same_again_writes_nothing_and_a_change_is_told_without_numbers() -> None:
    person = a_person(1)
    same = Stated(name=person.name, phone=person.phone, email=person.email, office=person.office)
    assert not change_person(person, same, revision=0, by=BY)
    other = Stated(name=person.name, phone="628129999999", email=person.email, office=person.office)
    assert change_person(person, other, revision=0, by=BY)
    line = AuditEvent.objects.get(action="worker:change")
    assert line.sentence == "Data Orang Nomor 1 diubah: nomor WA"
    assert (line.before, line.after) == ({"phone": "62812••••001"}, {"phone": "62812••••999"})


def sent(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """The form of a page as a browser sends it, with what somebody typed."""
    shown = client.get(path)
    form = shown.context["form"]
    values = {name: form[name].value() for name in form.fields}
    filled = {name: "" if value is None else value for name, value in values.items()}
    return {**filled, "base": shown.context["seal"], **changes}


def test_what_two_people_change_in_two_fields_is_both_kept() -> None:
    person, staff = a_person(1), as_(Role.STAFF)
    path = f"{LIST}{person.key}/ubah/"
    mine = sent(staff, path, name="Nama Saya")
    theirs = Stated(
        name=person.name, phone=person.phone, email="baru@contoh.example", office=person.office
    )
    change_person(person, theirs, revision=person.revision, by=BY)
    assert staff.post(path, mine).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.email) == ("Nama Saya", "baru@contoh.example")


def test_whoever_is_slower_in_the_same_field_sees_both_values_and_chooses() -> None:
    person, staff = a_person(1), as_(Role.STAFF)
    path = f"{LIST}{person.key}/ubah/"
    mine = sent(staff, path, name="Nama Saya", email="saya@contoh.example")
    theirs = Stated(
        name="Nama Mereka", phone="628129999999", email=person.email, office=person.office
    )
    change_person(person, theirs, revision=person.revision, by=BY)
    answer = staff.post(path, mine)
    page = Page(answer)
    assert (page.status, "Belum ada yang disimpan" in page.text) == (409, True)
    assert ("Nama Mereka" in page.text, "Nama Saya" in page.text) == (True, True)
    assert [clash.name for clash in answer.context["clashes"]] == ["name"]
    person.refresh_from_db()
    assert person.name == "Nama Mereka"
    again = {name: answer.context["form"].data.get(name, "") for name in mine}
    chosen = {**again, "base": answer.context["seal"], "take:name": "theirs"}
    assert staff.post(path, chosen).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.phone, person.email) == (
        "Nama Mereka", "628129999999", "saya@contoh.example"
    )  # fmt: skip


def test_without_what_was_read_every_difference_is_to_be_decided() -> None:
    person, staff = a_person(1), as_(Role.STAFF)
    path = f"{LIST}{person.key}/ubah/"
    mine = {**sent(staff, path, name="Nama Saya"), "base": "palsu", "revision": "99"}
    assert staff.post(path, mine).status_code == 409
    person.refresh_from_db()
    assert person.name == "Orang Nomor 1"


def test_a_write_on_an_old_revision_or_a_merged_row_is_refused() -> None:
    kept, other = a_person(1), a_person(2)
    with pytest.raises(StaleState):
        change_person(kept, Stated(name="Lain"), revision=kept.revision + 1, by=BY)
    merge(kept, other, reason="orang yang sama", by=BY)
    other.refresh_from_db()
    with pytest.raises(StaleState):
        change_person(other, Stated(name="Lain"), revision=other.revision, by=BY)


def test_the_nik_is_shown_to_whoever_says_why_and_the_look_is_kept() -> None:
    person = a_person(1)
    staff = as_(Role.STAFF)
    page = f"{LIST}{person.key}/"
    assert a_nik_of(1) not in Page(staff.get(page)).text
    assert staff.post(f"{page}nik/", {"reason": "x"}).status_code == 422
    shown = Page(staff.post(f"{page}nik/", {"reason": "mencocokkan dengan KTP"}))
    assert a_nik_of(1) in shown.text
    assert list(Reveal.objects.values_list("worker", "reason")) == [
        (person.pk, "mencocokkan dengan KTP")
    ]
    assert "NIK dibuka: mencocokkan dengan KTP" in Page(staff.get(page)).text


def test_papers_that_were_checked_fill_only_what_is_unknown() -> None:
    person = a_person(1, email="", office="")
    facts = {"phone": "628777", "email": "baru@contoh.example", "office": an_office(BANJAR)}
    assert complete_contact(person, **facts, by=BY)
    person.refresh_from_db()
    assert (person.phone, person.email, person.office.code) == (
        "628120000001", "baru@contoh.example", BANJAR
    )  # fmt: skip
    assert not complete_contact(person, **facts, by=BY)


def test_the_history_tells_of_every_chapter_of_every_row_of_the_person() -> None:
    factories.ratified(factories.a_version(trained=200, facilitated=60))
    activity = factories.an_activity(ACTIVITY, indicator="facilitated", kind="certification")
    training = a_training(activity=factories.an_activity("kelas-jalan", title="BIMTEK Jalan"))
    came = registered(training, 31, office=TABALONG)
    person = a_person(77, is_invented=True)
    an_skk(person, occupation="Ahli Muda Teknik Jembatan")
    a_case(came.worker, activity=activity)
    Worker.objects.filter(pk=person.pk).update(is_invented=came.worker.is_invented)
    person.refresh_from_db()
    done = merge(person, came.worker, reason="orang yang sama", by=BY)
    page = Page(as_(Role.STAFF).get(f"{LIST}{person.key}/"))
    for words in (
        "BIMTEK Jalan",
        "Ahli Muda Teknik Jalan, jenjang 7",
        "Ahli Muda Teknik Jembatan (7)",
        "digabung",
    ):
        assert words in page.text
    case = Case.objects.get()
    href = f"/meja/sertifikasi/kasus/{case.code}/"
    assert page.href("Ahli Muda Teknik Jalan, jenjang 7") == href
    assert page.href("BIMTEK Jalan") == f"/meja/pendaftaran/{came.pk}/"
    assert a_nik(31) not in page.text
    undo_merge(done, reason="ternyata dua orang", by=BY)
    parted = Page(as_(Role.STAFF).get(f"{LIST}{person.key}/")).text
    assert ("BIMTEK Jalan" in parted, "dipisah lagi" in parted) == (False, True)


def test_an_officer_reads_of_the_history_only_what_is_of_their_regency() -> None:
    training = a_training(activity=factories.an_activity("kelas-jalan", title="BIMTEK Jalan"))
    came = registered(training, 31, office=BANJAR)
    complete_contact(came.worker, phone="", email="", office=an_office(TABALONG), by=BY)
    path = f"{LIST}{came.worker.key}/"
    assert "BIMTEK Jalan" in Page(as_(Role.STAFF).get(path)).text
    page = Page(as_(Role.REGENCY_OFFICER).get(path))
    assert (page.status, "BIMTEK Jalan" in page.text, "Siapa mengubah" in page.text) == (
        200,
        False,
        False,
    )


def test_a_stranger_and_a_made_up_key_are_not_found() -> None:
    person = a_person(1, office=BANJAR)
    officer = as_(Role.REGENCY_OFFICER)
    for key in (person.key, "00000000-0000-4000-8000-000000000000"):
        assert officer.get(f"{LIST}{key}/").status_code == 404
    assert as_(Role.STAFF).get(f"{LIST}{person.key}/tidak-ada/baru/").status_code == 404


def test_months_that_two_pieces_of_work_share_count_once() -> None:
    person = a_person(1)
    staff = as_(Role.STAFF)
    path = f"{LIST}{person.key}/pengalaman/baru/"
    last = today().replace(day=1) - timedelta(days=1)
    for work, starts, ends in (
        ("Jalan lingkar", "2020-01-01", "2021-12-31"), ("Jembatan", "2021-01-01", "2022-06-30")
    ):  # fmt: skip
        assert (
            staff.post(path, {"work": work, "starts_on": starts, "ends_on": ends}).status_code
            == 302
        )
    assert last > date(2022, 6, 30)
    assert "Seluruhnya 2 tahun 6 bulan" in Page(staff.get(f"{LIST}{person.key}/")).text
