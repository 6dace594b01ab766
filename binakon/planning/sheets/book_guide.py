"""What the workbook tells the person who fills it in, in plain words."""

from binakon.planning.sheets.book_words import KIND_NAMES

GUIDE_TITLE = "Cara mengisi rencana tahunan"
GUIDE_LINES: tuple[tuple[str, str], ...] = (
    ("1. Lembar Rencana", "Isi kolom Isi di sebelah setiap isian. Satu berkas memuat satu versi anggaran."),
    ("2. Lembar Target", "Satu baris untuk satu janji. Isi Orang, atau isi Nilai bersama Satuan; jangan keduanya."),
    ("3. Lembar Pagu", "Pagu tiap subkegiatan dalam rupiah. Jumlahnya tidak boleh melebihi pagu pada lembar Rencana."),
    ("4. Lembar Kegiatan", "Satu baris untuk satu kegiatan. Yang wajib: Jenis, Judul, dan Waktu. Kosongkan yang belum diketahui; jangan ditebak."),
    ("5. Lembar Sasaran", "Kebutuhan yang dicatat di samping janji, misalnya jumlah ideal per tahun."),
    ("Kode", "Kode subkegiatan dan kode wilayah ditulis sebagai teks, misalnya 1.03.11.1.01.0011 dan 63.10."),
    ("Jenis", ", ".join(KIND_NAMES.values()) + "."),
    ("Jenjang", "7, 8, 9 atau 7-9."),
    ("Mitra dan wilayah", "Lebih dari satu dipisahkan titik koma, misalnya HPJI; INTAKINDO. Untuk semua kabupaten/kota tulis: semua."),
    ("Rupiah", "Tulis angkanya saja, misalnya 75000000; Excel menampilkannya sebagai Rp."),
    ("Jumlah", "Baris Jumlah atau Total boleh ada: baris itu diperiksa, tidak dibaca sebagai kegiatan."),
    ("Sel kosong", "Kosong berarti belum diketahui. Angka 0 berarti memang nol."),
)  # fmt: skip
WINDOW_TITLE = "Contoh penulisan Waktu"
WINDOW_LINES: tuple[tuple[str, str], ...] = (
    ("10 Februari 2026", "satu hari"),
    ("10–12 Februari 2026", "beberapa hari"),
    ("Februari 2026", "satu bulan"),
    ("Maret–April 2026", "beberapa bulan"),
    ("akhir Maret atau awal April 2026", "perkiraan; kata-katanya ikut disimpan"),
    ("Triwulan II 2026", "satu triwulan"),
    ("sepanjang tahun 2026", "kapan saja dalam tahun itu"),
    ("setelah perubahan", "menunggu anggaran perubahan disahkan"),
)
