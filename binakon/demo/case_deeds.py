"""What the two chapters of certification share: who tests, what is known of people, and steps taken for several."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from binakon.certification.actions import chain
from binakon.certification.actions.bodies import keep_assessor, keep_licence, keep_site
from binakon.certification.actions.case_decrees import (
    draw_up_case_decree,
    issue_case_decree,
    upload_case_decree,
)
from binakon.certification.actions.eligibility import check_and_find, decide
from binakon.certification.actions.proposals import Asked, propose_completed
from binakon.certification.models import Assessor, Case
from binakon.certification.queries.eligibility import standing
from binakon.certification.rules.applicants import Verdict
from binakon.certification.states import CaseState
from binakon.core.actor import Actor, job_actor
from binakon.demo.cast import Person
from binakon.demo.deeds import activity_of, actor, at, delivered
from binakon.demo.finished import SIGNATORY
from binakon.demo.papers import scan_of
from binakon.enrolment.models import Registration
from binakon.people import actions as people
from binakon.people.actions.organisations import add_organisation
from binakon.people.actions.records import add_record
from binakon.people.models import Official, Organisation, Role
from binakon.people.queries.records import KINDS
from binakon.people.states import Diploma, MembershipState
from binakon.planning.models import Activity

CODE, OCCUPATION, LEVEL = "sertifikasi-ahli", "Ahli Muda Perancang Arsitektur Bangunan (contoh)", 7
PARTNER = Person("lsp@contoh.example", "Syahrani Amin", Role.PARTNER, "Mitra LSP Contoh")
LSP, ASSOCIATION = "LSP Contoh", "Asosiasi Contoh"
ASKED = Asked(OCCUPATION, LEVEL)
FEE = 1_500_000
_EMPLOYERS = ("CV Barito Cipta Konsultan (contoh)", "PT Meratus Karya Rancang (contoh)")
_WORK = ("Perancangan gedung layanan kecamatan (contoh)", "Perancangan rumah dinas (contoh)")
_INSTITUTION = "Universitas Contoh Borneo"


def facilitation() -> Activity:
    """The facilitation of the published plan."""
    return activity_of(CODE)


def body(short_name: str, kind: str, moment: datetime) -> Organisation:
    """An invented body; there once."""
    found = Organisation.objects.filter(short_name=short_name).first()
    if found is not None:
        return found
    told = {
        "name": f"{short_name} Bina Konstruksi (contoh)",
        "short_name": short_name,
        "kind": kind,
        "email": f"{short_name.lower().replace(' ', '.')}@contoh.example",
    }
    return add_organisation(told, by=actor(Role.STAFF), office_code="63")


def tester(moment: datetime) -> Organisation:
    """The LSP of the demo with its licence, two assessors and a place; there once."""
    found = body(LSP, Organisation.Kind.LSP, moment)
    if found.licences.exists():
        return found
    _logs_in(found, moment)
    by, held = (
        actor(Role.STAFF),
        {
            "valid_from": date(2024, 2, 1),
            "valid_to": date(2027, 1, 31),
            "source": "Salinan lisensi (contoh)",
            "is_active": True,
        },
    )
    licence = {"number": "BNSP-LSP-CONTOH-0001", "schemes": f"{OCCUPATION}; {LEVEL}"}
    keep_licence(found, licence | held, by=by, office_code="63", at=moment)
    for number, name in enumerate(("Fahriansyah Noor", "Mariatul Kiptiah"), start=1):
        assessor = {
            "name": f"{name} (contoh)",
            "registration_number": f"MET.000.CONTOH.{number:04d}",
            "level": 9,
        }
        keep_assessor(found, assessor | held, by=by, office_code="63", at=moment)
    site = {
        "name": "TUK Contoh Banjarbaru",
        "address": "Banjarbaru (contoh)",
        "office": "63.72",
        "seats": 20,
    }
    keep_site(found, site | held, by=by, office_code="63", at=moment)
    return found


def _logs_in(lsp: Organisation, moment: datetime) -> None:
    """Somebody of the LSP has a log-in, and sees its batches alone."""
    by = job_actor("binakon demo")
    user = people.add_user(
        email=PARTNER.email,
        name=PARTNER.name,
        password=PARTNER.password,
        by=by,
        is_invented=True,
    )
    people.grant_role(
        user=user,
        role=PARTNER.role,
        office_code=PARTNER.office_code,
        starts_on=min(moment.date(), date(2026, 1, 1)),
        by=by,
        organisation=lsp,
    )


def assessors_of(lsp: Organisation) -> list[Assessor]:
    """Who may test for it."""
    return list(Assessor.objects.filter(organisation=lsp).order_by("pk"))


def proposed(
    people: Sequence[Registration], moment: datetime, *, without_card: int = -1
) -> list[Case]:
    """People of the class are proposed, and what the office knows of them is written into the register.

    The one at `without_card` is no member of an association, so they stay where they are.
    """
    staff = actor(Role.STAFF)
    cases = propose_completed(facilitation(), people, ASKED, by=staff, at=moment)
    association = body(ASSOCIATION, Organisation.Kind.ASSOCIATION, moment)
    for place, case in enumerate(cases):
        _known(case, place, association, moment, has_card=place != without_card)
    return cases


def _known(
    case: Case, place: int, association: Organisation, moment: datetime, *, has_card: bool
) -> None:
    by, day = actor(Role.STAFF), moment.date()
    told = {"checked_on": day, "source": "Berkas yang dibawa orangnya (contoh)"}
    records = [
        (
            "pendidikan",
            {
                "diploma": Diploma.BACHELOR,
                "study_programme": "Arsitektur",
                "institution": _INSTITUTION,
                "graduated_on": date(2014 + place % 4, 9, 12),
            },
        ),
        (
            "pengalaman",
            {
                "work": _WORK[place % 2],
                "employer": _EMPLOYERS[place % 2],
                "position": "Perancang",
                "field_name": "Arsitektur",
                "starts_on": date(2019, 1 + place % 12, 7),
                "ends_on": None,
            },
        ),
    ]
    if has_card:
        card = {
            "association": association,
            "state": MembershipState.ACTIVE,
            "number": f"KTA-CONTOH-{case.pk:04d}",
            "valid_from": date(2025, 6, 1),
            "valid_to": date(2028, 5, 31),
        }
        records.append(("kta", card))
    for key, stated in records:
        add_record(KINDS[key], case.worker, {**stated, **told}, by=by, office_code="63", at=moment)


def judged(cases: Sequence[Case], moment: datetime, reason: str) -> list[Case]:
    """What no row settles the section head decides; who meets everything is found eligible. Those who are."""
    head, found = actor(Role.SECTION_HEAD), []
    for case in cases:
        for line in standing(case, moment.date()).lines:
            if line.answer.verdict is Verdict.DECIDE:
                decide(case, line.answer.rule, is_met=True, reason=reason, by=head, at=moment)
        if check_and_find(case, by=head, at=moment):
            found.append(case)
    return found


def determined(cases: Sequence[Case], day: date) -> list[Case]:
    """A decree with its number and its signed scan names these people."""
    by, moment = actor(Role.SECTION_HEAD), at(day, 9)
    decree = draw_up_case_decree(facilitation(), cases, by=by, at=at(day, 8))
    issue_case_decree(
        decree,
        number="",
        dated=day,
        place="Banjarbaru",
        signatory=Official.objects.get(name=SIGNATORY),
        from_register=True,
        by=by,
        at=moment,
    )
    with delivered(at(day, 14), actor(Role.STAFF)):
        upload_case_decree(decree, scan_of("SK"), by=by, at=at(day, 14))
    return fresh(cases)


def fresh(cases: Sequence[Case]) -> list[Case]:
    """The same cases as they stand now."""
    rows = Case.objects.filter(pk__in=[case.pk for case in cases])
    return list(rows.select_related("activity__programme__office", "worker").order_by("pk"))


def step(
    cases: Sequence[Case], day: date, take: Callable[[Case, chain.Deed, Actor, datetime], object]
) -> list[Case]:
    """One step for each of them on one day, with the letters that go out for it."""
    staff, moment = actor(Role.STAFF), at(day, 11)
    with delivered(moment, staff):
        for case in fresh(cases):
            take(case, chain.Deed(day), staff, moment)
    return fresh(cases)


def applied(cases: Sequence[Case], day: date) -> None:
    """Applications were handed in."""
    step(
        cases,
        day,
        lambda case, deed, by, moment: chain.apply(
            case, deed, number=f"ID-IZIN-CONTOH-{case.pk:05d}", by=by, at=moment
        ),
    )


def reviewed(cases: Sequence[Case], day: date) -> None:
    """The LSP looks at the papers."""
    step(
        cases,
        day,
        lambda case, deed, by, moment: chain.start_review(case, deed, by=by, at=moment),
    )


def correction(cases: Sequence[Case], day: date) -> None:
    """The LSP asks them for another page."""
    what = "Lampirkan halaman tanda tangan pada surat pengalaman kerja (contoh)."
    step(
        cases,
        day,
        lambda case, deed, by, moment: chain.ask_correction(
            case, chain.Deed(deed.on, note=what), due_on=day + timedelta(days=4), by=by, at=moment
        ),
    )


def bill(cases: Sequence[Case], day: date, payer: str) -> None:
    """The LSP asks for its fee."""
    step(
        cases,
        day,
        lambda case, deed, by, moment: chain.bill(
            case, deed, payer=payer, rupiah=FEE, by=by, at=moment
        ),
    )


def paid(cases: Sequence[Case], day: date) -> None:
    """The bills were paid."""
    step(
        cases,
        day,
        lambda case, deed, by, moment: chain.pay(
            case, chain.Deed(deed.on, reference="Bukti transfer (contoh)"), by=by, at=moment
        ),
    )


def numbers_of(case: Case) -> dict[str, str]:
    """Four numbers that nobody has."""
    return {
        "blank_number": f"BLANKO-CONTOH-{case.pk:05d}",
        "certificate_number": f"SKK-CONTOH-{case.pk:05d}",
        "bnsp_number": f"BNSP-CONTOH-{case.pk:05d}",
        "lpjk_number": f"LPJK-CONTOH-{case.pk:05d}",
    }


def are(cases: Sequence[Case], state: CaseState) -> list[Case]:
    """Those of them that stand there."""
    return [case for case in fresh(cases) if case.state == state]
