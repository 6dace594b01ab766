"""The clocks of a case: every step ends what the case waited for and may start what it waits for next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from binakon.certification.models import Case
from binakon.certification.queries.clocks import due_for
from binakon.certification.states import CaseState, StretchKey
from binakon.core import deadlines
from binakon.core.models import Deadline

CORRECTION = "case_correction"
PAYMENT = "case_payment"
ANSWER = "case_answer"
TEST = "case_test"
# What follows once a state is reached, for as long as the office estimates it; no estimate, no deadline.
_STRETCHES: Mapping[str, StretchKey] = {
    CaseState.ELIGIBLE: StretchKey.DECREE,
    CaseState.DETERMINED: StretchKey.APPLICATION,
    CaseState.LAPSED: StretchKey.APPLICATION,
    CaseState.PAID: StretchKey.SCHEDULE,
    CaseState.TESTED: StretchKey.ASSESSMENT,
    CaseState.COMPETENT: StretchKey.RECORDING,
}
_TITLES = {
    f"case_{StretchKey.DECREE}": "Penetapan dengan SK",
    f"case_{StretchKey.APPLICATION}": "Permohonan SKK",
    f"case_{StretchKey.SCHEDULE}": "Jadwal uji",
    f"case_{StretchKey.ASSESSMENT}": "Keputusan LSP",
    f"case_{StretchKey.RECORDING}": "Pencatatan BNSP dan LPJK",
    CORRECTION: "Perbaikan berkas SKK",
    PAYMENT: "Pembayaran tagihan uji",
    ANSWER: "Jawaban LSP",
    TEST: "Uji kompetensi",
}


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """The clocks of one case, started and stopped in the transaction of its step."""

    case: Case

    def stop(self, *, at: datetime) -> None:
        """What the case waited for has come, or is no longer waited for."""
        running = Deadline.objects.open().filter(
            subject_type=Case._meta.label_lower, subject_id=self.case.pk, kind__in=_TITLES
        )
        running.update(done_at=at)

    def follow(self, on: date) -> None:
        """Let the clock of the stretch run that begins with the state which the case reached on a day."""
        key = _STRETCHES.get(self.case.state)
        if key is not None:
            self.start(f"case_{key}", due_for(self.case, key, on))

    def start(self, kind: str, due_at: datetime | None) -> None:
        """Let a clock run; None is nobody's deadline and starts none."""
        if due_at is None:
            return
        deadlines.start_clock(
            self.case,
            kind,
            title=f"{_TITLES[kind]}: {self.case.worker.as_person}",
            office_code=self.case.activity.programme.office.code,
            due_at=due_at,
            path=f"/meja/sertifikasi/kasus/{self.case.code}/",
        )
