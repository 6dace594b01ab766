"""The desk's pages of certificates: what stands above the list of a class, who gets one, and one of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from binakon.core import words
from binakon.core.models import AuditEvent
from binakon.core.numbering import written
from binakon.core.numbers import next_number
from binakon.enrolment.models import Training
from binakon.people.rules import Viewer, can_certify
from binakon.trainings.models import Certificate
from binakon.trainings.models.certificates import MOST_ATTEMPTS
from binakon.trainings.queries.certificate_list import TONES
from binakon.trainings.queries.certificates import (
    candidates_of,
    certificates_for,
    course_of,
    print_words,
)
from binakon.trainings.rules.certificate_content import Course
from binakon.trainings.rules.certificates import why_not
from binakon.trainings.states import CertificateState

SERIES = "sertifikat"


@dataclass(frozen=True, slots=True)
class CertificateHome:
    """What stands above the list of a class's certificates."""

    training: Training
    headline: str
    may_certify: bool
    eligible: int
    making: int
    parked: int
    printed: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who gets no certificate now, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """The preview before certificates are issued to all who may have one."""

    training: Training
    course: Course
    going: tuple[str, ...]
    left: tuple[LeftOut, ...]
    first_number: str

    @property
    def is_typed(self) -> bool:
        """Whether the office's agenda is on paper, so that numbers are typed."""
        return self.first_number == ""


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """One certificate at the desk."""

    certificate: Certificate
    name: str
    tone: str
    print_words: str
    replaced_by: Certificate | None
    history: tuple[AuditEvent, ...]
    may_certify: bool

    @property
    def is_valid(self) -> bool:
        """Whether it stands."""
        return self.certificate.state == CertificateState.VALID


def certificate_home(viewer: Viewer, training: Training) -> CertificateHome:
    """How many certificates stand, and what is still to be done."""
    rows = certificates_for(viewer, training)
    standing = rows.standing().count()  # type: ignore[attr-defined]
    eligible = sum(not why_not(each) for each in candidates_of(training))
    parked = rows.filter(pdf=None, attempts__gte=MOST_ATTEMPTS).count()
    return CertificateHome(
        training=training,
        headline=_headline(standing, eligible),
        may_certify=can_certify(viewer, training.office_code),
        eligible=eligible,
        making=rows.filter(pdf=None, attempts__lt=MOST_ATTEMPTS).count(),
        parked=parked,
        printed=rows.filter(state=CertificateState.VALID, pdf__isnull=False).count(),
    )


def _headline(standing: int, eligible: int) -> str:
    issued = ngettext("%(many)s sertifikat berlaku.", "%(many)s sertifikat berlaku.", standing) % {
        "many": words.number(standing)
    }
    if not standing:
        issued = gettext("Belum ada sertifikat.")
    if not eligible:
        return issued
    waiting = ngettext(
        "%(many)s orang sudah selesai dan belum mendapatkannya.",
        "%(many)s orang sudah selesai dan belum mendapatkannya.",
        eligible,
    ) % {"many": words.number(eligible)}
    return f"{issued} {waiting}"


def issue_page(training: Training, day: date) -> IssuePage:
    """Who gets one, who does not and why, and the number that the first would get on this day."""
    office = training.activity.programme.office
    candidates = candidates_of(training)
    number = next_number(SERIES, office_code=office.code, year=day.year)
    return IssuePage(
        training=training,
        course=course_of(training),
        going=tuple(each.name for each in candidates if not why_not(each)),
        left=tuple(
            LeftOut(each.name, why)
            for each in candidates
            if not each.standing and (why := why_not(each))
        ),
        first_number=written(pattern, number, day)
        if (pattern := office.certificate_numbers)
        else "",
    )


def certificate_page(viewer: Viewer, certificate: Certificate) -> CertificatePage:
    """One certificate with its history."""
    events = AuditEvent.objects.filter(
        subject_type=certificate._meta.label_lower, subject_id=certificate.pk
    )
    return CertificatePage(
        certificate=certificate,
        name=str(certificate.content["name"]),
        tone=TONES[certificate.state],
        print_words=print_words(certificate),
        replaced_by=Certificate.objects.filter(replaces=certificate).first(),
        history=tuple(events.order_by("-id")[:20]),
        may_certify=can_certify(viewer, certificate.training.office_code),
    )


def printed_of(viewer: Viewer, training: Training) -> QuerySet[Certificate]:
    """The certificates that stand and whose PDF is there, by number of issue."""
    rows = certificates_for(viewer, training).filter(state=CertificateState.VALID)
    return rows.filter(pdf__isnull=False).select_related("pdf").order_by("id")
