"""Our own plainest PDF: one JPEG per page in a fixed layout, so that a page is found again without a PDF reader."""

from dataclasses import dataclass, field

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_PER_PAGE = 3  # objects: page, drawing, picture


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its JPEG, the JPEG's size in pixels and the page's size in points (1/72 inch)."""

    jpeg: bytes = field(repr=False)
    pixels: tuple[int, int]
    points: tuple[float, float]
    is_grey: bool = False


def bind(leaves: list[Leaf]) -> bytes:
    """The PDF of these pages; equal pages give equal bytes."""
    kids = b" ".join(b"%d 0 R" % _page_number(index) for index in range(len(leaves)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(leaves), kids),
    ]
    for index, leaf in enumerate(leaves):
        objects += _objects_of(leaf, _page_number(index))
    body, places = bytearray(_HEAD), []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(body)


def leaf_of(booklet: bytes, number: int) -> bytes:
    """The JPEG of page `number` (from 1) of a PDF that `bind` made; raises `IndexError` where there is none."""
    start = int(booklet[booklet.rindex(b"startxref\n") + 10 :].split(b"\n", 1)[0])
    table = booklet[start:].split(b"\n")
    count = (int(table[1].split()[1]) - 3) // _PER_PAGE
    if not 1 <= number <= count:
        raise IndexError(number)
    place = int(table[2 + _page_number(number - 1) + 2].split()[0])
    head, _, rest = booklet[place:].partition(b" >>\nstream\n")
    return rest[: int(head.rsplit(b"/Length ", 1)[1])]


def _page_number(index: int) -> int:
    return 3 + _PER_PAGE * index


def _objects_of(leaf: Leaf, number: int) -> list[bytes]:
    wide, high = (b"%.2f" % side for side in leaf.points)
    drawing = b"q %s 0 0 %s 0 0 cm /P Do Q" % (wide, high)
    return [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Contents %d 0 R"
        b" /Resources << /XObject << /P %d 0 R >> >> >>" % (wide, high, number + 1, number + 2),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8"
        b" /ColorSpace /%s /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream"
        % (
            *leaf.pixels,
            b"DeviceGray" if leaf.is_grey else b"DeviceRGB",
            len(leaf.jpeg),
            leaf.jpeg,
        ),
    ]
