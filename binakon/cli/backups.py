"""The commands `backup` and `restore`: every refusal is one sentence per line on stderr."""

import argparse
import sys
from pathlib import Path

from binakon.core import backup as keeping
from binakon.core.actor import job_actor
from binakon.core.backup.manifest import Manifest
from binakon.core.problems import Blocked


def backup(options: argparse.Namespace) -> int:
    """Make one backup; a file that a row names and nobody found is told, and the backup stands."""
    folder = _folder(options)
    try:
        manifest = keeping.make(folder)
    except Blocked as refusal:
        return _refuse(refusal)
    print(f"Cadangan selesai di {folder}: {_content(manifest)}.")
    print("Kunci tidak termasuk; simpan salinannya di tempat lain (docs/operate/backup.md).")
    return _tell(manifest)


def restore(options: argparse.Namespace) -> int:
    """Restore one backup and prove it, or only check it."""
    folder = _folder(options)
    try:
        if options.check:
            manifest = keeping.check(folder)
            print(f"Cadangan utuh: {_content(manifest)}, dibuat {manifest.made_at}.")
            _tell(manifest)
            return 0
        restored = keeping.restore(
            folder,
            by=job_actor("binakon restore"),
            is_replacing=options.replace,
            is_sending=options.send_unsent,
        )
    except Blocked as refusal:
        return _refuse(refusal)
    print(f"Pemulihan terbukti: {_content(restored.manifest)}.")
    for what, where in (
        ("Basis data", restored.kept_database),
        ("Berkas", restored.kept_files),
    ):
        if where:
            print(f"{what} yang lama disisihkan di {where}; hapus sendiri bila tidak diperlukan.")
    if restored.held_messages:
        print(
            f"{restored.held_messages} pesan yang belum terkirim saat pencadangan ditahan: "
            "mungkin sudah sampai sesudahnya. Lihat docs/operate/backup.md."
        )
    if restored.has_other_secret:
        print("Kunci secret_key berbeda dari saat pencadangan: tautan lama tidak berlaku lagi.")
    print("Semua pengguna perlu masuk lagi. Periksa juga: binakon check-figures")
    _tell(restored.manifest)
    return 0


def _folder(options: argparse.Namespace) -> Path:
    folder: Path = options.folder
    return folder.absolute()


def _content(manifest: Manifest) -> str:
    return f"{len(manifest.tables)} tabel, {manifest.rows} baris, {len(manifest.files)} berkas"


def _tell(manifest: Manifest) -> int:
    for sentence in manifest.problems:
        print(sentence, file=sys.stderr)
    return 1 if manifest.problems else 0


def _refuse(refusal: Blocked) -> int:
    for problem in refusal.problems:
        print(problem.sentence, file=sys.stderr)
    return 1
