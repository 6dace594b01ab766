"""The decree (SK) of who is facilitated: drawn up, numbered, signed, withdrawn; with the signed scan its people are determined."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.certification.actions.case_letters import CaseLetters
from binakon.certification.actions.chain import Deed, for_all
from binakon.certification.actions.costs import bind_costs, bind_person
from binakon.certification.actions.steps import take_step
from binakon.certification.models import Case, CasePaper
from binakon.certification.queries.case_decrees import SERIES, candidates_of, entries_of
from binakon.certification.queries.gate import gate_problems
from binakon.certification.rules.case_decree import (
    default_considering,
    default_recalling,
    list_problems,
)
from binakon.certification.states import CasePaperKind
from binakon.core import clock, files, ledger
from binakon.core.actor import Actor
from binakon.core.models import StoredFile
from binakon.core.numbers import used_once, void_numbers_of
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Official
from binakon.planning.models import Activity
from binakon.trainings.states import PaperState


@transaction.atomic
def draw_up_case_decree(
    activity: Activity,
    cases: Sequence[Case],
    *,
    by: Actor,
    decree: CasePaper | None = None,
    at: datetime | None = None,
) -> CasePaper:
    """The list of these cases as a draft, or that of `decree` drawn up anew.

    Raises `Blocked` with everybody who was not found eligible or stands on another list, and while the gate of money
    is closed for one of them; `StaleState` when the draft has its number meanwhile.
    """
    refuse(_problems(activity, cases, but=decree))
    content = {"people": [_entry(case) for case in cases]}
    if decree is not None:
        draft = CasePaper.objects.filter(pk=decree.pk, state=PaperState.DRAFT)
        if draft.update(content=content) != 1:
            raise StaleState(_("SK ini sudah bernomor, jadi daftarnya tidak bisa diubah lagi."))
        decree.content = content
        _tell(decree, "decree:list", f"Daftar {decree} disusun lagi, {len(cases)} orang", by=by)
        return decree
    made = CasePaper.objects.create(
        activity=activity,
        kind=CasePaperKind.DECREE,
        body={
            "considering": default_considering(activity.title),
            "recalling": default_recalling(),
        },
        content=content,
    )
    ledger.start(
        made,
        by=by,
        at=at,
        sentence=f"Daftar SK penerima {activity} disusun, {len(cases)} orang",
        office_code=activity.programme.office.code,
    )
    return made


@transaction.atomic
def edit_case_decree(decree: CasePaper, *, considering: str, recalling: str, by: Actor) -> None:
    """Change what a draft considers and recalls; from its number on both are frozen, by trigger."""
    told = {"considering": considering.strip(), "recalling": recalling.strip()}
    if CasePaper.objects.filter(pk=decree.pk, state=PaperState.DRAFT).update(body=told) != 1:
        raise StaleState(_("SK ini sudah bernomor, jadi naskahnya tidak bisa diubah lagi."))
    decree.body = told
    _tell(decree, "decree:text", f"Naskah {decree} untuk {decree.activity} diubah", by=by)


@transaction.atomic
def issue_case_decree(
    decree: CasePaper,
    *,
    number: str,
    dated: date | None,
    place: str,
    signatory: Official | None,
    by: Actor,
    from_register: bool = False,
    at: datetime | None = None,
) -> None:
    """Give the decree its number; from now on its list and its text are frozen, by trigger.

    `from_register` takes the next number of the office's register of decrees instead of `number`. Raises `Blocked`
    with everything that is missing, and when somebody on the list may not be determined any more.
    """
    activity = decree.activity
    office = activity.programme.office
    refuse(_problems(activity, _cases(decree), but=decree))
    pattern = office.decree_numbers if from_register else None
    stated = Numbering(number, dated, place, signatory, pattern)
    told = stated.columns(decree, series=SERIES, label=str(activity), office=office, at=at)
    moment = at or clock.now()
    with used_once(told["number"]):
        ledger.move(
            decree,
            "issue",
            by=by,
            at=moment,
            sentence=f"SK {told['number']} untuk {activity} diberi nomor, {len(entries_of(decree))} orang",
            office_code=office.code,
            issued_at=moment,
            **told,
        )


@transaction.atomic
def withdraw_case_decree(
    decree: CasePaper, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Set a decree aside that was not signed; its number stays used, with the reason in the register."""
    words = " ".join(reason.split())
    if not words:
        raise Blocked([Problem("reason", _("Tulis alasan menarik SK ini."))])
    ledger.move(
        decree,
        "withdraw",
        by=by,
        at=at,
        note=words,
        sentence=f"{decree} untuk {decree.activity} ditarik: {words}",
        office_code=decree.activity.programme.office.code,
    )
    void_numbers_of(decree, reason=f"ditarik: {words}")


