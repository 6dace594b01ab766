"""What a restore brings back, row for row and file for file, and what it must not bring back."""

import json
from pathlib import Path

import pytest

from binakon.core.backup.rows import RowSum
from tests.core.backups import (
    COMMANDS,
    FILES,
    PROBE,
    BroughtBack,
    Kept,
    answers,
    asked,
    kept_aside,
    on_postgresql,
    with_keys_of,
)
from tests.installation import Installation
from tests.runners import in_process

pytestmark = pytest.mark.database


def test_a_backup_comes_back_row_for_row_and_file_for_file(
    kept: Kept, brought_back: BroughtBack
) -> None:
    assert kept.said.splitlines()[0] == f"Cadangan selesai di {kept.folder}: {kept.content}."
    assert brought_back.said.splitlines()[0] == f"Pemulihan terbukti: {kept.content}."
    before, after = kept.manifest, brought_back.again
    # The restore itself has held two messages and written one line of history, after the proof.
    assert after["tables"].keys() == before["tables"].keys()
    differing = {name for name, table in before["tables"].items() if table != after["tables"][name]}
    assert differing == {"core_message", "core_auditevent"}
    assert after["files"] == before["files"]
    folder = brought_back.installation.folder / "data" / "files"
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES


def test_figures_and_counters_are_the_same_after_a_restore(
    kept: Kept, brought_back: BroughtBack
) -> None:
    assert json.loads(kept.figures)["current_target_total"] == 260
    assert brought_back.told["figures"] == [0, kept.figures, ""]
    assert brought_back.told["check"] == [0, "Semua penghitung sama dengan baris-barisnya.\n", ""]


def test_ratified_versions_are_guarded_again_after_a_restore(brought_back: BroughtBack) -> None:
    assert brought_back.told["frozen"] is True


def test_a_restore_ends_all_sessions_and_empties_the_cache(
    kept: Kept, brought_back: BroughtBack
) -> None:
    counted = "SELECT (SELECT count(*) FROM django_session), (SELECT count(*) FROM core_cache)"
    assert asked(kept.installation, counted) == [(1, 1)]
    assert (brought_back.told["sessions"], brought_back.told["cached"]) == (0, None)
    assert kept.manifest["left_empty"] == ["core_cache", "django_session"]


def test_messages_that_may_have_been_sent_since_are_held_until_somebody_lets_them_go(
    kept: Kept, brought_back: BroughtBack
) -> None:
    assert kept.manifest["unsent_messages"] == 3
    assert "2 pesan yang belum terkirim saat pencadangan ditahan" in brought_back.said
    told = brought_back.told
    assert told["unsent"] == ["nanti", "diklaim", "menunggu"]
    assert (told["next"], told["released"]) == ("None", 2)
    assert told["then"] == "diklaim → warga@contoh.example"


@pytest.mark.both_in_full
def test_the_operator_who_knows_that_nothing_was_sent_lets_them_go_at_once(
    kept: Kept, empty_installation: Installation
) -> None:
    with_keys_of(kept.installation, empty_installation)
    code = (
        f"{COMMANDS}said = run('restore', {str(kept.folder)!r}, '--send-unsent')[1]\n{PROBE}"
        "print(json.dumps([said, told]))"
    )
    said, told = json.loads(in_process(empty_installation, code))
    assert "ditahan" not in said
    # The claimed one is free when its claim is ten minutes old, as after the death of a worker.
    assert (told["next"], told["released"]) == ("menunggu → warga@contoh.example", 0)


def test_a_number_that_was_given_once_is_not_given_to_another_row(
    kept: Kept, brought_back: BroughtBack
) -> None:
    assert kept.manifest["newest_history"]["id"] == kept.given_id - 1
    number, action, after = brought_back.told["newest"]
    assert (number, action) == (kept.given_id + 1, "installation:restore")
    rows = sum(table["rows"] for table in kept.manifest["tables"].values())
    assert after == {"rows": rows, "files": len(FILES), "held_messages": 2}


def test_a_former_installation_is_kept_aside_whole(kept: Kept, installation: Installation) -> None:
    with_keys_of(kept.installation, installation)
    former = installation.folder / "data" / "files" / "lama.bin"
    former.parent.mkdir(parents=True)
    former.write_bytes(b"lama")
    added, refused = answers(
        installation,
        ["add-user", "lama@contoh.example", "--name", "Lama (contoh)", "--role", "staff"],
        ["restore", kept.folder],
    )
    assert (added.code, refused.code, refused.out) == (0, 1, "")
    assert refused.err.startswith("Instalasi ini sudah berisi data.")
    users = "SELECT email FROM people_user"
    assert asked(installation, users) == [("lama@contoh.example",)]
    said = installation.binakon("restore", kept.folder, "--replace").stdout
    assert asked(installation, users) == []
    database, files = kept_aside(said)
    assert (Path(files) / "lama.bin").read_bytes() == b"lama"
    if on_postgresql():
        found = asked(installation, f"SELECT email FROM {database}.people_user")
    else:
        found = asked(Installation(installation.folder, f"sqlite:///{database}"), users)
    assert found == [("lama@contoh.example",)]


def test_a_second_backup_takes_the_place_of_the_first(
    installation: Installation, copied: Path
) -> None:
    installation.binakon("backup", copied)
    new = json.loads((copied / "manifest.json").read_text("utf-8"))
    assert new["tables"]["planning_activity"]["rows"] == 0
    assert new["files"] == []
    assert [path.name for path in copied.parent.glob(f"{copied.name}*")] == [copied.name]


# Triggers of later migrations would stand in the way of going back, which only this test does.
TURN_BACK = """
from django.core.management import call_command
from django.db import connection
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
call_command("migrate", "reports", "zero", verbosity=0)
"""
SHAPE = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
print("reports_briefedition" in connection.introspection.table_names(), len(missing))
"""


def test_a_backup_of_an_older_program_is_brought_up_to_date(
    installation: Installation, empty_installation: Installation, tmp_path: Path
) -> None:
    place = str(tmp_path / "c")
    code = f"{COMMANDS}{TURN_BACK}{SHAPE}print(run('backup', {place!r})[0])"
    assert in_process(installation, code).split() == ["False", "1", "0"]
    with_keys_of(installation, empty_installation)
    code = f"{COMMANDS}print(run('restore', {place!r})[1])\n{SHAPE}"
    said = in_process(empty_installation, code).splitlines()
    assert said[0].startswith("Pemulihan terbukti: ")
    assert said[-1] == "True 0"


def test_the_sum_of_a_table_knows_no_order_and_notices_every_other_difference() -> None:
    def sum_of(*rows: bytes) -> str:
        found = RowSum()
        for row in rows:
            found.add(row)
        return found.table(("a",)).digest

    assert sum_of(b"1", b"2", b"3") == sum_of(b"3", b"1", b"2")
    others = {sum_of(b"1", b"2"), sum_of(b"1", b"2", b"2", b"2"), sum_of(b"1", b"3"), sum_of()}
    assert len(others) == 4


def test_no_key_is_in_a_backup(kept: Kept) -> None:
    folder = kept.installation.folder / "keys"
    secrets = {path.name: path.read_bytes().strip() for path in folder.iterdir()}
    assert secrets.keys() == kept.manifest["keys"].keys() == {"secret_key", "data_key"}
    backed_up = b"".join(path.read_bytes() for path in kept.folder.rglob("*") if path.is_file())
    assert [name for name, secret in secrets.items() if secret in backed_up] == []
    assert (kept.folder.stat().st_mode & 0o777) == 0o700
