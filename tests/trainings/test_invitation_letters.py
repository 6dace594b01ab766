"""The letter that asks an instructor goes with the invitation; who is replaced is told, and the decree is outdated."""

import pytest
from django.core import mail
from django.test import Client

from binakon.core import files
from binakon.core.models import Message
from binakon.core.outbox import send_messages
from binakon.enrolment.models import Training
from binakon.people.models import Role
from binakon.trainings.actions import engagements
from binakon.trainings.actions import instructor_papers as papers
from binakon.trainings.models import Engagement, TrainingPaper
from binakon.trainings.states import PaperKind
from tests.enrolment.decree_cases import DATED, a_made_scan, an_official
from tests.enrolment.pages import as_
from tests.factories import BY
from tests.trainings.classes import an_instructor
from tests.trainings.test_engagements import home, invited, path_of

pytestmark = pytest.mark.database


def signed_request(engagement: Engagement) -> TrainingPaper:
    """The letter that asks an instructor, numbered and signed."""
    training = engagement.training
    paper = papers.draw_up_paper(training, PaperKind.INSTRUCTOR_REQUEST, engagement, by=BY)
    papers.issue_paper(
        paper,
        number="800/7/BK/2026",
        dated=DATED,
        place="Banjarbaru",
        signatory=an_official(),
        by=BY,
    )
    papers.sign_paper(paper, a_made_scan(), by=BY)
    return paper


def test_the_signed_letter_goes_with_the_invitation_and_waits_behind_the_link(
    training: Training,
) -> None:
    reach = {"email": "narasumber@contoh.example"}
    engagement = engagements.propose(training, an_instructor(**reach), by=BY)
    paper = signed_request(engagement)
    engagements.invite(engagement, by=BY)
    assert send_messages() == 1
    [letter] = mail.outbox
    assert "Surat permohonannya, nomor 800/7/BK/2026, tanggal" in str(letter.body)
    assert paper.scan is not None
    [(name, content, kind)] = letter.attachments
    assert (name, kind) == ("surat-permohonan-800-7-BK-2026.pdf", "application/pdf")
    assert content == files.read(paper.scan)
    path = path_of(engagement)
    assert f"{path}surat/{paper.pk}/" in Client().get(path).content.decode()
    assert Client().get(f"{path}surat/{paper.pk}/").content == content
    other = invited(training)
    assert Client().get(f"{path_of(other)}surat/{paper.pk}/").status_code == 404


def test_an_invitation_without_a_signed_letter_takes_nothing_with_it(training: Training) -> None:
    engagement = invited(training)
    assert Message.objects.get().file is None
    desk = as_(Role.STAFF).get(home(training)).content.decode()
    assert "Undangan berangkat tanpa surat permohonan" in desk
    paper = signed_request(engagement)
    engagements.invite_again(engagement, by=BY)
    assert Message.objects.latest("id").file == paper.scan
    assert "ikut terlampir" in as_(Role.STAFF).get(home(training)).content.decode()


def test_a_letter_whose_annex_is_gone_is_not_sent_without_it(training: Training) -> None:
    engagement = engagements.propose(training, an_instructor(email="a@contoh.example"), by=BY)
    paper = signed_request(engagement)
    engagements.invite(engagement, by=BY)
    assert paper.scan is not None
    files.erase(paper.scan)
    assert send_messages() == 0
    assert Message.objects.get().last_error == "attached file cannot be read"
    assert mail.outbox == []


def test_who_is_replaced_after_they_were_asked_is_told_and_the_decree_is_outdated(
    training: Training,
) -> None:
    engagement = invited(training)
    engagements.confirm(engagement, by=BY)
    decree = papers.draw_up_paper(training, PaperKind.INSTRUCTOR_DECREE, by=BY)
    papers.issue_paper(
        decree, number="188/1", dated=DATED, place="Banjarbaru", signatory=an_official(), by=BY
    )
    outdated = "tidak lagi sama dengan yang bersedia"
    assert outdated not in as_(Role.STAFF).get(home(training)).content.decode()
    engagements.replace(engagement, an_instructor("Pengganti (contoh)"), by=BY)
    told = Message.objects.get(name="instructor_released")
    assert (told.to, told.condition) == ("narasumber@contoh.example", "")
    assert "tidak perlu datang" in told.body_text
    assert outdated in as_(Role.STAFF).get(home(training)).content.decode()


def test_who_was_never_asked_is_not_told_that_they_were_replaced(training: Training) -> None:
    engagement = engagements.propose(training, an_instructor(email="a@contoh.example"), by=BY)
    engagements.replace(engagement, an_instructor("Pengganti (contoh)"), by=BY)
    assert Message.objects.count() == 0
