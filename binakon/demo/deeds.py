"""What the chapters of the demo's year share: hands, hours, and the deeds that are done for many."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db.models import Max, QuerySet

from binakon.core import clock
from binakon.core.actor import Actor, ActorKind, job_actor
from binakon.core.calendar import WITA, Precision, Window, today
from binakon.core.models import Message
from binakon.demo.applicants import Applicant
from binakon.demo.papers import paper_of
from binakon.enrolment.actions.documents import add_document
from binakon.enrolment.actions.registrations import save_step, start_registration, submit
from binakon.enrolment.actions.reviews import close_review
from binakon.enrolment.actions.verdicts import judge
from binakon.enrolment.models import Document, Registration, Training
from binakon.enrolment.rules.verdicts import ACCEPT
from binakon.enrolment.states import DocumentKind, DocumentState
from binakon.people.actions.messages import mark_passed_on
from binakon.people.models import Office, Role, User
from binakon.planning.actions.activities import reschedule_activity
from binakon.planning.models import Activity

APPLICANT = Actor(ActorKind.LINK, "pendaftar (contoh)")
CONTACT = {"contact_name": "Ahmad Zulkifli (contoh)", "contact_phone": "6281100009001"}


def actor(role: Role, office_code: str = "63") -> Actor:
    """The member of the cast who holds this role at this office."""
    users = User.objects.filter(
        grants__role=role, grants__office__code=office_code, is_invented=True
    )
    user = users.order_by("id").first()
    return Actor(ActorKind.USER, str(user), user.pk) if user else job_actor("binakon demo")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day at the office."""
    return datetime.combine(day, time(hour, minute), tzinfo=WITA)


def moment_of(as_of: date) -> datetime:
    """How far the day has gone that the demo is told until: now if it is today, else eleven o'clock."""
    return clock.now() if as_of == today() else at(as_of, 11)


def local(day: date, hour: int) -> str:
    """The same as a term of a training."""
    return f"{day.isoformat()}T{hour:02d}:00"


def activity_of(code: str) -> Activity:
    """An activity of the published plan."""
    return Activity.objects.get(programme__office__code="63", programme__year=2026, code=code)


def training_of(code: str) -> Training | None:
    """The class of an activity of the published plan, if it was prepared."""
    found = Training.objects.filter(
        activity__programme__office__code="63",
        activity__programme__year=2026,
        activity__code=code,
    )
    return found.select_related("activity__programme__office").first()


def moved(activity: Activity, days: list[date], moment: datetime) -> None:
    """Where the planned month is over, the class has another date, as everybody may read."""
    if activity.ends_on is None or days[-1] <= activity.ends_on:
        return
    form = f"{days[0].isoformat()}/{days[-1].isoformat()}"
    reschedule_activity(
        activity,
        window=Window(Precision.RANGE, days[0], days[-1], form),
        reason="Menunggu kesiapan mitra dan tempat (contoh)",
        by=actor(Role.SECTION_HEAD),
        at=moment,
    )


def regencies() -> list[Office]:
    """The thirteen, in the order of their codes."""
    return list(Office.objects.filter(code__startswith="63.").order_by("code"))


def enrol(
    training: Training, applicant: Applicant, moment: datetime, *, is_sent: bool = True
) -> Registration:
    """A person registers on the portal, with all papers; `is_sent` False leaves the last step to them."""
    office = Office.objects.get(code=applicant.office_code)
    began = moment - timedelta(minutes=12)
    registration = start_registration(
        training,
        idempotency_key=f"contoh-{training.pk}-{applicant.number}",
        is_invented=True,
        by=APPLICANT,
        at=began,
    )
    save_step(
        registration,
        step="check",
        stated={**applicant.stated, "office": office},
        nik=applicant.nik,
        is_privacy_read=True,
        by=APPLICANT,
        at=began,
    )
    registration.training = training
    hand_in(registration, applicant, moment - timedelta(minutes=2))
    return submit(registration, by=APPLICANT, at=moment) if is_sent else registration


def hand_in(registration: Registration, applicant: Applicant, moment: datetime) -> None:
    """All papers that the class asks for."""
    for kind in registration.training.documents:
        made = paper_of(applicant, DocumentKind(kind))
        add_document(registration, kind=kind, made=made, by=APPLICANT, at=moment)


def judge_all(
    registration: Registration,
    moment: datetime,
    *,
    kind: str = "",
    word: str = ACCEPT,
    reason: str = "",
    note: str = "",
    is_closed: bool = True,
) -> None:
    """The verifier accepts every paper but the one of this `kind`, and closes the review."""
    verifier = actor(Role.VERIFIER)
    papers = Document.objects.filter(registration=registration, state=DocumentState.WAITING)
    for paper in papers.select_related("registration__training__activity__programme__office"):
        if paper.kind == kind:
            judge(paper, word=word, reason=reason, note=note, by=verifier, at=moment)
        else:
            judge(paper, word=ACCEPT, by=verifier, at=moment)
    if is_closed:
        close_review(registration, by=verifier, at=moment)


@contextmanager
def posted(moment: datetime) -> Iterator[QuerySet[Message]]:
    """Messages of what happens inside were written then; they wait. Gives them, to be asked for afterwards."""
    newest = Message.objects.aggregate(newest=Max("id"))["newest"] or 0
    new = Message.objects.unsent().filter(pk__gt=newest)
    yield new
    new.update(created_at=moment)


@contextmanager
def delivered(moment: datetime, by: Actor) -> Iterator[None]:
    """Messages of what happens inside were delivered then: by e-mail, or passed on by WhatsApp."""
    with posted(moment) as new:
        yield
    new.exclude(to="").update(sent_at=moment + timedelta(minutes=1), attempts=1)
    for message in new.filter(to="").exclude(phone=""):
        mark_passed_on(message, by=by, at=moment + timedelta(hours=1))
