"""What participants are told of their certificates, and that one name is shown everywhere after a correction."""

import pytest
from django.db import transaction

from binakon.core import clock, outbox, questions
from binakon.core.models import AuditEvent, Message
from binakon.enrolment.models import Registration
from binakon.enrolment.rules.links import token_of
from binakon.people.models import Worker
from binakon.trainings.actions import certificate_prints
from binakon.trainings.actions.certificates import replace_certificate, revoke_certificate
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import Certificate
from tests.factories import BY
from tests.trainings.certificates import issued, stated

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


@pytest.fixture(autouse=True)
def _nobody_was_told(year: object) -> None:
    Message.objects.all().delete()


def told() -> list[tuple[str, str, int | None]]:
    rows = Message.objects.filter(name__startswith="certificate_").order_by("id")
    return list(rows.values_list("name", "to_name", "subject_id"))


def test_everybody_is_told_once_when_their_pdf_can_be_fetched() -> None:
    made = issued(2)
    assert told() == []
    while render_certificates():
        pass
    expected = [("certificate_issued", str(each.registration), each.pk) for each in made]
    assert told() == expected
    first = Message.objects.get(subject_id=made[0].pk, name="certificate_issued")
    person = made[0].registration
    assert (first.to, first.phone) == (person.email, person.phone)
    link = f"/pendaftaran/{token_of(person.key.hex, person.link_version)}/"
    for body in (first.body_text, first.body_html):
        assert link.split("~")[0] in body
        assert made[0].number in body
        assert "bukan Sertifikat Kompetensi Kerja (SKK)" in body
        assert made[0].code not in body
    render_certificates()
    assert told() == expected


def test_whoever_was_too_late_with_a_pdf_tells_nobody() -> None:
    issued()
    [slow] = certificate_prints.claim_prints(by=BY)
    late = clock.now() + certificate_prints.CLAIM_LASTS * 2
    [fast] = certificate_prints.claim_prints(by=BY, at=late)
    assert certificate_prints.keep_prints([(fast, b"%PDF-1")], by=BY) == 1
    assert certificate_prints.keep_prints([(slow, b"%PDF-2")], by=BY) == 0
    assert [name for name, _to, _pk in told()] == ["certificate_issued"]


def test_a_pdf_that_was_not_kept_after_all_is_not_told_of() -> None:
    issued()
    [claimed] = certificate_prints.claim_prints(by=BY)
    with transaction.atomic():
        assert certificate_prints.keep_prints([(claimed, b"%PDF-1")], by=BY) == 1
        assert len(told()) == 1
        transaction.set_rollback(True)
    assert told() == []


def test_a_replacement_says_which_number_no_longer_counts_and_calls_the_first_message_off() -> None:
    [old] = issued()
    render_certificates()
    first = Message.objects.get(name="certificate_issued")
    new = replace_certificate(old, stated(), name="Nama Benar", reason="Salah ejaan.", by=BY)
    render_certificates()
    assert [name for name, _to, _pk in told()] == ["certificate_issued", "certificate_replaced"]
    letter = Message.objects.get(name="certificate_replaced")
    assert letter.to_name == "Nama Benar (contoh)"
    assert new.number in letter.body_text
    assert f"nomor {old.number} tidak berlaku lagi" in letter.body_text
    assert questions.why_untrue("certificate_issued", new.pk) == ""
    assert questions.why_untrue("certificate_issued", old.pk) == (
        "Sertifikat ini tidak berlaku lagi; keadaannya kini: diganti."
    )
    outbox.send_messages()
    first.refresh_from_db()
    letter.refresh_from_db()
    assert (first.sent_at, first.cancelled_at is not None) == (None, True)
    assert letter.sent_at is not None


def test_a_revocation_is_told_with_its_public_reason_and_never_with_the_note() -> None:
    [made] = issued()
    render_certificates()
    revoke_certificate(made, because="false_papers", note="Ijazah palsu, kata kampus.", by=BY)
    letter = Message.objects.get(name="certificate_revoked")
    for body in (letter.body_text, letter.body_html):
        assert "berkas pendaftaran tidak benar" in body
        assert made.number in body
        assert "Ijazah" not in body
    assert questions.why_untrue("certificate_issued", 0) == "Sertifikat ini sudah tidak ada."


def test_one_revoked_before_its_pdf_was_made_is_not_told_as_issued() -> None:
    [made] = issued()
    revoke_certificate(made, because="other", note="Keliru.", by=BY)
    render_certificates()
    assert [name for name, _to, _pk in told()] == ["certificate_revoked"]


def test_messages_about_certificates_lead_to_the_desk() -> None:
    [made] = issued()
    about = questions.about("trainings.certificate", made.pk)
    assert about is not None
    slug = made.training.activity.slug
    assert (about.label, about.href) == (
        f"Sertifikat {made.number}",
        f"/meja/pelatihan/{slug}/sertifikat/{made.pk}/",
    )
    assert questions.about("trainings.certificate", 0) is None


def test_a_corrected_name_is_the_name_of_the_person_from_then_on_and_both_are_in_the_history() -> (
    None
):
    [old] = issued()
    before = old.registration.name
    replace_certificate(old, stated(), name="Nama  Benar (contoh)", reason="Salah ejaan.", by=BY)
    person = Registration.objects.get(pk=old.registration_id)
    assert (person.name, str(person)) == ("Nama Benar", "Nama Benar (contoh)")
    assert Worker.objects.get(pk=person.worker_id).name == "Nama Benar"
    assert Certificate.objects.get(replaces=old).content["name"] == str(person)
    lines = AuditEvent.objects.filter(action__in=["registration:name", "worker:name"])
    assert {(line.action, line.note) for line in lines} == {
        ("registration:name", "Salah ejaan."),
        ("worker:name", "Salah ejaan."),
    }
    assert all(before in line.sentence for line in lines)


def test_a_name_that_is_right_already_leaves_no_second_line_of_history() -> None:
    [old] = issued()
    name = "Nama Benar"
    Registration.objects.filter(pk=old.registration_id).update(name=name)
    Worker.objects.filter(pk=old.registration.worker_id).update(name=name)
    replace_certificate(old, stated(), name=name, reason="Dicetak dari nama lama.", by=BY)
    assert not AuditEvent.objects.filter(action__in=["registration:name", "worker:name"]).exists()
