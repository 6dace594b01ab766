"""Instructors of a class: the registry, proposed, invited by a signed link, answering, replaced, never doubled."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from binakon.core.models import AuditEvent, Message
from binakon.core.outbox import claim
from binakon.core.problems import Blocked, IllegalMove, StaleState
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.trainings.actions import engagements, instructors
from binakon.trainings.actions.instructors import InstructorText
from binakon.trainings.models import Engagement, Instructor
from binakon.trainings.queries.engagements import engagement_behind, link_of
from binakon.trainings.rules.engagements import BadLink, ExpiredLink, read_token, token_of
from tests.enrolment.pages import as_
from tests.enrolment.people import a_training
from tests.factories import BY, an_activity, an_office
from tests.trainings.classes import a_session, an_engagement, an_instructor

pytestmark = pytest.mark.database

STRANGERS = (Role.REGENCY_OFFICER, Role.PARTNER, Role.INSTRUCTOR)


def home(training: Training) -> str:
    return f"/meja/pelatihan/{training.activity.slug}/narasumber/"


def invited(training: Training, **fields: Any) -> Engagement:
    reach = {"email": "narasumber@contoh.example", "phone": "6281200000001", **fields}
    name = f"Narasumber {training.engagements.count()} (contoh)"
    engagement = engagements.propose(training, an_instructor(name, **reach), by=BY)
    engagements.invite(engagement, by=BY)
    return engagement


def path_of(engagement: Engagement) -> str:
    return f"/narasumber/{token_of(engagement.key.hex, engagement.link_version)}/"


def test_an_invitation_is_one_message_with_the_link_by_which_they_answer(
    training: Training,
) -> None:
    engagement = invited(training)
    message = Message.objects.get(name="instructor_invited")
    assert message.to == "narasumber@contoh.example"
    assert link_of(engagement).split("~")[0] in message.body_text
    assert "mengundang Anda menjadi narasumber" in message.body_text
    with pytest.raises(IllegalMove):
        engagements.invite(engagement, by=BY)
    assert Message.objects.filter(name="instructor_invited").count() == 1


def test_an_invitation_that_was_answered_meanwhile_is_not_sent(training: Training) -> None:
    engagement = invited(training)
    engagements.confirm(engagement, by=BY)
    while claim() is not None:
        pass
    message = Message.objects.get(name="instructor_invited")
    assert message.cancelled_at is not None
    assert "bersedia" in message.cancel_reason


def test_a_cancelled_class_invites_nobody_and_asks_nobody(training: Training) -> None:
    engagement = invited(training)
    waiting = an_engagement(training, an_instructor("Menyusul (contoh)", phone="6281200000009"))
    Training.objects.filter(pk=training.pk).update(state="cancelled")
    waiting.training.refresh_from_db()
    with pytest.raises(Blocked):
        engagements.invite(waiting, by=BY)
    while claim() is not None:
        pass
    assert Message.objects.get(name="instructor_invited").cancel_reason == "Kelas ini dibatalkan."
    body = Client().get(path_of(engagement)).content.decode()
    assert "Kelas ini dibatalkan." in body
    assert Client().post(path_of(engagement), {"answer": "confirm"}).status_code == 302
    engagement.refresh_from_db()
    assert engagement.state == "invited"


def test_who_cannot_be_reached_is_not_invited(training: Training) -> None:
    engagement = an_engagement(training, an_instructor("Tanpa alamat (contoh)"))
    with pytest.raises(Blocked) as refused:
        engagements.invite(engagement, by=BY)
    assert [problem.code for problem in refused.value.problems] == ["unreachable"]
    engagement.refresh_from_db()
    assert engagement.state == "proposed"


def test_a_link_that_was_forged_changed_or_is_too_old_leads_nowhere(training: Training) -> None:
    engagement = invited(training)
    token = token_of(engagement.key.hex, 1)
    assert read_token(token) == (engagement.key.hex, 1)
    with pytest.raises(BadLink):
        read_token(f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}")
    other = signing.TimestampSigner(salt="binakon.enrolment.registration", sep="~")
    with pytest.raises(BadLink):
        read_token(other.sign(f"{engagement.key.hex}.1"))
    with pytest.raises(ExpiredLink):
        engagement_behind(token_of(engagement.key.hex, 2))
    assert Client().get(f"/narasumber/{token}x/").status_code == 404


def test_an_instructor_sees_their_sessions_and_says_yes_without_an_account(
    training: Training,
) -> None:
    engagement = invited(training)
    mine, others = a_session(training, topic="Beton prategang"), a_session(training, topic="Baja")
    mine.engagements.add(engagement)
    # A link is signed with the second in which it is made; the page must lead back to the one that was opened.
    path = path_of(engagement)
    page = Client().get(path)
    body = page.content.decode()
    assert page.headers["Cache-Control"] == "no-store, private"
    assert "Beton prategang" in body
    assert others.topic not in body
    answer = Client().post(path, {"answer": "confirm", "note": "Bawa proyektor"})
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    engagement.refresh_from_db()
    assert (engagement.state, engagement.answer_note) == ("confirmed", "Bawa proyektor")
    assert engagement.answered_at is not None
    assert AuditEvent.objects.get(action="confirm").actor_kind == "link"
    assert "Terima kasih, Anda bersedia" in Client().get(path).content.decode()


def test_pressing_nothing_chooses_nothing(training: Training) -> None:
    engagement = invited(training)
    body = Client().get(path_of(engagement)).content.decode()
    assert " checked" not in body
    refused = Client().post(path_of(engagement), {"note": "?"})
    assert refused.status_code == 422
    assert "Pilih bersedia atau berhalangan." in refused.content.decode()
    engagement.refresh_from_db()
    assert engagement.state == "invited"


def test_an_answer_stands_however_often_it_is_sent(training: Training) -> None:
    engagement = invited(training)
    Client().post(path_of(engagement), {"answer": "decline", "note": "Dinas luar"})
    again = Client().post(path_of(engagement), {"answer": "confirm"})
    assert again.status_code == 302
    engagement.refresh_from_db()
    assert (engagement.state, engagement.answer_note) == ("declined", "Dinas luar")


def test_two_answers_at_the_same_moment_leave_one(training: Training) -> None:
    engagement = invited(training)
    twin = Engagement.objects.get(pk=engagement.pk)
    engagements.decline(engagement, note="Sakit", by=BY)
    with pytest.raises(StaleState):
        engagements.confirm(twin, by=BY)
    engagement.refresh_from_db()
    assert engagement.state == "declined"


def test_who_replaces_takes_over_the_sessions_and_the_old_link_ends(training: Training) -> None:
    engagement = invited(training)
    session = a_session(training)
    session.engagements.add(engagement)
    old = path_of(engagement)
    heir = engagements.replace(engagement, an_instructor("Pengganti (contoh)"), by=BY)
    engagement.refresh_from_db()
    assert (engagement.state, heir.state, heir.replaces) == ("replaced", "proposed", engagement)
    assert list(session.engagements.all()) == [heir]
    assert Client().get(old).status_code == 410
    assert Client().post(old, {"answer": "confirm"}).status_code == 410


def test_nobody_replaces_by_somebody_who_teaches_here_already(training: Training) -> None:
    first, second = invited(training), invited(training)
    session = a_session(training)
    session.engagements.add(first)
    with pytest.raises(Blocked):
        engagements.replace(first, second.instructor, by=BY)
    first.refresh_from_db()
    assert (first.state, list(session.engagements.all())) == ("invited", [first])


def test_one_instructor_stands_once_in_a_class_but_may_return_after_a_no(
    training: Training,
) -> None:
    engagement = invited(training)
    with pytest.raises(Blocked):
        engagements.propose(training, engagement.instructor, by=BY)
    engagements.decline(engagement, note="Sakit", by=BY)
    again = engagements.propose(training, engagement.instructor, by=BY)
    assert again.pk != engagement.pk


def test_who_is_retired_or_of_another_office_is_not_proposed(training: Training) -> None:
    retired = an_instructor("Pensiun (contoh)", retired_at=timezone.now())
    strange = Instructor.objects.create(office=an_office("63.09"), name="Lain (contoh)")
    for one in (retired, strange):
        with pytest.raises(Blocked):
            engagements.propose(training, one, by=BY)
    assert training.engagements.count() == 0


def test_an_instructor_is_kept_once_with_a_readable_number(year: None, db: None) -> None:
    text = InstructorText("Dr. Contoh, M.T.", employer="ULM (contoh)", phone="0812 3456 7890")
    kept = instructors.add_instructor(an_office(), text, by=BY)
    assert kept.phone == "6281234567890"
    with pytest.raises(Blocked) as refused:
        instructors.add_instructor(
            an_office(), InstructorText(text.name, employer=text.employer, phone="12"), by=BY
        )
    assert sorted(problem.code for problem in refused.value.problems) == ["name", "phone"]
    with pytest.raises(StaleState):
        instructors.edit_instructor(kept, text, revision=7, by=BY)


def test_the_registry_is_written_by_who_enrols_and_read_by_the_desk(year: None, db: None) -> None:
    data = {"name": "Ir. Contoh (contoh)", "is_outside": "on"}
    path = "/meja/narasumber/baru/"
    assert as_(Role.SECTION_HEAD).post(path, data).status_code == 302
    found = Instructor.objects.get()
    assert (found.name, found.is_outside) == ("Ir. Contoh (contoh)", True)
    assert as_(Role.HEAD_OF_OFFICE).get("/meja/narasumber/").status_code == 200
    assert as_(Role.HEAD_OF_OFFICE).post(path, data).status_code == 403
    assert as_(Role.PARTNER).get("/meja/narasumber/").status_code == 403
    own = f"/meja/narasumber/{found.pk}/"
    assert as_(Role.REGENCY_OFFICER).get(own).status_code == 404
    assert as_(Role.STAFF).post(f"{own}pensiun/").status_code == 302
    found.refresh_from_db()
    assert found.retired_at is not None


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SECTION_HEAD, 302),
        (Role.STAFF, 302),
        (Role.HEAD_OF_OFFICE, 403),
        *((role, 404) for role in STRANGERS),
    ],
)
def test_only_who_enrols_invites_answers_and_replaces(
    training: Training, role: Role, status: int
) -> None:
    engagement = an_engagement(training, an_instructor(email="n@contoh.example"))
    heir = an_instructor("Pengganti (contoh)")
    client = as_(role)
    own = f"{home(training)}{engagement.pk}/"
    posts = [
        (f"{own}undang/", {}),
        (f"{own}jawaban/", {"answer": "confirm"}),
        (f"{own}ganti/", {"instructor": heir.pk}),
    ]
    assert [client.post(path, data).status_code for path, data in posts] == [status] * 3


def test_an_engagement_of_another_class_is_not_found(training: Training) -> None:
    other = a_training(activity=an_activity("lain", title="Lain"))
    engagement = an_engagement(other)
    own = f"{home(training)}{engagement.pk}/"
    assert as_(Role.SECTION_HEAD).get(f"{own}ganti/").status_code == 404


def test_without_e_mail_the_invitation_is_passed_on_by_whatsapp(training: Training) -> None:
    engagement = invited(training, email="")
    body = as_(Role.STAFF).get(home(training)).content.decode()
    assert f"https://wa.me/{engagement.instructor.phone}?text=" in body
    assert engagement.key.hex in body, "the link itself stands in the text"


def test_a_link_older_than_its_time_says_that_it_ended(
    training: Training, monkeypatch: pytest.MonkeyPatch
) -> None:
    engagement = invited(training)
    path = path_of(engagement)
    monkeypatch.setattr("binakon.trainings.rules.engagements.LASTS", timedelta(seconds=-1))
    assert Client().get(path).status_code == 410
