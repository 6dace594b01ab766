"""A list as a file that is safe to open: every row that the filters find, as CSV or xlsx, never a formula.

    wanted = exports.wanted(request.GET, is_personal=False)
    return exports.answer(exports.Export(LIST, queryset, lists.ask(LIST, request.GET), …), wanted)

`text` says what a text may hold and how CSV protects it, `sheet` writes xlsx, `answer` hands either over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from binakon.core.exports.content import Export
from binakon.core.exports.rows import csv_parts
from binakon.core.exports.sheet import write_xlsx
from binakon.core.exports.text import clean, protect, unprotect
from binakon.core.problems import NotAllowed, Problem, refuse

CSV, XLSX = "csv", "xlsx"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHORTEST_REASON = 5

__all__ = [
    "CSV",
    "XLSX",
    "Export",
    "Wanted",
    "answer",
    "clean",
    "csv_parts",
    "protect",
    "unprotect",
    "wanted",
    "write_xlsx",
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file somebody asked for; a `reason` asks for the personal columns too."""

    form: str
    reason: str = ""

    @property
    def with_personal(self) -> bool:
        """Whether personal columns belong to it."""
        return bool(self.reason)


def wanted(words: Mapping[str, Any], *, is_personal: bool, may_personal: bool = False) -> Wanted:
    """Read a download's form: a GET is without personal columns, a POST (`is_personal`) with them.

    Raises `NotAllowed` when the viewer's role may not have them, `Blocked` when no reason is given. The caller's action
    writes the reason, who and how many rows into the history before it answers with the file.
    """
    form = CSV if words.get("bentuk") == CSV else XLSX
    if not is_personal:
        return Wanted(form)
    if not may_personal:
        raise NotAllowed(_("Peran Anda tidak boleh mengunduh data pribadi."))
    reason = " ".join(str(words.get("alasan", "")).split())[:300]
    if len(reason) < SHORTEST_REASON:
        refuse(
            [
                Problem(
                    "reason",
                    _("Tulis alasan mengunduh data pribadi, misalnya “daftar hadir hari pertama”."),
                )
            ]
        )
    return Wanted(form, reason)


def answer(export: Export, form: str) -> FileResponse | StreamingHttpResponse:
    """The file as a download: CSV streamed while it is read, xlsx from a temporary file. Never cached."""
    if form == CSV:
        streamed = StreamingHttpResponse(csv_parts(export), content_type="text/csv; charset=utf-8")
        streamed["Content-Disposition"] = f'attachment; filename="{export.file_name(CSV)}"'
        streamed["Cache-Control"] = "no-store"
        return streamed
    whole = FileResponse(
        write_xlsx(export),
        as_attachment=True,
        filename=export.file_name(XLSX),
        content_type=XLSX_TYPE,
    )
    whole["Cache-Control"] = "no-store"
    return whole
