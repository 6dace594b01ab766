"""Letters: addressed, numbered once, sent once with a message and a clock for each regency, immutable afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from binakon.core import questions
from binakon.core.models import Deadline, IssuedNumber, Message
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.actions import decrees, letter_sending, letters
from binakon.enrolment.actions.letters import LetterText
from binakon.enrolment.models import Letter, LetterRecipient, Training
from binakon.enrolment.rules.letters import Typed, typed_recipients
from binakon.enrolment.states import LetterKind
from binakon.people.models import Office
from tests.enrolment.decree_cases import DATED, a_letterhead, an_official, closed, signed, verified
from tests.enrolment.people import a_training
from tests.factories import BY, sentences

pytestmark = pytest.mark.database

TABALONG, BANJAR = "63.09", "63.03"


def soon() -> date:
    return timezone.localdate() + timedelta(days=9)


def a_request(training: Training, **text: Any) -> Letter:
    values: dict[str, Any] = {
        "subject": "Permintaan calon peserta",
        "offices": [TABALONG, BANJAR],
        "reply_by": soon(),
        **text,
    }
    return letters.write_letter(training, LetterKind.NOMINEE_REQUEST, LetterText(**values), by=BY)


def numbered(letter: Letter, number: str = "005/1/BK/2026") -> Letter:
    letters.number_letter(
        letter, number=number, dated=DATED, place="Banjarbaru", signatory=an_official(), by=BY
    )
    return letter


def test_a_letter_goes_to_offices_organisations_and_typed_recipients_in_that_order(
    training: Training,
) -> None:
    letter = a_request(training, others="Dekan Fakultas Teknik; Banjarmasin; ft@contoh.example")
    rows = letter.recipients.values_list("position", "name", "place", "email")
    assert list(rows) == [
        (1, "Dinas yang membidangi jasa konstruksi Kabupaten Banjar", "Kabupaten Banjar", ""),
        (2, "Dinas yang membidangi jasa konstruksi Kabupaten Tabalong", "Kabupaten Tabalong", ""),
        (3, "Dekan Fakultas Teknik", "Banjarmasin", "ft@contoh.example"),
    ]


def test_a_letter_that_lacks_something_is_refused_with_everything_that_is_missing(
    training: Training,
) -> None:
    with pytest.raises(Blocked) as refused:
        a_request(training, subject=" ", offices=[], reply_by=None, others="; Banjarmasin")
    assert sentences(refused.value.problems) == [
        "Penerima baris 1: namanya belum ditulis.",
        "Tulis hal suratnya.",
        "Pilih paling sedikit satu penerima.",
        "Tulis batas waktu jawabannya.",
    ]
    assert Letter.objects.count() == 0


def test_typed_recipients_are_read_line_by_line() -> None:
    found, problems = typed_recipients("A; B; a@contoh.example\n\n C \nD; E; bukan surel\nF;G;;H")
    assert found == [Typed("A", "B", "a@contoh.example"), Typed("C")]
    assert sentences(problems) == [
        "Penerima baris 4: alamat surelnya tidak lengkap.",
        "Penerima baris 5: tulis nama; tempat; surel, dipisah titik koma.",
    ]


def test_a_number_is_used_by_one_letter_only(training: Training) -> None:
    numbered(a_request(training), "005/7")
    with pytest.raises(Blocked) as refused:
        numbered(a_request(training), "005/7")
    assert [problem.code for problem in refused.value.problems] == ["number_taken"]


def test_who_signs_must_hold_office_on_the_date_of_the_letter(training: Training) -> None:
    late = an_official("Baru (contoh)", position="Sekretaris", starts_on=date(2026, 5, 1))
    with pytest.raises(Blocked) as refused:
        letters.number_letter(
            a_request(training),
            number="005/7",
            dated=DATED,
            place="Banjarbaru",
            signatory=late,
            by=BY,
        )
    assert [problem.code for problem in refused.value.problems] == ["not_serving"]


def test_numbers_of_the_register_follow_each_other_and_pass_over_a_typed_one(
    training: Training,
) -> None:
    Office.objects.filter(code="63").update(letter_numbers="005/{nomor}/BK/{bulan}/{tahun}")
    numbered(a_request(training), "005/2/BK/IV/2026")
    given = []
    for _turn in range(2):
        letter = Letter.objects.get(pk=a_request(training).pk)
        letters.number_letter(
            letter,
            number="",
            dated=DATED,
            place="Banjarbaru",
            signatory=an_official(),
            from_register=True,
            by=BY,
        )
        given.append(letter.number)
    assert given == ["005/1/BK/IV/2026", "005/3/BK/IV/2026"]
    void = IssuedNumber.objects.exclude(void_reason="").values_list("number", "void_reason")
    assert list(void) == [(2, "005/2/BK/IV/2026 sudah dipakai")]


def test_a_letter_thrown_away_leaves_its_number_explained_in_the_register(
    training: Training,
) -> None:
    Office.objects.filter(code="63").update(letter_numbers="005/{nomor}/{tahun}")
    letter = Letter.objects.get(pk=a_request(training).pk)
    letters.number_letter(
        letter,
        number="",
        dated=DATED,
        place="Banjarbaru",
        signatory=an_official(),
        from_register=True,
        by=BY,
    )
    letters.discard_letter(letter, reason="salah alamat", by=BY)
    assert IssuedNumber.objects.get().void_reason == "dibuang: salah alamat"
    assert Letter.objects.count() == 0


def test_sending_twice_sends_once_and_starts_one_clock_for_each_regency(
    training: Training,
) -> None:
    Office.objects.filter(code=TABALONG).update(email="dinas@contoh.example")
    letter = numbered(a_request(training, others="Dekan; Banjarmasin; ft@contoh.example"))
    stale = Letter.objects.get(pk=letter.pk)
    assert letter_sending.send_letter(letter, by=BY) is True
    assert letter_sending.send_letter(stale, by=BY) is False
    told = sorted(Message.objects.filter(name="letter_sent").values_list("to", flat=True))
    assert told == [
        "banjar@contoh.example",
        "dinas@contoh.example",
        "ft@contoh.example",
        "tabalong@contoh.example",
    ]
    clocks = Deadline.objects.order_by("owner_code").values_list("kind", "owner_code")
    assert list(clocks) == [
        (f"quota_reply:{BANJAR}", BANJAR),
        (f"quota_reply:{TABALONG}", TABALONG),
    ]
    assert timezone.localtime(Deadline.objects.first().due_at).strftime("%H.%M") == "16.00"  # type: ignore[union-attr]


def test_a_letter_without_a_number_is_not_sent(training: Training) -> None:
    with pytest.raises(Blocked) as refused:
        letter_sending.send_letter(a_request(training), by=BY)
    assert [problem.code for problem in refused.value.problems] == ["number"]
    assert Message.objects.count() == 0


def test_the_letter_tells_the_quota_as_it_stands_when_it_is_sent(year: None, db: None) -> None:
    training = a_training(seats=10, quotas={TABALONG: 3})
    letter = numbered(a_request(training, offices=[TABALONG]))
    letter_sending.send_letter(letter, by=BY)
    assert LetterRecipient.objects.get(letter=letter).seats == 3


def test_a_sent_letter_is_immutable_in_the_database(training: Training) -> None:
    letter = numbered(a_request(training))
    Letter.objects.filter(pk=letter.pk).update(body="boleh sebelum dikirim")
    letter_sending.send_letter(letter, by=BY)
    row = LetterRecipient.objects.filter(letter=letter)
    for deed in (
        lambda: Letter.objects.filter(pk=letter.pk).update(body="lain"),
        lambda: Letter.objects.filter(pk=letter.pk).update(sent_at=None),
        lambda: row.update(name="Orang Lain"),
        row.delete,
        lambda: LetterRecipient.objects.create(letter=letter, position=99, name="Susulan"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
    with pytest.raises(StaleState):
        letters.discard_letter(letter, reason="terlambat", by=BY)


def test_a_call_goes_to_everybody_who_is_determined_and_to_nobody_else(
    training: Training,
) -> None:
    people = [verified(training, number) for number in (1, 2)]
    with pytest.raises(Blocked) as refused:
        letters.write_letter(training, LetterKind.CALL, LetterText(subject="Panggilan"), by=BY)
    assert [p.code for p in refused.value.problems] == ["offices", "no_decree"]
    signed(closed(training))
    late = verified_later(training)
    letter = letters.write_letter(training, LetterKind.CALL, LetterText(subject="Panggilan"), by=BY)
    listed = set(letter.recipients.values_list("registration_id", flat=True))
    assert listed == {person.pk for person in people}
    assert late not in listed
    letter_sending.send_letter(numbered(letter), by=BY)
    told = sorted(Message.objects.filter(name="letter_call").values_list("to", flat=True))
    assert told == sorted(person.email for person in people)
    body = Message.objects.filter(name="letter_call").first()
    assert body is not None
    assert "/panggilan.pdf" in body.body_text


def test_a_call_is_not_sent_to_who_was_replaced_meanwhile(training: Training) -> None:
    person = verified(training, 1)
    assert questions.why_untrue("still_determined", person.pk) == "Orang ini bukan peserta lagi."
    signed(closed(training))
    assert questions.why_untrue("still_determined", person.pk) == ""
    letter = letters.write_letter(training, LetterKind.CALL, LetterText(subject="Panggilan"), by=BY)
    letter_sending.send_letter(numbered(letter), by=BY)
    assert Message.objects.get(name="letter_call").condition == "still_determined"


def verified_later(training: Training) -> int:
    """Somebody who registered in another class; never on a letter of this one."""
    return verified(a_training(), 77).pk


def test_a_letter_keeps_the_letterhead_that_was_printed(training: Training) -> None:
    office = a_letterhead()
    letter = numbered(a_request(training))
    office.address = "Jalan Baru"
    office.save()
    official = an_official()
    official.name = "Nama Baru (contoh)"
    official.save()
    letter.refresh_from_db()
    assert (letter.head["address"], letter.head["name"]) == (
        "Jalan Contoh Nomor 1, Banjarbaru 70000",
        "Pejabat (contoh)",
    )


def test_a_decree_takes_its_number_from_the_register_and_a_withdrawn_one_is_explained(
    training: Training,
) -> None:
    Office.objects.filter(code="63").update(decree_numbers="188.4/{nomor}/BK/{tahun}")
    verified(training, 1)
    decree = decrees.draw_up_decree(closed(training), by=BY)
    decrees.issue_decree(
        decree,
        number="diabaikan",
        dated=DATED,
        place="Banjarbaru",
        signatory=an_official(),
        from_register=True,
        by=BY,
    )
    assert decree.number == "188.4/1/BK/2026"
    decrees.withdraw_decree(decree, reason="salah nama", by=BY)
    assert IssuedNumber.objects.get().void_reason == "ditarik: salah nama"
