"""The sending of a record tells who was reached, and an office opens the record by its link."""

import re

import pytest
from django.test import Client

from binakon.coordination.actions.records import send_record, sign_record
from binakon.coordination.documents.records import record_pdf
from binakon.coordination.models import Invitation, MeetingPaper
from binakon.coordination.queries.invitations import link_of
from binakon.core import files
from binakon.core.models import AuditEvent, Message
from binakon.people.models import Office, Role, RoleGrant
from tests.cast import user
from tests.coordination.rooms import BANJAR, BANJARBARU, TABALONG, a_full_meeting, a_record, asked
from tests.enrolment.decree_cases import a_made_scan
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

NUMBER = "005/9/BA/2026"
PRINTED = b"%PDF-1.7 contoh"


def with_addresses(*, without: str) -> None:
    """Every office has an e-mail of its own but one, which has a telephone."""
    for office in Office.objects.filter(code__in=(BANJAR, TABALONG, BANJARBARU)):
        office.email = f"kantor{office.code.replace('.', '')}@contoh.example"
        office.save()
    without_it = Office.objects.filter(code=without)
    without_it.update(email="", phone="0811 5551234")
    RoleGrant.objects.filter(office__code=without).delete()


def test_an_office_without_address_waits_for_whatsapp_and_is_not_counted_as_sent() -> None:
    with_addresses(without=BANJARBARU)
    paper = a_record(a_full_meeting(), NUMBER)
    send_record(paper, PRINTED, 1, by=BY)
    row = Invitation.objects.get(office__code=BANJARBARU)
    waiting = Message.objects.get(name="meeting_record", to="")
    assert (waiting.phone[:4], waiting.file is not None) == ("6281", True)
    assert f"/undangan/{link_of(row)}/" in waiting.body_text
    told = AuditEvent.objects.get(action="record:send").sentence
    assert told == (
        f"Berita acara {NUMBER} dikirim ke 2 kantor; 1 kantor tanpa surel menunggu diteruskan lewat WhatsApp"
    )


def test_the_desk_is_told_whom_nobody_reached() -> None:
    with_addresses(without=BANJARBARU)
    meeting = a_full_meeting()
    paper = a_record(meeting, NUMBER)
    staff = Client()
    staff.force_login(user(Role.STAFF))
    own = f"/meja/rapat/{meeting.code}/berita-acara/{paper.pk}/"
    shown = staff.post(f"{own}kirim/", follow=True).text
    assert "Berita acara dikirim ke 2 kantor." in shown
    assert "teruskan lewat WhatsApp dari Pesan keluar: Kota Banjarbaru." in shown


def test_an_office_opens_the_record_by_its_link_once_it_was_sent_and_the_signed_one_after() -> None:
    meeting = a_full_meeting()
    paper = a_record(meeting, NUMBER)
    row = meeting.invitations.get(office__code=BANJARBARU)
    home = f"/undangan/{link_of(row)}/"
    own = f"{home}surat/{paper.pk}/"
    office = Client()
    # The page signs its links anew, with the second in which it is read.
    link = re.compile(rf'"(/undangan/[^"]+/surat/{paper.pk}/)"')
    assert (office.get(own).status_code, link.findall(office.get(home).text)) == (404, [])
    send_record(paper, record_pdf(paper), 1, by=BY)
    [shown] = link.findall(office.get(home).text)
    for address in (own, shown):
        assert office.get(address).content == record_pdf(paper)
    sign_record(paper, a_made_scan(), by=BY)
    scan = MeetingPaper.objects.get(pk=paper.pk).scan
    assert scan is not None
    assert office.get(own).content == files.read(scan)


def test_an_office_that_was_called_by_telephone_opens_the_record_too() -> None:
    meeting = a_full_meeting()
    called = asked(meeting, "63.01", sent_at=None)
    home, office = f"/undangan/{link_of(called)}/", Client()
    assert office.get(home).status_code == 410
    send_record(a_record(meeting, NUMBER), PRINTED, 1, by=BY)
    assert office.get(home).status_code == 200
