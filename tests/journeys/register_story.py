"""People of the register as some years leave them (all invented), written into a served demo."""

STORY = """
from datetime import date, timedelta
from binakon.core.actor import job_actor
from binakon.core.calendar import today
from binakon.people.actions.records import add_record
from binakon.people.actions.registry import Stated, add_person
from binakon.people.models import Credit, HeldCertificate, Office, Organisation
from binakon.people.queries.records import KINDS
by = job_actor("tes")
day = today()
names = ["Noor Hikmah Rahmawati binti Abdurrahman Siddik", "Muhammad Arsyad Siregar", "Siti Maimunah", "Gusti Muhammad Perdana Kusuma Wardhana", "Ahmad Fauzi"]
homes = ["63.09", "63.03", "63.09", "63.71", "63.03"]
ends = [-40, 55, 150, 300, None]
jobs = ["Ahli Muda Teknik Jalan", "Ahli Madya Pemeliharaan Jalan Dan Jembatan", "Ahli Muda Perencanaan Operasi dan Pemeliharaan Jaringan Irigasi", "Ahli Utama Teknik Jembatan", "Ahli Muda K3 Konstruksi"]
for number, (name, home, days, job) in enumerate(zip(names, homes, ends, jobs), 1):
    person = add_person(Stated(name=name, nik=f"630999{number:02d}01900001", phone=f"62812000000{number}", email=f"orang{number}@contoh.example", office=Office.objects.get(code=home), born_on=date(1990, 1, number), sex="male"), by=by, is_invented=True)
    last = None if days is None else day + timedelta(days=days)
    first = None if last is None else last - timedelta(days=1826)
    HeldCertificate.objects.create(worker=person, occupation=job, level=[7, 8, 7, 9, 7][number - 1], classification="sipil", issued_on=first, expires_on=last, certificate_number=f"71102 2166 {number} 0001234 2022", source="fotokopi SKK")
    Credit.objects.create(worker=person, activity="Bimtek pengawasan jalan dan jembatan", earned_on=day - timedelta(days=90), tenths=125 * number)
person = HeldCertificate.objects.get(occupation=jobs[0]).worker
add_record(KINDS["kta"], person, {"association": Organisation.objects.get(short_name="HPJI"), "number": "12.345.678", "state": "active", "valid_to": date(2027, 12, 31), "source": "kartu anggota", "checked_on": date(2026, 1, 5)}, by=by)
add_record(KINDS["pendidikan"], person, {"diploma": "s1", "study_programme": "Teknik Sipil", "institution": "Universitas Lambung Mangkurat (contoh)", "graduated_on": date(2014, 8, 20), "source": "fotokopi ijazah", "checked_on": None}, by=by)
add_record(KINDS["pengalaman"], person, {"work": "Peningkatan jalan provinsi ruas Marabahan–Margasari", "starts_on": date(2016, 1, 1), "ends_on": date(2018, 12, 31), "position": "Pelaksana lapangan", "employer": "PT Contoh Karya Banua"}, by=by)
add_record(KINDS["pekerjaan"], person, {"employer": "PT Contoh Karya Banua", "position": "Pelaksana lapangan", "starts_on": date(2016, 1, 1)}, by=by)
print(person.key)
"""
