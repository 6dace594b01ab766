"""All certificates of a class in one file, each under a name that every folder takes."""

import re
import unicodedata
import zipfile
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO

from binakon.core import files
from binakon.trainings.models import Certificate

_MOST_NAME = 60


def write_bundle(certificates: Iterable[Certificate]) -> IO[bytes]:
    """A ZIP of the PDFs in a temporary file, at its beginning; they are read and written one by one."""
    # Closed by whoever answers with it.
    bundle = TemporaryFile()  # noqa: SIM115
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as written:
        for certificate in certificates:
            assert certificate.pdf is not None
            written.writestr(safe_name(certificate), files.read(certificate.pdf))
    bundle.seek(0)
    return bundle


def safe_name(certificate: Certificate) -> str:
    """Number and name in plain letters; the number makes it unique, and no other digit of a name is kept."""
    name = re.sub(r"\d", "", _plain(str(certificate.content["name"])))[:_MOST_NAME]
    return f"{'-'.join(filter(None, (_plain(certificate.number), name.strip('-'))))}.pdf"


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")
