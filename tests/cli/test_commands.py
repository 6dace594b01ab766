"""The command line as scripts rely on it: exit codes, stdout for the answer, stderr for problems."""

import json
from pathlib import Path

from tests.installation import PLAN, Installation


def test_the_published_plan_in_four_commands(installation: Installation) -> None:
    installation.typed("load-plan", PLAN)
    answer = installation.typed("figures", 2026, "--json", "--as-of", "2026-01-27")
    assert json.loads(answer.stdout)["current_target_total"] == 260
    assert answer.stderr == ""
    assert installation.typed("load-plan", PLAN).stdout == "Tidak ada perubahan.\n"
    assert installation.typed("brief", 2026).stdout.startswith("DRAF")
    assert (
        installation.typed("check-figures").stdout
        == "Semua penghitung sama dengan baris-barisnya.\n"
    )


def test_every_problem_of_a_file_goes_to_stderr_with_its_line_and_nothing_is_stored(
    installation: Installation, tmp_path: Path
) -> None:
    bad = tmp_path / "rencana.toml"
    bad.write_text(
        '[programme]\noffice = "63"\nyear = 2026\nname = "x"\nbogus = 1\n[[activity]]\ncode = "a"\nkind = "bimtek"\ntitle = "t"\nlevels = [5]\nwindow = "2026-02-31"\n',
        encoding="utf-8",
    )
    refused = installation.typed("load-plan", bad, check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert [line.split(": ")[0] for line in refused.stderr.splitlines()] == [
        f"{bad}:5",
        f"{bad}:10",
        f"{bad}:11",
    ]
    assert installation.typed("figures", 2026, "--json", check=False).returncode == 1


def test_a_file_that_cannot_be_read_is_a_problem_too(
    installation: Installation, tmp_path: Path
) -> None:
    refused = installation.typed("load-plan", tmp_path / "tidak-ada.toml", check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert (
        refused.stderr
        == f"{tmp_path}/tidak-ada.toml:1: Berkas tidak ditemukan; periksa nama dan foldernya\n"
    )


def test_a_year_without_a_plan_is_no_such_data(installation: Installation) -> None:
    for words in (("figures", 2031, "--json"), ("brief", 2031), ("brief", 2026, "--office", "99")):
        refused = installation.typed(*words, check=False)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert len(refused.stderr.splitlines()) == 1


def test_wrong_usage_exits_with_two(installation: Installation) -> None:
    for words in (
        ("figures", "tahun", "--json"),
        ("figures", 2026),
        ("dance",),
        ("serve", "--port", "abc"),
    ):
        assert installation.typed(*words, check=False).returncode == 2


def test_a_database_that_is_not_ready_is_said_in_one_sentence(
    empty_installation: Installation,
) -> None:
    refused = empty_installation.typed("figures", 2026, "--json", check=False)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert "binakon migrate" in refused.stderr


def test_a_demo_refuses_to_serve_as_production(installation: Installation) -> None:
    installation.typed("demo")
    production = Installation(installation.folder, installation.database_url, "production")
    refused = production.typed("serve", "--port", 8999, check=False)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
