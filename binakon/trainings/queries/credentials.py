"""The facts of an office and of a certificate that a credential repeats."""

from django.conf import settings

from binakon.people.models import Office
from binakon.trainings.models import Certificate
from binakon.trainings.rules import credentials
from binakon.trainings.rules.certified import said


def issuer_of(office: Office) -> credentials.Issuer:
    """The office as an issuer at this installation's public address."""
    return credentials.Issuer(settings.PUBLIC_URL, office.code, office.label)


def awarded_of(certificate: Certificate) -> credentials.Awarded:
    """The facts of a certificate that its credential repeats."""
    words = said(certificate.content)
    return credentials.Awarded(
        token=certificate.token,
        number=certificate.number,
        name=words.name,
        title=words.title,
        slug=certificate.training.activity.slug,
        starts_on=words.starts_on,
        ends_on=words.ends_on,
        jp=words.jp,
        issued_at=certificate.issued_at,
        status_index=certificate.status_index,
    )
