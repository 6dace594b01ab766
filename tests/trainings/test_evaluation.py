"""The evaluation: answered once, by its participants only, and nothing leads from a reply to who gave it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from binakon.core.models import AuditEvent
from binakon.core.problems import Blocked, StaleState
from binakon.enrolment.models import Place, Registration, Training
from binakon.enrolment.states import PlaceState
from binakon.people.models import Role
from binakon.trainings.actions import evaluation as actions
from binakon.trainings.actions.evaluation import Said, answer_evaluation, set_evaluation
from binakon.trainings.models import EvaluationForm, EvaluationReply, EvaluationTicket
from binakon.trainings.queries.evaluation import Summary, own_evaluation, summary_of
from binakon.trainings.rules.evaluation import Terms, is_readable, line_of, terms_problems
from tests.cast import viewer
from tests.enrolment.people import APPLICANT
from tests.factories import BY, sentences
from tests.trainings.classes import a_class, a_teacher, an_engagement, an_instructor, participants
from tests.trainings.test_frozen import refused

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
NOW = datetime.now(UTC)


def terms(*, least: int = 3, hours: float = 24, event: tuple[str, ...] = ("Bermanfaat.",)) -> Terms:
    return Terms(event, ("Jelas.",), least, NOW - timedelta(hours=1), NOW + timedelta(hours=hours))


def an_evaluation(people: int = 4, **given: int) -> tuple[Training, list[Registration]]:
    training = a_class(people)
    set_evaluation(training, terms(**given), by=BY)
    return training, participants(training)


def answered(person: Registration, mark: int = 4, comment: str = "") -> bool:
    said = [Said(None, "a1", mark=mark)]
    if comment:
        said.append(Said(None, "comment", comment=comment))
    return answer_evaluation(person, said, by=APPLICANT)


def summary(training: Training, *, days: int = 0) -> Summary:
    found = summary_of(training, at=NOW + timedelta(days=days))
    assert found is not None
    return found


def reply_rows() -> list[tuple[str, ...]]:
    """Every reply in the order in which the database keeps its rows."""
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, comment FROM trainings_evaluationreply ORDER BY {order}")
        return [(str(key), comment) for key, comment in cursor.fetchall()]


def test_who_presses_twice_answers_once_and_the_second_press_writes_nothing() -> None:
    _training, people = an_evaluation()
    assert answered(people[0], 5)
    assert not answered(people[0], 1)
    assert list(EvaluationReply.objects.values_list("mark", flat=True)) == [5]
    form = EvaluationForm.objects.get()
    double = EvaluationTicket(form=form, registration=people[0], on=NOW.date())
    assert refused(double.save)


def test_only_determined_participants_answer_and_only_while_it_is_open() -> None:
    training, people = an_evaluation()
    stranger = participants(a_class(1))[0]
    with pytest.raises(Blocked):
        answered(stranger)
    assert own_evaluation(stranger) is None
    with pytest.raises(Blocked) as refusal:
        answer_evaluation(
            people[0], [Said(None, "a1", mark=3)], by=APPLICANT, at=NOW + timedelta(days=2)
        )
    assert sentences(refusal.value.problems) == ["Evaluasi ini sedang tidak dibuka."]
    assert (summary(training).answers, EvaluationTicket.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "said",
    [
        [],
        [Said(None, "a1", mark=6)],
        [Said(None, "a9", mark=3)],
        [Said(99, "n1", mark=3)],
        [Said(None, "a1", mark=3), Said(None, "a1", mark=4)],
        [Said(None, "a1", comment="bukan nilai")],
    ],
)
def test_what_was_not_asked_is_not_taken(said: list[Said]) -> None:
    _training, people = an_evaluation()
    with pytest.raises(Blocked):
        answer_evaluation(people[0], said, by=APPLICANT)
    assert not EvaluationTicket.objects.exists()


def test_an_answer_leaves_no_line_of_history_and_a_ticket_only_its_day() -> None:
    _training, people = an_evaluation()
    before = AuditEvent.objects.count()
    answered(people[0], comment="Ruang terlalu panas.")
    assert AuditEvent.objects.count() == before
    fields = {field.name for field in EvaluationTicket._meta.get_fields()}
    assert fields == {"id", "form", "registration", "on"}
    assert EvaluationTicket._meta.get_field("on").get_internal_type() == "DateField"


def test_no_key_of_a_reply_leads_to_a_registration_a_ticket_or_a_time() -> None:
    relations = {
        field.name: field.related_model._meta.label
        for field in EvaluationReply._meta.get_fields()
        if field.is_relation and field.related_model is not None
    }
    assert relations == {"form": "trainings.EvaluationForm", "engagement": "trainings.Engagement"}
    kinds = {field.get_internal_type() for field in EvaluationReply._meta.concrete_fields}
    assert kinds.isdisjoint({"DateField", "DateTimeField", "BigAutoField", "AutoField"})


@pytest.fixture
def lasts_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shuffle that is known: what came last comes first."""

    class Reversing:
        def shuffle(self, rows: list[object]) -> None:
            rows.reverse()

    monkeypatch.setattr(actions.random, "SystemRandom", Reversing)


@pytest.mark.usefixtures("lasts_first")
def test_the_rows_of_the_table_stand_in_the_order_of_the_shuffle_and_not_of_coming() -> None:
    _training, people = an_evaluation()
    for person, word in zip(people[:3], "abc", strict=True):
        answered(person, comment=word)
    assert [comment for _key, comment in reply_rows() if comment] == ["c", "a", "b"]


