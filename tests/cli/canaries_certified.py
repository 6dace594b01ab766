"""The canary's places in certification: files of results and their names, notes, reasons, advice, an appeal."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from binakon.certification.models import CaseOverride, CaseStep, ResultFile
from binakon.certification.queries.results import people_of
from binakon.people.models import Role
from tests.certification.batches import a_workbook, scheduled
from tests.certification.cases import ACTIVITY, a_case
from tests.enrolment.nomination_pages import client_of
from tests.factories import an_activity

Named = Callable[[str], str]


def type_in_certification(nik_of: Named) -> dict[str, int]:
    """Type a NIK wherever certification takes words or files; how many rows came of it."""
    an_activity(ACTIVITY, indicator="facilitated", kind="certification", title="SKK", seats=60)
    staff = client_of(Role.STAFF)
    _files(staff, nik_of)
    _words(staff, nik_of)
    return {
        "result files": ResultFile.objects.count(),
        "notes and exceptions": CaseStep.objects.exclude(note="").count()
        + CaseOverride.objects.count(),
    }


def _files(staff: Client, nik_of: Named) -> None:
    batch = scheduled(1)
    [person] = people_of(batch)
    base = f"/meja/sertifikasi/rombongan/{batch.pk}/hasil/"
    heads = ["Kode kasus", "NIK", "Nama", "Hasil", "Catatan asesor"]
    rows = [
        ["", nik_of("NIK in a file of results"), "Bukan peserta (contoh)", "K", ""],
        [person.code, "", "", "BK", f"ulang, {nik_of('advice in a file of results')}"],
    ]
    name = f"hasil {nik_of('name of a file of results')}.xlsx"
    sent = SimpleUploadedFile(name, a_workbook(heads, *rows))
    answer = staff.post(f"{base}unggah/", {"workbook": sent}, follow=True)
    assert answer.status_code == 200
    _refused(staff.post(f"{answer.redirect_chain[-1][0]}terima/"))
    typed = {
        "outcome": "not_competent",
        "tested_on": timezone.localdate().isoformat(),
        "advice": f"ulang, {nik_of('advice that is typed')}",
    }
    _refused(staff.post(f"{base}{person.code}/", typed))


def _words(staff: Client, nik_of: Named) -> None:
    case, day = a_case(), timezone.localdate()
    home = f"/meja/sertifikasi/kasus/{case.code}/"
    reason = f"pindah, {nik_of('reason to end a case')}"
    _refused(staff.post(f"{home}langkah/withdraw/", {"on": day.isoformat(), "note": reason}))
    asked = {"deed": "ask", "ask-reason": f"lihat {nik_of('reason of an exception')}"}
    _refused(staff.post(f"{home}syarat/", asked))


def _refused(answer: HttpResponse) -> None:
    assert answer.status_code == 422, (answer.status_code, answer.request)
