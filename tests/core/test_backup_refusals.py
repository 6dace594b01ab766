"""What a restore refuses, before it touches anything, and what a backup refuses to write over."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from binakon.core import backup
from binakon.core.backup import manifest as manifests
from binakon.core.backup.keys import check_values
from binakon.core.backup.manifest import Manifest, TableSum
from binakon.core.backup.tree import entry_of
from binakon.core.problems import Blocked
from tests.core.backups import FILES, Answer, Kept, answers, asked, on_postgresql, with_keys_of
from tests.factories import sentences
from tests.installation import Installation


def found_by_check(folder: Path) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        backup.check(folder)
    return sentences(refusal.value.problems)


def flip(path: Path, place: int = -2) -> None:
    """Change one byte."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


@pytest.mark.usefixtures("at_home")
def test_an_untouched_copy_passes(kept: Kept, copied: Path) -> None:
    assert backup.check(copied).files == backup.check(kept.folder).files


@pytest.mark.database
@pytest.mark.usefixtures("at_home")
def test_one_changed_byte_is_found_in_every_part(copied: Path) -> None:
    parts = [path for path in copied.rglob("*") if path.is_file() and path.stat().st_size > 1]
    names = {path.relative_to(copied).as_posix() for path in parts}
    assert {name for name in names if name.startswith("files/")} == {
        f"files/{name}" for name, content in FILES.items() if content
    }
    assert any(name.startswith("database/") for name in names)
    for path in parts:
        original = path.read_bytes()
        for place in (0, len(original) // 2, len(original) - 2):
            flip(path, place)
            assert len(found_by_check(copied)) == 1, (path, place)
        path.write_bytes(original)
    backup.check(copied)


@pytest.mark.usefixtures("at_home")
def test_a_file_cut_short_missing_or_empty_is_named_all_at_once(copied: Path) -> None:
    database = next(path for path in (copied / "database").iterdir() if path.stat().st_size > 9)
    database.write_bytes(database.read_bytes()[:-5])
    (copied / "files" / "0a" / "0a22.bin").unlink()
    assert found_by_check(copied) == [
        f"{database}: {database.stat().st_size} bita, padahal manifes mencatat {database.stat().st_size + 5}.",
        f"{copied}/files/0a/0a22.bin tidak ada.",
    ]


@pytest.mark.usefixtures("at_home")
def test_a_manifest_that_is_cut_strange_or_gone_is_refused(copied: Path) -> None:
    path = copied / "manifest.json"
    text = path.read_text("utf-8")
    broken = f"{path} rusak atau terpotong. Pakai cadangan yang lain."
    for bad in (text[: len(text) // 2], "", "[]", "{}", '{"format": 1}', "\x00"):
        path.write_text(bad, "utf-8")
        assert len(found_by_check(copied)) == 1
    assert found_by_check(copied) == [broken]
    path.write_text(text.replace('"format": 1', '"format": 2'), "utf-8")
    assert found_by_check(copied)[0].startswith(f"{path}: format 2 tidak dikenal.")
    path.write_text(text.replace("0a/0a11.bin", "../../0a11"), "utf-8")
    assert found_by_check(copied) == [broken]
    path.unlink()
    assert found_by_check(copied) == [
        f"{copied} bukan cadangan Binakon: manifest.json tidak ada di dalamnya."
    ]


@pytest.mark.usefixtures("at_home")
def test_who_changes_a_file_and_its_hash_in_the_manifest_is_found_by_the_seal(copied: Path) -> None:
    target = copied / "files" / "ff" / "ff33.bin"
    target.write_bytes(b"lain")
    found = json.loads((copied / "manifest.json").read_text("utf-8"))
    entry = next(each for each in found["files"] if each["name"] == "ff/ff33.bin")
    (honest,) = [entry_of(target, "ff/ff33.bin")]
    entry["size"], entry["digest"] = honest.size, honest.digest
    (copied / "manifest.json").write_text(json.dumps(found), "utf-8")
    assert found_by_check(copied) == [
        f"{copied}: manifesnya telah diubah. Pakai cadangan yang lain."
    ]


def resealed(folder: Path, change: Callable[[Manifest], Manifest]) -> Path:
    """What only the holder of the key could write."""
    manifests.write(change(manifests.read(folder)).sealed(), folder)
    return folder


@pytest.mark.usefixtures("at_home")
def test_a_backup_of_a_newer_program_is_refused(copied: Path) -> None:
    def newer(manifest: Manifest) -> Manifest:
        return replace(
            manifest, binakon="9.0.0", migrations=(*manifest.migrations, ("core", "0999_later"))
        )

    assert found_by_check(resealed(copied, newer)) == [
        "Cadangan ini dari Binakon 9.0.0, lebih baru daripada yang terpasang di sini "
        "(mengenal core.0999_later). Pasang versi itu atau yang lebih baru, lalu ulangi."
    ]


@pytest.mark.database
@pytest.mark.usefixtures("at_home")
def test_rows_that_differ_from_the_manifest_are_named_and_nothing_is_put_in_place(
    kept: Kept, copied: Path, installation: Installation
) -> None:
    def other(manifest: Manifest) -> Manifest:
        office, role = manifest.tables["people_office"], manifest.tables["planning_target"]
        tables = dict(manifest.tables) | {
            "people_office": TableSum(office.columns, office.rows + 1, office.digest),
            "planning_target": TableSum(role.columns, role.rows, "0" * 64),
        }
        return replace(manifest, tables=tables)

    with_keys_of(kept.installation, installation)
    before = newest_line(installation)
    refused = installation.binakon("restore", resealed(copied, other), check=False)
    rows = kept.manifest["tables"]["people_office"]["rows"]
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        f"Tabel people_office: {rows} baris, padahal manifes mencatat {rows + 1}.",
        "Tabel planning_target: isi barisnya berbeda dari manifes.",
    ]
    assert newest_line(installation) == before
    assert not (installation.folder / "data" / "files").exists()
    assert leftovers(installation) == []


def leftovers(installation: Installation) -> list[str]:
    found = [path.name for path in (installation.folder / "data").iterdir()]
    return [name for name in found if "memulihkan" in name or "sebelum" in name]


def newest_line(installation: Installation) -> list[tuple[Any, ...]]:
    return asked(installation, "SELECT max(id) FROM core_auditevent")


def test_without_the_keys_of_the_backup_nothing_is_restored(
    kept: Kept, installation: Installation
) -> None:
    refused = installation.binakon("restore", kept.folder, check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(
        f"Kunci data_key di {installation.folder}/keys bukan kunci cadangan ini."
    )
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.usefixtures("at_home")
def test_every_key_of_the_folder_is_asked_for_and_a_further_one_is_welcome(
    copied: Path, tmp_path: Path, settings: Any
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    settings.KEYS_DIR = keys
    (keys / "nik.2026").write_bytes(b"rahasia")
    wanted = check_values()
    resealed(copied, lambda manifest: replace(manifest, keys=wanted))
    backup.check(copied)
    (keys / "nik.2027").write_bytes(b"kunci baru")
    backup.check(copied)
    (keys / "nik.2026").write_bytes(b"kunci lain")
    assert found_by_check(copied)[0].startswith(
        f"Kunci nik.2026 di {keys} bukan kunci cadangan ini."
    )
    (keys / "nik.2026").unlink()
    assert found_by_check(copied)[0].startswith(
        f"Kunci nik.2026 di {keys} bukan kunci cadangan ini."
    )


def test_another_secret_key_is_told_and_keeps_nothing_out(
    kept: Kept, empty_installation: Installation
) -> None:
    """It may have been changed since the backup, to end every session."""
    with_keys_of(kept.installation, empty_installation)
    (empty_installation.folder / "keys" / "secret_key").write_text("baru" * 20, "utf-8")
    said = empty_installation.binakon("restore", kept.folder).stdout.splitlines()
    assert said[0] == f"Pemulihan terbukti: {kept.content}."
    assert "Kunci secret_key berbeda dari saat pencadangan: tautan lama tidak berlaku lagi." in said


@pytest.mark.usefixtures("at_home")
def test_demo_and_real_never_take_each_others_place(
    kept: Kept, copied: Path, installation: Installation
) -> None:
    with_keys_of(kept.installation, installation)
    demo = resealed(copied, lambda manifest: replace(manifest, kind="demo"))
    production, peragaan = (
        Installation(installation.folder, installation.database_url, mode)
        for mode in ("production", "demo")
    )
    refused = production.binakon("restore", demo, check=False)
    sentence = "Cadangan peragaan tidak boleh dipulihkan sebagai instalasi sungguhan.\n"
    assert (refused.returncode, refused.stderr) == (1, sentence)
    other = "Cadangan sungguhan tidak boleh dipulihkan ke dalam peragaan.\n"
    refused = peragaan.binakon("restore", kept.folder, check=False)
    assert (refused.returncode, refused.stderr) == (1, other)
    _demo, again = answers(installation, ["demo"], ["restore", kept.folder, "--replace"])
    assert (again.code, again.err) == (1, other)
    refused = kept.installation.binakon("restore", demo, "--replace", check=False)
    assert (refused.returncode, refused.stderr) == (1, sentence)


@pytest.mark.usefixtures("at_home")
def test_a_backup_of_the_other_database_is_refused(
    kept: Kept, copied: Path, installation: Installation
) -> None:
    with_keys_of(kept.installation, installation)
    other = "sqlite" if on_postgresql() else "postgresql"
    resealed(copied, lambda manifest: replace(manifest, vendor=other))
    refused = installation.binakon("restore", copied, check=False)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Cadangan ini dari {other}, sedangkan")


@pytest.mark.database
def test_an_installation_in_use_is_not_replaced(kept: Kept, installation: Installation) -> None:
    with_keys_of(kept.installation, installation)
    before = newest_line(installation)
    if on_postgresql():
        import psycopg  # noqa: PLC0415  (only where there is a cluster)

        with psycopg.connect(installation.database_url):
            refused = installation.binakon("restore", kept.folder, check=False)
    else:
        serving = sqlite3.connect(installation.folder / "data" / "binakon.sqlite3")
        serving.execute("SELECT count(*) FROM core_auditevent").fetchone()
        refused = installation.binakon("restore", kept.folder, check=False)
        serving.close()
    assert refused.returncode == 1
    assert "Hentikan layanan Binakon dulu, lalu ulangi; belum ada yang diganti." in refused.stderr
    assert newest_line(installation) == before
    assert leftovers(installation) == []


def test_a_backup_goes_only_where_it_harms_nothing(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "berisi").mkdir()
    (tmp_path / "berisi" / "surat.txt").write_text("penting", "utf-8")
    (tmp_path / "berkas").write_text("x", "utf-8")
    files, keys = (kept.installation.folder / name for name in ("data/files", "keys"))
    refusals = {
        tmp_path
        / "berisi": f"{tmp_path}/berisi sudah berisi hal lain, bukan cadangan Binakon. Pilih folder baru.",
        tmp_path / "berkas": f"{tmp_path}/berkas bukan folder. Pilih nama lain.",
        tmp_path
        / "x"
        / "y": f"Folder {tmp_path}/x belum ada. Buat dulu, atau periksa apakah disknya sudah terpasang.",
        files / "c": f"Cadangan tidak boleh berada di dalam {files}. Pilih folder lain.",
        keys / "c": f"Cadangan tidak boleh berada di dalam {keys}. Pilih folder lain.",
    }
    found = answers(kept.installation, *(["backup", folder] for folder in refusals))
    assert found == [Answer(1, "", f"{sentence}\n") for sentence in refusals.values()]
    assert (tmp_path / "berisi" / "surat.txt").read_text("utf-8") == "penting"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berisi", "berkas"]


def test_a_database_that_was_never_set_up_is_said_in_one_sentence(
    empty_installation: Installation, tmp_path: Path
) -> None:
    refused = empty_installation.binakon("backup", tmp_path / "c", check=False)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert "binakon migrate" in refused.stderr
    assert not (tmp_path / "c").exists()
