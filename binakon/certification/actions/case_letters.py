"""Letters about a case: to the applicant, to whoever pays, to the LSP; one that is no longer true is called off."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from binakon.certification.models import AssessmentSite, Case
from binakon.certification.rules.links import case_path
from binakon.certification.states import Payer
from binakon.core import outbox, words


@dataclass(frozen=True, slots=True)
class CaseLetters:
    """The letters of one case, posted in the transaction of its step."""

    case: Case

    def determined(self, decree: str) -> None:
        """A decree names the person."""
        outbox.post("case_determined", **self._applicant("case_determined", decree=decree))

    def correction(self, what: str, until: datetime | None) -> None:
        """The LSP asks the person for a correction."""
        outbox.post("case_correction", **self._applicant("case_correction", what=what, until=until))

    def bill(self, payer: str, rupiah: int | None, until: datetime | None) -> None:
        """Whoever pays learns how much and until when."""
        told = words.rupiah(rupiah) if rupiah else ""
        outbox.post("case_bill", **self._payer(payer, "case_bill", until=until, rupiah=told))

    def lapsed(self, until: datetime) -> None:
        """A bill lapsed: the person may apply again."""
        outbox.post("case_lapsed", **self._applicant("case_lapsed", until=until))

    def test(self, day: date, site: AssessmentSite | None, *, is_moved: bool) -> None:
        """The day of the test, or another one."""
        about = self._applicant("case_test", day=day, site=site, is_moved=is_moved)
        outbox.post("case_test", **about)

    def bill_soon(self, payer: str, until: datetime) -> None:
        """A bill lapses soon."""
        outbox.post("case_bill_soon", **self._payer(payer, "case_bill", until=until))

    def correction_soon(self, until: datetime) -> None:
        """A correction is due soon."""
        outbox.post("case_correction_soon", **self._applicant("case_correction", until=until))

    def test_soon(self, day: date, site: AssessmentSite | None) -> None:
        """The test is tomorrow."""
        outbox.post("case_test_soon", **self._applicant("case_test", day=day, site=site))

    def silence(self, since: date) -> None:
        """An LSP has not answered for longer than it should."""
        outbox.post("case_silence", **self._lsp("case_silence", day=since))

    def _payer(self, payer: str, condition: str, **told: Any) -> dict[str, Any]:
        if payer == Payer.PARTICIPANT:
            return self._applicant(condition, **told)
        if payer == Payer.LSP:
            return self._lsp(condition, **told)
        # The office follows up on what a balai pays.
        return self._office(condition, **told)

    def _applicant(self, condition: str, **told: Any) -> dict[str, Any]:
        """The person, at the address known best: that of the class, else the register's."""
        near, person = self.case.registration, self.case.worker.as_person
        email = near.email if near and near.email else person.email
        phone = near.phone if near and near.phone else person.phone
        path = case_path(self.case.key.hex, self.case.link_version)
        return self._envelope(condition, email, str(person), phone, {**told, "path": path})

    def _lsp(self, condition: str, **told: Any) -> dict[str, Any]:
        """The LSP of the batch; without a batch the office learns that nobody can be asked."""
        if self.case.batch is None:
            return self._office(condition, **told)
        body = self.case.batch.organisation
        return self._envelope(condition, body.email, str(body), body.phone, told)

    def _office(self, condition: str, **told: Any) -> dict[str, Any]:
        office = self.case.activity.programme.office
        digits = "".join(sign for sign in office.phone if sign.isdigit())[:20]
        return self._envelope(condition, office.email, office.label, digits, told)

    def _envelope(
        self, condition: str, email: str, name: str, phone: str, told: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "to": email,
            "to_name": name,
            "phone": phone,
            "about": self.case,
            "condition": condition,
            "office_code": self.case.activity.programme.office.code,
            "context": {"case": self.case, "name": name, **told},
        }
