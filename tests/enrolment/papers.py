"""Papers for tests: small pictures in which nothing stands, rebuilt as an upload would be."""

from io import BytesIO

from PIL import Image

from binakon.core import files
from binakon.core.files import RebuiltFile


def photo_bytes(shade: int = 100) -> bytes:
    """A small JPEG of one colour; equal shades are equal bytes."""
    target = BytesIO()
    Image.new("RGB", (320, 240), (shade, shade, 60)).save(target, "JPEG")
    return target.getvalue()


def a_photo(shade: int = 100) -> RebuiltFile:
    """The same, rebuilt."""
    return files.rebuild(photo_bytes(shade), accept=files.PICTURES)
