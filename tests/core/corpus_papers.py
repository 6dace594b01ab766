"""PDFs that want to do something, hide something or be something else, and PDFs as offices scan and print them."""

import io
import zlib
from collections.abc import Iterator

import pikepdf
from PIL import Image

HTML = b"<html><script>alert('EVIL')</script></html>"

ACTIONS = {
    "javascript": rb"<< /S /JavaScript /JS (app.alert\('EVIL'\)) >>",
    "launch": b"<< /S /Launch /F (EVIL.exe) >>",
    "submit_form": b"<< /S /SubmitForm /F << /FS /URL /F (http://EVIL.example/) >> >>",
    "import_data": b"<< /S /ImportData /F (EVIL.fdf) >>",
    "goto_unc": rb"<< /S /GoToR /F (\\\\EVIL\\share) /D [0 /Fit] >>",
    "goto_embedded": b"<< /S /GoToE /T << /R /C /N (EVIL) >> >>",
    "rendition": b"<< /S /Rendition /OP 0 /R << /C << /D (EVIL) >> >> >>",
    "movie": b"<< /S /Movie /T (EVIL) >>",
    "sound": b"<< /S /Sound /Sound 9 0 R >>",
    "rich_media_execute": b"<< /S /RichMediaExecute /TI 9 0 R >>",
}
# Where an action can stand; 9 is the number of a free object.
PLACES = {
    "open": {1: b"/OpenAction %s"},
    "open_apart": {1: b"/OpenAction 9 0 R", 9: b"%s"},
    "document_aa": {1: b"/AA << /WC %s >>"},
    "page_aa": {3: b"/AA << /O %s >>"},
    "link": {3: b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 90 90] /A %s >>]"},
    "field": {1: b"/AcroForm << /Fields [<< /FT /Tx /T (a) /AA << /K %s >> >>] >>"},
    "chain": {1: b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [%s] >>"},
    "outline": {1: b"/Outlines << /First << /Title (a) /A %s >> >>"},
    "unused": {9: b"[[[ %s ]]]"},
}
OTHERS: dict[str, dict[int, bytes]] = {
    "embedded_file": {
        1: b"/Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> >>",
        9: b"<< /Type /Filespec /F (EVIL.exe) /EF << /F 10 0 R >> >>",
        10: b"<< /Type /EmbeddedFile /Length 4 >>\nstream\nEVIL\nendstream",
    },
    "embedded_file_alone": {9: b"<< /Type /EmbeddedFile /Length 4 >>\nstream\nEVIL\nendstream"},
    "file_attachment": {
        3: b"/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS (EVIL) >>]"
    },
    "xfa": {
        1: b"/AcroForm << /Fields [] /XFA 9 0 R >>",
        9: b"<< /Length 14 >>\nstream\n<xdp>EVIL</xdp\nendstream",
    },
    "rich_media": {3: b"/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]"},
    "screen": {3: b"/Annots [<< /Type /Annot /Subtype /Screen /Rect [0 0 9 9] >>]"},
    "model": {3: b"/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] >>]"},
    "portfolio": {1: b"/Collection << /View /T >>"},
    "names_javascript": {
        1: rb"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (EVIL) >>] >> >>"
    },
    "web_opening": {1: b"/OpenAction << /S /URI /URI (http://EVIL.example/) >>"},
    "stream_elsewhere": {9: b"<< /Length 0 /F (EVIL.bin) >>\nstream\n\nendstream"},
}


def raw_pdf(
    extra: dict[int, bytes] | None = None,
    *,
    box: bytes = b"0 0 200 200",
    drawing: bytes = b"1 0 0 rg 20 20 90 90 re f",
    pages: bytes = b"/Kids [3 0 R] /Count 1",
) -> bytes:
    """A PDF of one page with a red square; `extra` adds to objects 1 to 3 or gives whole further ones."""
    more = dict(extra or {})
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % more.pop(1, b""),
        2: b"<< /Type /Pages %s >>" % pages,
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s >>"
        % (box, more.pop(3, b"")),
        4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        **more,
    }
    body, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(body), max(objects) + 1
    body += b"xref\n0 %d\n" % size
    for number in range(size):
        known = number in places
        body += b"%010d %05d %s \n" % (
            places.get(number, 0),
            0 if known else 65535,
            b"n" if known else b"f",
        )
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(body)