def test_every_answer_writes_everybodys_replies_anew_under_other_keys() -> None:
    _training, people = an_evaluation()
    answered(people[0], comment="a")
    before = {key for key, _comment in reply_rows()}
    answered(people[1], comment="b")
    after = {key for key, _comment in reply_rows()}
    assert (len(before), len(after), before & after) == (2, 4, set())


def test_no_reader_orders_replies_by_how_they_were_written() -> None:
    assert not EvaluationReply._meta.ordering
    training, people = an_evaluation()
    for number, person in enumerate(people[:3]):
        answered(person, comment=f"catatan {number}")
    [event] = summary(training, days=2).parts
    rows = EvaluationReply.objects.exclude(comment="").order_by("id")
    assert list(event.comments) == [row.comment for row in rows]


def test_below_the_line_nothing_is_told_but_how_many_answered() -> None:
    training, people = an_evaluation()
    for person in people[:2]:
        answered(person, comment="rahasia")
    found = summary(training, days=2)
    assert (found.answers, found.asked, found.needed, found.is_readable, found.parts) == (
        2,
        4,
        1,
        False,
        (),
    )


def test_while_answers_still_come_two_looks_do_not_tell_the_one_between() -> None:
    training, people = an_evaluation()
    for person in people[:3]:
        answered(person)
    assert (summary(training).is_readable, summary(training, days=2).is_readable) == (False, True)
    answered(people[3])
    assert (summary(training).is_readable, summary(training, days=2).is_readable) == (False, True)


def test_an_answer_of_who_came_by_an_amendment_is_not_told_by_two_looks() -> None:
    training, [*people, heir] = an_evaluation(5)
    places = Place.objects.filter(training=training)
    places.filter(registration=heir).update(state=PlaceState.ACCEPTED)
    for person in people:
        answered(person, 5)
    before = summary(training)
    places.filter(registration=people[0]).update(state=PlaceState.REPLACED, bucket="")
    places.filter(registration=heir).update(state=PlaceState.DETERMINED)
    heir.refresh_from_db()
    assert answered(heir, 1, "Galak.")
    assert (before.answers, before.asked, before.parts) == (4, 4, ())
    assert summary(training).parts == ()
    [event] = summary(training, days=2).parts
    assert [line.n for line in event.lines] == [5]


def test_an_instructor_whom_fewer_marked_stays_hidden_though_the_event_is_shown() -> None:
    training = a_class(4)
    engagement = a_teacher(training)
    set_evaluation(training, terms(), by=BY)
    for number, person in enumerate(participants(training)):
        said = [Said(None, "a1", mark=number + 1)]
        if number < 2:
            said += [
                Said(engagement.pk, "n1", mark=1),
                Said(engagement.pk, "comment", comment="galak"),
            ]
        answer_evaluation(person, said, by=APPLICANT)
    event, taught = summary(training, days=2).parts
    assert [(line.n, line.mean, line.counts) for line in event.lines] == [
        (4, "2,50", ((1, 1), (2, 1), (3, 1), (4, 1), (5, 0)))
    ]
    assert (taught.title, taught.comments) == (str(engagement), ())
    assert [(line.n, line.is_shown, line.mean) for line in taught.lines] == [(2, False, "")]


def test_only_who_said_yes_to_teaching_is_there_to_be_marked() -> None:
    training, people = an_evaluation()
    sure = a_teacher(training)
    proposed = an_engagement(training, an_instructor("Baru Diusulkan"))
    found = own_evaluation(people[0])
    assert found is not None
    assert found.instructors == ((sure.pk, str(sure)),)
    said = [Said(None, "a1", mark=4), Said(proposed.pk, "n1", mark=1)]
    with pytest.raises(Blocked):
        answer_evaluation(people[0], said, by=APPLICANT)


def test_what_people_were_promised_does_not_change_once_they_have_answered() -> None:
    training, people = an_evaluation()
    answered(people[0])
    changed = Terms(("Lain.",), (), 3, NOW - timedelta(hours=1), NOW + timedelta(hours=24))
    with pytest.raises(Blocked) as refusal:
        set_evaluation(training, changed, revision=1, by=BY)
    assert [problem.code for problem in refusal.value.problems] == ["event", "instructor"]
    longer = set_evaluation(training, terms(hours=48), revision=1, by=BY)
    assert longer.revision == 2
    for person in people[1:]:
        answered(person)
    with pytest.raises(Blocked) as refusal:
        set_evaluation(training, terms(hours=96), revision=2, by=BY, at=NOW + timedelta(days=3))
    assert sentences(refusal.value.problems) == [
        "Ringkasannya sudah terbuka, jadi evaluasi ini tidak bisa diubah lagi."
    ]


def test_two_who_set_it_at_once_are_one() -> None:
    training = a_class(1)
    head = viewer(Role.SECTION_HEAD).actor
    set_evaluation(training, terms(), by=head)
    with pytest.raises(StaleState):
        set_evaluation(training, terms(hours=30), by=head)


def test_all_that_is_wrong_with_an_evaluation_is_said_at_once() -> None:
    wrong = Terms((), ("Sama.", "Sama."), 2, NOW, NOW)
    assert sentences(terms_problems(wrong)) == [
        "Tulis sedikitnya satu butir tentang acara.",
        "Ada butir yang sama dua kali. Hapus salah satunya.",
        "Batas pelindung paling rendah 3 jawaban.",
        "Waktu tutup harus setelah waktu buka.",
    ]


def test_the_line_protects_also_when_everybody_has_answered() -> None:
    assert not is_readable(answers=2, least=3, is_closed=True)
    assert line_of("x", {5: 2}, 3).mean == ""
    assert line_of("x", {5: 2, 4: 1}, 3).mean == "4,67"
