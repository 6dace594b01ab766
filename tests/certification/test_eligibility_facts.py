"""The facts of a case come from every row of its person, and the rules from the rows of the day."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from binakon.certification.actions.reference import load_reference
from binakon.certification.models import Case, CaseDocument, ExperienceRule, StudyProgrammeRule
from binakon.certification.queries.facts import Facts, facts_of, with_facts
from binakon.certification.rules.applicants import Card, Held, Years
from binakon.certification.rules.reading import classification_of
from binakon.people.actions.merges import merge
from binakon.people.models import (
    EducationRecord,
    Experience,
    HeldCertificate,
    Membership,
    Organisation,
    Worker,
)
from binakon.planning.models import Occupation
from tests.certification.cases import DAY, a_case, a_worker
from tests.certification.test_frozen import recorded
from tests.enrolment.handed_in import a_file
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def facts(case: Case, on: date = DAY) -> Facts:
    return facts_of(list(with_facts().filter(pk=case.pk)), on)[case.pk]


def a_card(worker: Worker, **fields: Any) -> Membership:
    association, _is_new = Organisation.objects.get_or_create(
        name="HPJI (contoh)", defaults={"kind": "association"}
    )
    return Membership.objects.create(worker=worker, association=association, **fields)


def test_rows_that_were_merged_count_for_the_person() -> None:
    kept, gone = a_worker(1), a_worker(2, "Rahmat Hidayat")
    EducationRecord.objects.create(worker=gone, diploma="s1", study_programme="Teknik Sipil")
    for worker, month in ((kept, 1), (gone, 4)):
        Experience.objects.create(
            worker=worker,
            work=f"Jalan {month} (contoh)",
            starts_on=date(2024, month, 1),
            ends_on=date(2024, month + 5, 28),
        )
    alone = facts(a_case(kept)).who
    assert (alone.studies, alone.months) == ((), 5)
    merge(kept, gone, reason="KTP sama", by=BY)
    one = a_case(Worker.objects.get(pk=gone.pk))
    other = Case.objects.get(worker=kept)
    assert facts(one).who == facts(other).who
    # January to 28 September: the months that both rows share count once.
    assert (facts(one).who.studies, facts(one).who.months) == ((("s1", "Teknik Sipil"),), 8)


def test_only_cards_in_force_count_and_a_stated_one_is_no_proof() -> None:
    case = a_case()
    a_card(case.worker, number="1", state="active", valid_to=date(2027, 1, 1))
    a_card(case.worker, number="2", state="inactive")
    a_card(case.worker, number="3", state="active", valid_from=date(2026, 10, 6))
    a_card(case.worker, number="4")
    assert facts(case).who.cards == (
        Card("HPJI (contoh)", is_active=True, valid_to=date(2027, 1, 1)),
        Card("HPJI (contoh)", is_active=False, valid_to=None),
    )


def test_what_is_held_comes_from_the_registry_and_from_earlier_cases() -> None:
    earlier = recorded()
    case = a_case(earlier.worker, occupation_name="Ahli Muda Teknik Jembatan")
    HeldCertificate.objects.create(
        worker=case.worker,
        occupation="Ahli Muda Geoteknik",
        occupation_code="SI051001",
        level=7,
        expires_on=date(2028, 1, 1),
        ended_on=date(2026, 10, 5),
    )
    assert facts(case).who.held == (
        Held("Ahli Muda Geoteknik", 7, "sipil", date(2026, 10, 4)),
        Held("Ahli Muda Teknik Jalan", 7, "", None),
    )


def test_papers_that_the_office_saw_count_for_a_year_or_for_good() -> None:
    case = a_case()

    def seen(kind: str, on: date | None, problem: str = "") -> None:
        CaseDocument.objects.filter(kind=kind).delete()
        CaseDocument.objects.create(
            case=case,
            kind=kind,
            file=a_file(),
            checked_on=on,
            problem=problem,
            uploaded_at=timezone.now(),
        )

    assert facts(case).who.has_graduate_training is False
    for on, problem, counts in (
        (date(2025, 10, 5), "", True),
        (date(2025, 10, 4), "", False),
        (None, "", False),
        (DAY, "tidak terbaca", False),
    ):
        seen("pkt", on, problem)
        assert facts(case).who.has_graduate_training is counts
    seen("architect", date(2020, 1, 1))
    assert facts(case).who.has_architect_papers is True


def test_of_two_rows_in_force_the_later_one_holds_from_its_day_on() -> None:
    load_reference(by=BY)
    case = a_case()
    ExperienceRule.objects.create(
        level=7, diploma="s1", years=3, valid_from=date(2026, 10, 6), source="SE baru (contoh)"
    )
    before, after = facts(case), facts(case, date(2026, 10, 6))
    old = next(row for row in before.rules.experience if row.diploma == "s1")
    new = next(row for row in after.rules.experience if row.diploma == "s1")
    assert (old.years, new) == (2, Years("s1", 3, source="SE baru (contoh)"))
    assert len(before.rules.experience) == len(after.rules.experience) == 3
    assert before.rules.level is not None
    assert before.rules.level.needs_membership


def test_the_list_of_study_programmes_is_that_of_the_field_or_of_the_occupation() -> None:
    occupation = Occupation.objects.filter(field_name__icontains="jalan").first()
    assert occupation is not None
    case = a_case(occupation=occupation, occupation_name=occupation.name)
    assert facts(case).rules.programmes is None
    for programme, code, starts in (
        ("Teknik Sipil", "", date(2024, 1, 1)),
        ("Teknik  SIPIL", "", date(2026, 1, 1)),
        ("Teknik Pengairan", "", date(2026, 12, 1)),
        ("Teknik Jalan", occupation.code, None),
    ):
        StudyProgrammeRule.objects.create(
            field_name=occupation.field_name,
            occupation_code=code,
            study_programme=programme,
            valid_from=starts,
            source=f"SK {programme} (contoh)",
        )
    found = facts(case).rules
    assert found.programmes == frozenset({"teknik sipil", "teknik jalan"})
    assert found.programmes_source == "SK Teknik  SIPIL (contoh); SK Teknik Jalan (contoh)"


@pytest.mark.parametrize(
    ("name", "code", "found"),
    [
        ("Ahli Muda Teknik Jalan", "SI031001", "sipil"),
        ("Asisten Arsitek", "", "arsitektur"),
        ("Arsitek Lanskap", "", ""),
        ("Ahli Muda K3 Konstruksi", "MP011001", ""),
    ],
)
def test_a_classification_is_never_guessed(name: str, code: str, found: str) -> None:
    assert classification_of(name, code) == found


def test_hundreds_of_cases_cost_as_many_queries_as_one() -> None:
    load_reference(by=BY)
    a_case()
    with CaptureQueriesContext(connection) as one:
        facts_of(list(with_facts()), DAY)
    for _more in range(5):
        a_case()
    with CaptureQueriesContext(connection) as six:
        assert len(facts_of(list(with_facts()), DAY)) == 6
    assert len(one) == len(six) <= 11