@transaction.atomic
def upload_case_decree(
    decree: CasePaper, made: files.RebuiltFile, *, by: Actor, at: datetime | None = None
) -> None:
    """Keep the signed scan and determine the people on the list; of two who upload at once one is refused."""
    sign_case_decree(decree, scan=files.keep(made), by=by, at=at)


@transaction.atomic
def sign_case_decree(
    decree: CasePaper, *, scan: StoredFile, by: Actor, at: datetime | None = None
) -> None:
    """The signed scan came back: every case of the list is determined, all of them or none.

    1. The decree moves, so that two who upload at once are one.
    2. The gate of money is asked once more.
    3. Each case is determined on the day of the decree; its person takes a place of the plan, what the office pays for
       it is bound under the ceiling, and its person is told.

    Raises `Blocked` with every problem of every case: not eligible any more, gate closed, no place left, no money left.
    """
    moment = at or clock.now()
    ledger.move(
        decree,
        "sign",
        by=by,
        at=moment,
        sentence=f"{decree} untuk {decree.activity} ditandatangani; {len(entries_of(decree))} orang ditetapkan",
        office_code=decree.activity.programme.office.code,
        scan=scan,
        signed_at=moment,
    )
    cases = _cases(decree)
    refuse(_problems(decree.activity, cases, but=decree))
    for_all(cases, lambda case, who: _determine(case, decree, by=who, at=moment), by=by)


def _determine(case: Case, decree: CasePaper, *, by: Actor, at: datetime) -> None:
    assert decree.dated is not None
    take_step(
        case,
        "determine",
        Deed(decree.dated, reference=decree.number, evidence=decree.scan),
        by=by,
        at=at,
        determined_on=decree.dated,
        decree=decree,
    )
    case.commitment = bind_person(case, label=f"SK {decree.number}", by=by)
    Case.objects.filter(pk=case.pk).update(commitment=case.commitment)
    bind_costs(case, by=by)
    CaseLetters(case).determined(f"SK {decree.number}")


def _problems(activity: Activity, cases: Sequence[Case], *, but: CasePaper | None) -> list[Problem]:
    stray = [case for case in cases if case.activity_id != activity.pk]
    if stray:
        sentence = _("%(name)s diusulkan pada kegiatan lain.")
        return [Problem("activity", sentence % {"name": case.worker.as_person}) for case in stray]
    found = list_problems(candidates_of(cases, but=but))
    return [*found, *gate_problems(activity, cases)]


def _cases(decree: CasePaper) -> list[Case]:
    """The cases of the list in its order, as they stand now."""
    listed = [entry.case for entry in entries_of(decree)]
    rows = Case.objects.filter(pk__in=listed).select_related(
        "activity__programme__office",
        "activity__indicator",
        "activity__sub_activity",
        "worker__root",
        "registration",
    )
    by_number = {case.pk: case for case in rows}
    return [by_number[number] for number in listed]


def _entry(case: Case) -> dict[str, object]:
    near = case.registration
    return {
        "case": case.pk,
        "code": case.code,
        "name": str(case.worker.as_person),
        "employer": near.employer if near is not None else "",
        "region": case.office.name if case.office is not None else "",
        "occupation": case.occupation_name,
        "level": case.level,
    }


def _tell(decree: CasePaper, action: str, sentence: str, *, by: Actor) -> None:
    ledger.record(
        decree,
        action,
        by=by,
        sentence=sentence,
        office_code=decree.activity.programme.office.code,
    )
