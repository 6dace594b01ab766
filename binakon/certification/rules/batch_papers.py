"""The words of a batch's papers: the covering letter to the LSP and the minutes of a test."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from binakon.certification.states import CasePaperKind
from binakon.core.problems import Problem

FIELDS: Mapping[str, tuple[str, ...]] = {
    CasePaperKind.LETTER: ("subject", "nature", "body", "copies"),
    CasePaperKind.MINUTES: ("opening", "body", "witness_name", "witness_position"),
}
SERIES = "surat"


def default_body(kind: str, *, activity: str, lsp: str, many: int) -> dict[str, str]:
    """What a new paper says before anybody changed it; papers are in Indonesian."""
    if kind == CasePaperKind.LETTER:
        return {
            "subject": "Pengantar peserta uji kompetensi",
            "nature": "Biasa",
            "body": (
                f"Sehubungan dengan pelaksanaan {activity}, bersama ini kami sampaikan daftar {many} orang peserta "
                f"untuk mengikuti uji kompetensi melalui {lsp}, sebagaimana terlampir.\n\n"
                "Kami mohon agar permohonan para peserta diverifikasi, dan kekurangan berkas disampaikan kepada kami "
                "secepatnya. Jadwal, tempat dan asesor uji mohon disampaikan paling lambat 7 hari sebelum hari uji."
            ),
            "copies": "",
        }
    return {
        "opening": (
            f"telah dilaksanakan uji kompetensi peserta {activity} oleh {lsp}, dengan hasil sebagai berikut:"
        ),
        "body": "",
        "witness_name": "",
        "witness_position": "",
    }


def paper_problems(kind: str, body: Mapping[str, str], *, rows: int) -> list[Problem]:
    """What stands in the way of giving a paper its number."""
    problems = []
    needed = {"subject": _("Tulis hal suratnya."), "body": _("Tulis isi suratnya.")}
    if kind == CasePaperKind.MINUTES:
        needed = {"opening": _("Tulis kalimat pembukanya.")}
    problems += [
        Problem(field, sentence)
        for field, sentence in needed.items()
        if not body.get(field, "").strip()
    ]
    if not rows and kind == CasePaperKind.LETTER:
        problems.append(Problem("empty", _("Rombongan ini masih kosong. Pilih pesertanya dulu.")))
    if not rows and kind == CasePaperKind.MINUTES:
        sentence = _("Belum ada hasil uji untuk dimuat. Masukkan hasilnya dulu.")
        problems.append(Problem("empty", sentence))
    return problems


def outcome_count(rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many of the rows of minutes had each outcome."""
    told: dict[str, int] = {}
    for row in rows:
        told[row["outcome"]] = told.get(row["outcome"], 0) + 1
    return told
