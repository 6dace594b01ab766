"""Reads a workbook of study programmes by field or occupation: every fault by its cell."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from binakon.core.problems import Problem
from binakon.planning.sheets.book_cells import Fault
from binakon.planning.sheets.book_sheets import Column, Form, Sheet
from binakon.planning.sheets.book_single import Sought, fault_sentence, find_table
from binakon.planning.sheets.book_tables import RawTable
from binakon.planning.sheets.plan_keys import Key, Kind, Table

MOST_ROWS = 20_000
_LONGEST = {"field_name": 200, "occupation_code": 20, "study_programme": 200}


def _column(name: str, label: str, meaning: str, words: str, *, required: bool = False) -> Column:
    key = Key(label, Kind.TEXT, meaning, is_required=required, fills=name)
    return Column(name, key, label, "", (label.lower(), *words.split(","), name), 30, Form.TEXT)


_COLUMNS = (
    _column("field_name", "Bidang", gettext_noop("bidang jabatan kerja"), "subklasifikasi,bidang jabatan,field"),
    _column("occupation_code", "Kode jabatan", gettext_noop("kode jabatan kerja, boleh kosong"), "kode,kode jabker,kode jabatan kerja"),
    _column("study_programme", "Program studi", gettext_noop("seperti di ijazah"), "prodi,jurusan,program studi jurusan", required=True),
)  # fmt: skip
PROGRAMME_SHEET = Sheet(
    Table("programme", tuple(column.key for column in _COLUMNS)),
    "Program studi",
    ("program studi", "prodi", "daftar program studi", "data"),
    _COLUMNS,
)


@dataclass(slots=True)
class ProgrammeBook:
    """What stands in a workbook: rows of field, code and programme, what is wrong, what was passed over."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_programmes(content: bytes) -> ProgrammeBook:
    """Every row of the workbook, each once; with any problem none of it may be taken."""
    sought = Sought(
        PROGRAMME_SHEET,
        sure=("study_programme",),
        needed=("study_programme",),
        most=MOST_ROWS,
        nothing=_(
            "Belum ada program studi di lembar ini. Isi satu per baris di bawah judul kolom."
        ),
        too_many=_("Satu berkas paling banyak %(most)d baris. Bagi menjadi beberapa berkas."),
    )
    seen = find_table(content, sought)
    found = ProgrammeBook(problems=list(seen.problems), notes=list(seen.notes))
    if seen.table is not None:
        _read_rows(seen.table, found)
    return found


def _read_rows(table: RawTable, found: ProgrammeBook) -> None:
    rows: dict[tuple[str, str, str], None] = {}
    for at, number in enumerate(table.rows):
        values = {name: _text(table, number, name, at, found) for name in _LONGEST}
        if not values["study_programme"]:
            cell = table.place.cell(number, "study_programme")
            found.problems.append(
                Problem("programme", _("Program studinya belum diisi."), line=cell)
            )
        elif not values["field_name"] and not values["occupation_code"]:
            cell = table.place.cell(number, "study_programme")
            sentence = _("Isi bidang atau kode jabatan kerjanya.")
            found.problems.append(Problem("field", sentence, line=cell))
        rows[(values["field_name"], values["occupation_code"], values["study_programme"])] = None
    found.rows = list(rows)


def _text(table: RawTable, number: int, name: str, at: int, found: ProgrammeBook) -> str:
    raw = table.cells[name][at] if name in table.cells else ""
    if isinstance(raw, Fault):
        found.problems.append(
            Problem("cell_error", fault_sentence(raw), line=table.place.cell(number, name))
        )
        return ""
    text = " ".join(str(raw or "").split())
    if len(text) > _LONGEST[name]:
        sentence = _("Paling panjang %(most)d huruf. Pendekkan.") % {"most": _LONGEST[name]}
        found.problems.append(Problem("long", sentence, line=table.place.cell(number, name)))
    return text
