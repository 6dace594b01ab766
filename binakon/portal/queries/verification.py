"""What the pages of verification are told apart by: the answer, and why there is none."""

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from binakon.portal.queries import shell
from binakon.trainings.queries.verification import Verified

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# A certificate of one page is far smaller; what is larger is none of ours.
MOST_PDF_BYTES = 5_000_000
_PDF = b"%PDF-"


def digest_of(file: "UploadedFile[bytes]") -> str | None:
    """SHA-256 of a PDF as it was sent; None for what is too large or not a PDF. Nothing of it is kept."""
    if (file.size or 0) > MOST_PDF_BYTES:
        return None
    content = file.read()
    return hashlib.sha256(content).hexdigest() if content.startswith(_PDF) else None


def plain_shell(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page that must not tell which address was asked for: its language link leads to the start."""
    frame = shell(request)
    other = "id" if request.LANGUAGE_CODE == "en" else "en"
    start = f"{reverse('portal:verification')}?bahasa={other}"
    return {**frame, "shell": replace(frame["shell"], other_language_url=start)}


def as_json(found: Verified) -> dict[str, Any]:
    """What the page says, for machines."""
    words = found.said
    return {
        "found": True,
        "status": found.state.value,
        "number": found.number,
        "name": words.name,
        "training": words.title,
        "starts_on": words.starts_on.isoformat(),
        "ends_on": words.ends_on.isoformat(),
        "jp": words.jp,
        "issuer": found.office_name,
        "ended_on": found.ended_on.isoformat() if found.ended_on else None,
        "reason": found.reason or None,
        "replaced_by": found.next_number or None,
        "page": f"{settings.PUBLIC_URL}{reverse('portal:verification_detail', args=[found.token])}",
    }
