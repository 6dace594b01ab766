"""The words that the `binakon` command understands."""

import argparse
from datetime import date
from pathlib import Path

YEARS = range(2000, 2101)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) in YEARS):
        raise argparse.ArgumentTypeError(f"“{text}” bukan tahun antara 2000 dan 2100")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” bukan tanggal seperti 2026-01-27") from error


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"“{text}” bukan porta antara 1 dan 65535")
    return int(text)


def _scope(command: argparse.ArgumentParser) -> None:
    command.add_argument("year", type=_year, metavar="YEAR", help="tahun program")
    command.add_argument(
        "--office", metavar="CODE", help="kode Kemendagri kantor, misalnya 63 atau 64.09"
    )
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="keadaan pada akhir hari ini (baku: hari ini)"
    )


def _keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="cadangkan basis data dan berkas, tanpa berhenti")
    backup.add_argument("folder", type=Path, metavar="DIR", help="folder baru untuk cadangan ini")
    restore = commands.add_parser("restore", help="pulihkan cadangan, lalu buktikan isinya")
    restore.add_argument("folder", type=Path, metavar="DIR", help="folder cadangan")
    restore.add_argument("--check", action="store_true", help="periksa saja, jangan pulihkan")
    restore.add_argument(
        "--replace",
        action="store_true",
        help="ganti instalasi yang berisi; isi yang lama disisihkan, tidak dihapus",
    )
    restore.add_argument(
        "--send-unsent",
        action="store_true",
        help="kirim pesan yang belum terkirim saat pencadangan (baku: ditahan)",
    )


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(
        prog="binakon",
        description="Binakon: menjanjikan, melaksanakan, dan membuktikan kompetensi tenaga ahli konstruksi.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="sajikan portal dan meja kerja")
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--workers", type=int, default=1, help="banyaknya proses web")
    commands.add_parser("work", help="jalankan pekerjaan latar saja")
    commands.add_parser("migrate", help="siapkan basis data beserta data acuannya")
    load = commands.add_parser("load-plan", help="muat berkas rencana (TOML atau Excel)")
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    user = commands.add_parser("add-user", help="tambah pengguna meja kerja dengan satu peran")
    user.add_argument("email", metavar="EMAIL")
    user.add_argument("--name", required=True, metavar="NAME")
    user.add_argument("--role", required=True, metavar="ROLE", help="misalnya administrator")
    user.add_argument("--office", metavar="CODE", help="kode kantor; baku: kantor instalasi ini")
    demo = commands.add_parser("demo", help="isi pemeran contoh untuk peragaan")
    demo.add_argument("--as-of", type=_day, metavar="DATE")
    brief = commands.add_parser("brief", help="siaran pers dari angka yang berlaku")
    _scope(brief)
    brief.add_argument("--format", choices=["text", "json"], default="text")
    figures = commands.add_parser("figures", help="angka satu tahun sebagai JSON")
    _scope(figures)
    figures.add_argument("--json", action="store_true", required=True)
    commands.add_parser("check-figures", help="bandingkan penghitung dengan baris-barisnya")
    commands.add_parser(
        "check-queues", help="adakah pekerjaan latar yang menunggu lebih dari lima menit"
    )
    _keeping(commands)
    return top
