"""The pages of completion as their readers and writers meet them."""

import pytest

from binakon.people.models import Role
from binakon.trainings.actions.completion import decide_completions, set_completion_rule
from binakon.trainings.models import Completion, CompletionRule, Mark
from binakon.trainings.rules.completion import Asked
from tests.enrolment.pages import as_
from tests.trainings.classes import a_class, participants
from tests.trainings.completions import USUAL, a_taught_class, changed_by_two, one

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]


def desk(training: object, word: str = "") -> str:
    return f"/meja/pelatihan/{training.activity.slug}/selesai/{word}"  # type: ignore[attr-defined]


def test_the_page_tells_everybodys_figures_and_calls_nothing_unknown_nought() -> None:
    training, _people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    text = as_(Role.SECTION_HEAD).get(desk(training)).content.decode()
    assert "0 dari 4 peserta selesai, 0 perlu pembinaan lanjutan, 4 belum diputuskan." in text
    assert "Tes akhir 69,99, syaratnya 70." in text
    assert "Nilai tes akhir belum diisi." in text


def test_who_does_not_see_participants_is_told_so_and_a_reader_may_not_decide() -> None:
    training = a_class(1)
    assert as_(Role.TREASURER).get(desk(training)).status_code == 403
    assert as_(Role.REGENCY_OFFICER).get(desk(training)).status_code == 404
    reader = as_(Role.VERIFIER)
    assert reader.get(desk(training)).status_code == 200
    for word in ("aturan/", "nilai/", "putuskan/"):
        assert reader.get(desk(training, word)).status_code == 403


def test_a_rule_is_set_and_everything_wrong_with_it_comes_at_once() -> None:
    training = a_class(1)
    desk_head = as_(Role.SECTION_HEAD)
    wrong = {
        "revision": 0,
        "attendance": "delapan",
        "post": "70",
        "weight_pre": 10,
        "weight_post": 85,
    }
    answer = desk_head.post(desk(training, "aturan/"), wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“delapan” bukan bilangan bulat" in text
    assert "Jumlah bobot harus 100, sekarang 95. Tambah 5 lagi." in text
    right = {
        "revision": 0,
        "attendance": "80",
        "post": "",
        "final": "75",
        "weight_post": 60,
        "weight_attitude": 40,
    }
    assert desk_head.post(desk(training, "aturan/"), right).status_code == 302
    rule = CompletionRule.objects.get()
    assert (rule.least_attendance, rule.least_post, rule.least_final, rule.weights) == (
        80,
        None,
        75,
        {"post": 60, "attitude": 40},
    )
    late = {**right, "reason": "Bobot keliru."}
    assert desk_head.post(desk(training, "aturan/"), late).status_code == 409


def test_marks_are_typed_with_a_comma_and_an_empty_cell_stays_unknown() -> None:
    training = a_class(2)
    first, second = participants(training)
    set_completion_rule(training, Asked(final=70, weights={"attitude": 100}), by=one())
    desk_head, address = as_(Role.SECTION_HEAD), desk(training, "nilai/")
    cells = [f"m{person.pk}_attitude" for person in (first, second)]
    stood = {f"initial-{cell}": "" for cell in cells}
    wrong = desk_head.post(address, {**stood, cells[0]: "101", cells[1]: "baik"})
    assert wrong.status_code == 422
    assert wrong.content.decode().count("Isi nilai 0 sampai 100, misalnya 85 atau 85,5.") == 2
    assert desk_head.post(address, {**stood, cells[0]: "85,5", cells[1]: ""}).status_code == 302
    assert [(mark.registration, str(mark.value)) for mark in Mark.objects.all()] == [
        (first, "85.50")
    ]
    assert f'name="initial-{cells[0]}" value="85,5"' in desk_head.get(address).content.decode()
    assert desk_head.post(address, {**stood, cells[0]: "60", cells[1]: ""}).status_code == 409


def test_one_press_decides_what_the_preview_showed_and_nothing_that_changed_since() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    desk_head, address = as_(Role.SECTION_HEAD), desk(training, "putuskan/")
    shown = desk_head.get(address).context["form"]["shown"].value()
    changed_by_two(training, Asked(attendance=80, post=60))
    refused = desk_head.post(address, {"shown": shown})
    assert refused.status_code == 422
    assert "Data peserta berubah sejak halaman ini dibuka." in refused.content.decode()
    assert not Completion.objects.exists()
    shown = refused.context["form"]["shown"].value()
    assert desk_head.post(address, {"shown": shown}).status_code == 302
    states = dict(Completion.objects.values_list("registration", "state"))
    assert states == {
        people[0].pk: "completed",
        people[1].pk: "incomplete",
        people[2].pk: "completed",
    }


def test_an_exception_goes_from_one_desk_to_another() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    address = desk(training, f"{people[2].pk}/")
    head, division = as_(Role.SECTION_HEAD), as_(Role.HEAD_OF_DIVISION)
    assert head.post(address, {"deed": "ask", "ask-reason": ""}).status_code == 422
    asked = head.post(address, {"deed": "ask", "ask-reason": "Listrik padam saat tes."})
    assert asked.status_code == 302
    assert head.post(address, {"deed": "answer", "verdict": "grant"}).status_code == 403
    assert "Pengecualian ini Anda minta sendiri." in head.get(address).content.decode()
    assert division.post(address, {"deed": "answer", "verdict": "deny"}).status_code == 422
    assert division.post(address, {"deed": "answer", "verdict": "grant"}).status_code == 302
    assert Completion.objects.get(registration=people[2]).state == "completed"


def test_a_decision_is_opened_again_with_a_reason() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    address = desk(training, f"{people[0].pk}/")
    head = as_(Role.SECTION_HEAD)
    assert head.post(address, {"deed": "again", "again-reason": ""}).status_code == 422
    assert head.post(address, {"deed": "again", "again-reason": "presensi"}).status_code == 302
    assert Completion.objects.get(registration=people[0]).state == "pending"
    assert head.post(address, {"deed": "lain"}).status_code == 404


def test_somebody_of_another_class_has_no_page_here() -> None:
    training, other = a_class(1), a_class(1)
    [stranger] = participants(other)
    assert as_(Role.SECTION_HEAD).get(desk(training, f"{stranger.pk}/")).status_code == 404
