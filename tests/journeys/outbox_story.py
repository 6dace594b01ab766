"""Messages and clocks as a busy week leaves them (all invented), written into a served demo."""

STORY = """
from datetime import timedelta
from binakon.core import clock
from binakon.core.models import Deadline, Message
now = clock.now()
link = "https://binakon.contoh.example/pendaftaran/" + "3f2a9cbb" * 4 + ".1~1rTZkQ~Vb3kqWm9hXc7eYtUo2LpSdAzQ/"
text = "Yth. Noor Hikmah Rahmawati (contoh),\\n\\nSatu kursi di BIMTEK Jalan kini tersedia untuk Anda. Jawab sampai 3 Desember 2026, 16.00 WITA.\\n\\nTerima atau tolak kursi lewat tautan ini:\\n\\n" + link
html = "<p>Yth. Noor Hikmah Rahmawati (contoh),</p><p>Satu kursi kini tersedia untuk Anda.</p><p><a href='" + link + "'>" + link + "</a></p>"
def message(subject, **fields):
    values = dict(name="tes", to="noor.hikmah@contoh.example", to_name="Noor Hikmah Rahmawati (contoh)", phone="6281200000001", office_code="63", body_text=text, body_html=html)
    Message.objects.create(subject=subject, **{**values, **fields})
later = now + timedelta(days=2)
message("Kursi tersedia untuk Anda di BIMTEK Jalan: Pengawas Pekerjaan Struktur Jalan dan Jembatan", due_at=later)
message("Panggilan peserta BIMTEK Jembatan", due_at=later)
message("Pendaftaran Anda kami terima", to="", to_name="Muhammad Arsyad Siregar (contoh)", phone="6281200000002")
message("Tanpa surel dan telepon", to="", phone="", to_name="Siti Maimunah (contoh)")
message("Perbaiki ijazah Anda", attempts=8, last_error="(550, no such user)")
message("Berkas Anda lengkap", attempts=2, due_at=later, last_error="(451, try later)")
message("Tawaran yang sudah dijawab", cancelled_at=now, cancel_reason="Kursi tidak lagi ditawarkan; keadaannya kini: mendapat kursi.")
message("Hasil seleksi diumumkan", sent_at=now, attempts=1)
def deadline(number, days, title, kind="offer", owner=""):
    Deadline.objects.create(subject_type="enrolment.place", subject_id=number, kind=kind, title=title, office_code="63", owner_code=owner, due_at=now + timedelta(days=days))
deadline(1, -3, "Noor Hikmah Rahmawati (contoh): jawaban atas kursi di BIMTEK Jalan: Pengawas Pekerjaan Struktur")
deadline(2, 0.01, "Muhammad Arsyad Siregar (contoh): jawaban atas kursi di BIMTEK Jembatan")
deadline(3, 6, "Siti Maimunah (contoh): perbaikan ijazah", "correction")
deadline(4, 20, "Kabupaten Tabalong: jawaban atas kuota BIMTEK Jalan", "quota_reply", "63.09")
deadline(5, -1, "Kabupaten Tabalong: calon peserta BIMTEK Arsitek", "quota_reply", "63.09")
"""
