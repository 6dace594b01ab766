"""Walks the tables of a plan file by their list of keys and notes everything that does not fit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.sheets.plan_keys import Key, Kind, Table
from binakon.planning.sheets.plan_values import BLANKS, MEMBERS, Refused, take_value, word_for
from binakon.planning.sheets.toml_lines import LineIndex, Path
from binakon.planning.sheets.toml_text import BROKEN

# Looking for what was meant is slow, and past so many strange names no suggestion helps.
_MOST_SUGGESTIONS = 200


class TableReader:
    """Takes values out of tables; `problems` and `unread` tell what could not be taken."""

    def __init__(self, lines: LineIndex, *, is_mended: bool) -> None:
        self.lines = lines
        self.is_mended = is_mended
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self._suggestions = 0

    def report(self, code: str, sentence: str, path: Path) -> None:
        self.problems.append(Problem(code, sentence, line=self.lines.line(path)))

    def is_broken(self, value: object) -> bool:
        """Whether the value was put aside with its problem already told."""
        return self.is_mended and value == BROKEN

    def unknown_names(
        self, values: Mapping[str, Any], names: tuple[str, ...], path: Path, where: str
    ) -> set[str]:
        """Report the names that do not exist; return the known ones that were meant by them."""
        meant_by_them = set()
        for name in values:
            if name in names:
                continue
            # A second [[activitie]] is an activity too; a second key of one name cannot be.
            meant = self._meant(name, [known for known in names if not path or known not in values])
            if meant:
                meant_by_them.add(meant)
            if self.is_broken(values[name]):
                continue
            shown = name if len(name) <= 60 else name[:60] + "…"
            sentence = _("“%(name)s” tidak dikenal %(where)s") % {"name": shown, "where": where}
            if meant:
                advice = _("; mungkin maksudnya “%(meant)s”") % {"meant": meant}
            else:
                advice = _("; hapus, atau pakai salah satu dari: %(names)s") % {
                    "names": ", ".join(names)
                }
            self.report("unknown_key", sentence + advice, (*path, name))
        return meant_by_them

    def _meant(self, name: str, free: list[str]) -> str:
        if len(name) > 40 or self._suggestions >= _MOST_SUGGESTIONS:
            return ""
        self._suggestions += 1
        return next(iter(get_close_matches(name.lower(), free, n=1, cutoff=0.7)), "")

    def fields(self, table: Table, values: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """The fields of one table, blanks for what is required but cannot be read."""
        where = _("pada %(table)s") % {"table": table.header}
        meant = self.unknown_names(values, table.names, path, where)
        taken: dict[str, Any] = {}
        for key in table.keys:
            if key.name in values:
                found = self._take(table, key, values[key.name], (*path, key.name))
            else:
                found = self._missing(table, key, path, is_meant=key.name in meant)
            if found is not None:
                taken[key.target] = found
        for child in meant.intersection(table.children):
            self.unread.add(f"{table.name}.{child}")
        taken["line"] = self.lines.line(path)
        taken["lines"] = self._key_lines(values, path)
        return taken

    def _key_lines(self, values: Mapping[str, Any], path: Path) -> dict[str, int]:
        found = {}
        for name, value in values.items():
            found[name] = self.lines.line((*path, name))
            if isinstance(value, list):
                for number in range(len(value)):
                    found[f"{name}.{number}"] = self.lines.line((*path, name, number))
        return found

    def _missing(self, table: Table, key: Key, path: Path, *, is_meant: bool) -> Any:
        if is_meant:
            self.unread.add(f"{table.name}.{key.name}")
        elif key.is_required:
            self.unread.add(f"{table.name}.{key.name}")
            sentence = _("Kolom “%(key)s” pada %(table)s belum diisi; isi dengan %(meaning)s")
            words = {"key": key.name, "table": table.header, "meaning": _(key.meaning)}
            self.report("missing_key", sentence % words, path)
        return BLANKS[key.kind] if key.is_required else None

    def _take(self, table: Table, key: Key, value: object, path: Path) -> Any:
        try:
            if self.is_broken(value):
                self.unread.add(f"{table.name}.{key.name}")
                return BLANKS[key.kind] if key.is_required else None
            found = take_value(key, value)
        except Refused as refused:
            self.unread.add(f"{table.name}.{key.name}")
            self.report(refused.code, refused.sentence, path)
            return BLANKS[key.kind] if key.is_required else None
        return self._members(table, key, found, path) if isinstance(found, list) else found

    def _members(self, table: Table, key: Key, found: list[Any], path: Path) -> tuple[Any, ...]:
        member = replace(key, kind=MEMBERS[key.kind], is_required=key.kind is not Kind.INTEGERS)
        taken = []
        for number, value in enumerate(found):
            try:
                taken.append(take_value(member, value))
            except Refused as refused:
                self.unread.add(f"{table.name}.{key.name}")
                self.report(refused.code, refused.sentence, (*path, number))
        return tuple(taken)

    def tables(
        self, table: Table, values: Mapping[str, Any], path: Path
    ) -> Iterator[tuple[Mapping[str, Any], Path]]:
        """Every table of that name with its path; one bracket too few or too many is told once."""
        name = table.name.rpartition(".")[2]
        if name not in values:
            return
        found, here = values[name], (*path, name)
        if self.is_broken(found):
            self.unread.add(table.name)
        elif isinstance(found, dict):
            if table.is_repeated:
                self._wrong_table(table, found, here)
            yield found, here
        elif isinstance(found, list):
            if not table.is_repeated:
                self._wrong_table(table, found, here)
            for number, member in enumerate(found if table.is_repeated else found[:1]):
                if isinstance(member, dict):
                    yield member, (*here, number)
                else:
                    self._wrong_table(table, member, (*here, number))
        else:
            self._wrong_table(table, found, here)

    def _wrong_table(self, table: Table, found: object, path: Path) -> None:
        self.unread.add(table.name)
        sentence = _("“%(name)s” ditulis sebagai %(found)s; tulis sebagai tabel %(header)s")
        words = {"name": table.name, "found": word_for(found), "header": table.header}
        self.report("wrong_table", sentence % words, path)
