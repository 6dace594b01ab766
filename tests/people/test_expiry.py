"""Who must renew when: the groups, the call list, what is missing of credits, letters in bulk, and the clock of the desk."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binakon.core import clock
from binakon.core.calendar import today
from binakon.core.letters import why_untrue
from binakon.core.models import AuditEvent, Deadline, Message
from binakon.people.actions.expiry import tell_expiring, watch_renewals
from binakon.people.actions.merges import merge
from binakon.people.models import Credit, Role
from binakon.people.queries.chapters import renewal_rules
from binakon.people.queries.expiry import expiry_rows, tallies
from binakon.people.queries.renewals import to_renew
from binakon.people.rules.expiry import months_after
from tests import cast
from tests.factories import BY
from tests.people.register import BANJAR, TABALONG, a_person, an_skk
from tests.portal.pages import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.usefixtures("register_reference"),
]
LIST = "/meja/orang/masa-berlaku/"


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def ending(person: Any, days: int, **fields: Any) -> Any:
    ends = today() + timedelta(days=days)
    return an_skk(
        person, **{"issued_on": ends - timedelta(days=1826), "expires_on": ends, **fields}
    )


def test_every_group_counts_its_own_and_unknown_days_stand_apart() -> None:
    for number, days in enumerate((-400, -1, 0, 60, 170, 350, 700, 900), 1):
        ending(a_person(number), days)
    an_skk(a_person(20), issued_on=None, expires_on=None)
    counted = {
        each.href.split("=")[1]: each.count
        for each in tallies(expiry_rows(cast.viewer(Role.STAFF)), LIST)
    }
    assert counted == {"lewat": 2, "3": 2, "6": 3, "12": 4, "24": 5, "tanpa": 1}
    staff = as_(Role.STAFF)
    for asked, many in (("", 8), *((f"?kapan={key}", many) for key, many in counted.items())):
        assert (asked, len(Page(staff.get(f"{LIST}{asked}")).rows) - 1) == (asked, many)
    apart = Page(staff.get(f"{LIST}?kapan=tanpa"))
    assert ("Orang Nomor 20" in apart.text, "belum diisi" in apart.text) == (True, True)
    assert "Orang Nomor 20" not in Page(staff.get(LIST)).text


def test_what_was_renewed_or_ended_is_not_to_be_renewed() -> None:
    person = a_person(1)
    old = ending(person, 30)
    other_level = ending(person, 30, level=8)
    ended = ending(person, 40, occupation="Ahli Muda K3", ended_on=today())
    assert set(to_renew()) == {old, other_level}
    again = ending(person, 1800, occupation="ahli muda teknik jalan")
    assert set(to_renew()) == {again, other_level}
    assert ended not in to_renew()


def test_a_newer_skk_of_a_merged_row_counts_for_the_person() -> None:
    kept, other = a_person(1), a_person(2)
    old, new = ending(kept, 30), ending(other, 1800)
    assert set(to_renew()) == {old, new}
    merge(kept, other, reason="orang yang sama", by=BY)
    assert set(to_renew()) == {new}


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.STAFF, {"Tabalong", "Banjar"}), (Role.REGENCY_OFFICER, {"Tabalong"})],
)
def test_the_call_list_is_of_whom_the_viewer_reads(role: Role, reads: set[str]) -> None:
    ending(a_person(1, name="Tabalong", office=TABALONG), 30)
    ending(a_person(2, name="Banjar", office=BANJAR), 30)
    assert {row.worker.name for row in expiry_rows(cast.viewer(role))} == reads
    page = Page(as_(role).get(LIST))
    assert {link.text for link in page.links} & {"Tabalong", "Banjar"} == reads


@pytest.mark.parametrize("role", [Role.TREASURER, Role.PARTNER, Role.INSTRUCTOR])
def test_other_roles_read_no_call_list(role: Role) -> None:
    for path in (LIST, f"{LIST}unduh/", f"{LIST}massal/1/"):
        assert as_(role).get(path).status_code == 403


def test_the_list_narrows_by_occupation_level_and_home_and_opens_a_chat() -> None:
    ending(a_person(1), 30)
    ending(a_person(2, office=BANJAR), 40, occupation="Ahli Madya Teknik Jembatan", level=8)
    staff = as_(Role.STAFF)
    home = a_person(3, office=BANJAR).office_id
    for asked in (
        "jabatan=Ahli+Madya+Teknik+Jembatan",
        "jenjang=8",
        f"wilayah={home}",
        "cari=jembatan",
        "cari=nomor+2",
    ):
        page = Page(staff.get(f"{LIST}?{asked}"))
        assert (asked, len(page.rows) - 1, "Orang Nomor 2" in page.text) == (asked, 1, True)
    assert page.href("+628120000002").startswith(
        "https://wa.me/628120000002?text=Yth.%20Orang%20Nomor%202"
    )


def test_credits_missing_follow_the_dated_rule_of_the_level() -> None:
    person = a_person(1)
    ending(person, 30)
    ending(person, 30, occupation="Ahli Madya Teknik Jembatan", level=8)
    ending(person, 30, occupation="Ahli Utama Teknik Jembatan", level=9)
    ending(person, 30, occupation="Pelaksana Lapangan", level=6)
    for days, tenths in ((3000, 500), (100, 300), (50, 125)):
        on = today() - timedelta(days=days)
        Credit.objects.create(
            worker=person, activity=f"Kegiatan {days}", earned_on=on, tenths=tenths
        )
    text = Page(as_(Role.STAFF).get(LIST)).text
    for words in ("kurang 57,5 dari 100", "kurang 107,5 dari 150", "kurang 157,5 dari 200"):
        assert words in text
    own = Page(as_(Role.STAFF).get(f"/meja/orang/{person.key}/")).text
    assert "Kurang 57,5: ada 42,5 dari 100 SKPK" in own
    assert ("PP 14/2021" in own, "syarat jenjang ini belum diisi" in own) == (True, True)
    assert {level: rule.credits for level, rule in renewal_rules(date(2026, 11, 29)).items()} == {
        9: 200, 8: 150, 7: 100, 6: None, 5: None, 4: None, 3: None, 2: None, 1: None
    }  # fmt: skip


def test_the_file_for_calling_has_names_only_for_a_reason() -> None:
    person = a_person(1)
    ending(person, 30)
    an_skk(a_person(2), issued_on=None, expires_on=None)
    staff = as_(Role.STAFF)

    def rows(answer: Any) -> list[list[str]]:
        return list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    plain = rows(staff.get(f"{LIST}unduh/?bentuk=csv"))
    assert (len(plain), "Nama" in plain[0]) == (2, False)
    full = rows(staff.post(f"{LIST}unduh/", {"bentuk": "csv", "alasan": "menelepon pemegang SKK"}))
    told = dict(zip(full[0], full[1], strict=True))
    assert (told["Nama"], told["NIK"], told["Hubungi"].strip("'")) == (
        person.name,
        person.nik_mask,
        person.phone,
    )
    assert AuditEvent.objects.get(action="worker:export").after == {"rows": 1}
    unknown = rows(staff.get(f"{LIST}unduh/?bentuk=csv&kapan=tanpa"))
    assert len(unknown) == 2


def test_many_are_told_after_a_preview_and_each_once_in_the_outbox() -> None:
    mailed, called, silent = a_person(1), a_person(2, email=""), a_person(3, email="", phone="")
    rows = [ending(each, 30) for each in (mailed, called, silent)]
    staff = as_(Role.STAFF)
    asked = {"perbuatan": "tell_expiring", "semua": "1", "kapan": "3"}
    preview = staff.post(f"{LIST}massal/", asked)
    page = Page(preview)
    assert (
        "Beri tahu pemegang 2 SKK" in page.text,
        "Surel dan nomor WA belum diisi." in page.text,
    ) == (True, True)
    assert Message.objects.count() == 0
    token = preview.context["preview"].token
    confirmed = staff.post(f"{LIST}massal/lakukan/", {"perbuatan": "tell_expiring", "tanda": token})
    staff.post(f"{LIST}massal/lakukan/", {"perbuatan": "tell_expiring", "tanda": token})
    assert Message.objects.count() == 2
    assert (
        "Pesan untuk pemegang 2 SKK masuk ke pesan keluar." in Page(staff.get(confirmed.url)).text
    )
    letters = Message.objects.order_by("id")
    assert [(each.to, each.phone, each.office_code, each.subject_id) for each in letters] == [
        (mailed.email, mailed.phone, "63", rows[0].pk), ("", called.phone, "63", rows[1].pk)
    ]  # fmt: skip
    assert "Ahli Muda Teknik Jalan (7)" in letters[0].body_text
    again = Page(staff.post(f"{LIST}massal/", asked))
    assert "Sudah diberi tahu dalam 30 hari terakhir." in again.text
    assert "diberi tahu" in Page(staff.get(LIST)).text


def test_a_letter_is_called_off_once_the_skk_was_renewed() -> None:
    person = a_person(1)
    held = ending(person, 30)
    tell_expiring(held, by=BY)
    letter = Message.objects.get()
    assert why_untrue(letter) == ""
    ending(person, 1800)
    assert why_untrue(letter) == "SKK ini sudah diperbarui, dicabut, atau tidak tercatat lagi."


def test_the_desk_has_one_clock_a_month_until_everybody_was_told() -> None:
    first = months_after(today().replace(day=1), 2)
    holders = [an_skk(a_person(number), issued_on=None, expires_on=first) for number in (1, 2)]
    an_skk(a_person(3), issued_on=None, expires_on=months_after(first, 12))
    assert watch_renewals(by=BY) == 1
    assert watch_renewals(by=BY) == 1
    running = Deadline.objects.open().get()
    assert (running.office_code, "2 SKK" in running.title, running.kind) == (
        "63",
        True,
        f"renewals:{first:%Y-%m}",
    )
    assert "Orang Nomor" not in running.title
    tell_expiring(holders[0], by=BY)
    watch_renewals(by=BY)
    assert "1 SKK" in Deadline.objects.open().get().title
    tell_expiring(holders[1], by=BY)
    assert watch_renewals(by=BY) == 0
    assert Deadline.objects.open().count() == 0


def test_the_clock_of_a_month_that_is_over_stops() -> None:
    now = clock.now()
    an_skk(a_person(1), issued_on=None, expires_on=months_after(today().replace(day=1), 1))
    assert watch_renewals(by=BY) == 1
    later = now + timedelta(days=70)
    watch_renewals(by=BY, at=later)
    assert Deadline.objects.open().count() == 0


def test_the_call_list_asks_the_same_few_questions_however_long_it_is() -> None:
    staff = as_(Role.STAFF)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(LIST).status_code == 200
        return len(queries)

    for number in (1, 2):
        ending(a_person(number), 30)
    few = asked()
    for number in range(3, 20):
        ending(a_person(number), 30 + number)
    assert asked() == few


def test_a_letter_is_in_the_language_of_the_installation_whoever_sends_it() -> None:
    ending(a_person(1), 30)
    staff = as_(Role.STAFF)
    staff.cookies["bahasa"] = "en"
    asked = {"perbuatan": "tell_expiring", "semua": "1", "kapan": "3"}
    token = staff.post(f"{LIST}massal/", asked).context["preview"].token
    staff.post(f"{LIST}massal/lakukan/", {"perbuatan": "tell_expiring", "tanda": token})
    assert Message.objects.get().subject.startswith("SKK Anda berlaku sampai ")
    chat = Page(staff.get(LIST)).href("+628120000001")
    assert "Apakah%20Anda%20akan%20memperpanjangnya" in chat
