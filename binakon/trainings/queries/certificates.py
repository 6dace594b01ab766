"""Certificates of a training: who could get one, what it would say, and the ones that were issued."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from binakon.enrolment.models import Registration, Training
from binakon.enrolment.states import PlaceState
from binakon.people.rules import Viewer, can_see_people
from binakon.trainings.models import Certificate, Completion, Session
from binakon.trainings.rules.certificate_content import (
    Competency,
    Course,
    Topic,
    Unit,
    english_title,
)
from binakon.trainings.rules.certificates import Candidate
from binakon.trainings.states import CertificateState

WITH_TRAINING = ("training__activity__programme__office", "registration")


def training_for(viewer: Viewer, slug: str) -> Training | None:
    """The training of this address, for whoever may see its people."""
    found = (
        Training.objects.filter(activity__slug=slug)
        .select_related("activity__programme__office")
        .first()
    )
    if found is None or not can_see_people(viewer, found.office_code):
        return None
    return found


def certificates_for(viewer: Viewer, training: Training) -> QuerySet[Certificate]:
    """The certificates of a training; none for a viewer who may not see its people."""
    rows = Certificate.objects.filter(training=training)
    return rows if can_see_people(viewer, training.office_code) else rows.none()


def certificate_for(viewer: Viewer, training: Training, pk: int) -> Certificate | None:
    """One of them with all that its page shows."""
    rows = certificates_for(viewer, training).select_related(
        *WITH_TRAINING, "pdf", "replaces", "signatory"
    )
    return rows.filter(pk=pk).first()


def candidates_of(training: Training) -> list[Candidate]:
    """Everybody on the decree, in the order of names, with what decides on their certificate."""
    certificates = Certificate.objects.exclude(state=CertificateState.REPLACED).order_by("id")
    rows = (
        Registration.objects.filter(training=training, place__state=PlaceState.DETERMINED)
        .prefetch_related(
            Prefetch("certificates", queryset=certificates, to_attr="issued"),
            Prefetch("completion", queryset=Completion.objects.all()),
        )
        .order_by("name", "id")
    )
    return [_candidate(row) for row in rows]


def _candidate(registration: Registration) -> Candidate:
    completion: Completion | None = getattr(registration, "completion", None)
    issued: list[Certificate] = registration.issued  # type: ignore[attr-defined]
    newest = issued[-1] if issued else None
    is_revoked = newest is not None and newest.state == CertificateState.REVOKED
    standing = next((row.number for row in issued if row.state == CertificateState.VALID), "")
    return Candidate(
        pk=registration.pk,
        name=str(registration),
        completion=completion.state if completion else "",
        decided_at=completion.decided_at if completion else None,
        standing=standing,
        revoked_at=newest.ended_at if newest is not None and is_revoked else None,
    )


def course_of(
    training: Training, english: str = "", competencies: tuple[Competency, ...] = ()
) -> Course:
    """What every certificate of this training says of it."""
    activity = training.activity
    return Course(
        title=activity.title,
        english=english,
        occupation=activity.occupation,
        units=tuple(
            Unit(row.name, row.skkni, row.level) for row in activity.occupations.order_by("code")
        ),
        starts_on=training.starts_on,
        ends_on=training.ends_on,
        topics=tuple(topics_of(training)),
        venue=training.venue,
        competencies=competencies,
    )


def topics_of(training: Training) -> list[Topic]:
    """What was taught, each subject once with all its JP, in the order of the rundown."""
    found: dict[str, int] = {}
    rows = Session.objects.filter(training=training, jp__gt=0).order_by("on", "starts_at", "id")
    for topic, jp in rows.values_list("topic", "jp"):
        found[topic] = found.get(topic, 0) + jp
    return [Topic(topic, jp) for topic, jp in found.items()]


def suggested_english(training: Training) -> str:
    """The English line under the title: the one used last for this training, else one from its occupations."""
    newest = Certificate.objects.filter(training=training).order_by("-id").first()
    if newest is not None:
        return str(newest.content.get("title_english", ""))
    names = list(training.activity.occupations.order_by("code").values_list("name", flat=True))
    return english_title(training.activity.kind, names)


def suggested_competencies(training: Training) -> str:
    """The units of competency, one a line, as the certificate issued last for this training has them."""
    newest = Certificate.objects.filter(training=training).order_by("-id").first()
    units = newest.content.get("competencies", []) if newest is not None else []
    return "\n".join(f"{each['code']} {each['title']}".strip() for each in units)


def print_words(certificate: Certificate) -> str:
    """Where its PDF stands."""
    if certificate.pdf_id is not None:
        return _("PDF siap")
    if certificate.is_parked:
        return _("PDF gagal dibuat")
    return _("PDF sedang dibuat")
