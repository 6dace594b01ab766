"""Papers that a person hands in: each in force until it is replaced, and a correction complete with the last of them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import clock, deadlines, files, ledger
from binakon.core.actor import Actor
from binakon.core.files import RebuiltFile
from binakon.core.problems import IllegalMove
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Document, Registration
from binakon.enrolment.states import DocumentKind, DocumentState, RegistrationState

# The clock of an applicant who was asked for another paper; the verdict starts it.
CORRECTION = "correction"
# A repeated one as well: whoever hands papers in must not learn from a refusal that it was one.
_TAKES_PAPERS = frozenset(
    {
        RegistrationState.DRAFT,
        RegistrationState.SUBMITTED,
        RegistrationState.CORRECTION,
        RegistrationState.REPEATED,
    }
)


@transaction.atomic
def add_document(
    registration: Registration,
    *,
    kind: str,
    made: RebuiltFile,
    by: Actor,
    at: datetime | None = None,
) -> Document:
    """Take a rebuilt file in as this paper; the one in force is kept as replaced. The same file again changes nothing.

    In a draft what is replaced is deleted for good: it never became a fact. Where a correction was asked for, the
    registration goes back under review with the last of its papers, and its place and number of arrival stay.
    Raises `IllegalMove` where the paper can no longer be replaced.
    """
    moment = at or clock.now()
    assert kind in registration.papers_asked, "only what is asked for is taken in"
    hold(registration.training, by=by)
    registration.refresh_from_db(fields=["state"])
    if registration.state not in _TAKES_PAPERS:
        raise IllegalMove(_("Berkas pendaftaran ini tidak bisa diganti sekarang. Lihat statusnya."))
    held = Document.objects.filter(registration=registration, kind=kind)
    found = held.exclude(state=DocumentState.REPLACED).select_related("file").first()
    if found is not None:
        if found.file.received_hash == made.received_hash:
            return found
        _set_aside(found, registration, by, moment)
    document = Document.objects.create(
        registration=registration, kind=kind, file=files.keep(made), uploaded_at=moment
    )
    if registration.state != RegistrationState.DRAFT:
        _tell(document, registration, by, moment)
    _complete_correction(registration, by, moment)
    return document


def _set_aside(found: Document, registration: Registration, by: Actor, moment: datetime) -> None:
    if registration.state == RegistrationState.DRAFT:
        found.delete()
        files.erase(found.file)
        return
    label = DocumentKind(found.kind).label
    ledger.move(
        found,
        "replace",
        by=by,
        at=moment,
        sentence=f"{label} {registration.code} diganti dengan berkas baru",
        office_code=registration.training.office_code,
    )


def _tell(document: Document, registration: Registration, by: Actor, moment: datetime) -> None:
    label = DocumentKind(document.kind).label
    ledger.start(
        document,
        by=by,
        at=moment,
        sentence=f"{label} {registration.code} masuk",
        office_code=registration.training.office_code,
    )


def _complete_correction(registration: Registration, by: Actor, moment: datetime) -> None:
    """Back under review once nothing of what was asked for is left."""
    if registration.state != RegistrationState.CORRECTION:
        return
    held = Document.objects.filter(registration=registration).exclude(state=DocumentState.REPLACED)
    states = dict(held.values_list("kind", "state"))
    is_missing = any(kind not in states for kind in registration.training.documents)
    if is_missing or DocumentState.CORRECTION in states.values():
        return
    ledger.move(
        registration,
        "correct",
        by=by,
        at=moment,
        sentence=f"Berkas pendaftaran {registration.code} sudah diperbaiki",
        office_code=registration.training.office_code,
        correction_due_at=None,
    )
    deadlines.stop_clock(registration, CORRECTION, at=moment)
