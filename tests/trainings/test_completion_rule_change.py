"""Changing the rule of a class: alone before it begins, by two people with a reason afterwards."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, NotAllowed, StaleState
from binakon.enrolment.models import Training
from binakon.people.models import Role, User
from binakon.trainings.actions.completion import (
    decide_again,
    decide_completions,
    set_completion_rule,
)
from binakon.trainings.actions.completion_rule import (
    answer_rule_change,
    ask_rule_change,
)
from binakon.trainings.models import Completion, CompletionRule
from binakon.trainings.queries.completion_rule import rule_changes_waiting, standing_of
from binakon.trainings.rules.completion import Asked
from tests.cast import viewer
from tests.enrolment.pages import as_
from tests.factories import BY, sentences
from tests.trainings.classes import a_class, a_session, participants, present
from tests.trainings.completions import USUAL, a_taught_class, another, changed_by_two, one

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
LOOSE = Asked(attendance=80, post=5)
SETTLED = (
    "Kelas ini sudah mulai, jadi syaratnya tidak bisa diubah sendirian. "
    "Minta perubahannya dengan alasan; orang kedua menjawabnya."
)


def standing(training: Training) -> Asked:
    return standing_of(CompletionRule.objects.get(training=training))


def tomorrow() -> Training:
    """A class that begins tomorrow, so that its rule is nobody's fate yet."""
    begins = timezone.localdate() + timedelta(days=1)
    return a_class(1, starts_on=begins, ends_on=begins)


def desk(training: Training, word: str = "") -> str:
    return f"/meja/pelatihan/{training.activity.slug}/selesai/{word}"


def test_one_person_cannot_loosen_the_rule_open_one_decision_and_put_the_rule_back() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    with pytest.raises(Blocked) as refusal:
        set_completion_rule(training, LOOSE, revision=1, by=one())
    assert sentences(refusal.value.problems) == [SETTLED]
    decide_again(Completion.objects.get(registration=people[2]), reason="coba", by=one())
    ask_rule_change(training, LOOSE, reason="coba", revision=1, by=one())
    decide_completions(training, by=one())
    assert Completion.objects.get(registration=people[2]).state == "incomplete"
    assert standing(training) == USUAL


def test_before_the_class_begins_and_nothing_is_known_one_person_changes_the_rule() -> None:
    training = tomorrow()
    set_completion_rule(training, USUAL, by=one())
    set_completion_rule(training, LOOSE, revision=1, by=one())
    assert standing(training) == LOOSE


def test_from_the_first_day_on_and_from_the_first_presence_on_it_takes_two() -> None:
    training = tomorrow()
    set_completion_rule(training, USUAL, by=one())
    first_day = timezone.now() + timedelta(days=1)
    with pytest.raises(Blocked):
        set_completion_rule(training, LOOSE, revision=1, by=one(), at=first_day)
    present(a_session(training), participants(training)[0])
    with pytest.raises(Blocked):
        set_completion_rule(training, LOOSE, revision=1, by=one())
    assert standing(training) == USUAL


def test_two_people_change_it_and_history_says_why() -> None:
    training, people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    decide_completions(training, by=one())
    changed_by_two(training, LOOSE)
    assert standing(training) == LOOSE
    said = AuditEvent.objects.filter(action__startswith="completion_rule:").order_by("id")
    assert [(event.action, event.note) for event in said] == [
        ("completion_rule:set", ""),
        ("completion_rule:ask", "Salah ketik."),
        ("completion_rule:grant", ""),
    ]
    # Who was decided before keeps the decision, until it is opened.
    assert Completion.objects.get(registration=people[2]).state == "incomplete"


def test_a_change_says_what_and_why_and_a_second_person_answers_what_they_read() -> None:
    training, _people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    with pytest.raises(Blocked) as refusal:
        ask_rule_change(training, USUAL, reason=" ", revision=1, by=one())
    assert sentences(refusal.value.problems) == [
        "Syarat ini sama dengan yang berlaku sekarang.",
        "Tulis alasan perubahannya; orang kedua membacanya.",
    ]
    with pytest.raises(NotAllowed):
        ask_rule_change(training, LOOSE, reason="keliru", revision=1, by=BY)
    ask_rule_change(training, LOOSE, reason="keliru", revision=1, by=one())
    with pytest.raises(NotAllowed):
        answer_rule_change(training, is_granted=True, note="", revision=2, by=one())
    with pytest.raises(StaleState):
        answer_rule_change(training, is_granted=True, note="", revision=1, by=another())
    with pytest.raises(Blocked):
        answer_rule_change(training, is_granted=False, note="", revision=2, by=another())
    answer_rule_change(training, is_granted=False, note="Tidak perlu.", revision=2, by=another())
    assert standing(training) == USUAL
    with pytest.raises(StaleState):
        answer_rule_change(training, is_granted=True, note="", revision=3, by=another())


def test_the_database_refuses_one_person_as_both() -> None:
    training, _people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    person, other = User.objects.order_by("pk")[:2]
    rows = CompletionRule.objects.filter(training=training)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(asked_by=person, answered_by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(wanted_reason="tanpa peminta")
    assert rows.update(asked_by=person, answered_by=other) == 1


def test_a_change_goes_from_one_desk_to_another() -> None:
    training, _people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    head, division = as_(Role.SECTION_HEAD), as_(Role.HEAD_OF_DIVISION)
    form = {"revision": 1, "attendance": "80", "post": "65"}
    assert division.get(desk(training, "aturan/jawaban/")).status_code == 302
    bare = head.post(desk(training, "aturan/"), form)
    assert (bare.status_code, "Alasan perubahan" in bare.content.decode()) == (422, True)
    asked = head.post(desk(training, "aturan/"), {**form, "reason": "Ketentuan baru dinas."})
    assert asked.status_code == 302
    waiting = "menunggu orang kedua."
    assert waiting in head.get(desk(training)).content.decode()
    assert head.get(desk(training, "aturan/jawaban/")).status_code == 403
    page = division.get(desk(training, "aturan/jawaban/"))
    assert "Nilai tes akhir sedikitnya 65." in page.content.decode()
    answer = {"revision": page.context["form"]["revision"].value(), "verdict": "grant"}
    assert division.post(desk(training, "aturan/jawaban/"), answer).status_code == 302
    assert standing(training) == Asked(attendance=80, post=65)
    assert waiting not in head.get(desk(training)).content.decode()


def test_a_change_waits_on_the_desk_of_who_may_answer_it_and_not_of_who_asked() -> None:
    training, _people = a_taught_class()
    set_completion_rule(training, USUAL, by=one())
    ask_rule_change(training, LOOSE, reason="keliru", revision=1, by=another())
    year = training.activity.programme.year
    roles = (Role.HEAD_OF_DIVISION, Role.HEAD_OF_OFFICE, Role.SECTION_HEAD)
    waiting = [rule_changes_waiting(viewer(role), "63", year) for role in roles]
    assert [[work.training for work in found] for found in waiting] == [[], [training], []]
    page = as_(Role.HEAD_OF_OFFICE).get("/meja/").context["page"]
    told = [todo.href for todo in page.todos if "syarat selesai" in todo.text]
    assert told == [desk(training, "aturan/jawaban/")]
