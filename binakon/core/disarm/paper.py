"""Inside the confined process: a PDF is walked, then drawn page by page, and only the drawings are bound anew."""

import io
import math

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # ships no types
from PIL import Image

from binakon.core.disarm.booklet import Leaf, bind
from binakon.core.disarm.confine import Made, Refusal, allow_seconds, serve
from binakon.core.disarm.picture import LONGEST_SIDE, jpeg_of
from binakon.core.disarm.walk import MOST_PAGES, MOST_POINTS, walk

DPI = 150
_BLANK = b" \t\r\n\x00\x0c"
_END = b"%%EOF"
# For opening and walking; then a little for each page, and never more than the most.
WALK_SECONDS, PAGE_SECONDS, MOST_SECONDS = 3, 0.6, 15


def rebuild_paper(data: bytes) -> Made:
    """A new PDF of the drawn pages at 150 dpi; nothing of the received bytes is in it."""
    _refuse_strangers_around(data)
    plain, pages = _walked(data)
    allow_seconds(WALK_SECONDS + math.ceil(PAGE_SECONDS * pages))
    document = pypdfium2.PdfDocument(plain)
    document.init_forms()
    leaves = [_drawn(document[number]) for number in range(pages)]
    return Made("application/pdf", bind(leaves), pages)


def _refuse_strangers_around(data: bytes) -> None:
    """Another file before or behind the PDF would make it two things at once."""
    end = data.rfind(_END)
    if end < 0:
        raise Refusal("cut_off")
    if data[end + len(_END) :].strip(_BLANK):
        raise Refusal("two_files")


def _walked(data: bytes) -> tuple[bytes, int]:
    """The PDF as it was understood when it was walked, so that the drawing sees nothing else; and its pages."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise Refusal("locked")
    with pdf:
        if pdf.is_encrypted:
            raise Refusal("locked")
        _refuse_many(pdf)
        walk(pdf)
        pages = len(pdf.pages)
        plain = io.BytesIO()
        # Looking after its metadata would parse XML that a stranger wrote, with a library that opens files.
        pdf.save(
            plain,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return plain.getvalue(), pages


def _refuse_many(pdf: pikepdf.Pdf) -> None:
    said = pdf.Root.Pages.get("/Count", 0)
    pages = max(said if isinstance(said, int) else 0, len(pdf.pages))
    if pages > MOST_PAGES:
        raise Refusal("pages", pages=pages, most=MOST_PAGES)
    if pages == 0:
        raise Refusal("unreadable")


def _drawn(page: pypdfium2.PdfPage) -> Leaf:
    wide, high = page.get_size()
    if not 1 <= min(wide, high) <= max(wide, high) <= MOST_POINTS:
        raise Refusal("page_size")
    scale = min(DPI / 72, LONGEST_SIDE / max(wide, high))
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil().convert("RGB")
    leaf = Leaf(jpeg_of(image), image.size, (wide, high))
    bitmap.close()
    page.close()
    return leaf


def main() -> None:
    """The whole life of the process."""
    Image.preinit()
    serve(rebuild_paper, seconds=WALK_SECONDS, most_seconds=MOST_SECONDS)
