"""A NIK of its own typed at every place of an installation where one may be typed, also where none belongs.

Run in an installation. All people are invented. The places are named here, so that a find says where it came from.
"""

import base64
from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from binakon.core import jobs
from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked
from binakon.enrolment.models import Registration, Training
from binakon.people.actions.imports import accept_import, choose_columns
from binakon.people.actions.merges import merge
from binakon.people.jobs.imports import apply_imports, read_imports
from binakon.people.models import PeopleImport, Role, Worker
from binakon.people.queries.imports import columns_page
from binakon.people.views import registry
from tests import cast, factories
from tests.cli.canaries_certified import type_in_certification
from tests.enrolment.nomination_pages import client_of, home, sent
from tests.enrolment.papers import photo_bytes
from tests.enrolment.people import a_nik, a_training
from tests.enrolment.terms import a_book, a_row
from tests.factories import BY, an_activity
from tests.people.files import HEADINGS, a_person, workbook
from tests.portal.applicants import Applicant

PLACES = (
    "registration form", "registration form with dots", "draft that was never sent", "name of an applicant",
    "employer of an applicant", "name of an uploaded file", "row of a workbook", "waiting workbook", "name of a workbook",
    "form of the register", "search of the register", "address of a page", "search of registrations", "reason to look",
    "reason to merge", "wrong NIK", "broken request", "file of people", "file of people that waits", "name of a file of people",
    "file of people without headings", "name in a file of people", "heading of a file of people",
    "NIK in a file of results", "name of a file of results", "advice in a file of results", "advice that is typed",
    "reason to end a case", "reason of an exception",
)  # fmt: skip


def nik_of(place: str) -> str:
    """The invented NIK that is typed at this place."""
    return a_nik(7000 + PLACES.index(place))


def spaced(nik: str) -> str:
    return f"{nik[:4]}.{nik[4:8]}.{nik[8:12]}.{nik[12:]}"


def answered(answer: HttpResponse, *statuses: int) -> HttpResponse:
    assert answer.status_code in statuses, (answer.status_code, answer.request)
    return answer


def an_applicant(training: Training, place: str, **changed: Any) -> Applicant:
    person = Applicant(training)
    person.begin(**{"nik": nik_of(place), **changed})
    return person


def type_everywhere() -> dict[str, int]:
    """Type it all; how many rows there are now of those that must have come."""
    factories.load_all_reference()
    cast.cast_arrives()
    factories.ratified(factories.a_version(trained=200, facilitated=60))
    training = a_training(seats=20, documents=["id_card"])
    _at_the_portal(training)
    _at_the_regency()
    _at_the_desk(training)
    _in_files()
    certified = type_in_certification(nik_of)
    # Letters go out, searches run: whatever a worker writes is written now.
    jobs.run_once()
    return {
        "registrations": Registration.objects.exclude(state="draft").count(),
        "workers": Worker.objects.count(),
        "reveals": AuditEvent.objects.filter(action__startswith="worker:reveal").count(),
        **certified,
    }


def _at_the_portal(training: Training) -> None:
    first = an_applicant(training, "registration form")
    first.reach()
    own = nik_of("name of an uploaded file")
    photo = SimpleUploadedFile(f"KTP {own}.jpg", photo_bytes())
    answered(first.post("berkas/id_card/", paper=photo), 302)
    answered(first.send(), 302)
    plain = a_training(seats=20)
    dotted = nik_of("registration form with dots")
    second = an_applicant(plain, "registration form with dots", nik=spaced(dotted))
    second.reach()
    answered(second.send(), 302)
    an_applicant(plain, "draft that was never sent").reach()
    named = nik_of("name of an applicant")
    for text in (f"Rahmat {named}", f"Rahmat {spaced(named)}"):
        answered(Applicant(plain, 7100).begin(name=text), 200, 422)
    working = Applicant(plain, 7101)
    working.begin()
    answered(working.reach(employer=f"CV Contoh {nik_of('employer of an applicant')}"), 200, 422)
    wrong = nik_of("wrong NIK")
    answered(Applicant(plain, 7102).begin(nik=f"{wrong} x"), 200, 422)


def _at_the_regency() -> None:
    officer = client_of(Role.REGENCY_OFFICER)
    for place, name in (
        ("row of a workbook", "usulan.xlsx"),
        ("waiting workbook", "usulan.xlsx"),
        ("row of a workbook", f"usulan {nik_of('name of a workbook')}.xlsx"),
    ):
        training = a_training(seats=20, activity=an_activity(f"buku-{place[:3]}-{len(name)}"))
        label, _nik, *rest = a_row(1)
        answer = answered(
            sent(officer, training, a_book([[label, nik_of(place), *rest]]), name), 302
        )
        if place == "row of a workbook":
            page = officer.get(answer["Location"]).content.decode()
            key = page.split('name="key" value="')[-1].split('"')[0]
            officer.post(f"{answer['Location']}terima/", {"key": key})
            officer.post(f"{home(training)}unggah/")


