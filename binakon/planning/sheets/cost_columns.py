"""The columns of cost lines and of standard prices as workbooks have them, in the words of the RKA form."""

from django.utils.translation import gettext_noop

from binakon.planning.sheets.book_sheets import Column, Form, Sheet
from binakon.planning.sheets.plan_keys import Key, Kind, Table


def _column(
    name: str,
    label: str,
    meaning: str,
    example: str,
    words: str,
    width: int,
    form: Form = Form.TEXT,
) -> Column:
    key = Key(label, Kind.TEXT, meaning, fills=name)
    others = tuple(word.strip() for word in words.split(",") if word.strip())
    return Column(name, key, label, example, (label.lower(), *others, name), width, form)


LINE_SHEET_COLUMNS = (
    _column("account_code", "Kode akun", gettext_noop("kode akun belanja"), "5.1.02.01.01.0052", "akun,kode rekening,rekening,kode belanja", 20),
    _column("account_name", "Uraian", gettext_noop("uraian akun"), "Belanja makanan dan minuman rapat", "uraian akun,uraian rekening,nama akun,nama rekening", 44),
    _column("group_name", "Kelompok", gettext_noop("kelompok rincian"), "Konsumsi", "kelompok belanja,nama kelompok", 22),
    _column("kind", "Jenis komponen", gettext_noop("ssh, sbu, asb, atau hspk"), "ssh", "jenis,jenis standar harga,jenis harga", 12),
    _column("component", "Nama komponen", gettext_noop("seperti di daftar harga standar"), "Makan siang rapat", "komponen,nama barang,spesifikasi,uraian komponen,rincian", 40),
    _column("unit_price", "Harga satuan", gettext_noop("rupiah"), "50000", "harga,harga satuan rp,tarif", 16, Form.RUPIAH),
    _column("unit", "Satuan komponen", gettext_noop("satuan harga"), "orang/kali", "satuan harga", 16),
    _column("volumes", "Volume", gettext_noop("faktor, dipisah titik koma"), "35;3", "vol,koefisien,jumlah volume", 14),
    _column("units", "Satuan", gettext_noop("satuan setiap faktor"), "orang;kali", "satuan volume,satuan koefisien", 18),
    _column("amount", "Jumlah", gettext_noop("rupiah, dihitung ulang"), "5250000", "total,jumlah rp,jumlah harga,nilai", 18, Form.RUPIAH),
    _column("fund_code", "Kode sumber dana", gettext_noop("kode sumber dana"), "1.2.1.01.02", "sumber dana,kode dana", 18),
    _column("note", "Keterangan", gettext_noop("boleh kosong"), "", "ket,catatan", 30),
)  # fmt: skip

LINE_SHEET = Sheet(
    Table("cost", tuple(column.key for column in LINE_SHEET_COLUMNS)),
    "RAB",
    ("rab", "rka", "rincian", "rincian belanja", "rincian biaya"),
    LINE_SHEET_COLUMNS,
)

PRICE_COLUMNS = (
    _column("kind", "Jenis", gettext_noop("ssh, sbu, asb, atau hspk"), "sbu", "jenis standar,jenis komponen,kelompok", 10),
    _column("name", "Nama", gettext_noop("nama komponen"), "Honorarium narasumber", "nama komponen,uraian,komponen,nama barang,uraian barang,spesifikasi", 48),
    _column("unit", "Satuan", gettext_noop("satuan harga"), "OJ", "satuan harga,satuan komponen", 14),
    _column("ceiling", "Harga tertinggi", gettext_noop("rupiah"), "900000", "harga,harga satuan,pagu,besaran,tarif,nilai,batas tertinggi,harga standar", 18, Form.RUPIAH),
    _column("region", "Wilayah", gettext_noop("kode kabupaten/kota; kosong: seluruh provinsi"), "", "kode wilayah,kabupaten kota,kab kota", 16),
    _column("valid_from", "Berlaku sejak", gettext_noop("tanggal"), "1 Januari 2026", "mulai berlaku,berlaku mulai,tmt", 18, Form.DATE),
    _column("valid_to", "Berlaku sampai", gettext_noop("tanggal; boleh kosong"), "", "sampai,berakhir", 18, Form.DATE),
    _column("source", "Sumber", gettext_noop("nomor keputusan atau peraturan"), "Keputusan Gubernur (nomor dan tahun)", "dasar,dasar hukum,sumber harga,keputusan", 40),
)  # fmt: skip

PRICE_SHEET = Sheet(
    Table("price", tuple(column.key for column in PRICE_COLUMNS)),
    "Harga standar",
    ("harga standar", "standar harga", "ssh", "sbu", "harga"),
    PRICE_COLUMNS,
)
