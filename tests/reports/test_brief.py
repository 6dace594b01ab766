"""The press brief: every word from figures, every figure with its definition."""

from datetime import date
from pathlib import Path

import pytest

from binakon.core.actor import job_actor
from binakon.people import actions as people
from binakon.planning import actions as planning
from binakon.planning.sheets.plan_file import parse_plan
from binakon.reports.queries.brief import brief_of
from binakon.reports.queries.brief_text import Brief

pytestmark = [pytest.mark.django_db, pytest.mark.database]

KALSEL = (Path(__file__).parents[2] / "data" / "kalsel-2026.toml").read_text(encoding="utf-8")
BY = job_actor("tes")
TEXT = """\
DRAF – belum disetujui

Provinsi Kalimantan Selatan merencanakan sekitar 260 tempat peningkatan kompetensi tenaga ahli konstruksi pada 2026
Keadaan per 27 Januari 2026

Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Kalimantan Selatan merencanakan sekitar 260 tempat bagi tenaga ahli konstruksi pada 2026: 200 orang dilatih dalam bimbingan teknis (BIMTEK) dan 60 orang difasilitasi sertifikasinya. Jumlah itu dihitung sebagai layanan: satu orang bisa ikut keduanya. Hal itu disampaikan Ihsan Riskiyandi, Kepala Seksi Pemberdayaan Bidang Bina Konstruksi, mewakili Kepala Dinas M. Yasin Toyib.

Rapat koordinasi jasa konstruksi dengan 13 kabupaten/kota direncanakan akhir Maret atau awal April 2026.

Sepanjang 2026 direncanakan tujuh BIMTEK untuk jenjang 7–9. Pada Februari 2026: tiga bagi jabatan kerja Arsitek. Pada April 2026: satu bagi jabatan kerja Teknik Jalan dan satu bagi jabatan kerja Teknik Jembatan bersama HPJI. Bidang dua BIMTEK lain belum diumumkan.

Fasilitasi sertifikasi bagi 60 orang dilaksanakan setelah perubahan anggaran. Anggarannya sudah dialokasikan; pelaksanaannya menunggu perubahan itu disahkan.

Catatan pada anggaran murni: lebih rendah daripada 2025 karena efisiensi anggaran; sebagian kegiatan belum dapat dilaksanakan di anggaran murni, tambahan diusulkan pada perubahan. Target 2025 adalah 375 orang dilatih. Realisasi dilatih 2025 belum diumumkan. Jumlah keseluruhan 2025 tidak diumumkan.

Kebutuhan idealnya 375, sehingga rencana ini masih kurang 115. Kekurangan itu hendak diusulkan pada perubahan anggaran dan belum menjadi target.

Tujuannya: infrastruktur yang andal dan berkualitas (misi Gubernur Kalimantan Selatan) hanya terwujud dengan tenaga konstruksi yang kompeten.

Yang belum diketahui:
- Bidang dan tanggal dua BIMTEK belum diumumkan.
- Pagu dan biaya dalam rupiah belum diisi.
- Jumlah kursi tiap BIMTEK belum diisi.
- Kuota tiap kabupaten/kota belum diisi.

Sumber: MC Kalsel, 27 Januari 2026
"""


@pytest.fixture
def brief() -> Brief:
    people.load_reference(by=BY)
    planning.load_reference(by=BY)
    plan, problems = parse_plan(KALSEL.encode())
    assert problems == []
    assert plan is not None
    planning.load_plan(plan, by=BY)
    found = brief_of("63", 2026, date(2026, 1, 27))
    assert found is not None
    return found


def test_the_published_plan_reads_as_it_was_told_to_the_press(brief: Brief) -> None:
    assert brief.as_text() == TEXT


def test_every_figure_says_what_it_means_and_by_which_version(brief: Brief) -> None:
    found = brief.as_json()
    values = {key: figure["value"] for key, figure in found["figures"].items()}
    assert {
        key: values[key]
        for key in ("total", "trained", "facilitated", "goal", "gap", "bimtek", "regions")
    } == {
        "total": 260,
        "trained": 200,
        "facilitated": 60,
        "goal": 375,
        "gap": 115,
        "bimtek": 7,
        "regions": 13,
    }
    assert values["ceiling"] is None
    assert [key for key, figure in found["figures"].items() if not figure["definition"]] == []
    assert found["figures"]["total"]["version"] == "murni, disahkan 27 Januari 2026"
    assert (found["status"], found["year"], found["as_of"], found["office"]) == (
        "draft",
        2026,
        "2026-01-27",
        "63",
    )


def test_every_number_in_it_opens(brief: Brief) -> None:
    for paragraph in (brief.title_pieces, *brief.paragraphs):
        loose = "".join(piece.text for piece in paragraph if piece.figure is None)
        for known in ("2026", "2025", "7–9"):
            loose = loose.replace(known, "")
        assert [character for character in loose if character.isdigit()] == []


def test_an_office_without_a_plan_has_no_brief() -> None:
    assert brief_of("63", 2031, date(2026, 1, 27)) is None
