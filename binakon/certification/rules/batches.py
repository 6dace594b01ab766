"""What decides about a batch: who may go to an LSP together, who may test them, and what stands in the way of a step."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.certification.states import CaseState
from binakon.core.calendar import format_day
from binakon.core.problems import Problem

# On the way to a test: from the decree on, until the test is arranged.
JOINING = (
    CaseState.DETERMINED,
    CaseState.APPLIED,
    CaseState.REVIEWING,
    CaseState.CORRECTION,
    CaseState.AWAITING_PAYMENT,
    CaseState.PAID,
)
# Who needs another go may come from a batch that has had its results.
AGAIN = (CaseState.ABSENT, CaseState.NOT_YET_COMPETENT)
# Whom a test day can be told.
TESTABLE = (CaseState.PAID, CaseState.SCHEDULED, *AGAIN)
# Whose result is still to come.
WITHOUT_RESULT = (CaseState.SCHEDULED, CaseState.TESTED)
CASE_TONES: Mapping[str, str] = {
    CaseState.CORRECTION: "wait",
    CaseState.AWAITING_PAYMENT: "wait",
    CaseState.LAPSED: "bad",
    CaseState.SCHEDULED: "go",
    CaseState.TESTED: "go",
    CaseState.ABSENT: "bad",
    CaseState.NOT_YET_COMPETENT: "bad",
    CaseState.COMPETENT: "good",
    CaseState.RECORDED: "good",
    CaseState.ISSUED: "good",
}
BATCH_TONES: Mapping[str, str] = {
    "sent": "wait",
    "scheduled": "go",
    "tested": "good",
    "closed": "good",
    "cancelled": "bad",
}


@dataclass(frozen=True, slots=True)
class Joining:
    """What decides whether a case may join a batch."""

    name: str
    state: str
    is_in_other: bool
    is_in_scope: bool
    is_of_activity: bool = True


def joining_problem(case: Joining, *, lsp: str, day: date) -> Problem | None:
    """Why a case may not join, None when it may."""
    words = {"name": case.name, "lsp": lsp, "day": format_day(day)}
    if not case.is_of_activity:
        return Problem("activity", _("%(name)s berasal dari kegiatan lain.") % words)
    if case.state not in (*JOINING, *AGAIN):
        words["state"] = str(CaseState(case.state).label)
        sentence = _(
            "%(name)s: keadaannya “%(state)s”. Yang bisa masuk rombongan hanya yang sudah ditetapkan dan belum dijadwalkan."
        )
        return Problem("state", sentence % words)
    if case.is_in_other:
        return Problem("other_batch", _("%(name)s sudah masuk rombongan lain.") % words)
    return None if case.is_in_scope else scope_problem(case.name, lsp=lsp, day=day)


def scope_problem(name: str, *, lsp: str, day: date) -> Problem:
    """What to say of somebody whom no licence of the LSP covers on the day."""
    sentence = _(
        "%(name)s: jabatan kerja dan jenjangnya di luar lisensi %(lsp)s pada %(day)s. Periksa ruang lingkup LSP itu."
    )
    return Problem("scope", sentence % {"name": name, "lsp": lsp, "day": format_day(day)})


@dataclass(frozen=True, slots=True)
class Examiner:
    """An assessor as a fact: level and whether their registration is known to hold on the day (None: nobody knows)."""

    name: str
    level: int | None
    holds: bool
    is_end_known: bool


def examiner_warnings(
    testers: Sequence[Examiner],
    levels: Collection[int],
    highest: Mapping[int, int],
) -> list[Problem]:
    """What is to be said of the assessors of a test before it: none of it stops anybody.

    `highest` maps an assessor's level to the highest level of a candidate whom they may test (AssessorRule).
    """
    if not testers:
        return [_said("no_tester", _("Asesornya belum dipilih."))]
    said = []
    for each in testers:
        if not each.holds:
            sentence = _("%(name)s: registrasinya tidak berlaku pada hari uji.")
            said.append(_said("over", sentence % {"name": each.name}))
        elif not each.is_end_known:
            sentence = _("%(name)s: masa berlaku registrasinya belum diisi.")
            said.append(_said("unknown_end", sentence % {"name": each.name}))
        if each.level is None:
            sentence = _("%(name)s: jenjang asesornya belum diisi.")
            said.append(_said("unknown_level", sentence % {"name": each.name}))
    reach = max((_reach(each, highest) for each in testers if each.holds), default=0)
    beyond = sorted(level for level in levels if level > reach)
    if beyond:
        sentence = _("Tidak ada asesor terpilih yang boleh menguji jenjang %(levels)s.")
        told = ", ".join(map(str, beyond))
        said.append(_said("level", sentence % {"levels": told}))
    return said


def per_examiner_words(people: int, testers: int) -> str:
    """How many people each assessor would test; "" while nobody is chosen."""
    if not testers or not people:
        return ""
    each = -(-people // testers)
    sentence = ngettext(
        "%(people)d peserta untuk %(testers)d asesor: tiap asesor paling banyak %(each)d orang.",
        "%(people)d peserta untuk %(testers)d asesor: tiap asesor paling banyak %(each)d orang.",
        testers,
    )
    return sentence % {"people": people, "testers": testers, "each": each}


def _reach(tester: Examiner, highest: Mapping[int, int]) -> int:
    """The highest level that they may test: by the rule of their level, or of the nearest one below."""
    if tester.level is None:
        return 0
    own = [told for level, told in highest.items() if level <= tester.level]
    return max(own, default=0)


def day_problems(test_on: date | None, ends_on: date | None, *, today: date) -> list[Problem]:
    """A test is arranged for today or later, and ends on its first day or later."""
    if test_on is None:
        return [Problem("test_on", _("Tulis hari ujinya."))]
    problems = []
    if test_on < today:
        sentence = _("Hari uji %(day)s sudah lewat. Tulis hari yang akan datang.")
        problems.append(Problem("test_on", sentence % {"day": format_day(test_on)}))
    if ends_on is not None and ends_on < test_on:
        problems.append(Problem("ends_on", _("Hari terakhirnya mendahului hari pertama.")))
    return problems


def sending_problems(*, people: int, has_scan: bool) -> list[Problem]:
    """What stands in the way of sending a batch to its LSP."""
    problems = []
    if not people:
        problems.append(Problem("empty", _("Rombongan ini masih kosong. Pilih pesertanya dulu.")))
    if not has_scan:
        sentence = _(
            "Surat pengantarnya belum ditandatangani. Beri nomor, cetak, mintakan tanda tangan, lalu unggah pindaiannya."
        )
        problems.append(Problem("no_letter", sentence))
    return problems


def closing_problems(waiting: int) -> list[Problem]:
    """A batch closes when everybody's result is in."""
    if not waiting:
        return []
    sentence = ngettext(
        "%(many)d peserta belum ada hasilnya. Isi hasilnya dulu.",
        "%(many)d peserta belum ada hasilnya. Isi hasilnya dulu.",
        waiting,
    )
    return [Problem("waiting", sentence % {"many": waiting})]


def _said(code: str, sentence: str) -> Problem:
    return Problem(code, sentence, blocks=False)
