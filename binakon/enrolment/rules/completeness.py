"""Whether a draft says everything that must be known before it can be sent in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.enrolment.states import DocumentKind

WHO, REACH, PAPERS = "who", "reach", "papers"


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a draft has so far; `papers` are the kinds that were handed in."""

    name: str
    has_nik: bool
    born_on: date | None
    sex: str
    phone: str
    education: str
    has_skk: bool | None
    papers: Collection[str]


def draft_problems(facts: DraftFacts, asked: Iterable[str]) -> list[Problem]:
    """What is missing, all at once; the code names the step that asks for it."""
    problems = []
    if not (facts.name and facts.has_nik and facts.born_on and facts.sex):
        problems.append(Problem(WHO, _("Data diri belum lengkap.")))
    if not (facts.phone and facts.education and facts.has_skk is not None):
        problems.append(Problem(REACH, _("Kontak dan asal belum lengkap.")))
    known = set(DocumentKind.values)
    for kind in asked:
        if kind in known and kind not in facts.papers:
            sentence = _("%(paper)s belum diunggah.")
            problems.append(Problem(PAPERS, sentence % {"paper": DocumentKind(kind).label}))
    return problems
