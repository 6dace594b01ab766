"""Plain functions for decrees and letters in tests: people whose papers are complete, an office that signs."""

from datetime import date
from typing import Any

from binakon.core import files, ledger
from binakon.core.models import StoredFile
from binakon.enrolment.actions import decrees
from binakon.enrolment.models import Decree, Registration, Training
from binakon.people.models import Office, Official
from tests.enrolment.people import registered
from tests.factories import BY, an_office

NUMBER = "188.4/12/BK/2026"
DATED = date(2026, 4, 17)


def a_made_scan() -> files.RebuiltFile:
    """A scan as it comes out of rebuilding."""
    return files.RebuiltFile(files.PDF, b"%PDF-1.7 contoh", 1, "0" * 64)


def a_scan() -> StoredFile:
    """A scan that is stored already."""
    return files.keep(a_made_scan())


def verified(training: Training, number: int | None = None, **stated: Any) -> Registration:
    """Somebody with a seat whose papers were accepted."""
    registration = registered(training, number, **stated)
    ledger.move(registration, "verify", by=BY, sentence="berkas lengkap")
    return registration


def closed(training: Training) -> Training:
    """The training after the end of registration."""
    ledger.move(training, "close", by=BY, sentence="ditutup")
    return training


def an_official(name: str = "Pejabat (contoh)", **fields: Any) -> Official:
    """Somebody who signs for the province."""
    values = {"position": "Kepala Dinas", "source": "contoh", **fields}
    official, _is_new = Official.objects.get_or_create(office=an_office(), name=name, **values)
    return official


def a_letterhead() -> Office:
    """The province's letterhead, invented."""
    office = an_office()
    office.office_name = "Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan"
    office.seat = "Banjarbaru"
    office.address = "Jalan Contoh Nomor 1, Banjarbaru 70000"
    office.phone = "(0511) 000000"
    office.email = "surat@contoh.example"
    office.save()
    return office


def issued(decree: Decree, number: str = NUMBER) -> Decree:
    """The draft after it got its number."""
    decrees.issue_decree(
        decree, number=number, dated=DATED, place="Banjarbaru", signatory=an_official(), by=BY
    )
    return decree


def signed(training: Training, number: str = NUMBER) -> Decree:
    """The decree of a closed training, signed."""
    decree = issued(decrees.draw_up_decree(training, by=BY), number)
    decrees.sign_decree(decree, scan=a_scan(), by=BY)
    return decree
