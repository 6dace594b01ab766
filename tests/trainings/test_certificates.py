"""Certificates are issued to whoever has completed, numbered without gaps, replaced and revoked in words."""

from datetime import date, timedelta

import pytest

from binakon.core.calendar import today
from binakon.core.models import AuditEvent, IssuedNumber
from binakon.core.problems import Blocked, IllegalMove
from binakon.people.models import Office
from binakon.trainings.actions.certificates import (
    issue_certificates,
    replace_certificate,
    revoke_certificate,
)
from binakon.trainings.models import Certificate, Completion
from binakon.trainings.rules.certificate_content import hash_of
from tests.factories import BY
from tests.trainings.certificates import DAY, a_completed_class, issued, stated
from tests.trainings.classes import completed, participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def test_everybody_who_has_completed_gets_one_with_the_next_number_in_the_order_of_names() -> None:
    training = a_completed_class(4, completing=3)
    made = issue_certificates(training, stated(english="Technical guidance"), by=BY)
    names = sorted(str(person) for person in participants(training)[:3])
    assert [row.content["name"] for row in made] == names
    assert [row.number for row in made] == [f"600.4/{n}/SERT-CONTOH/2026" for n in (1, 2, 3)]
    assert [row.status_index for row in made] == [0, 1, 2]
    assert {len(row.token) for row in made} == {26}
    assert {len(row.code) for row in made} == {8}
    for row in Certificate.objects.all():
        assert row.content_hash == hash_of(row.content)
        assert row.content["jp"] == 2
        assert row.content["topics"] == [
            {"topic": "Sistem manajemen keselamatan konstruksi", "jp": 2}
        ]
        assert row.content["statement"] == "Sertifikat ini bukan Sertifikat Kompetensi Kerja (SKK)."
        assert row.content["dated"] == DAY.isoformat()
        lines = AuditEvent.objects.filter(
            subject_type="trainings.certificate", subject_id=row.pk
        ).values_list("sentence", flat=True)
        assert list(lines) == [f"Sertifikat {row.number} diterbitkan"]
    register = IssuedNumber.objects.filter(series__series="sertifikat")
    assert [(row.number, row.subject_id, row.void_reason) for row in register] == [
        (place, row.pk, "") for place, row in enumerate(made, start=1)
    ]


def test_no_certificate_is_dated_before_the_class_ended_or_after_today() -> None:
    training = a_completed_class(1)
    with pytest.raises(Blocked, match="tidak boleh sebelum hari terakhir kelas, 7 Mei 2026"):
        issue_certificates(training, stated(dated=date(2026, 2, 1)), by=BY)
    with pytest.raises(Blocked, match="tidak boleh setelah hari ini"):
        issue_certificates(training, stated(dated=today() + timedelta(days=1)), by=BY)
    [made] = issue_certificates(training, stated(dated=training.ends_on), by=BY)
    with pytest.raises(Blocked, match="tidak boleh sebelum hari terakhir kelas"):
        replace_certificate(
            made, stated(dated=date(2026, 2, 1)), name="Nama Benar", reason="salah ketik", by=BY
        )


def test_issuing_again_gives_only_to_whoever_has_none_and_then_to_nobody() -> None:
    training = a_completed_class(3, completing=2)
    issue_certificates(training, stated(), by=BY)
    completed(training, participants(training)[2])
    later = issue_certificates(training, stated(), by=BY)
    assert [row.number for row in later] == ["600.4/3/SERT-CONTOH/2026"]
    with pytest.raises(Blocked, match="Belum ada peserta"):
        issue_certificates(training, stated(), by=BY)


