"""Reads a plan file: TOML bytes in, facts and every problem with its line out."""

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import (
    ActivityEntry,
    CeilingEntry,
    GoalEntry,
    HistoryEntry,
    PlanFile,
    TargetEntry,
    VersionEntry,
)
from binakon.planning.rules.plan_order import in_line_order
from binakon.planning.sheets.plan_keys import (
    ACTIVITY,
    BUDGET,
    GOAL,
    HISTORY,
    MOST_RUPIAH,
    PROGRAMME,
    STATED,
    TARGET,
    TOP_NAMES,
    VERSION,
    Key,
    Kind,
)
from binakon.planning.sheets.plan_tables import TableReader
from binakon.planning.sheets.plan_values import ALL, Refused, take_value, word_for
from binakon.planning.sheets.toml_lines import Path, line_index
from binakon.planning.sheets.toml_text import LARGEST, read_toml, too_large


def read_plan_file(path: FilePath) -> tuple[bytes | None, list[Problem]]:
    """The bytes of the file, or why they cannot be had."""
    try:
        if path.is_dir():
            sentence = _("Ini sebuah folder; sebutkan berkas rencana di dalamnya")
            return None, [Problem("unreadable", sentence, line=1)]
        # A device or a pipe may never end, and opening one may wait for ever.
        if path.exists() and not path.is_file():
            sentence = _("Ini bukan berkas biasa; sebutkan berkas rencana dalam format TOML")
            return None, [Problem("unreadable", sentence, line=1)]
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        sentence = _("Berkas tidak ditemukan; periksa nama dan foldernya")
    except PermissionError:
        sentence = _("Berkas tidak boleh dibaca; minta izin baca kepada pemilik berkas")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = _("Berkas tidak dapat dibaca (%(reason)s); periksa nama dan tempatnya") % {
            "reason": reason
        }
    else:
        return (None, [too_large()]) if len(data) > LARGEST else (data, [])
    return None, [Problem("unreadable", sentence, line=1)]


def parse_plan(data: bytes) -> tuple[PlanFile | None, list[Problem]]:
    """The facts that could be read (None: none at all) and every problem, in line order.

    A plan with problems is fit to be judged further by the rules, never to be stored.
    """
    toml = read_toml(data)
    if toml.values is None:
        return None, in_line_order(toml.problems)
    reader = _PlanReader(line_index(toml.text), is_mended=bool(toml.problems))
    plan = reader.plan(toml.values)
    return plan, in_line_order([*toml.problems, *reader.problems])


class _PlanReader(TableReader):
    """Builds the entries of a plan out of the tables."""

    def plan(self, values: Mapping[str, Any]) -> PlanFile:
        meant = self.unknown_names(values, TOP_NAMES, (), _("di tingkat atas berkas"))
        self.unread.update(meant)
        programme = self._programme(values, is_meant=PROGRAMME.name in meant)
        versions = tuple(self._version(*found) for found in self.tables(VERSION, values, ()))
        goals = tuple(
            GoalEntry(**self.fields(GOAL, *found)) for found in self.tables(GOAL, values, ())
        )
        activities = tuple(self._activity(*found) for found in self.tables(ACTIVITY, values, ()))
        history = tuple(
            HistoryEntry(**self.fields(HISTORY, *found))
            for found in self.tables(HISTORY, values, ())
        )
        return PlanFile(
            **programme,
            versions=versions,
            goals=goals,
            activities=activities,
            history=history,
            stated=self._stated(values),
            unread=frozenset(self.unread),
        )

    def _programme(self, values: Mapping[str, Any], *, is_meant: bool) -> dict[str, Any]:
        for found, path in self.tables(PROGRAMME, values, ()):
            return self.fields(PROGRAMME, found, path)
        if not is_meant and PROGRAMME.name not in values:
            self.unread.add(PROGRAMME.name)
            sentence = _("Tabel [programme] belum ada; tulis dengan office, year, dan name")
            self.report("missing_table", sentence, ())
        return {"office": "", "year": 0, "name": ""}

    def _version(self, values: Mapping[str, Any], path: Path) -> VersionEntry:
        fields = self.fields(VERSION, values, path)
        targets = tuple(self._target(*found) for found in self.tables(TARGET, values, path))
        ceilings = tuple(
            CeilingEntry(**self.fields(BUDGET, *found))
            for found in self.tables(BUDGET, values, path)
        )
        parts = {"targets": targets, "ceilings": ceilings}
        return VersionEntry(**{"number": 1, "status": "draft", **fields, **parts})

    def _target(self, values: Mapping[str, Any], path: Path) -> TargetEntry:
        before = set(self.unread)
        self.unread.clear()
        fields = self.fields(TARGET, values, path)
        here = {name.rpartition(".")[2] for name in self.unread}
        self.unread |= before
        given = here.union(values)
        if "people" in given and given & {"value", "unit"}:
            sentence = _("Target diisi dua kali; isi people saja, atau value bersama unit saja")
            self.report("target_twice", sentence, path)
        elif not given & {"people", "value", "unit"}:
            self.unread.add("version.target.people")
            sentence = _("Jumlah target belum diisi; isi people, atau value bersama unit")
            self.report("missing_key", sentence, path)
        elif "people" not in given:
            self._check_pair(fields, given, path)
        return TargetEntry(**fields)

    def _check_pair(self, fields: Mapping[str, Any], given: set[str], path: Path) -> None:
        if "value" not in given:
            sentence = _("Kolom “unit” memerlukan “value”; isi juga jumlahnya")
            self.report("missing_key", sentence, path)
        elif "unit" not in given or fields.get("unit") == "":
            sentence = _("Kolom “value” memerlukan “unit”; isi juga satuannya, misalnya “dokumen”")
            self.report("missing_key", sentence, path)

    def _activity(self, values: Mapping[str, Any], path: Path) -> ActivityEntry:
        fields = self.fields(ACTIVITY, values, path)
        if fields.get("regions") == ALL:
            fields |= {"regions": (), "is_all_regions": True}
        return ActivityEntry(**fields)

    def _stated(self, values: Mapping[str, Any]) -> dict[str, tuple[int, int | None]]:
        found = values.get(STATED, {})
        if not isinstance(found, dict):
            if not self.is_broken(found):
                sentence = _("“stated” ditulis sebagai %(found)s; tulis sebagai tabel [stated]")
                self.report("wrong_table", sentence % {"found": word_for(found)}, (STATED,))
            return {}
        totals: dict[str, tuple[int, int | None]] = {}
        for name, value in found.items():
            if self.is_broken(value):
                continue
            try:
                number = take_value(_stated_key(name), value)
            except Refused as refused:
                self.report(refused.code, refused.sentence, (STATED, name))
            else:
                totals[name] = (number, self.lines.line((STATED, name)))
        return totals


def _stated_key(name: str) -> Key:
    """A published gap may be negative: the plan promises more than the goal."""
    least = -MOST_RUPIAH if name == "gap" else 0
    shown = name if len(name) <= 60 else name[:60] + "…"
    meaning = _("jumlah seperti yang diumumkan")
    return Key(shown, Kind.INTEGER, meaning, least=least, most=MOST_RUPIAH)
