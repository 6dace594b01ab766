"""A draft of a registration: begun with the first step, thrown away by its person, or after a week by itself."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import clock, files
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, StaleState, refuse
from binakon.enrolment.actions.registrations import STATED, save_step, submit
from binakon.enrolment.actions.wishes import send_wishes
from binakon.enrolment.models import Document, Registration, Training
from binakon.enrolment.queries.drafts import draft_facts, says_again
from binakon.enrolment.queries.offered import terms_of
from binakon.enrolment.rules.codes import new_code
from binakon.enrolment.rules.completeness import draft_problems
from binakon.enrolment.rules.terms import state_sentence
from binakon.enrolment.rules.wishes import wished_by
from binakon.enrolment.states import RegistrationState, Source
from binakon.people.rules.nik import mask
from binakon.people.rules.sealed import nik_index, seal_nik

LASTS = timedelta(days=7)
# What sending writes.
SENT = ("state", "step", "worker", "arrival", "repeats", "nik_sealed", "submitted_at", "privacy_at")


@transaction.atomic
def begin_registration(
    training: Training,
    *,
    idempotency_key: str,
    step: str,
    stated: Mapping[str, Any],
    nik: str,
    by: Actor,
    at: datetime | None = None,
) -> Registration:
    """Make a draft of what the first step states; the same form pressed again writes into the same draft.

    The NIK is sealed before the row exists. A form that was sent in already is given back as it is when it says the
    same again, and refused when it says something else: nothing typed is lost in silence. Raises `Blocked`, also when
    the class takes nobody now.
    """
    unknown = set(stated) - STATED
    assert not unknown, f"a step may not write {sorted(unknown)}"
    moment = at or clock.now()
    terms = terms_of(training, moment)
    if not terms.may_register:
        raise Blocked([Problem("closed", state_sentence(terms))])
    key = uuid.uuid4()
    draft = Registration(
        training=training,
        key=key,
        code=new_code(),
        idempotency_key=idempotency_key,
        source=Source.PORTAL,
        started_at=moment,
        step=step,
        nik_index=nik_index(nik),
        nik_sealed=seal_nik(nik, key),
        nik_mask=mask(nik),
        **stated,
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return _again(training, idempotency_key, step, stated, nik, by)
    return draft


def _again(
    training: Training,
    idempotency_key: str,
    step: str,
    stated: Mapping[str, Any],
    nik: str,
    by: Actor,
) -> Registration:
    found = Registration.objects.filter(idempotency_key=idempotency_key, training=training).first()
    if found is None:
        sentence = _("Formulir ini sudah tidak berlaku. Muat ulang halaman, lalu isi lagi.")
        raise Blocked([Problem("form", sentence)])
    if found.state == RegistrationState.DRAFT:
        save_step(found, step=step, stated=stated, nik=nik, by=by)
    elif not says_again(found, stated, nik):
        sentence = _(
            "Formulir ini sudah terkirim dengan isian lain, dan kiriman itu tetap berlaku. Untuk mendaftarkan orang lain, muat ulang halaman, lalu isi lagi."
        )
        raise Blocked([Problem("form", sentence)])
    return found


def send_registration(
    registration: Registration, *, by: Actor, at: datetime | None = None
) -> Registration:
    """Send in what an applicant filled in, who has read the privacy notice; again is once.

    Where other classes are wished as well, each becomes a registration of its own.
    Raises `Blocked` with everything that is missing, or because the class is closed or full; the draft stays.
    """
    if registration.state == RegistrationState.DRAFT and wished_by(registration.answers):
        return send_wishes(registration, by=by, at=at)
    if registration.state == RegistrationState.DRAFT:
        asked = registration.training.documents
        refuse(draft_problems(draft_facts(registration), asked))
    try:
        return submit(registration, is_privacy_read=True, by=by, at=at)
    except Blocked:
        # The rows are as they were; so must be the draft that its page now draws.
        registration.refresh_from_db(fields=SENT)
        raise


@transaction.atomic
def discard_draft(registration: Registration, *, by: Actor) -> None:
    """Delete what was typed, at its person's own wish; what was sent in is withdrawn instead."""
    if not _delete([registration.pk], by):
        raise StaleState(_("Pendaftaran ini sudah dikirim. Buka halaman statusnya."))


@transaction.atomic
def purge_drafts(*, by: Actor, at: datetime | None = None) -> int:
    """Delete drafts that nobody sent in for a week, with their papers; how many."""
    before = (at or clock.now()) - LASTS
    drafts = Registration.objects.filter(state=RegistrationState.DRAFT, started_at__lt=before)
    return _delete(list(drafts.values_list("pk", flat=True)[:500]), by)


def _delete(drafts: list[int], by: Actor) -> int:
    """Drafts leave no line of history: nothing of them had become a fact."""
    held = Registration.objects.filter(pk__in=drafts, state=RegistrationState.DRAFT)
    # Hold the rows first: one that is sent in at this moment is no draft any more and keeps its papers.
    held.update(revision=F("revision") + 1)
    gone = list(held.values_list("pk", flat=True))
    for paper in Document.objects.filter(registration__in=gone).select_related("file"):
        paper.delete()
        files.erase(paper.file)
    Registration.objects.filter(pk__in=gone).delete()
    return len(gone)
