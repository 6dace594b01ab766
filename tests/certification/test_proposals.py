"""People are proposed for facilitation, one by one or a whole class, and nothing that is held is asked for again."""

from datetime import date

import pytest

from binakon.certification.actions.proposals import Asked, propose, propose_completed
from binakon.certification.models import Case, CaseDocument, CaseStep
from binakon.certification.rules.papers import papers_asked, papers_missing
from binakon.core.problems import Blocked
from binakon.people.actions.merges import merge
from binakon.people.models import HeldCertificate, Worker
from binakon.planning.models import Activity
from tests.certification.cases import ACTIVITY, a_worker
from tests.factories import BY, sentences
from tests.trainings.classes import a_class, completed, participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

ROAD = Asked("Ahli Muda Teknik Jalan", 7)


def activity() -> Activity:
    return Activity.objects.get(code=ACTIVITY)


def test_a_proposed_case_begins_its_chain() -> None:
    case = propose(activity(), a_worker(1), ROAD, by=BY)
    assert (case.state, case.is_invented, len(case.code)) == ("proposed", True, 8)
    assert CaseStep.objects.values_list("move", "waits_on").get() == ("propose", "office")


def test_nobody_has_two_open_cases_of_one_skk_not_even_under_a_merged_row() -> None:
    one, other = a_worker(1), a_worker(2, "Rahmat Hidayat")
    merge(one, other, reason="KTP sama", by=BY)
    propose(activity(), Worker.objects.get(pk=one.pk), ROAD, by=BY)
    for row in (one, other):
        with pytest.raises(Blocked) as refused:
            propose(activity(), Worker.objects.get(pk=row.pk), ROAD, by=BY)
        assert [problem.code for problem in refused.value.problems] == ["open_case"]
    assert propose(activity(), a_worker(1), Asked("Ahli Muda Teknik Jalan", 8), by=BY).level == 8


def test_a_renewal_cites_the_skk_that_it_goes_on_from() -> None:
    one, other = a_worker(1), a_worker(2, "Rahmat Hidayat")
    merge(one, other, reason="KTP sama", by=BY)
    held = {
        ends: HeldCertificate.objects.create(
            worker=other, occupation="AHLI MUDA TEKNIK JALAN", level=level, expires_on=ends
        )
        for level, ends in ((7, date(2024, 1, 1)), (7, date(2026, 1, 1)), (8, date(2027, 1, 1)))
    }
    renewal = Asked("Ahli Muda Teknik Jalan", 7, "renewal")
    case = propose(activity(), Worker.objects.get(pk=one.pk), renewal, by=BY)
    assert case.renews == held[date(2026, 1, 1)]
    assert propose(activity(), a_worker(3, "Siti"), renewal, by=BY).renews is None
    assert propose(activity(), a_worker(4, "Aminah"), ROAD, by=BY).renews is None


def test_a_class_facilitates_nobody() -> None:
    training = a_class(1)
    with pytest.raises(Blocked):
        propose(training.activity, a_worker(9), ROAD, by=BY)


def test_whoever_completed_a_class_is_proposed_with_the_papers_handed_in_there() -> None:
    training = a_class(2)
    first, second = participants(training)
    completed(training, first)
    with pytest.raises(Blocked) as refused:
        propose_completed(activity(), [first, second], ROAD, by=BY)
    assert sentences(refused.value.problems) == [
        f"{second} belum dinyatakan selesai pada kelasnya."
    ]
    assert Case.objects.count() == 0
    (case,) = propose_completed(activity(), [first], ROAD, by=BY)
    held = set(CaseDocument.objects.filter(case=case).values_list("kind", flat=True))
    accepted = set(first.documents.filter(state="accepted").values_list("kind", flat=True))
    assert (case.registration, case.worker, held) == (first, first.worker, accepted)
    missing = papers_missing(case.path, held, is_architect=False)
    assert set(missing) == set(papers_asked("new", is_architect=False)) - held


def test_each_path_asks_for_its_own_papers() -> None:
    new = {kind.value for kind in papers_asked("new", is_architect=False)}
    fresh = {kind.value for kind in papers_asked("fresh", is_architect=False)}
    renewal = {kind.value for kind in papers_asked("renewal", is_architect=True)}
    assert new - fresh == {"experience", "membership"}
    assert fresh - new == {"transcript", "pkt"}
    assert renewal - new == {"old_skk", "credits", "architect"}
