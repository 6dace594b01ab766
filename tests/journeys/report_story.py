"""A class of six people (all invented) that ended yesterday: attended, tested, evaluated, decided, certified."""

SLUG = "63-2026-kelas-laporan"
TITLE = "BIMTEK Ahli Muda Teknik Jalan dan Jembatan bagi Pengawas Lapangan, angkatan contoh"
STORY = f"""
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from django.utils import timezone
from binakon.core import words
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Office
from binakon.trainings.actions.completion import decide_completions, set_completion_rule
from binakon.trainings.actions.engagements import confirm
from binakon.trainings.actions.evaluation import Said, answer_evaluation, set_evaluation
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.actions.certificates import issue_certificates
from binakon.trainings.models import Exam, Sitting
from binakon.trainings.rules.completion import Asked
from binakon.trainings.rules.cpd import report_due, submission_due
from binakon.trainings.rules.evaluation import Terms, default_event_items, default_instructor_items
from binakon.trainings.queries.evaluation import instructors_of
from tests.enrolment.decree_cases import a_letterhead
from tests.factories import an_activity
from tests.trainings.certificates import stated, with_pattern
from tests.trainings.classes import a_class, a_session, an_engagement, an_instructor, participants, present
names = [
    "Gusti Muhammad Fadhlan Noor Rahmadi bin Haji Abdul Kadir", "Siti Nurhaliza", "Ahmad Zulkifli",
    "Raden Ayu Kartikasari Widyaningrum Putri Mangkunegara, S.T.", "Muhammad Ridho", "Norhasanah",
]
a_letterhead()
activity = an_activity("kelas-laporan", title={TITLE!r})
today = timezone.localdate()
training = a_class(6, activity=activity, starts_on=today - timedelta(days=3), ends_on=today - timedelta(days=1))
people = participants(training)
for person, name in zip(people, names):
    Registration.objects.filter(pk=person.pk).update(name=name, is_invented=True)
teacher = an_engagement(training, an_instructor("Dr. Ir. Nurul Hidayati Rahmaniah, M.T.", employer="Politeknik Negeri Banjarmasin (contoh)"))
confirm(teacher, by=by)
for number in range(3):
    session = a_session(training, on=training.starts_on + timedelta(days=number), jp=8, ends=time(16), topic="Pengawasan mutu perkerasan")
    session.engagements.add(teacher)
    for person in people[:6 - number]:
        present(session, person)
now = datetime.now(UTC)
for kind, scores in (("pre", ("40", "55", "33.33", "60", "46.67", "50")), ("post", ("86.67", "73.33", "66.67", "93.33", "80", "53.33"))):
    exam = Exam.objects.create(training=training, kind=kind, state="closed", opens_at=now - timedelta(hours=2), closes_at=now - timedelta(hours=1))
    for person, score in zip(people, scores):
        Sitting.objects.create(exam=exam, registration=person, state="submitted", started_at=now, due_at=now, ended_at=now, score=Decimal(score))
form = set_evaluation(training, Terms(tuple(default_event_items()), tuple(default_instructor_items()), 3, now - timedelta(hours=1), now + timedelta(days=7)), by=by)
for number, person in enumerate(people):
    said = [Said(None, item["code"], mark=5 - (number + place) % 3) for place, item in enumerate(form.event_items)]
    said += [Said(pk, item["code"], mark=5 - number % 2) for pk, _name in instructors_of(training) for item in form.instructor_items]
    answer_evaluation(person, said, by=by)
set_completion_rule(training, Asked(attendance=60, post=60), by=by)
decide_completions(training, by=by)
with_pattern()
issue_certificates(Training.objects.select_related("activity__programme__office").get(pk=training.pk), stated(dated=training.ends_on), by=by)
render_certificates()
print(words.day(submission_due(training.starts_on)))
print(words.day(report_due(training.ends_on)))
"""
