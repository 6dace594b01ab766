"""Workbooks that wait for a decision: kept, discarded, purged."""

from datetime import datetime, timedelta

from django.db import transaction

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.planning.models import PlanUpload, PlanVersion

# As docs/retention.yaml promises.
KEPT = timedelta(days=7)


@transaction.atomic
def keep_upload(
    version: PlanVersion, *, file_name: str, content: bytes, by: Actor, at: datetime | None = None
) -> PlanUpload:
    """Keep a workbook for the draft that it was uploaded for, until its reader accepts or discards it."""
    assert by.user_id is not None, "a workbook is uploaded by somebody"
    upload = PlanUpload.objects.create(
        version=version,
        file_name=file_name[:200],
        content=content,
        revision=version.revision,
        uploaded_by_id=by.user_id,
        uploaded_at=at or clock.now(),
    )
    ledger.start(
        upload,
        by=by,
        sentence=f"Berkas Excel {upload.file_name} diunggah untuk {version}",
        office_code=version.programme.office.code,
    )
    return upload


@transaction.atomic
def discard_upload(upload: PlanUpload, *, by: Actor) -> None:
    """Throw a workbook away; nothing of it was stored in the plan."""
    ledger.record(
        upload,
        "planupload:discard",
        by=by,
        sentence=f"Berkas Excel {upload.file_name} dibuang",
        office_code=upload.version.programme.office.code,
    )
    PlanUpload.objects.filter(pk=upload.pk).delete()


@transaction.atomic
def purge_uploads(*, by: Actor, at: datetime | None = None) -> int:
    """Throw away what nobody decided on for a week; returns how many."""
    stale = PlanUpload.objects.filter(uploaded_at__lt=(at or clock.now()) - KEPT)
    found = list(stale.select_related("version__programme__office"))
    for upload in found:
        discard_upload(upload, by=by)
    return len(found)
