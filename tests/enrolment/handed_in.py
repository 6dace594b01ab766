"""Plain functions that give applicants papers, and let somebody hand in another one, as the signed link does."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.models import StoredFile
from binakon.enrolment.models import Document, Registration, Training
from binakon.people.models import Role
from binakon.people.queries import viewer_of
from tests.cast import user
from tests.enrolment.people import APPLICANT, registered

_files = itertools.count(1)
ASKED = ["id_card", "diploma", "photo", "assignment"]


def a_file(text: str | None = None) -> StoredFile:
    """A stored file's row; equal texts are the same file received twice."""
    number = next(_files)
    received = sha256((text or f"berkas {number}").encode()).hexdigest()
    return StoredFile.objects.create(
        key=f"{number:032x}",
        media_type="image/jpeg",
        size=1_234_567,
        received_hash=received,
        content_hash=received,
        wrapped_key=b"",
    )


def a_paper(registration: Registration, kind: str = "id_card", text: str | None = None) -> Document:
    return Document.objects.create(
        registration=registration, kind=kind, file=a_file(text), uploaded_at=datetime.now(UTC)
    )


def applied(training: Training, number: int | None = None, **stated: object) -> Registration:
    """A registration that was sent with every paper that its class asks for."""
    registration = registered(training, number, **stated)
    for kind in training.documents:
        a_paper(registration, kind)
    return registration


def papers(registration: Registration) -> dict[str, Document]:
    """The papers in force by kind, read anew."""
    held = Document.objects.filter(registration=registration).exclude(state="replaced")
    return {document.kind: document for document in held}


def handed_in_again(
    registration: Registration, kind: str, make: Callable[..., Document] = a_paper
) -> Document:
    """What the applicant's link does: another paper in the place of the one to be corrected, and sent in."""
    old = papers(registration).get(kind)
    if old is not None:
        ledger.move(old, "replace", by=APPLICANT, sentence="diganti")
    paper = make(registration, kind)
    registration.refresh_from_db()
    ledger.move(
        registration, "correct", by=APPLICANT, sentence="diperbaiki", correction_due_at=None
    )
    return paper


def actor(role: Role) -> Actor:
    return viewer_of(user(role)).actor
