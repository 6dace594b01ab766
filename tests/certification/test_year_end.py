"""Whether SKK can still be recorded before the year ends: every batch and everybody without one, on the office's estimates."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from binakon.certification.actions.counting import Estimate, estimate
from binakon.certification.actions.reference import load_reference
from binakon.certification.models import Batch, CaseOverride, StepRule
from binakon.certification.queries.finish import FinishLine, FinishPage, finish_page
from binakon.certification.states import BatchState, CaseState, OverrideKind
from binakon.core import calendar
from binakon.core.measures import Scope
from binakon.core.problems import Blocked
from binakon.people.models import Office, Organisation, Role
from binakon.planning.models import Activity
from binakon.reports.queries.todos import case_todos
from tests import cast
from tests.certification.cases import ACTIVITY, a_case
from tests.enrolment.pages import as_
from tests.factories import BY

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]

PATH = "/meja/sertifikasi/akhir-tahun/"
DAY = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def rules(year: None) -> None:
    """The dated rules that come with Binakon."""
    load_reference(by=BY)


@pytest.fixture(autouse=True)
def a_day_in_october(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is read on 12 October 2026: what it says depends on the day and on nothing else."""
    monkeypatch.setattr("binakon.certification.queries.finish.today", lambda: DAY)


def province() -> Office:
    return Office.objects.get(code="63")


def page() -> FinishPage:
    found = finish_page(cast.viewer(Role.SECTION_HEAD), province(), 2026)
    assert found is not None
    return found


def a_batch(number: int = 1, **fields: Any) -> Batch:
    lsp = Organisation.objects.filter(kind=Organisation.Kind.LSP).first()
    lsp = lsp or Organisation.objects.create(
        name="LSP Contoh Konstruksi", short_name="LSP Contoh", kind=Organisation.Kind.LSP
    )
    activity = Activity.objects.get(code=ACTIVITY)
    return Batch.objects.create(activity=activity, organisation=lsp, number=number, **fields)


def told(line: FinishLine) -> tuple[str, int, str]:
    return line.title, line.many, line.hold


def own(key: str, many: int, *, is_working: bool = False) -> None:
    """An estimate of the office that holds on the day of these tests."""
    StepRule.objects.create(
        office=province(),
        key=key,
        days=many,
        is_working=is_working,
        source="rapat (contoh)",
        valid_from=DAY,
    )


def days(key: str, many: int, *, is_working: bool = False) -> dict[str, Estimate | None]:
    return {key: Estimate(many, is_working)}


def test_places_without_people_cases_without_a_batch_and_batches_are_lines_of_their_own() -> None:
    batch = a_batch()
    for _each in range(3):
        a_case(state=CaseState.DETERMINED, determined_on=DAY, batch=batch)
    a_case(state=CaseState.ELIGIBLE)
    assert [told(line) for line in page().lines] == [
        ("batch", 3, "good"),
        ("alone", 1, "good"),
        ("open", 56, "good"),
    ]


def test_a_batch_is_as_late_as_its_last_case() -> None:
    batch = a_batch()
    a_case(
        state=CaseState.COMPETENT,
        batch=batch,
        **dict.fromkeys(("determined_on", "tested_on", "competent_on"), date(2026, 9, 1)),
    )
    a_case(state=CaseState.DETERMINED, determined_on=DAY, batch=batch)
    [line, _open] = page().lines
    assert (line.state, line.finish and line.finish.earliest) == (
        CaseState.DETERMINED,
        date(2026, 12, 1),
    )


