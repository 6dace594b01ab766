"""A regency's workbook of nominees: kept encrypted until its officer decides, taken whole or not at all, purged."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.coordination.actions.progress import report_progress
from binakon.core import clock, crypto, ledger
from binakon.core.actor import Actor
from binakon.core.problems import StaleState, refuse
from binakon.enrolment.actions.nominee_rows import name_rows
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import NomineeUpload, Training
from binakon.enrolment.rules.nominees import Person
from binakon.people.models import Office

# As docs/retention.yaml promises.
KEPT = timedelta(days=7)
PURPOSE = "workbook"


@transaction.atomic
def keep_upload(
    training: Training,
    *,
    office: Office,
    file_name: str,
    content: bytes,
    by: Actor,
    at: datetime | None = None,
) -> NomineeUpload:
    """Keep a workbook for its preview, encrypted, because it holds NIK; what is accepted is exactly this row."""
    assert by.user_id is not None, "a workbook is uploaded by somebody"
    key = uuid.uuid4()
    upload = NomineeUpload.objects.create(
        training=training,
        office=office,
        key=key,
        file_name=file_name[:200],
        sealed=crypto.encrypt(PURPOSE, content, row=str(key)),
        uploaded_by_id=by.user_id,
        uploaded_at=at or clock.now(),
    )
    ledger.start(
        upload,
        by=by,
        at=at,
        sentence=f"Berkas usulan {office} untuk {training} diunggah",
        office_code=office.code,
    )
    return upload


@transaction.atomic
def take_upload(
    upload: NomineeUpload,
    people: Sequence[tuple[int, Person]],
    *,
    is_on_behalf: bool = False,
    is_invented: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Name everybody of a workbook, or nobody; how many. `people` are its rows, numbered as in the workbook.

    The row goes first: whoever deletes it names its people, nobody else can, so pressing twice does it once.
    """
    training, office = upload.training, upload.office
    moment = at or clock.now()
    hold(training, by=by)
    deleted, _models = NomineeUpload.objects.filter(pk=upload.pk).delete()
    if not deleted:
        raise StaleState(_("Berkas ini sudah dipakai atau dibuang. Lihat daftar usulan Anda."))
    refuse(
        name_rows(
            upload, people, is_on_behalf=is_on_behalf, is_invented=is_invented, by=by, at=moment
        )
    )
    report_progress(training.activity_id, office.pk, by=by, at=moment)
    ledger.record(
        training,
        "nominees:upload",
        by=by,
        at=moment,
        sentence=f"{len(people)} calon dari {office} untuk {training} masuk dari berkas",
        office_code=office.code,
    )
    return len(people)


@transaction.atomic
def discard_upload(upload: NomineeUpload, *, by: Actor, at: datetime | None = None) -> None:
    """Throw a workbook away; nobody was named."""
    deleted, _models = NomineeUpload.objects.filter(pk=upload.pk).delete()
    if not deleted:
        return
    ledger.record(
        upload,
        "nomineeupload:discard",
        by=by,
        at=at,
        sentence=f"Berkas usulan {upload.office} untuk {upload.training} dibuang",
        office_code=upload.office.code,
    )


def purge_uploads(*, by: Actor, at: datetime | None = None) -> int:
    """Throw away what nobody decided on for a week; how many."""
    stale = NomineeUpload.objects.filter(uploaded_at__lt=(at or clock.now()) - KEPT)
    found = list(stale.select_related("training__activity__programme__office", "office"))
    for upload in found:
        discard_upload(upload, by=by, at=at)
    return len(found)