def saved(data: bytes, **options: object) -> bytes:
    """The PDF as qpdf writes it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        target = io.BytesIO()
        pdf.save(target, **options)  # type: ignore[arg-type]
        return target.getvalue()


def packed(data: bytes) -> bytes:
    """The same objects inside compressed object streams, where a search for words finds nothing."""
    return saved(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def disguised(data: bytes) -> bytes:
    """The same names with their letters written as hexadecimal codes (#4A is J); offsets stay by padding."""
    words = (b"/JavaScript", b"/JS", b"/Launch", b"/SubmitForm", b"/GoToR", b"/OpenAction", b"/AA")
    for word in words:
        data = data.replace(word + b" ", b"/#%02X%s " % (word[1], word[2:]))
    return data


def active_papers() -> Iterator[tuple[str, str, bytes]]:
    """(family, variant, bytes) of every PDF that could act: all must be refused as active."""
    for family, action in ACTIONS.items():
        for place, parts in PLACES.items():
            plain = raw_pdf({number: _filled(part, action) for number, part in parts.items()})
            yield family, place, plain
            if place != "unused":
                yield family, f"{place}_packed", packed(plain)
            if place in {"open", "page_aa", "link"}:
                yield family, f"{place}_disguised", disguised(plain)
    for family, parts in OTHERS.items():
        yield family, "plain", raw_pdf(parts)
        yield family, "disguised", disguised(raw_pdf(parts))
    yield "update", "behind", raw_pdf() + _update(b"/OpenAction " + ACTIONS["javascript"])


def _filled(part: bytes, action: bytes) -> bytes:
    return part % action if b"%s" in part else part


def _update(deed: bytes) -> bytes:
    """An incremental update that gives the catalog a deed."""
    first = raw_pdf()
    previous = first[first.rindex(b"startxref\n") + 10 :].split(b"\n")[0]
    body = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n" % deed
    place = len(first) + len(body)
    return (
        body
        + b"xref\n1 1\n%010d 00000 n \n" % len(first)
        + b"trailer\n<< /Size 5 /Root 1 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (previous, place)
    )


def twisted_papers() -> Iterator[tuple[str, str, bytes, str]]:
    """(family, variant, bytes, what becomes of it) of PDFs that are two things, broken, locked or too much."""
    plain = raw_pdf()
    yield "bytes_before", "html", HTML + plain, "buried_pdf"
    yield "bytes_before", "words", b"MZ EVIL\n" + plain, "buried_pdf"
    yield "bytes_after", "zip", plain + b"PK\x03\x04EVIL" + b"\0" * 40 + b"PK\x05\x06", "two_files"
    yield "bytes_after", "html", plain + HTML, "two_files"
    yield "bytes_after", "nothing_but_air", plain + b"\r\n\0\0\n", "application/pdf"
    yield (
        "locked",
        "user",
        saved(plain, encryption=pikepdf.Encryption(user="a", owner="b")),
        "locked",
    )
    yield "locked", "owner", saved(plain, encryption=pikepdf.Encryption(owner="b")), "locked"
    for tenth in range(1, 10):
        yield "cut_off", f"{tenth}0_percent", plain[: len(plain) * tenth // 10], "cut_off"
    yield "cut_off", "only_a_head", b"%PDF-1.7\n%%EOF\n", "unreadable"
    yield "page_size", "ten_million_points", raw_pdf(box=b"0 0 10000000 10000000"), "page_size"
    yield "page_size", "no_width", raw_pdf(box=b"0 0 0.001 200"), "page_size"
    yield "pages", "twenty_one", scans(21), "pages"
    yield "pages", "says_100000", raw_pdf(pages=b"/Kids [3 0 R] /Count 100000"), "pages"
    yield "pages", "none", raw_pdf(pages=b"/Kids [] /Count 0"), "unreadable"
    yield "cycle", "kids", raw_pdf(pages=b"/Kids [3 0 R 2 0 R] /Count 2"), "unreadable"
    yield "image_flood", "declared", raw_pdf({9: _image(60_000, 60_000)}), "pixels"
    deep = b"[" * 400 + b"]" * 400
    yield "deep", "arrays", raw_pdf({9: deep}), "heavy"


def bombs() -> Iterator[tuple[str, str, bytes, str]]:
    """PDFs that only the limits of the process end."""
    squeeze = zlib.compressobj(9)
    parts = [squeeze.compress(b"0 0 9 9 re f\n" * 300_000) for _ in range(200)]
    drawing = b"".join([*parts, squeeze.flush()])
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        len(drawing),
        drawing,
    )
    yield "flate_bomb", "content", raw_pdf({4: stream}), "heavy"
    forms = {}
    for level in range(10, 22):
        do = b"/X Do " * 10 if level < 21 else b"0 0 9 9 re f"
        forms[level] = (
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /X %d 0 R >> >>"
            b" /Length %d >>\nstream\n%s\nendstream" % (level + 1, len(do), do)
        )
    resources = b"/Resources << /XObject << /X 10 0 R >> >>"
    yield "drawing_bomb", "forms", raw_pdf({3: resources, **forms}, drawing=b"/X Do"), "heavy"


def _image(wide: int, high: int) -> bytes:
    return (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB"
        b" /BitsPerComponent 8 /Length 4 >>\nstream\nabcd\nendstream" % (wide, high)
    )


def scans(
    pages: int, *, size: tuple[int, int] = (124, 175), mode: str = "L", dpi: int = 15
) -> bytes:
    """A PDF as a scanner writes it: one picture per page."""
    pictures = [Image.effect_noise(size, 40).convert(mode) for _ in range(pages)]
    target = io.BytesIO()
    pictures[0].save(target, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return target.getvalue()


def stamped() -> bytes:
    """A PDF whose red square is the visible stamp of a signature field, as on an electronically signed diploma."""
    red = b"1 0 0 rg 0 0 90 90 re f"
    return raw_pdf(
        {
            1: b"/AcroForm << /Fields [9 0 R] /SigFlags 3 >>",
            3: b"/Annots [9 0 R]",
            9: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (a) /F 4 /Rect [20 20 110 110] /P 3 0 R"
            b" /AP << /N 10 0 R >> >>",
            10: b"<< /Type /XObject /Subtype /Form /BBox [0 0 90 90] /Length %d >>\nstream\n%s\nendstream"
            % (len(red), red),
        },
        drawing=b"",
    )


def benign_papers() -> Iterator[tuple[str, bytes]]:
    """PDFs as people have them: all must be taken."""
    yield "drawn", raw_pdf()
    for mode in ("L", "RGB", "1"):
        yield f"scan_{mode}", scans(2, mode=mode)
    yield "twenty_pages", scans(20)
    yield "packed", packed(raw_pdf())
    yield "linear", saved(raw_pdf(), linearize=True)
    yield "opens_at_a_page", raw_pdf({1: b"/OpenAction [3 0 R /FitH 200]"})
    yield "opens_by_goto", raw_pdf({1: b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"})
    link = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://go.id/) >> >>]"
    yield "link_to_the_web", raw_pdf({3: link})
    yield "stamped", stamped()
    yield "form_without_script", raw_pdf({1: b"/AcroForm << /Fields [] >>"})
    yield "page_in_pixels", raw_pdf(box=b"0 0 3024 4032")
    yield "turned", raw_pdf({3: b"/Rotate 90"}, box=b"0 0 200 100")
    yield "updated", raw_pdf() + _update(b"/Lang (id)")
