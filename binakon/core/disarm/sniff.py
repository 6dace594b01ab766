"""What a file is by its first bytes; its name and what the browser says of it are never asked."""

JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
PDF = "application/pdf"

_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"PK", "zip"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"\xd0\xcf\x11\xe0", "word"),
    (b"{\\rtf", "word"),
    (b"8BPS", "picture"),
    (b"BM", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"%!PS", "picture"),
    (b"\xc5\xd0\xd3\xc6", "picture"),
    (b"\x00\x00\x00\x0cjP", "picture"),
)
_WORD_PARTS = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")
_BLANK = b"\xef\xbb\xbf \t\r\n\x00"


def kind_of(data: bytes) -> str:
    """A media type that can be rebuilt, else a word for what it is ("heic", "svg", "zip", "unknown")."""
    if data[4:8] == b"ftyp":
        return _film_kind(data[8:12])
    if data[:4] == b"RIFF" and data[8:12] == WEBP.rsplit("/", 1)[-1].upper().encode():
        return WEBP
    for start, kind in _STARTS:
        if data.startswith(start):
            return _zip_kind(data) if kind == "zip" else kind
    return _text_kind(data)


def _film_kind(brand: bytes) -> str:
    if brand in _HEIC_BRANDS:
        return "heic"
    return "picture" if brand in {b"avif", b"avis"} else "film"


def _zip_kind(data: bytes) -> str:
    return "word" if any(part in data[:4096] for part in _WORD_PARTS) else "zip"


def _text_kind(data: bytes) -> str:
    head = data[:1024].lstrip(_BLANK).lower()
    if b"<svg" in head:
        return "svg"
    if b"%pdf-" in head:
        return "buried_pdf"
    return "web" if head.startswith((b"<", b"<!doctype", b"<?")) else "unknown"
