"""Two spellings of one person, and more pairs, in the demo: what the journey of duplicates looks at."""

STORY = """
from datetime import date
from django.db import transaction
from binakon.core.actor import job_actor
from binakon.enrolment.models import Registration
from binakon.people.actions.merges import merge, say_two_people
from binakon.people.actions.workers import find_or_add_worker
from binakon.people.jobs.duplicates import search_duplicates
from binakon.people.models import EducationRecord, HeldCertificate, Office, User, Worker

by = job_actor("contoh")


def person(number, name, code, phone="", born=date(1988, 4, 17), **facts):
    with transaction.atomic():
        worker = find_or_add_worker(
            f"63050117048{number:05d}", name=name, born_on=born, by=by, is_invented=True
        )
    office = Office.objects.get(code=code)
    Worker.objects.filter(pk=worker.pk).update(office=office, phone=phone, **facts)
    return Worker.objects.get(pk=worker.pk)


one = person(
    1, "Muhammad Syarifuddin Noor Hidayatullah Rahmadhani", "63.05", "6281200004411",
    email="syarifuddin.rahmadhani@contoh.example", sex="male",
)
other = person(2, "Moh. Sjarifoeddin Nor Hidayatullah Ramadhani, S.T.", "63.07", "6281200004411", sex="male")
EducationRecord.objects.create(
    worker=one, diploma="s1", study_programme="Teknik Sipil",
    institution="Universitas Lambung Mangkurat (contoh)", graduated_on=date(2011, 9, 1),
)
EducationRecord.objects.create(
    worker=other, diploma="d3", study_programme="Teknik Sipil", institution="Politeknik Negeri Banjarmasin (contoh)",
)
HeldCertificate.objects.create(
    worker=other, occupation="Ahli Muda Teknik Jalan", level=7, certificate_number="CONTOH-0001",
    issued_on=date(2024, 2, 1), expires_on=date(2029, 1, 31), source="contoh",
)
person(3, "Hj. Siti Noor Aisyah", "63.72", born=date(1990, 1, 2), sex="female")
person(4, "Sitti Nur Aisyah", "63.72", born=date(1990, 2, 1), sex="female", phone="6281200004412")
person(5, "Ahmad Fauzi Ramadhan", "63.01", "6281200004413")
person(6, "Achmad Fauzi Ramadan", "63.01", "6281200004413", born=date(1988, 4, 18))
kept, merged = person(7, "Rusdiansyah Hamdani", "63.03"), person(8, "Rusdiansjah Hamdani", "63.03")
merge(kept, merged, reason="foto KTP keduanya sama, NIK kedua salah satu angka", by=by)
staff = User.objects.get(email="staf@contoh.example")
twins = person(9, "Norhayati", "63.03", born=date(1995, 5, 5)), person(10, "Nurhayati", "63.03", born=date(1995, 5, 5))
speaker = by.__class__(kind=by.kind, label="Staf (contoh)", user_id=staff.pk)
say_two_people(*twins, by=speaker, reason="kembar; NIK di KTP masing-masing sudah dicocokkan")
search_duplicates()
"""