def test_whoever_has_not_completed_is_refused_also_among_others_and_everybody_is_named() -> None:
    training = a_completed_class(4, completing=1)
    people = participants(training)
    Completion.objects.create(training=training, registration=people[1], state="incomplete")
    with pytest.raises(Blocked) as refused:
        issue_certificates(
            training, stated(dated=None), by=BY, people=[person.pk for person in people]
        )
    told = {problem.code: 0 for problem in refused.value.problems}
    assert told == {"not_complete": 0, "dated": 0}
    sentences = [problem.sentence for problem in refused.value.problems]
    assert f"{people[1]} tidak bisa diberi sertifikat: belum memenuhi syarat selesai." in sentences
    assert f"{people[2]} tidak bisa diberi sertifikat: selesainya belum diputuskan." in sentences
    assert Certificate.objects.count() == 0
    assert IssuedNumber.objects.filter(series__series="sertifikat").count() == 0


def test_an_office_without_a_pattern_types_a_number_for_each_person() -> None:
    training = a_completed_class(2)
    Office.objects.filter(code="63").update(certificate_numbers="")
    training.activity.programme.office.refresh_from_db()
    with pytest.raises(Blocked, match="pola nomor sertifikat"):
        issue_certificates(training, stated(), by=BY)
    with pytest.raises(Blocked, match="Tulis 2 nomor"):
        issue_certificates(training, stated(numbers=("A/1",)), by=BY)
    with pytest.raises(Blocked, match="ditulis dua kali"):
        issue_certificates(training, stated(numbers=("A/1", "A/1")), by=BY)
    made = issue_certificates(training, stated(numbers=("A/1", "A/2")), by=BY)
    assert [row.number for row in made] == ["A/1", "A/2"]


def test_a_number_that_was_typed_before_is_passed_over_and_the_register_says_so() -> None:
    [first] = issue_certificates(
        a_completed_class(1), stated(numbers=("600.4/2/SERT-CONTOH/2026",)), by=BY
    )
    made = issue_certificates(a_completed_class(2), stated(), by=BY)
    assert [row.number for row in made] == [
        "600.4/1/SERT-CONTOH/2026",
        "600.4/3/SERT-CONTOH/2026",
    ]
    gap = IssuedNumber.objects.get(series__series="sertifikat", number=2)
    assert gap.void_reason == f"{first.number} sudah dipakai"


def test_a_corrected_name_makes_a_certificate_of_its_own_that_links_back() -> None:
    [old] = issued()
    with pytest.raises(Blocked) as refused:
        replace_certificate(old, stated(), name=" ", reason="", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["name", "reason"]
    new = replace_certificate(old, stated(), name="Nama  Benar", reason="Salah ejaan.", by=BY)
    old = Certificate.objects.get(pk=old.pk)
    assert (old.state, old.ended_note, old.replaced_by) == ("replaced", "Salah ejaan.", new)
    assert (new.replaces, new.state) == (old, "valid")
    assert new.content == {
        **old.content,
        "name": "Nama Benar (contoh)" if old.registration.is_invented else "Nama Benar",
        "number": "600.4/2/SERT-CONTOH/2026",
    }
    assert new.token != old.token
    with pytest.raises(IllegalMove):
        replace_certificate(old, stated(), name="Lain", reason="Lagi.", by=BY)


def test_a_certificate_is_revoked_with_a_reason_and_not_issued_again_before_a_new_decision() -> (
    None
):
    [made] = issued()
    with pytest.raises(Blocked) as refused:
        revoke_certificate(made, because="", note="", by=BY)
    assert [problem.code for problem in refused.value.problems] == ["because", "note"]
    revoke_certificate(made, because="false_papers", note="Ijazah palsu.", by=BY)
    made = Certificate.objects.get(pk=made.pk)
    assert (made.state, made.ended_because, made.ended_note) == (
        "revoked",
        "false_papers",
        "Ijazah palsu.",
    )
    assert made.ended_at is not None
    training = made.training
    with pytest.raises(Blocked, match="sertifikatnya dicabut"):
        issue_certificates(training, stated(), by=BY, people=[made.registration_id])
    Completion.objects.filter(registration=made.registration).update(decided_at=made.ended_at)
    with pytest.raises(Blocked, match="sertifikatnya dicabut"):
        issue_certificates(training, stated(), by=BY, people=[made.registration_id])
