"""When a result may be appealed, and what an answer must say."""

from datetime import date

from django.utils.translation import gettext as _

from binakon.certification.states import AssessmentOutcome, CaseState
from binakon.core.problems import Problem
from binakon.people.rules.messages import holds_nik, no_nik_here


def opening_problems(
    *,
    outcome: str,
    state: str,
    is_last: bool,
    decided_on: date | None,
    made_on: date,
    today: date,
    reason: str,
) -> list[Problem]:
    """What stands in the way of an appeal: only the newest result “belum kompeten” can be looked at again."""
    problems = []
    if outcome != AssessmentOutcome.NOT_YET_COMPETENT or not is_last:
        sentence = _("Banding hanya untuk hasil terakhir yang belum kompeten.")
        problems.append(Problem("outcome", sentence))
    elif state != CaseState.NOT_YET_COMPETENT:
        sentence = _("Uji ulangnya sudah dijadwalkan, jadi hasil ini tidak bisa dibanding lagi.")
        problems.append(Problem("state", sentence))
    if not reason:
        problems.append(Problem("reason", _("Tulis alasan bandingnya.")))
    if holds_nik(reason):
        problems.append(Problem("reason", no_nik_here().sentence))
    problems += _day("made_on", made_on, today, decided_on)
    return problems


def answer_problems(
    *, upheld: str, answer: str, made_on: date, answered_on: date, today: date
) -> list[Problem]:
    """What an answer still lacks."""
    problems = []
    if upheld not in {"yes", "no"}:
        problems.append(Problem("upheld", _("Pilih diterima atau tidak diterima.")))
    if not answer:
        problems.append(Problem("answer", _("Tulis jawaban LSP.")))
    problems += _day("answered_on", answered_on, today, made_on)
    return problems


def _day(field: str, on: date, today: date, since: date | None) -> list[Problem]:
    if on > today:
        return [Problem(field, _("Tanggalnya belum tiba. Tulis tanggal kejadiannya."))]
    if since is not None and on < since:
        return [Problem(field, _("Tanggalnya mendahului yang dibanding. Periksa tanggalnya."))]
    return []
