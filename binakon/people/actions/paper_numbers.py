"""What stands between a numbered paper and its number; papers of later chapters are numbered the same way."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from binakon.core.numbers import issue_label
from binakon.core.problems import Problem, refuse
from binakon.people.models import NumberedDocument, Office, Official
from binakon.people.queries import head_of_papers
from binakon.people.rules.paper_numbers import number_problems


@dataclass(frozen=True, slots=True)
class Numbering:
    """What somebody stated of a paper's number, date, place and signatory.

    `pattern` is how the register writes its next number ("" when the office has no pattern); None when the number is
    typed.
    """

    number: str
    dated: date | None
    place: str
    signatory: Official | None
    pattern: str | None

    def columns(
        self,
        paper: NumberedDocument,
        *,
        series: str,
        label: str,
        office: Office,
        at: datetime | None,
    ) -> dict[str, Any]:
        """What the paper is given, its letterhead as it stands now included; raises `Blocked` with every problem.

        A number of the register is given out here, under `label`: call it inside the action.
        """
        refuse(self._problems(paper, office))
        assert self.dated is not None
        number = self.number.strip()
        if self.pattern is not None:
            number = issue_label(
                series,
                self.pattern,
                office_code=office.code,
                dated=self.dated,
                label=label,
                subject=paper,
                at=at,
            )
        return {
            "number": number,
            "dated": self.dated,
            "place": self.place.strip(),
            "signatory": self.signatory,
            "head": head_of_papers(office.code, self.signatory),
        }

    def _problems(self, paper: NumberedDocument, office: Office) -> list[Problem]:
        told = self.number.strip()
        same = type(paper)._base_manager.filter(number=told).exclude(pk=paper.pk)
        is_typed = self.pattern is None
        problems = number_problems(
            number=told if is_typed else "register",
            is_known=is_typed and bool(told) and same.exists(),
            has_date=self.dated is not None,
            has_signatory=self.signatory is not None,
            is_serving=self.dated is None or self._is_serving(office, self.dated),
            has_place=bool(self.place.strip()),
        )
        if self.pattern == "":
            sentence = _(
                "Kantor ini belum punya pola nomor. Ketik nomornya, atau isi polanya dulu."
            )
            problems.append(Problem("number", sentence))
        return problems

    def _is_serving(self, office: Office, day: date) -> bool:
        serving = Official.objects.filter(office=office).serving_on(day)
        return self.signatory is not None and serving.filter(pk=self.signatory.pk).exists()