def test_with_only_the_chain_of_fifty_days_it_is_lost_after_the_eleventh_of_november(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_case(state=CaseState.ELIGIBLE)
    line = page().lines[0]
    assert [(each.label, each.latest, each.is_over) for each in line.starts] == [
        ("seluruh rantai, dari penetapan sampai tercatat", date(2026, 11, 11), False)
    ]
    monkeypatch.setattr("binakon.certification.queries.finish.today", lambda: date(2026, 11, 28))
    late = page().lines[0]
    assert (late.hold, late.starts[0].is_over, page().lost) == ("lost", True, 2)


def test_a_chain_that_is_under_way_says_since_when_and_is_not_called_over() -> None:
    on = date(2026, 9, 1)
    a_case(state=CaseState.PAID, determined_on=on)
    [start] = page().lines[0].starts
    assert (start.begun_on, start.is_over) == (on, False)
    assert "sudah mulai 1 September 2026" in as_(Role.STAFF).get(PATH).content.decode()


def test_the_offices_own_estimates_go_before_those_that_hold_for_all() -> None:
    a_case(
        state=CaseState.COMPETENT,
        **dict.fromkeys(("determined_on", "tested_on", "competent_on"), DAY),
    )
    assert page().lines[0].is_whole_chain
    own("recording", 10, is_working=True)
    line = page().lines[0]
    assert ([each.latest for each in line.starts], line.is_whole_chain) == (
        [date(2026, 12, 15)],
        False,
    )


def test_days_that_an_office_does_not_use_at_the_years_end_move_the_limit() -> None:
    assert page().by == date(2026, 12, 31)
    own("closing", 16)
    assert page().by == date(2026, 12, 15)


def test_what_waits_for_the_perubahan_says_by_when_it_must_be_in_force() -> None:
    Activity.objects.filter(code=ACTIVITY).update(
        precision="after-event", window_form="after-perubahan"
    )
    line = page().lines[0]
    assert (line.title, line.is_held_back, line.starts[0].latest) == (
        "open",
        True,
        date(2026, 11, 11),
    )
    text = as_(Role.SECTION_HEAD).get(PATH).content.decode()
    assert "Perubahan anggaran harus berlaku paling lambat 11 November 2026." in text


def test_a_new_estimate_ends_the_old_one_and_the_same_again_writes_nothing() -> None:
    monday = timezone.localdate()
    StepRule.objects.create(
        office=province(),
        key="review",
        days=3,
        source="lama (contoh)",
        valid_from=monday - timedelta(days=9),
    )
    estimate(province(), days("review", 5), source="baru (contoh)", by=BY)
    assert estimate(province(), days("review", 5), source="baru (contoh)", by=BY) == []
    rows = StepRule.objects.filter(office=province()).order_by("valid_from")
    assert [(row.days, row.valid_to) for row in rows] == [
        (3, monday - timedelta(days=1)),
        (5, None),
    ]
    estimate(province(), {"review": None}, source="tidak dipakai (contoh)", by=BY)
    assert not StepRule.objects.filter(office=province()).valid_on(calendar.today()).exists()


def test_an_estimate_says_whose_it_is_and_does_not_borrow_the_words_of_another() -> None:
    estimate(province(), days("review", 5), source="rapat (contoh)", by=BY)
    for source in ("", "rapat (contoh)"):
        with pytest.raises(Blocked) as refused:
            estimate(province(), days("review", 400), source=source, by=BY)
        codes = [problem.code for problem in refused.value.problems]
        assert codes == ["source", "review_days"]
    assert StepRule.objects.filter(office=province()).count() == 1


def test_ended_batches_and_ended_cases_are_no_longer_asked() -> None:
    a_batch(1, state=BatchState.CANCELLED)
    a_batch(2)
    a_case(state=CaseState.WITHDRAWN, ended_because="contoh")
    assert [told(line) for line in page().lines] == [("batch", 0, "good"), ("open", 60, "good")]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SECTION_HEAD, 200),
        (Role.STAFF, 200),
        (Role.HEAD_OF_OFFICE, 200),
        (Role.TREASURER, 403),
    ],
)
def test_only_who_sees_people_reads_it(role: Role, status: int) -> None:
    assert as_(role).get(PATH).status_code == status


def test_estimates_are_typed_and_problems_stand_beside_their_fields() -> None:
    client = as_(Role.STAFF)
    sent = {
        f"{key}_unit": "calendar"
        for key in (
            "decree",
            "application",
            "review",
            "schedule",
            "assessment",
            "recording",
            "chain",
            "closing",
        )
    }
    bad = client.post(f"{PATH}perkiraan/", sent | {"review_days": "900"})
    assert bad.status_code == 422
    good = client.post(
        f"{PATH}perkiraan/",
        sent | {"review_days": "5", "review_unit": "working", "source": "rapat (contoh)"},
    )
    assert good.status_code == 302
    row = StepRule.objects.get(office=province())
    assert (row.key, row.days, row.is_working) == ("review", 5, True)


def test_the_decision_on_counting_is_typed_by_who_keeps_the_office_and_read_by_others() -> None:
    path = "/meja/sertifikasi/hitungan/"
    sent = {"counts": "recorded", "starts_on": "2026-01-01", "decided_in": "notula (contoh)"}
    assert as_(Role.STAFF).post(path, sent).status_code == 403
    assert as_(Role.SECTION_HEAD).post(path, sent | {"decided_in": ""}).status_code == 422
    assert as_(Role.SECTION_HEAD).post(path, sent).status_code == 302
    text = as_(Role.TREASURER).get(path).content.decode()
    assert "Sejak 1 Januari 2026 seseorang dihitung difasilitasi saat tercatat." in text


def test_the_first_page_of_the_desk_tells_what_waits_in_certification() -> None:
    path = f"/meja/sertifikasi/kegiatan/{Activity.objects.get(code=ACTIVITY).slug}/dana/"
    CaseOverride.objects.create(
        activity=Activity.objects.get(code=ACTIVITY),
        kind=OverrideKind.MONEY_GATE,
        reason="contoh",
        asked_by=cast.user(Role.SECTION_HEAD),
        asked_at=timezone.now(),
    )
    assert case_todos(cast.viewer(Role.SECTION_HEAD), Scope("63", 2026, DAY)) == []
    a_case()
    a_case(state=CaseState.ELIGIBLE)
    told = case_todos(cast.viewer(Role.SECTION_HEAD), Scope("63", 2026, DAY))
    assert [(todo.text, todo.href) for todo in told] == [
        ("Tetapkan kapan seseorang dihitung difasilitasi", "/meja/sertifikasi/hitungan/"),
        (
            "1 kasus sertifikasi menunggu diperiksa syaratnya",
            "/meja/sertifikasi/?keadaan=proposed",
        ),
        ("1 orang siap ditetapkan difasilitasi", "/meja/sertifikasi/?keadaan=eligible"),
    ]
    told = case_todos(cast.viewer(Role.HEAD_OF_DIVISION), Scope("63", 2026, DAY))
    assert ("Pengecualian sertifikasi menunggu jawaban Anda", path) in [
        (todo.text, todo.href) for todo in told
    ]
    assert case_todos(cast.viewer(Role.TREASURER), Scope("63", 2026, DAY)) == []
