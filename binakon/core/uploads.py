"""Receiving uploads: no file without end on the disk, no received file with a name, and an answer instead of a cut line."""

import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

_IN_MEMORY = 256 * 1024


class CappedUploadHandler(FileUploadHandler):
    """Keeps at most `settings.MOST_UPLOAD_BYTES` of a file and counts the rest.

    The rest is heard and thrown away, so that whoever sent 50 MB reads a sentence with the size and not a broken
    connection. What is kept beyond 256 kB stands in a file without a name, which no crash leaves behind.
    """

    file: IO[bytes]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin one file."""
        super().new_file(*args, **kwargs)
        folder = Path(settings.DATA_DIR) / "tmp"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder))  # noqa: SIM115 - Django closes it with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what fits."""
        room = settings.MOST_UPLOAD_BYTES - start
        if room > 0:
            self.file.write(raw_data[:room])

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """The file with the size that was sent, which may be more than was kept."""
        self.file.seek(0)
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Forget the begun file."""
        if hasattr(self, "file"):
            self.file.close()
