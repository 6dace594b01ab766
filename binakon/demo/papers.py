"""Papers of invented people: small pictures that say in large letters that they are none."""

import hashlib
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from binakon.core.files import JPEG, PAPERS, PDF, RebuiltFile, rebuild
from binakon.demo.applicants import Applicant
from binakon.enrolment.states import DocumentKind

_SIZE = (640, 400)
_PAPER, _INK, _STAMP = (238, 242, 236), (28, 42, 36), (168, 42, 32)


def paper_of(applicant: Applicant, kind: DocumentKind, *, edition: int = 1) -> RebuiltFile:
    """One paper of a person; the same again is the same bytes, another `edition` is another paper."""
    lines = (
        f"{kind.label.upper()} CONTOH",
        "BUKAN DOKUMEN ASLI",
        applicant.name,
        *_stated(applicant, kind),
        f"Contoh nomor {applicant.number}/{edition}",
    )
    picture = _picture(lines)
    target = BytesIO()
    if kind == DocumentKind.ASSIGNMENT:
        # Deterministic, like a paper that was scanned once.
        picture.save(target, "PDF", creationDate=None, modDate=None)
        return _made(PDF, target.getvalue())
    picture.save(target, "JPEG", quality=70)
    return _made(JPEG, target.getvalue())


def _stated(applicant: Applicant, kind: DocumentKind) -> tuple[str, ...]:
    """What a verifier compares: the number and the birthday stand on an ID card only."""
    if kind != DocumentKind.ID_CARD:
        return ()
    return (f"NIK (contoh) {applicant.nik}", f"Lahir {applicant.born_on:%d-%m-%Y}")


def scan_of(title: str) -> RebuiltFile:
    """A signed scan that is none, rebuilt as an upload would be."""
    target = BytesIO()
    _picture((f"{title} CONTOH", "BUKAN DOKUMEN ASLI", "Tanda tangan dan cap (contoh)")).save(
        target, "PDF"
    )
    return rebuild(target.getvalue(), accept=PAPERS)


def handout_of(*lines: str) -> RebuiltFile:
    """A page of PDF that says what it stands for: a handout, or a list that was signed on paper."""
    target = BytesIO()
    picture = _picture(("BAHAN CONTOH", "BUKAN DOKUMEN ASLI", *lines))
    picture.save(target, "PDF", creationDate=None, modDate=None)
    return _made(PDF, target.getvalue())


def photo_of(*lines: str) -> RebuiltFile:
    """A picture in the place of a photo."""
    target = BytesIO()
    _picture(("FOTO CONTOH", "GAMBAR PENGGANTI", *lines)).save(target, "JPEG", quality=70)
    return _made(JPEG, target.getvalue())


def _made(media_type: str, content: bytes) -> RebuiltFile:
    """Drawn here a moment ago, so there is nothing in it to take out: rebuilding 250 of them would take a minute."""
    return RebuiltFile(media_type, content, 1, hashlib.sha256(content).hexdigest())


def _picture(lines: tuple[str, ...]) -> Image.Image:
    picture = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((12, 12, _SIZE[0] - 12, _SIZE[1] - 12), outline=_INK, width=3)
    for row, line in enumerate(lines):
        ink = _STAMP if row < 2 else _INK
        draw.text((40, 45 + 56 * row), line, fill=ink, font=_font(34 if row < 2 else 26))
    return picture


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
