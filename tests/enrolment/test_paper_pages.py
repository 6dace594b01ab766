"""The desk's pages of decrees and letters: who opens them, what a refusal keeps, what a regency reads."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from python_calamine import CalamineWorkbook

from binakon.core import words
from binakon.core.files import RebuiltFile
from binakon.core.models import StoredFile
from binakon.core.problems import IllegalMove
from binakon.enrolment.actions import decrees, letter_sending, letters
from binakon.enrolment.actions.letters import LetterText
from binakon.enrolment.actions.withdrawals import withdraw
from binakon.enrolment.models import Decree, Letter, Place, Training
from binakon.enrolment.states import LetterKind
from binakon.people.models import Office, Role
from tests import cast
from tests.enrolment.decree_cases import DATED, an_official, closed, issued, signed, verified
from tests.enrolment.people import a_nik, a_training, registered
from tests.factories import BY

pytestmark = pytest.mark.database

READERS = (Role.HEAD_OF_OFFICE, Role.VERIFIER, Role.TREASURER)
WRITERS = (Role.SECTION_HEAD, Role.STAFF, Role.HEAD_OF_DIVISION, Role.ADMINISTRATOR)
STRANGERS = (Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR)


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


def code_of(client: Client, path: str) -> int:
    """The status of a page or file; a file is read to its end, which closes it."""
    answer = client.get(path)
    if answer.streaming:
        list(answer.streaming_content)  # type: ignore[arg-type]
    return answer.status_code


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/"


def a_drawn(training: Training) -> Decree:
    verified(training, 1, name="Ani", office="63.05")
    return decrees.draw_up_decree(closed(training), by=BY)


def a_letter(training: Training, *, offices: tuple[str, ...] = ("63.09",)) -> Letter:
    text = LetterText(
        subject="Permintaan calon peserta",
        offices=offices,
        reply_by=timezone.localdate() + timedelta(days=9),
    )
    return letters.write_letter(training, LetterKind.NOMINEE_REQUEST, text, by=BY)


def a_sent(training: Training, *, offices: tuple[str, ...] = ("63.09",)) -> Letter:
    letter = a_letter(training, offices=offices)
    letters.number_letter(
        letter,
        number=f"005/{letter.pk}",
        dated=DATED,
        place="Banjarbaru",
        signatory=an_official(),
        by=BY,
    )
    letter_sending.send_letter(letter, by=BY)
    return letter


def a_photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (60, 80), "white").save(content, "JPEG")
    return SimpleUploadedFile("sk.jpg", content.getvalue(), content_type="image/jpeg")


def test_the_desk_of_the_office_reads_and_a_stranger_finds_nothing(training: Training) -> None:
    decree, letter = a_drawn(training), a_letter(training)
    paths = [
        f"{home(training)}sk/",
        f"{home(training)}sk/{decree.pk}/",
        f"{home(training)}sk/{decree.pk}/sk.pdf",
        f"{home(training)}sk/{decree.pk}/daftar.xlsx",
        f"{home(training)}surat/",
        f"{home(training)}surat/{letter.pk}/",
        f"{home(training)}surat/{letter.pk}/surat.pdf",
    ]
    for role in (*READERS, *WRITERS):
        client = as_(role)
        assert {code_of(client, path) for path in paths} == {200}, role
    for role in STRANGERS:
        client = as_(role)
        assert {code_of(client, path) for path in paths} == {404}, role
    assert {Client().get(path).status_code for path in paths} == {302}


def test_only_who_enrols_writes(training: Training) -> None:
    decree, letter = a_drawn(training), a_letter(training)
    deeds = [
        f"{home(training)}sk/susun/",
        f"{home(training)}sk/{decree.pk}/nomor/",
        f"{home(training)}sk/{decree.pk}/tanda-tangan/",
        f"{home(training)}sk/{decree.pk}/tarik/",
        f"{home(training)}surat/{letter.pk}/nomor/",
        f"{home(training)}surat/{letter.pk}/kirim/",
        f"{home(training)}surat/{letter.pk}/buang/",
    ]
    forms = [
        f"{home(training)}sk/{decree.pk}/naskah/",
        f"{home(training)}sk/perubahan/",
        f"{home(training)}surat/baru/nominee_request/",
        f"{home(training)}surat/{letter.pk}/ubah/",
    ]
    for role in READERS:
        client = as_(role)
        assert {client.post(path).status_code for path in (*deeds, *forms)} == {403}, role
    for role in STRANGERS:
        client = as_(role)
        assert {client.post(path).status_code for path in (*deeds, *forms)} == {404}, role
    assert {as_(Role.STAFF).get(path).status_code for path in deeds} == {405}


def test_the_page_says_first_who_is_ready_and_who_is_not_and_why(training: Training) -> None:
    verified(training, 1, name="Ani")
    waiting = registered(training, 2, name="Budi")
    page = as_(Role.STAFF).get(f"{home(training)}sk/").content.decode()
    assert "1 orang siap ditetapkan. 1 orang memegang kursi tetapi belum siap." in page
    assert f'href="/meja/pendaftaran/{waiting.pk}/">Budi (contoh)' in page
    assert "Berkasnya belum selesai diperiksa" in page
    assert "Pendaftaran kelas ini belum ditutup." in page


def test_a_seat_that_is_only_offered_is_not_counted_as_held(year: None, db: None) -> None:
    training = a_training(seats=1)
    first = verified(training, 1, name="Ani")
    second = verified(training, 2, name="Budi")
    withdraw(first, reason="uji", by=BY)
    assert Place.objects.get(registration=second).state == "offered"
    page = as_(Role.STAFF).get(f"{home(training)}sk/").content.decode()
    assert "Belum ada yang siap ditetapkan. 1 orang ditawari kursi dan belum menjawab." in page
    assert "memegang kursi" not in page
    table = page[page.index("Ditawari kursi, belum menjawab") :]
    assert "Budi (contoh)" in table
    assert words.moment(Place.objects.get(registration=second).offered_until) in table


def test_a_refused_number_tells_every_problem_at_once_and_loses_nothing(
    training: Training,
) -> None:
    decree = a_drawn(training)
    answer = as_(Role.STAFF).post(
        f"{home(training)}sk/{decree.pk}/nomor/", {"place": "Banjarbaru khusus", "number": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Banjarbaru khusus" in page
    for sentence in ("Tulis nomornya seperti", "Tulis tanggalnya.", "Pilih pejabat yang"):
        assert sentence in page
    decree.refresh_from_db()
    assert decree.state == "draft"


def test_numbered_printed_and_uploaded_it_determines_the_people(training: Training) -> None:
    decree, official, client = a_drawn(training), an_official(), as_(Role.SECTION_HEAD)
    stated = {
        "number": "188.4/5/BK/2026",
        "dated": "2026-04-17",
        "place": "Banjarbaru",
        "signatory": str(official.pk),
    }
    page = f"{home(training)}sk/{decree.pk}/"
    assert client.post(f"{page}nomor/", stated).status_code == 302
    assert client.post(f"{page}tanda-tangan/").status_code == 422
    assert client.post(f"{page}tanda-tangan/", {"scan": a_photo()}).status_code == 302
    assert Place.objects.get().state == "determined"
    scan = client.get(f"{page}pindaian/")
    assert (scan.status_code, scan.headers["Content-Type"]) == (200, "image/jpeg")
    assert client.post(f"{page}tanda-tangan/", {"scan": a_photo()}).status_code == 409
    assert as_(Role.REGENCY_OFFICER).get(f"{page}pindaian/").status_code == 404


def test_a_signatory_of_another_office_is_nobody(training: Training) -> None:
    decree = a_drawn(training)
    stranger = an_official("Orang Tabalong (contoh)")
    stranger.office = Office.objects.get(code="63.09")
    stranger.save()
    stated = {
        "number": "188.4/5",
        "dated": "2026-04-17",
        "place": "Tanjung",
        "signatory": str(stranger.pk),
    }
    answer = as_(Role.STAFF).post(f"{home(training)}sk/{decree.pk}/nomor/", stated)
    assert answer.status_code == 422
    decree.refresh_from_db()
    assert decree.state == "draft"


def test_a_text_is_changed_while_it_is_a_draft_only(training: Training) -> None:
    decree, client = a_drawn(training), as_(Role.STAFF)
    path = f"{home(training)}sk/{decree.pk}/naskah/"
    text = {"considering": "bahwa satu;", "recalling": "Perda contoh;"}
    assert client.post(path, text).status_code == 302
    decree.refresh_from_db()
    assert decree.considering == "bahwa satu;"
    issued(decree)
    assert client.post(path, text).status_code == 409


def test_the_list_as_xlsx_holds_what_is_printed_and_no_formula(training: Training) -> None:
    verified(training, 1, name='=HYPERLINK("http://x")', employer="+1", office="63.05")
    decree = decrees.draw_up_decree(closed(training), by=BY)
    answer = as_(Role.HEAD_OF_OFFICE).get(f"{home(training)}sk/{decree.pk}/daftar.xlsx")
    content = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["Nomor", "Nama", "Instansi", "Kabupaten/kota"],
        [1.0, '=HYPERLINK("http://x") (contoh)', "+1", "Kabupaten Tapin"],
    ]
    assert a_nik(1).encode() not in content


def test_an_amendment_offers_only_those_who_may_inherit_the_seat(year: None, db: None) -> None:
    training = a_training(seats=2, quotas={"63.05": 1})
    leaving = verified(training, 1, name="Keluar", office="63.05")
    verified(training, 2, name="Tetap", office="63.03")
    verified(training, 3, name="Pewaris", office="63.05")
    verified(training, 4, name="Orang Jauh", office="63.03")
    signed(closed(training), "SK-1")
    client = as_(Role.SECTION_HEAD)
    path = f"{home(training)}sk/perubahan/"
    assert "Keluar (contoh), Kabupaten Tapin" in client.get(path).content.decode()
    page = client.get(f"{path}?lanjut=1&keluar={leaving.pk}").content.decode()
    assert "Pewaris (contoh), Kabupaten Tapin" in page
    assert "Orang Jauh" not in page
    answer = client.post(f"{path}?lanjut=1&keluar={leaving.pk}", {"reason": ""})
    assert answer.status_code == 422


def test_an_amendment_shows_what_changes_and_only_one_waits_at_a_time(year: None, db: None) -> None:
    training = a_training(seats=2, quotas={"63.05": 1})
    leaving = verified(training, 1, name="Keluar", office="63.05")
    verified(training, 2, name="Tetap", office="63.03")
    heir = verified(training, 3, name="Pewaris", office="63.05")
    signed(closed(training), "SK-1")
    client = as_(Role.SECTION_HEAD)
    path = f"{home(training)}sk/perubahan/?lanjut=1&keluar={leaving.pk}"
    stated = {"reason": "mutasi", f"heir-{leaving.pk}": str(heir.pk)}
    answer = client.post(path, stated)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "<b>Keluar (contoh)</b> digantikan <b>Pewaris (contoh)</b>." in page
    assert "1 orang tetap." in page
    again = client.post(path, stated)
    assert again.status_code == 422
    assert "Masih ada SK perubahan yang belum selesai." in again.content.decode()
    assert Decree.objects.count() == 2


def test_a_regency_reads_the_letters_it_received_and_no_other(year: None, db: None) -> None:
    training = a_training(seats=5)
    own, other = a_sent(training), a_sent(training, offices=("63.01",))
    unsent = a_letter(training)
    client = as_(Role.REGENCY_OFFICER)
    page = client.get("/meja/surat/").content.decode()
    assert f"/meja/surat/{own.pk}/surat.pdf" in page
    assert f"/meja/surat/{other.pk}/surat.pdf" not in page
    codes = [
        client.get(f"/meja/surat/{each.pk}/surat.pdf").status_code for each in (own, other, unsent)
    ]
    assert codes == [200, 404, 404]
    assert as_(Role.SECTION_HEAD).get("/meja/surat/").status_code == 404


def test_a_letter_is_written_numbered_and_sent_from_the_page(training: Training) -> None:
    client, official = as_(Role.STAFF), an_official()
    path = f"{home(training)}surat/"
    new = f"{path}baru/nominee_request/"
    assert "Permintaan Calon Peserta" in client.get(new).content.decode()
    refused = client.post(new, {"subject": "", "others": "; x", "nature": "Biasa"})
    assert refused.status_code == 422
    assert "namanya belum ditulis" in refused.content.decode()
    stated = {
        "subject": "Permintaan",
        "offices": ["63.09", "63.03"],
        "reply_by": (timezone.localdate() + timedelta(days=5)).isoformat(),
        "nature": "Penting",
        "body": "Isi",
    }
    where = client.post(new, stated).headers["Location"]
    number = {
        "number": "005/9",
        "dated": "2026-04-17",
        "place": "Banjarbaru",
        "signatory": str(official.pk),
    }
    assert client.post(f"{where}nomor/", number).status_code == 302
    edited = {**stated, "body": "Isi baru"}
    assert client.post(f"{where}ubah/", edited).status_code == 302
    assert client.post(f"{where}kirim/").status_code == 302
    page = client.post(f"{where}kirim/", follow=True).content.decode()
    assert "tidak dikirim dua kali" in page
    letter = Letter.objects.get()
    assert (letter.body, letter.number, letter.sent_at is not None) == ("Isi baru", "005/9", True)
    assert client.post(f"{where}ubah/", edited).status_code == 409
    assert client.get(f"{path}baru/call/").status_code == 404


def test_a_draft_cannot_be_signed_and_no_scan_of_it_is_known(training: Training) -> None:
    decree = a_drawn(training)
    made = RebuiltFile("application/pdf", b"%PDF", 1, "0" * 64)
    with pytest.raises(IllegalMove):
        decrees.upload_scan(decree, made, by=BY)
    assert StoredFile.objects.count() == 0