def _at_the_desk(training: Training) -> None:
    staff = client_of(Role.STAFF)
    new = {"name": "Siti Aminah (contoh)", "nik": nik_of("form of the register")}
    answered(staff.post("/meja/orang/baru/", {**new, "revision": "0"}), 302)
    answered(
        staff.post("/meja/orang/cari/", {"number": nik_of("search of the register")}), 200, 302, 422
    )
    answered(
        staff.post("/meja/pendaftaran/cari/", {"number": nik_of("search of registrations")}),
        200,
        302,
        422,
    )
    stray = nik_of("address of a page")
    answered(staff.get(f"/meja/orang/?cari={stray}"), 200)
    answered(staff.get(f"/meja/orang/{stray}/"), 404)
    one = Registration.objects.exclude(worker=None).earliest("pk")
    look = f"/meja/pendaftaran/{one.pk}/nik/"
    answered(staff.post(look, {"reason": f"cocokkan {nik_of('reason to look')}"}), 422)
    answered(staff.post(look, {"reason": "cocokkan dengan KTP"}), 200)
    words = {"bentuk": "xlsx", "alasan": "daftar hadir", "reason": "daftar hadir"}
    staff.post("/meja/pendaftaran/unduh/", words)
    kept, merged = Worker.objects.order_by("pk")[:2]
    both = f"/meja/orang/ganda/{kept.key}/{merged.key}/"
    reason = f"sama dengan {nik_of('reason to merge')}"
    answered(staff.post(both, {"kept": kept.pk, "reason": reason}), 422)
    merge(kept, merged, reason="foto KTP sama", by=BY)
    _breaking(staff)


def _in_files() -> None:
    """Files of people as offices have them: taken in, waiting, without headings, and with a NIK where none belongs."""
    staff = client_of(Role.STAFF)
    row = a_person(1)
    name = row[0]
    files = {
        "daftar.xlsx": [HEADINGS, a_person(2, nik=nik_of("file of people"))],
        f"daftar {nik_of('name of a file of people')}.xlsx": [
            HEADINGS,
            a_person(3, nik=nik_of("file of people that waits")),
            a_person(4, name=f"{name} {nik_of('name in a file of people')}"),
            a_person(5, nik=f"{nik_of('wrong NIK')}7"),
        ],
        "tanpa judul.xlsx": [a_person(6, nik=nik_of("file of people without headings"))] * 2,
        "judul.xlsx": [
            (*HEADINGS, f"Kartu {nik_of('heading of a file of people')}"),
            [*a_person(7), "ada"],
        ],
    }
    for title, rows in files.items():
        sent_file = SimpleUploadedFile(title, workbook(rows))
        answer = staff.post("/meja/orang/impor/baru/", {"kind": "workers", "people": sent_file})
        answered(answer, 302, 422)
    for waiting in PeopleImport.objects.order_by("pk"):
        page = columns_page(waiting, "")
        chosen = {line.column: line.field for line in page.lines}
        # Without headings no column can be chosen: the file stays as it was uploaded.
        with suppress(Blocked):
            choose_columns(waiting, sheet=page.sheet, chosen=chosen, by=BY)
    read_imports()
    first = PeopleImport.objects.earliest("pk")
    accept_import(first, overwrites=False, by=BY)
    apply_imports()


def _breaking(staff: Client) -> None:
    """A request that breaks within the deed: its traceback is written into the log."""
    quiet = Client(raise_request_exception=False)
    quiet.cookies = staff.cookies

    def broken(*_asked: object, **_named: object) -> None:
        raise RuntimeError("listrik padam")

    usual, registry.actions.add_person = registry.actions.add_person, broken
    nik = nik_of("broken request")
    answered(quiet.post("/meja/orang/baru/", {"name": "Rusak (contoh)", "nik": nik}), 500)
    registry.actions.add_person = usual


def forms_of(nik: str) -> dict[str, bytes]:
    """A NIK as it might stand in bytes: as digits in groups, turned round, as a number, and in the usual codes."""
    digits = nik.encode()
    number = int(nik)
    found = {
        "plain": digits,
        **{f"with {sign!r}": spaced(nik).replace(".", sign).encode() for sign in ". -"},
        "in six, six and four": f"{nik[:6]} {nik[6:12]} {nik[12:]}".encode(),
        "turned round": digits[::-1],
        "hex": digits.hex().encode(),
        "UTF-16": nik.encode("utf-16-le"),
        "UTF-16 in hex": nik.encode("utf-16-le").hex().encode(),
        "a whole number": number.to_bytes(8, "big"),
        "a whole number, turned": number.to_bytes(8, "little"),
        "a whole number in hex": f"{number:x}".encode(),
    }
    # Where it begins within a longer text decides how base64 writes it: the part that is the same each time is sought.
    for shift in range(3):
        code = base64.b64encode(b"x" * shift + digits).rstrip(b"=")
        found[f"base64, {shift} in front"] = code[(4, 4, 4)[shift] if shift else 0 : -2]
    return found


def finds(contents: dict[str, bytes]) -> list[str]:
    """Where which NIK stands, in which form."""
    return [
        f"{place}: {form} in {name}"
        for place in PLACES
        for form, wanted in forms_of(nik_of(place)).items()
        for name, content in contents.items()
        if wanted in content
    ]
