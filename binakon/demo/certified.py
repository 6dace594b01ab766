"""From BIMTEK Arsitek 1 to an SKK: proposed, determined, tested, recorded (all people and bodies invented)."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from binakon.certification.actions import chain
from binakon.certification.actions.batch_papers import draw_up, issue_paper, sign_paper
from binakon.certification.actions.batch_schedule import Arrangement, schedule_batch
from binakon.certification.actions.batches import close_batch, open_batch, select_cases, send_batch
from binakon.certification.actions.counting import decide_counting
from binakon.certification.actions.overrides import answer_override, ask_money
from binakon.certification.actions.results import take_result
from binakon.certification.models import Batch, Case, CaseOverride, CaseStep
from binakon.certification.queries.results import person_of
from binakon.certification.rules.results import Told, judge
from binakon.certification.states import (
    AssessmentOutcome,
    CasePaperKind,
    CaseState,
    CountedDate,
    Payer,
)
from binakon.core.actor import job_actor
from binakon.demo import case_deeds as deeds
from binakon.demo import marks
from binakon.demo.deeds import actor, at, delivered, training_of
from binakon.demo.finished import CODE, SIGNATORY
from binakon.demo.papers import scan_of
from binakon.enrolment.models import Registration
from binakon.people.actions.paper_numbers import Numbering
from binakon.people.models import Official, Role
from binakon.trainings.models import Completion

COUNTED_ON, PROPOSED_ON, GRANTED_ON = date(2026, 3, 9), date(2026, 3, 17), date(2026, 3, 25)
DETERMINED_ON, APPLIED_ON, REVIEWED_ON = date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 8)
CORRECTED_ON, HANDED_IN_ON = date(2026, 4, 9), date(2026, 4, 13)
BILLED_ON, PAID_ON = date(2026, 4, 14), date(2026, 4, 17)
LAPSED_ON, TESTED_ON, DECIDED_ON = date(2026, 4, 22), date(2026, 4, 29), date(2026, 5, 6)
RECORDED_ON, ISSUED_ON = date(2026, 5, 20), date(2026, 5, 27)
RETESTED_ON, AGAIN_ON = date(2026, 6, 10), date(2026, 6, 17)
MANY, WITHOUT_CARD = 9, 8
CORRECTING, LAPSING, MISSING, FAILING = 1, 5, 6, 2
_REASON = "LSP Contoh menerima ijazah arsitektur tanpa STRA untuk jenjang 7 (contoh)."


@transaction.atomic
def tell_certified(*, as_of: date) -> None:
    """As much of it as had happened by the end of `as_of`; what was told stays as it is."""
    training = training_of(CODE)
    if training is None or as_of < COUNTED_ON:
        return
    _counted()
    if as_of < PROPOSED_ON:
        return
    cases = first_cases()
    if not cases:
        people = completed(marks.people_of(training))[:MANY]
        cases = deeds.proposed(people, at(PROPOSED_ON, 10), without_card=WITHOUT_CARD)
        deeds.judged(cases, at(PROPOSED_ON, 14), _REASON)
    told = CaseStep.objects.filter(case__in=cases).exclude(move="schedule")
    last = told.aggregate(last=Max("on"))["last"]
    for day, tell in _days(_but(cases, WITHOUT_CARD)):
        if last < day <= as_of:
            tell()


def first_cases() -> list[Case]:
    """The first group, in the order of the class."""
    rows = Case.objects.filter(activity=deeds.facilitation()).select_related("worker")
    return list(rows.order_by("pk")[:MANY])


def completed(people: Sequence[Registration]) -> list[Registration]:
    """Those who have completed the class, in their order."""
    done = set(
        Completion.objects.completed()
        .filter(registration__in=people)
        .values_list("registration_id", flat=True)
    )
    return [person for person in people if person.pk in done]


def _counted() -> None:
    """What counts as facilitated was decided, once."""
    office = deeds.facilitation().programme.office
    if not office.counting_rules.exists():
        decide_counting(
            office,
            CountedDate.RECORDED,
            starts_on=date(2026, 1, 1),
            decided_in="Notula rapat bidang, 9 Maret 2026 (contoh)",
            by=actor(Role.SECTION_HEAD),
        )


def _days(found: list[Case]) -> tuple[tuple[date, Callable[[], object]], ...]:
    """What happened to those who were found eligible, by its day."""
    return (
        (GRANTED_ON, _granted),
        (DETERMINED_ON, lambda: deeds.determined(found, DETERMINED_ON)),
        (APPLIED_ON, lambda: deeds.applied(found, APPLIED_ON)),
        (REVIEWED_ON, lambda: deeds.reviewed(found, REVIEWED_ON)),
        (CORRECTED_ON, lambda: deeds.correction([found[CORRECTING]], CORRECTED_ON)),
        (HANDED_IN_ON, lambda: deeds.reviewed([found[CORRECTING]], HANDED_IN_ON)),
        (BILLED_ON, lambda: _billed(found)),
        (PAID_ON, lambda: deeds.paid(_but(found, LAPSING), PAID_ON)),
        (LAPSED_ON, lambda: _lapsed(found)),
        (DECIDED_ON, lambda: _decided(found)),
        (RECORDED_ON, lambda: _recorded(found)),
        (ISSUED_ON, lambda: _issued(found)),
        (AGAIN_ON, lambda: _retested(found)),
    )


def _but(cases: Sequence[Case], *places: int) -> list[Case]:
    return [case for place, case in enumerate(cases) if place not in places]


def _granted() -> None:
    """The perubahan is not there yet, but somebody else pays: two people decide that these may go on."""
    if CaseOverride.objects.exists():
        return
    asked = ask_money(
        deeds.facilitation(),
        reason="Biaya uji kelompok pertama ditanggung balai, tidak menunggu perubahan (contoh)",
        by=actor(Role.SECTION_HEAD),
        at=at(PROPOSED_ON, 15),
    )
    answer_override(
        asked,
        is_granted=True,
        note="Surat balai sudah dilihat (contoh)",
        by=actor(Role.HEAD_OF_DIVISION),
        at=at(GRANTED_ON, 9),
    )


def _billed(cases: Sequence[Case]) -> None:
    deeds.bill(_but(cases, LAPSING), BILLED_ON, Payer.BALAI)
    deeds.bill([cases[LAPSING]], BILLED_ON, Payer.PARTICIPANT)


def _lapsed(cases: Sequence[Case]) -> None:
    """Nobody paid for one within the seven days; the others go to the LSP."""
    with delivered(at(LAPSED_ON, 1), actor(Role.STAFF)):
        chain.lapse_due(by=job_actor("binakon demo"), at=at(LAPSED_ON, 1))
    batched(cases, LAPSED_ON, TESTED_ON)


def batched(cases: Sequence[Case], day: date, test: date) -> None:
    """Those who may be tested go to the LSP in one batch; the day of their test is arranged."""
    arranged(sent(deeds.are(cases, CaseState.PAID), day, test), day, test)


def sent(cases: Sequence[Case], day: date, planned: date) -> Batch:
    """A batch with its signed letter."""
    staff, moment = actor(Role.STAFF), at(day, 10)
    batch = open_batch(
        deeds.facilitation(), deeds.tester(moment), planned_on=planned, by=staff, at=moment
    )
    select_cases(batch, [case.pk for case in cases], by=staff, at=moment)
    letter = draw_up(batch, CasePaperKind.LETTER, by=staff, at=moment)
    issue_paper(letter, _numbering(batch, day), by=staff, at=moment)
    sign_paper(letter, scan_of("SURAT"), by=staff, at=moment)
    with delivered(moment, staff):
        send_batch(batch, by=staff, at=moment)
    batch.refresh_from_db()
    return batch


def arranged(batch: Batch, day: date, test: date) -> None:
    """The day of the test, for whoever has paid."""
    staff, moment, lsp = actor(Role.STAFF), at(day, 12), batch.organisation
    agreed = Arrangement(test, site=lsp.assessment_sites.first(), assessors=deeds.assessors_of(lsp))
    with delivered(moment, staff):
        schedule_batch(batch, agreed, by=staff, at=moment)


def _numbering(batch: Batch, day: date) -> Numbering:
    office = batch.activity.programme.office
    signatory = Official.objects.get(name=SIGNATORY)
    return Numbering("", day, "Banjarbaru", signatory, office.letter_numbers)


def _result(batch: Batch, case: Case, told: Told, day: date) -> None:
    outlook = judge(person_of(case).known, told, today=day)
    with delivered(at(day, 11), actor(Role.STAFF)):
        take_result(batch, case, outlook, by=actor(Role.STAFF), at=at(day, 11))


def _batch() -> Batch:
    rows = Batch.objects.filter(activity=deeds.facilitation())
    return rows.select_related("activity__programme__office", "organisation").earliest("number")


def _decided(cases: Sequence[Case]) -> None:
    """One did not come, one is not yet competent, the others are; the minutes tell it."""
    batch, absent, failed = _batch(), cases[MISSING].pk, cases[FAILING].pk
    for case in deeds.are(cases, CaseState.SCHEDULED):
        outcome, advice = AssessmentOutcome.COMPETENT, ""
        if case.pk == absent:
            outcome = AssessmentOutcome.ABSENT
        if case.pk == failed:
            outcome = AssessmentOutcome.NOT_YET_COMPETENT
            advice = "Ulangi unit rancangan konsep (contoh)"
        told = Told(
            outcome.value,
            tested_on=TESTED_ON,
            decided_on=None if case.pk == absent else DECIDED_ON,
            advice=advice,
        )
        _result(batch, case, told, DECIDED_ON)
        batch.refresh_from_db()
    staff, moment = actor(Role.STAFF), at(DECIDED_ON, 14)
    minutes = draw_up(batch, CasePaperKind.MINUTES, by=staff, at=moment)
    issue_paper(minutes, _numbering(batch, DECIDED_ON), by=staff, at=moment)
    sign_paper(minutes, scan_of("BERITA ACARA"), by=staff, at=moment)


def _record(cases: Sequence[Case], day: date) -> None:
    deeds.step(
        deeds.are(cases, CaseState.COMPETENT),
        day,
        lambda case, deed, by, moment: chain.record_numbers(
            case, deed, numbers=deeds.numbers_of(case), by=by, at=moment
        ),
    )


def _recorded(cases: Sequence[Case]) -> None:
    _record(cases, RECORDED_ON)


def _issued(cases: Sequence[Case]) -> None:
    deeds.step(
        deeds.are(cases, CaseState.RECORDED),
        ISSUED_ON,
        lambda case, deed, by, moment: chain.issue(case, deed, by=by, at=moment),
    )


def _retested(cases: Sequence[Case]) -> None:
    """Who was not yet competent and who did not come are tested again; both are competent, and the batch is over."""
    batch, staff = _batch(), actor(Role.STAFF)
    waiting = [
        *deeds.are(cases, CaseState.NOT_YET_COMPETENT),
        *deeds.are(cases, CaseState.ABSENT),
    ]
    agreed = Arrangement(
        RETESTED_ON,
        site=batch.assessment_site,
        assessors=deeds.assessors_of(batch.organisation),
    )
    with delivered(at(ISSUED_ON, 15), staff):
        schedule_batch(batch, agreed, by=staff, at=at(ISSUED_ON, 15))
    for case in deeds.fresh(waiting):
        told = Told(
            AssessmentOutcome.COMPETENT.value, tested_on=RETESTED_ON, decided_on=RETESTED_ON
        )
        batch.refresh_from_db()
        _result(batch, case, told, AGAIN_ON)
    _record(waiting, AGAIN_ON)
    batch.refresh_from_db()
    close_batch(batch, by=staff, at=at(AGAIN_ON, 15))
