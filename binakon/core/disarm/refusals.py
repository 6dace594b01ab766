"""Why a file was not taken, in one sentence each that says what to do next."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from binakon.core.problems import Blocked, Problem


def refused(code: str, facts: Mapping[str, object] | None = None) -> Blocked:
    """The refusal with its sentence; a code that nobody worded is an unreadable file."""
    sentences = _sentences()
    known = code if code in sentences else "unreadable"
    return Blocked([Problem(f"file_{known}", sentences[known] % (facts or {}))])


def _sentences() -> dict[str, str]:
    return {**_of_other_kinds(), **_of_pictures_and_papers(), **_of_sizes()}


def _of_other_kinds() -> dict[str, str]:
    return {
        "heic": _(
            "Foto HEIC dari iPhone belum bisa dibaca. Ubah ke JPEG: Pengaturan › Kamera › Format › Paling Kompatibel, lalu foto ulang."
        ),
        "svg": _(
            "Gambar SVG tidak diterima. Simpan gambar sebagai JPEG atau PNG, lalu unggah lagi."
        ),
        "gif": _(
            "Gambar GIF tidak diterima. Simpan gambar sebagai JPEG atau PNG, lalu unggah lagi."
        ),
        "tiff": _(
            "Gambar TIFF tidak diterima. Simpan hasil pindai sebagai PDF atau JPEG, lalu unggah lagi."
        ),
        "picture": _(
            "Jenis gambar ini tidak diterima. Simpan gambar sebagai JPEG atau PNG, lalu unggah lagi."
        ),
        "film": _("Video tidak diterima. Unggah foto JPEG atau PNG."),
        "word": _(
            "Berkas Word, Excel, atau PowerPoint tidak diterima. Simpan sebagai PDF, lalu unggah lagi."
        ),
        "zip": _(
            "Berkas ZIP atau RAR tidak diterima. Buka arsipnya, lalu unggah foto atau PDF di dalamnya."
        ),
        "web": _("Halaman web tidak diterima. Cetak halaman itu ke PDF, lalu unggah PDF-nya."),
        "buried_pdf": _(
            "Ada isi lain di depan PDF ini. Buka berkas, pilih Cetak › Simpan sebagai PDF, lalu unggah hasilnya."
        ),
        "unknown": _("Jenis berkas ini tidak dikenal. Unggah foto JPEG, PNG, WebP, atau PDF."),
        "only_pictures": _(
            "Di sini hanya foto yang diterima. Unggah foto JPEG, PNG, atau WebP, bukan PDF."
        ),
        "only_papers": _(
            "Di sini hanya PDF yang diterima. Pindai dokumen sebagai PDF, lalu unggah."
        ),
    }


def _of_pictures_and_papers() -> dict[str, str]:
    return {
        "unreadable": _(
            "Berkas ini rusak dan tidak bisa dibaca. Foto atau pindai ulang dokumennya, lalu unggah lagi."
        ),
        "cut_off": _(
            "Berkas ini terpotong, mungkin belum selesai diunduh. Unduh ulang sampai selesai, lalu unggah lagi."
        ),
        "animated": _("Gambar bergerak tidak diterima. Unggah foto yang diam."),
        "locked": _(
            "PDF ini dikunci dengan kata sandi atau izin. Buka PDF-nya, pilih Cetak › Simpan sebagai PDF, lalu unggah hasilnya."
        ),
        "active": _(
            "PDF ini berisi skrip, lampiran, atau tindakan otomatis. Buka PDF-nya, pilih Cetak › Simpan sebagai PDF, lalu unggah hasilnya."
        ),
        "two_files": _(
            "Ada isi lain di belakang PDF ini. Buka PDF-nya, pilih Cetak › Simpan sebagai PDF, lalu unggah hasilnya."
        ),
        "page_size": _(
            "Ukuran halaman PDF ini tidak wajar. Cetak ke PDF dengan kertas A4, lalu unggah hasilnya."
        ),
    }


def _of_sizes() -> dict[str, str]:
    return {
        "empty": _("Berkas ini kosong. Pilih berkas lain atau unduh ulang, lalu unggah lagi."),
        "large": _(
            "Ukuran berkas %(size)s, paling besar %(most)s. Perkecil foto atau pindai dengan resolusi lebih rendah, lalu unggah lagi."
        ),
        "pixels": _(
            "Gambar ini lebih dari %(most)s juta titik. Pilih resolusi 12 MP di kamera, foto ulang, lalu unggah lagi."
        ),
        "pages": _(
            "PDF ini %(pages)s halaman, paling banyak %(most)s. Unggah hanya halaman yang diminta."
        ),
        "heavy": _(
            "Berkas ini terlalu berat untuk diperiksa. Foto atau pindai ulang dokumennya dengan resolusi lebih rendah, lalu unggah lagi."
        ),
        "busy": _("Banyak berkas sedang diperiksa. Tunggu satu menit, lalu unggah lagi."),
    }
