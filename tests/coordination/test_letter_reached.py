"""The sending of a letter tells whom it reached by itself, and who waits for somebody to pass it on."""

import pytest
from django.test import Client

from binakon.coordination.models import Meeting
from binakon.coordination.queries.letters import mark_of
from binakon.core.clock import now
from binakon.core.models import Message
from binakon.people.models import Office, Role, RoleGrant
from tests.cast import user
from tests.coordination.meetings import a_letter, a_meeting
from tests.coordination.rooms import BANJAR, BANJARBARU, TABALONG

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

THREE = (BANJAR, TABALONG, BANJARBARU)


def test_a_letter_is_not_said_to_have_gone_where_no_address_is() -> None:
    RoleGrant.objects.filter(office__code__in=THREE).delete()
    Office.objects.filter(code=BANJAR).update(email="banjar@contoh.example")
    paper = a_letter(a_meeting(), offices=THREE)
    staff = Client()
    staff.force_login(user(Role.STAFF))
    own = f"/meja/rapat/{paper.meeting.code}/surat/{paper.pk}/"
    before = staff.get(own).text
    shown = staff.post(f"{own}kirim/", {"read": mark_of(paper)}, follow=True).text
    assert "2 kantor tanpa surel, jadi tidak ada yang terkirim sendiri kepadanya." in before
    assert (
        "Dikirim ke 1 kantor. 2 kantor tanpa surel; teruskan pesannya lewat WhatsApp dari Pesan keluar: "
        "Kabupaten Tabalong, Kota Banjarbaru." in shown
    )
    assert Message.objects.filter(name="meeting_invitation", to="").count() == 2
    assert staff.get(own).text.count('<a href="/meja/pesan/?keadaan=whatsapp">') == 1


def test_an_address_filled_in_later_does_not_say_that_the_letter_went_there() -> None:
    RoleGrant.objects.filter(office__code__in=THREE).delete()
    paper = a_letter(a_meeting(), offices=(BANJAR, TABALONG))
    staff = Client()
    staff.force_login(user(Role.STAFF))
    own = f"/meja/rapat/{paper.meeting.code}/surat/{paper.pk}/"
    contacts = '<a href="/meja/kantor/kontak/?kantor=63">Isi surel dan nomor WA kantor</a>'
    assert staff.get(own).text.count(contacts) == 1
    staff.post(f"{own}kirim/", {"read": mark_of(paper)})
    Office.objects.filter(code=BANJAR).update(email="banjar@contoh.example")
    page = staff.get(own).text
    assert "Surat ini tidak terkirim sendiri ke 2 kantor: saat dikirim surelnya belum ada." in page
    assert "1 kantor sudah punya surel setelah surat ini dikirim." in page
    assert f'<a href="/meja/rapat/{paper.meeting.code}/#kantor">' in page
    Message.objects.filter(name="meeting_invitation").update(passed_on_at=now())
    assert "tidak terkirim sendiri" not in staff.get(own).text


def test_what_nobody_passed_on_before_the_meeting_is_told_afterwards_too() -> None:
    RoleGrant.objects.filter(office__code__in=THREE).delete()
    paper = a_letter(a_meeting(), offices=(BANJAR,))
    staff = Client()
    staff.force_login(user(Role.STAFF))
    own = f"/meja/rapat/{paper.meeting.code}/surat/{paper.pk}/"
    staff.post(f"{own}kirim/", {"read": mark_of(paper)})
    Message.objects.update(cancelled_at=now(), cancel_reason="rapatnya sudah lewat")
    Meeting.objects.update(state="closed")
    page = staff.get(own).text
    assert "Surat ini tidak terkirim sendiri ke 1 kantor" in page
    assert '<a href="/meja/pesan/?keadaan=whatsapp">' not in page
