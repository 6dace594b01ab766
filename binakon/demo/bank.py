"""The demo's bank of questions: twelve for architects, three for roads, all written as examples."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from binakon.demo.deeds import actor
from binakon.people.models import Office, Role
from binakon.trainings.actions.questions import add_questions
from binakon.trainings.models import Question
from binakon.trainings.rules.questions import options_of, truth_options
from binakon.trainings.states import QuestionKind

ARCHITECT, ROADS = "Arsitek", "Teknik Jalan"
# So many of the first ones are asked in the tests of a class.
ASKED = 10
_SINGLE, _MULTIPLE, _TRUTH = (
    QuestionKind.SINGLE.value,
    QuestionKind.MULTIPLE.value,
    QuestionKind.TRUE_FALSE.value,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One question: its options in their order, and the letters of those that are right."""

    topic: str
    kind: str
    text: str
    right: str
    options: tuple[str, ...] = ()

    def stated(self, occupation: str) -> dict[str, Any]:
        """As somebody would type it."""
        is_truth = self.kind == _TRUTH
        return {
            "occupation": occupation,
            "topic": self.topic,
            "kind": self.kind,
            "text": self.text,
            "options": truth_options() if is_truth else options_of(self.options),
            "right": list(self.right),
            "explanation": "",
            "source": "Soal contoh untuk peragaan",
        }


LAW, SITE, BUILDING, WORK = "Regulasi", "Tapak", "Bangunan gedung", "Praktik profesi"
QUESTIONS = (
    Written(
        LAW, _SINGLE, "Apa kepanjangan KDB dalam ketentuan tata bangunan?", "b",
        ("Ketinggian Dasar Bangunan", "Koefisien Dasar Bangunan", "Kelas Dasar Bangunan", "Kriteria Desain Bangunan"),
    ),
    Written(
        LAW, _SINGLE, "Perizinan apa yang menggantikan IMB?", "a",
        ("Persetujuan Bangunan Gedung (PBG)", "Sertifikat Laik Fungsi (SLF)", "Surat Bukti Kepemilikan Bangunan Gedung", "Izin Lokasi"),
    ),
    Written(
        LAW, _TRUTH, "Sertifikat pelatihan ini sama dengan Sertifikat Kompetensi Kerja (SKK).", "b",
    ),
    Written(
        BUILDING, _MULTIPLE, "Mana saja yang termasuk persyaratan keandalan bangunan gedung?", "abd",
        ("Keselamatan", "Kesehatan", "Kemewahan", "Kemudahan"),
    ),
    Written(
        BUILDING, _SINGLE, "Lahan 400 m² dengan KDB 60%. Berapa luas lantai dasar paling besar?", "c",
        ("160 m²", "200 m²", "240 m²", "360 m²"),
    ),
    Written(
        SITE, _SINGLE, "Di dekat khatulistiwa, sisi bangunan mana yang paling banyak menerima panas sore?", "d",
        ("Utara", "Selatan", "Timur", "Barat"),
    ),
    Written(
        SITE, _TRUTH, "Muka air tanah yang tinggi di lahan rawa memengaruhi pilihan fondasi.", "a",
    ),
    Written(
        SITE, _MULTIPLE, "Mana saja yang diperiksa dalam analisis tapak?", "abc",
        ("Arah angin dan matahari", "Drainase dan muka air", "Jalan masuk dan lingkungan", "Nilai tukar rupiah"),
    ),
    Written(
        WORK, _SINGLE, "Gambar apa yang menunjukkan tinggi lantai dan plafon sekaligus?", "b",
        ("Denah", "Potongan", "Rencana atap", "Rencana tapak"),
    ),
    Written(
        WORK, _TRUTH, "Perubahan gambar pelaksanaan dicatat dengan nomor revisi dan tanggalnya.", "a",
    ),
    Written(
        WORK, _SINGLE, "Kapan gambar terbangun (as-built drawing) disusun?", "c",
        ("Sebelum prarancangan", "Saat pelelangan", "Setelah pekerjaan dilaksanakan", "Sebelum survei tapak"),
    ),
    Written(
        BUILDING, _TRUTH, "Jalur evakuasi boleh dipakai untuk menyimpan barang bila pintunya cukup lebar.", "b",
    ),
)  # fmt: skip
OF_ROADS = (
    Written(
        "Perkerasan", _SINGLE, "Lapis apa yang langsung menerima beban roda?", "a",
        ("Lapis permukaan", "Lapis fondasi atas", "Lapis fondasi bawah", "Tanah dasar"),
    ),
    Written("Drainase", _TRUTH, "Air yang tertahan di badan jalan mempercepat kerusakannya.", "a"),
    Written(
        "Keselamatan", _MULTIPLE, "Mana saja yang melindungi pekerja di tepi lalu lintas?", "abd",
        ("Rambu sementara", "Rompi reflektif", "Payung", "Pembatas jalan"),
    ),
)  # fmt: skip


def fill_bank(moment: datetime) -> None:
    """All of them, typed in by a member of staff; a bank that has questions stays as it is."""
    office = Office.objects.get(code="63")
    if Question.objects.filter(office=office).exists():
        return
    rows = [each.stated(ARCHITECT) for each in QUESTIONS]
    rows += [each.stated(ROADS) for each in OF_ROADS]
    add_questions(office, rows, by=actor(Role.STAFF), at=moment)


def asked_questions() -> list[int]:
    """The questions that the tests of the architects' classes ask."""
    rows = Question.objects.filter(office__code="63", occupation=ARCHITECT, retired_at=None)
    return list(rows.order_by("id").values_list("pk", flat=True)[:ASKED])
