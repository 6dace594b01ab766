"""What is said of a cell that is faulty or unusual: one sentence, with what to do. Findings are kept as codes."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from binakon.people.rules.nik import nik_problems

_SENTENCES: Mapping[str, object] = {
    "name_missing": _("Nama belum diisi. Tulis nama sesuai KTP."),
    "name_long": _("Nama ini lebih dari 200 huruf. Tulis nama sesuai KTP."),
    "name_no_letter": _("Nama tidak berisi huruf. Tulis nama sesuai KTP."),
    "starts_like_formula": _("Isian tidak diawali tanda =, +, -, atau @. Hapus tandanya."),
    "too_long": _("Isian ini terlalu panjang. Paling banyak %(fact)s huruf; ringkaskan."),
    "cell_error": _("Sel ini berisi galat Excel. Betulkan rumusnya, atau ketik isinya."),
    "nik_missing": _(
        "NIK belum diisi. Tulis 16 angka di KTP, atau isi kolom alasan tanpa NIK."
    ),
    "nik_needed": _(
        "NIK belum diisi. Tulis NIK, atau isi nama dan tanggal lahir supaya orangnya ditemukan."
    ),
    "nik_number": _(
        "NIK ini diketik sebagai angka, dan Excel hanya menyimpan 15 angka pertama. Ketik NIK sebagai teks: beri tanda ' di depan, atau pakai templat."
    ),
    "nik_shortened": _(
        "Excel sudah memendekkan NIK ini menjadi …E+…, jadi angkanya hilang. Ketik ulang NIK sebagai teks dari KTP."
    ),
    "nik_twice": _("NIK ini sudah ada di %(fact)s. Hapus salah satu barisnya."),
    "nik_province": _("Dua angka pertama NIK (%(fact)s) bukan kode provinsi yang kami kenal."),
    "nik_month": _("Angka ke-9 dan ke-10 NIK biasanya bulan lahir; yang tertulis %(fact)s."),
    "nik_sex": _("Jenis kelamin pada NIK berbeda dari yang diisi."),
    "nik_born": _("Tanggal lahir pada NIK berbeda dari yang diisi."),
    "reason_short": _("Alasan tanpa NIK terlalu pendek. Tulis sedikitnya beberapa kata."),
    "bad_date": _("“%(fact)s” bukan tanggal yang dikenali. Tulis seperti 27 Januari 1990."),
    "no_such_day": _(
        "“%(fact)s” tidak ada di kalender. Tulis hari, bulan, lalu tahun, seperti 27-1-1990."
    ),
    "born_impossible": _("Tanggal lahir ini tidak mungkin. Lihat lagi KTP-nya."),
    "bad_sex": _("“%(fact)s” tidak dikenal. Tulis L atau P."),
    "bad_phone": _("Nomor HP ini tidak dikenali. Tulis seperti 0812 3456 7890, atau kosongkan."),
    "bad_email": _("Surel ini tidak lengkap. Tulis seperti nama@contoh.id, atau kosongkan."),
    "bad_office": _(
        "“%(fact)s” bukan kabupaten atau kota yang dikenali. Tulis namanya, seperti Kabupaten Banjar, atau kodenya, seperti 63.03."
    ),
    "bad_diploma": _("Pendidikan “%(fact)s” tidak dikenal. Tulis SMA, SMK, D1–D4, S1, Profesi, S2, atau S3."),
    "diploma_below": _("Pendidikan %(fact)s tidak dicatat; ijazah dicatat mulai SMA atau SMK."),
    "bad_association": _(
        "“%(fact)s” belum ada di daftar mitra. Tambahkan dulu di halaman Mitra dan kontaknya, atau lewati kolom ini."
    ),
    "kta_without_association": _(
        "Ada nomor KTA tetapi asosiasinya belum diisi. Isi asosiasinya, atau kosongkan KTA-nya."
    ),
    "bad_level": _("Jenjang “%(fact)s” tidak dikenal. Tulis angka 1 sampai 9."),
    "bad_class": _("Klasifikasi “%(fact)s” tidak dikenal. Tulis salah satu dari delapan klasifikasi, seperti Sipil."),
    "occupation_missing": _("Jabatan kerja belum diisi. Tulis seperti di sertifikat."),
    "number_twice": _("Nomor ini sudah ada di %(fact)s. Satu nomor hanya untuk satu SKK; betulkan salah satunya."),
    "number_long": _(
        "Nomor ini diketik sebagai angka panjang, dan Excel hanya menyimpan 15 angka pertama. Ketik ulang sebagai teks."
    ),
    "number_of_other": _(
        "Nomor ini sudah tercatat pada orang lain. Cocokkan dengan sertifikatnya, lalu betulkan nomor atau orangnya."
    ),
    "numbers_apart": _(
        "Nomor-nomor di baris ini tercatat pada dua SKK yang berbeda. Cocokkan dengan sertifikatnya."
    ),
    "expires_before": _("Tanggal berakhir lebih awal daripada tanggal terbit. Betulkan salah satunya."),
    "person_unknown": _(
        "Orang dengan NIK ini belum tercatat. Masukkan dulu berkas tenaga kerja yang memuatnya."
    ),
    "person_not_found": _(
        "Orang dengan nama dan tanggal lahir ini belum tercatat. Isi NIK, atau masukkan dulu berkas tenaga kerja."
    ),
    "person_doubtful": _(
        "Ada lebih dari satu orang dengan nama dan tanggal lahir ini. Isi NIK supaya jelas siapa."
    ),
    "name_of_other": _("NIK ini tercatat dengan nama lain: periksa apakah orangnya benar."),
}  # fmt: skip
_OF_NIK = frozenset({"nik_not_digits", "nik_length", "nik_day", "nik_serial"})
# Shown, counted apart, and no reason to turn the file away.
NOTES = frozenset(
    {"nik_province", "nik_month", "nik_sex", "nik_born", "diploma_below", "name_of_other"}
)


def sentence_of(code: str, fact: str) -> str:
    """The sentence of a finding in the reader's language."""
    if code in _OF_NIK:
        return _nik_sentence(code, fact)
    return str(_SENTENCES[code]) % {"fact": fact} if fact else str(_SENTENCES[code])


def _nik_sentence(code: str, fact: str) -> str:
    """What `rules.nik` says, asked with an example that has the same fault: the number itself is kept nowhere."""
    examples = {
        "nik_not_digits": "x",
        "nik_length": "1" * int(fact) if fact.isdigit() else "1",
        "nik_day": f"630101{fact:0>2}01900001",
        "nik_serial": "6301010101900000",
    }
    found = [problem.sentence for problem in nik_problems(examples[code]) if problem.code == code]
    return found[0]


COLUMN_SENTENCES: Mapping[str, object] = {
    "needs_name": _("Pilih kolom yang berisi nama."),
    "needs_nik": _("Pilih kolom yang berisi NIK, atau kolom alasan tanpa NIK."),
    "needs_person": _("Pilih kolom NIK, atau kolom nama dan tanggal lahir, supaya pemegang SKK ditemukan."),
    "needs_occupation": _("Pilih kolom yang berisi jabatan kerja."),
    "twice": _("Satu isian hanya dari satu kolom: pilih kolom mana yang dipakai."),
}  # fmt: skip
