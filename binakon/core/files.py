"""Files that people upload: rebuilt, encrypted with a key each, read by those whom the caller lets, erased for good.

The file is written before its row, so a crash or a refusal after it leaves at most a file without a row. Nobody can
read that one, since its key was in the row; `sweep_orphans` takes it away after a day.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.http import HttpResponse

from binakon.core import clock, crypto, words
from binakon.core.disarm.booklet import leaf_of
from binakon.core.disarm.rebuild import PAPERS, PICTURES, rebuilt
from binakon.core.disarm.refusals import refused
from binakon.core.disarm.sniff import JPEG, PDF
from binakon.core.models import StoredFile

__all__ = [
    "JPEG",
    "PAPERS",
    "PDF",
    "PICTURES",
    "Gone",
    "RebuiltFile",
    "erase",
    "file_response",
    "keep",
    "name_of",
    "page_image",
    "page_response",
    "path_of",
    "read",
    "rebuild",
    "store",
    "sweep_orphans",
]

_ENDINGS = {JPEG: "jpg", PDF: "pdf"}
_ORPHAN_SECONDS = 24 * 60 * 60
_AT_ONCE = 500
# Ours to show and nobody's page: no script, no form, no address, whatever a reader takes it for.
_BARE = "default-src 'none'; sandbox"


class Gone(Exception):
    """A file that was erased, or whose bytes are missing."""


@dataclass(frozen=True, slots=True)
class RebuiltFile:
    """A file written anew and not yet kept; `received_hash` is the SHA-256 of the bytes as they came."""

    media_type: str
    content: bytes = field(repr=False)
    pages: int
    received_hash: str


def store(
    upload: "bytes | File[bytes]", *, accept: Collection[str], most_bytes: int | None = None
) -> StoredFile:
    """Rebuild and keep a file. Raises `Blocked` with one sentence that says what to do next.

    Rebuilding takes up to seconds: an action that holds a transaction lets its view call `rebuild` before it, and
    calls `keep` itself.
    """
    return keep(rebuild(upload, accept=accept, most_bytes=most_bytes))


def rebuild(
    upload: "bytes | File[bytes]", *, accept: Collection[str], most_bytes: int | None = None
) -> RebuiltFile:
    """The file written anew as JPEG or PDF in a confined process; nothing is kept and no table is touched.

    `accept` holds media types (`PICTURES`, `PAPERS` or some of them), `most_bytes` the largest size as received
    (`settings.MOST_UPLOAD_BYTES` unless given, and never more). Raises `Blocked`.
    """
    most = min(most_bytes or settings.MOST_UPLOAD_BYTES, settings.MOST_UPLOAD_BYTES)
    size = len(upload) if isinstance(upload, bytes) else upload.size
    if size > most:
        raise refused("large", {"size": words.megabytes(size), "most": words.megabytes(most)})
    data = upload if isinstance(upload, bytes) else b"".join(upload.chunks())
    made = rebuilt(data, accept)
    return RebuiltFile(made.media_type, made.content, made.pages, hashlib.sha256(data).hexdigest())


def keep(made: RebuiltFile) -> StoredFile:
    """Encrypt and write a rebuilt file, then its row; inside the transaction of the action that needs it."""
    stored = write(made)
    stored.save(force_insert=True)
    return stored


def write(made: RebuiltFile) -> StoredFile:
    """Encrypt and write a rebuilt file; its row is not stored yet, and without one the file is swept after a day."""
    key, data_key = secrets.token_hex(16), crypto.new_key()
    stored = StoredFile(
        key=key,
        media_type=made.media_type,
        size=len(made.content),
        pages=made.pages,
        received_hash=made.received_hash,
        content_hash=hashlib.sha256(made.content).hexdigest(),
        wrapped_key=crypto.encrypt("file", data_key, row=key),
    )
    _write(path_of(stored), crypto.encrypt_with(data_key, made.content, row=key))
    return stored


def read(stored: StoredFile) -> bytes:
    """The rebuilt bytes. Raises `Gone` when they were erased or are missing, `crypto.Unreadable` when they changed."""
    wrapped = bytes(stored.wrapped_key)
    if not wrapped or stored.erased_at is not None:
        raise Gone(stored.key)
    try:
        sealed = path_of(stored).read_bytes()
    except FileNotFoundError:
        raise Gone(stored.key)
    data_key = crypto.decrypt("file", wrapped, row=stored.key)
    return crypto.decrypt_with(data_key, sealed, row=stored.key)


def erase(stored: StoredFile) -> None:
    """Forget the file for good: its key at once, its bytes when the transaction commits; twice is once."""
    erased_at = clock.now()
    StoredFile.objects.filter(pk=stored.pk, erased_at=None).update(
        wrapped_key=b"", erased_at=erased_at
    )
    stored.wrapped_key, stored.erased_at = b"", stored.erased_at or erased_at
    transaction.on_commit(lambda: path_of(stored).unlink(missing_ok=True))


def path_of(stored: StoredFile) -> Path:
    """Where its encrypted bytes stand."""
    return _folder() / stored.key[:2] / f"{stored.key}.bin"


def page_image(stored: StoredFile, number: int) -> bytes:
    """Page `number` (from 1) as JPEG; a photo has one page. Raises `IndexError` where there is none, and as `read`."""
    content = read(stored)
    if stored.media_type == PDF:
        return leaf_of(content, number)
    if number != 1:
        raise IndexError(number)
    return content


def file_response(stored: StoredFile, name: str) -> HttpResponse:
    """Serve the rebuilt file as `name` (ours, without ending), a photo to be shown and a PDF to be saved.

    Whether this reader may see it is the caller's question. A page shows a PDF by `page_response`: none of ours may be
    framed, and phones draw no PDF in a frame.
    """
    response = _bare_response(read(stored), stored.media_type)
    how = "inline" if stored.media_type == JPEG else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{name_of(stored, name)}"'
    return response


def name_of(stored: StoredFile, name: str) -> str:
    """The name under which a file is handed out: ours, of letters, digits and dashes, with the ending of its kind."""
    return f"{_plain(name)}.{_ENDINGS[stored.media_type]}"


def page_response(stored: StoredFile, number: int) -> HttpResponse:
    """Serve one page as JPEG, for an <img>; raises as `page_image`."""
    response = _bare_response(page_image(stored, number), JPEG)
    response.headers["Content-Disposition"] = "inline"
    return response


def sweep_orphans() -> int:
    """Take away files older than a day without a row, or whose row was erased; returns how many."""
    swept = 0
    old = list(_old_files())
    for start in range(0, len(old), _AT_ONCE):
        some = {path.stem: path for path in old[start : start + _AT_ONCE]}
        living = StoredFile.objects.filter(key__in=some, erased_at=None).values_list(
            "key", flat=True
        )
        for key in some.keys() - set(living):
            some[key].unlink(missing_ok=True)
            swept += 1
    return swept


def _old_files() -> Iterator[Path]:
    oldest = time.time() - _ORPHAN_SECONDS
    for path in _folder().glob("*/*"):
        if path.stat().st_mtime < oldest:
            yield path


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, and on the disk before the row is."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "files"


def _bare_response(content: bytes, media_type: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Security-Policy": _BARE,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )


def _plain(name: str) -> str:
    """Letters, digits and dashes: what no browser or folder reads as anything else."""
    kept = "".join(each if each.isascii() and each.isalnum() else "-" for each in name)
    return "-".join(part for part in kept.split("-") if part)[:80] or "berkas"
