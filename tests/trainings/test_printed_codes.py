"""What is printed for attendance, and that a reader which is not ours reads every code that we print or show."""

import re
from collections.abc import Iterator
from datetime import time

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image
from pypdfium2 import PdfDocument

from binakon.core import files, qr, scan
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Official, Role
from binakon.trainings.documents.attendance import attendance_paper
from binakon.trainings.documents.certificate import address_of
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import Certificate
from binakon.trainings.queries.attendance import badge_of
from binakon.trainings.rules.own_scan import read_code
from tests.enrolment.pages import as_
from tests.factories import an_office
from tests.trainings.certificates import issued
from tests.trainings.classes import (
    a_class,
    a_session,
    an_engagement,
    an_instructor,
    participants,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.both_in_full,
    pytest.mark.usefixtures("year"),
]

# 150 dots an inch, half of what an office printer has.
PRINTED = 150 / 72


def printed(paper: bytes) -> Iterator[Image.Image]:
    """The sheets of a PDF as a printer lays them down, in grey."""
    with PdfDocument(paper) as sheets:
        for sheet in sheets:
            yield sheet.render(scale=PRINTED).to_pil().convert("L")


def read(picture: Image.Image) -> list[str]:
    """Every code of a picture, in the words of an independent reader."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/hadir/"


def cards(training: Training) -> list[Image.Image]:
    return list(printed(as_(Role.STAFF).get(f"{home(training)}kartu.pdf").content))


def test_every_name_card_is_read_as_the_code_of_its_person(year: None) -> None:
    training = a_class(9)
    sheets = cards(training)
    by_name = sorted(participants(training), key=lambda person: (person.name, person.pk))
    badges = [badge_of(person) for person in by_name]
    assert [sorted(read(sheet)) for sheet in sheets] == [sorted(badges[:8]), badges[8:]]
    # The reader reads: without the corner of its code a card is silent.
    spoilt = sheets[1].copy()
    spoilt.paste(255, (0, 0, spoilt.width // 2, spoilt.height // 4))
    assert read(spoilt) == []


def test_a_name_card_says_no_more_than_the_decree(year: None) -> None:
    training = a_class(1)
    [person] = participants(training)
    Registration.objects.filter(pk=person.pk).update(
        name="Fitriani Norhasanah Abdurrahman Al-Banjari, S.T., M.T.", employer="CV Banua " * 20
    )
    answer = as_(Role.STAFF).get(f"{home(training)}kartu.pdf")
    with PdfDocument(answer.content) as sheets:
        text = " ".join(sheets[0].get_textpage().get_text_range().split())
    assert "PESERTA" in text
    assert "Fitriani Norhasanah" in text
    assert [known in text for known in (person.phone, person.email, person.nik_mask)] == [False] * 3


def test_whoever_takes_attendance_prints_cards_and_whoever_reads_does_not(year: None) -> None:
    path = f"{home(a_class(1))}kartu.pdf"
    roles = (Role.STAFF, Role.SECTION_HEAD, Role.VERIFIER, Role.TREASURER)
    assert [as_(role).get(path).status_code for role in roles] == [200, 200, 403, 404]


def test_the_codes_of_a_certificate_are_read(year: None) -> None:
    [certificate] = issued()
    render_certificates()
    certificate = Certificate.objects.get(pk=certificate.pk)
    assert certificate.pdf is not None
    first = next(printed(files.read(certificate.pdf)))
    verify, *offline = sorted(read(first), key=len)
    assert verify == address_of(certificate)
    assert [re.fullmatch(r"\S+#BK1[\w-]+", text) is not None for text in offline] == [True]


def test_the_code_on_the_wall_is_read_as_the_address_of_now(year: None) -> None:
    session = a_session(a_class(1), starts=time(0), ends=time(23, 59))
    page = as_(Role.STAFF).get(f"{home(session.training)}{session.pk}/kode/").content.decode()
    [text] = read(drawn(page))
    key, code = read_code(text)
    assert key == session.key.hex
    assert scan.is_fresh(code, key, timezone.now())
    assert drawn(page).size != drawn(str(qr.drawing("lain", "lain"))).size


def drawn(page: str) -> Image.Image:
    """The code in a page, from the runs of its drawing, four pixels a module."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)" shape-rendering.*?<path d="([^"]+)"', page)
    assert found is not None
    picture = Image.new("L", (int(found[1]), int(found[2])), 255)
    for x, y, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", found[3]):
        picture.paste(0, (int(x), int(y), int(x) + int(width), int(y) + 1))
    return picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)


def test_the_list_has_letterhead_teachers_and_the_official_who_signs(year: None) -> None:
    training = a_class(2)
    session = a_session(training, topic="Perencanaan jalan", room="Ruang Meratus")
    teaching = an_engagement(training, an_instructor("Dr. Contoh Pengajar"))
    teaching.sessions.add(session)
    type(teaching).objects.update(state="confirmed")
    official = Official.objects.create(
        office=an_office(),
        name="Ir. Contoh Pejabat, M.T.",
        position="Kepala Bidang Jasa Konstruksi",
        employee_number="19700101 199001 1 001",
        source="uji",
    )
    path = f"{home(training)}daftar.pdf"
    texts = []
    for asked in (f"?pejabat={official.pk}", "?pejabat=", "?pejabat=0"):
        with PdfDocument(as_(Role.VERIFIER).get(path + asked).content) as sheets:
            texts.append(" ".join(sheets[0].get_textpage().get_text_range().split()))
    assert ["PEMERINTAH PROVINSI KALIMANTAN SELATAN" in text for text in texts] == [True] * 3
    assert ["Ir. Contoh Pejabat, M.T." in text for text in texts] == [True, False, False]
    assert "NIP 19700101 199001 1 001" in texts[0]
    assert "Dr. Contoh Pengajar" in texts[0]
    assert "Ruang Meratus" in texts[0]
    assert "Tanda tangan" in texts[0]


def test_a_break_has_no_list_and_each_session_of_each_day_has_its_own(year: None) -> None:
    training = a_class(1)
    a_session(training, topic="Pagi")
    a_session(training, topic="Rehat", starts=time(9, 30), ends=time(10), jp=0, kind="break")
    a_session(training, topic="Besok", on=training.ends_on)
    sheets = attendance_paper(training, None)["sessions"]
    assert [dict(sheet["facts"])["Materi"] for sheet in sheets] == ["Pagi", "Besok"]  # type: ignore[attr-defined]
