"""What each command does: it calls one action or one query and prints the answer."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError

from binakon.certification.actions import reference as certification_reference
from binakon.cli import backups, serving
from binakon.core import queues
from binakon.core.actor import SET_UP, import_actor, job_actor
from binakon.core.calendar import today
from binakon.core.problems import Problem
from binakon.demo.links import personal_links
from binakon.demo.story import tell
from binakon.people import actions as people_actions
from binakon.people import queries as people
from binakon.people.models import Role
from binakon.planning import actions as planning_actions
from binakon.planning.queries.uploads import names_for
from binakon.planning.rules.plan_file import PlanFile
from binakon.planning.sheets.book_read import read_workbook
from binakon.planning.sheets.book_words import BookWords
from binakon.planning.sheets.plan_file import parse_plan, read_plan_file
from binakon.reports.queries.check import figure_problems
from binakon.reports.queries.figures import figures_of
from binakon.reports.queries.frozen import brief_with_status

Options = argparse.Namespace
WORKBOOKS = {".xlsx", ".xls", ".ods"}


def run(options: Options) -> int:
    """Run the command that was asked for; a database that is not there or not ready is said in one sentence."""
    try:
        return _COMMANDS[options.command](options)
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0]
        print(
            f"Basis data belum siap ({reason}). Periksa BINAKON_DATABASE_URL, lalu jalankan: binakon migrate",
            file=sys.stderr,
        )
        return 1


def _migrate(_options: Options) -> int:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    people_actions.load_reference(by=SET_UP)
    planning_actions.load_reference(by=SET_UP)
    certification_reference.load_reference(by=SET_UP)
    return 0


def _load_plan(options: Options) -> int:
    path: Path = options.file
    data, problems = read_plan_file(path)
    if data is None:
        return _refuse(path, problems)
    plan, problems, notes = _read_plan(path, data)
    if problems or plan is None:
        return _refuse(path, [*problems, *(planning_actions.judge_plan(plan) if plan else [])])
    result = planning_actions.load_plan(
        plan, by=import_actor(path.name), is_dry_run=options.dry_run
    )
    if result.problems:
        return _refuse(path, result.problems)
    for line in (*notes, *result.changes):
        print(line)
    if not result.changes:
        print("Tidak ada perubahan.")
    elif options.dry_run:
        print("Percobaan saja: tidak ada yang disimpan.")
    return 0


def _read_plan(path: Path, data: bytes) -> tuple[PlanFile | None, list[Problem], list[str]]:
    """A plan file is TOML unless its name or its first bytes are a workbook's."""
    if path.suffix.lower() not in WORKBOOKS and not data.startswith(b"PK\x03\x04"):
        return *parse_plan(data), []
    names = names_for(settings.HOME_OFFICE)
    words = BookWords(names.sub_activities, names.regions, names.indicators, today().year)
    return read_workbook(data, words)


def _refuse(path: Path, problems: list[Problem]) -> int:
    # Two readings may find the same thing; it is said once.
    for problem in dict.fromkeys(sorted(problems, key=lambda problem: problem.line or 1)):
        print(f"{path}:{problem.line or 1}: {problem.sentence}", file=sys.stderr)
    return 1


def _add_user(options: Options) -> int:
    code = options.office or settings.HOME_OFFICE
    office = people.office(code)
    problems = []
    if options.role not in Role.values:
        problems.append(
            f"Peran {options.role} tidak dikenal. Pakai salah satu dari: {', '.join(Role.values)}."
        )
    elif options.role == Role.PARTNER:
        problems.append("Mitra ditambahkan bersama organisasinya, bukan dengan perintah ini.")
    if office is None:
        problems.append(f"Kantor {code} tidak dikenal. Periksa kodenya, misalnya 63 atau 63.09.")
    if "@" not in options.email:
        problems.append(f"{options.email} bukan alamat surel. Tulis seperti nama@contoh.go.id.")
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    by = job_actor("binakon add-user")
    user = people_actions.add_user(email=options.email, name=options.name, password=None, by=by)
    people_actions.grant_role(
        user=user, role=Role(options.role), office_code=code, starts_on=today(), by=by
    )
    print(f"{user} ({user.email}) sekarang {Role(options.role).label} di {office}.")
    print("Kata sandinya dibuat sendiri lewat “Lupa kata sandi?” di halaman masuk.")
    return 0


def _demo(options: Options) -> int:
    tell(as_of=options.as_of or today())
    links = personal_links()
    if links:
        print(
            "Pendaftar, peserta, dan narasumber contoh tidak punya kata sandi; masing-masing dibuka dengan tautannya:"
        )
    for words, link in links:
        print(f"  {words}\n    {link}")
    return 0


def _figures(options: Options) -> int:
    office = options.office or settings.HOME_OFFICE
    figures = figures_of(office, options.year, options.as_of or today())
    if figures is None:
        return _no_data(office, options.year)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0


def _brief(options: Options) -> int:
    office = options.office or settings.HOME_OFFICE
    brief = brief_with_status(office, options.year, options.as_of or today())
    if brief is None:
        return _no_data(office, options.year)
    if options.format == "json":
        print(json.dumps(brief.as_json(), ensure_ascii=False, indent=1))
    else:
        print(brief.as_text(), end="")
    return 0


def _no_data(office: str, year: int) -> int:
    print(
        f"Belum ada rencana kantor {office} tahun {year}. Muat dulu dengan: binakon load-plan BERKAS.toml",
        file=sys.stderr,
    )
    return 1


def _check_figures(_options: Options) -> int:
    problems = figure_problems()
    for problem in problems:
        print(problem.sentence, file=sys.stderr)
    if not problems:
        print("Semua penghitung sama dengan baris-barisnya.")
    return 1 if problems else 0


def _check_queues(_options: Options) -> int:
    stuck = queues.stuck()
    for each in stuck:
        print(each.sentence, file=sys.stderr)
    if not stuck:
        print("Tidak ada pekerjaan latar yang tertahan.")
    return 1 if stuck else 0


_COMMANDS: dict[str, Callable[[Options], int]] = {
    "serve": serving.serve,
    "work": serving.work,
    "migrate": _migrate,
    "load-plan": _load_plan,
    "add-user": _add_user,
    "demo": _demo,
    "figures": _figures,
    "brief": _brief,
    "check-figures": _check_figures,
    "check-queues": _check_queues,
    "backup": backups.backup,
    "restore": backups.restore,
}
