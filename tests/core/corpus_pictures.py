"""Photos that are something else as well, pretend, flood or move, and photos as phones and scanners make them."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

HTML = b"<html><script>alert('EVIL')</script></html>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PAYLOADS = {
    "html": HTML,
    "zip": b"PK\x03\x04EVIL" + b"\0" * 60 + b"PK\x05\x06" + b"\0" * 18,
    "php": b"<?php system('EVIL'); ?>",
    "script": b"/*EVIL*/=1;alert('EVIL')",
    "eicar": EICAR,
}
SAVED = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
UPPER_LEFT, ORIENTATION = (0, 0), 0x0112


def marked(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A white picture whose upper left quarter is black, so that one sees how it is turned."""
    picture = Image.new("L", size, 255)
    picture.paste(0, (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def polyglots() -> Iterator[tuple[str, str, bytes]]:
    """Pictures with a stranger inside or behind: taken, but without the stranger."""
    for name, form in SAVED.items():
        plain = encoded(marked(), form)
        for payload, foreign in PAYLOADS.items():
            yield f"{name}_and_{payload}", "behind", plain + foreign
            yield f"{name}_and_{payload}", "in_exif", encoded(marked(), form, exif=_exif(foreign))
            if name == "jpeg":
                yield f"jpeg_and_{payload}", "in_comment", encoded(marked(), form, comment=foreign)
                yield (
                    f"jpeg_and_{payload}",
                    "in_app15",
                    plain[:2] + _segment(0xEF, foreign) + plain[2:],
                )
            if name == "png":
                chunk = _chunk(b"tEXt", b"Comment\0" + foreign)
                yield f"png_and_{payload}", "in_text", plain[:33] + chunk + plain[33:]


def pretenders() -> Iterator[tuple[str, str, bytes, str]]:
    """(family, variant, bytes, what they are found to be), whatever they are called."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert("EVIL")</script></svg>'
    yield "svg", "plain", svg, "svg"
    yield "svg", "with_a_head", b'\xef\xbb\xbf<?xml version="1.0"?><!-- a -->\n' + svg, "svg"
    yield "html", "plain", HTML, "web"
    yield "html", "with_air", b"\n\n  " + HTML, "web"
    yield "gif", "plain", encoded(marked(), "GIF"), "gif"
    yield "gif", "script", b"GIF89a/*" + b"\0" * 8 + b"*/=1;alert('EVIL')", "gif"
    for form in ("TIFF", "BMP", "ICO", "JPEG2000"):
        kind = "tiff" if form == "TIFF" else "picture"
        yield "renamed", form.lower(), encoded(marked(), form), kind
    yield "renamed", "big_endian_tiff", b"MM\x00*" + b"\0" * 40, "tiff"
    yield "renamed", "psd", b"8BPS\x00\x01" + b"\0" * 40, "picture"
    yield "renamed", "eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "picture"
    yield "renamed", "avif", b"\0\0\0\x20ftypavif" + b"\0" * 20, "picture"
    for brand in (b"heic", b"heix", b"mif1", b"hevc"):
        yield "heic", brand.decode(), b"\0\0\0\x18ftyp" + brand + b"\0" * 20, "heic"
    yield "film", "mp4", b"\0\0\0\x18ftypisom" + b"\0" * 20, "film"
    yield "zip", "plain", b"PK\x03\x04" + b"\0" * 30, "zip"
    yield "zip", "rar", b"Rar!\x1a\x07\x00", "zip"
    yield "zip", "7z", b"7z\xbc\xaf\x27\x1c", "zip"
    yield "zip", "gzip", b"\x1f\x8b\x08" + b"\0" * 20, "zip"
    yield "word", "docx", b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "word"
    yield "word", "doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word"
    yield "word", "rtf", b"{\\rtf1 EVIL}", "word"
    yield "unknown", "eicar", EICAR, "unknown"
    yield "unknown", "exe", b"MZ\x90\x00" + b"\0" * 60, "unknown"
    yield "unknown", "zeros", b"\0" * 5000, "unknown"
    yield "empty", "empty", b"", "empty"


def broken_pictures() -> Iterator[tuple[str, str, bytes, str]]:
    """Pictures that are cut off, too large or moving."""
    for name, form in SAVED.items():
        whole = encoded(Image.effect_noise((200, 200), 60).convert("RGB"), form)
        for tenth in range(1, 10):
            yield (
                f"cut_off_{name}",
                f"{tenth}0_percent",
                whole[: len(whole) * tenth // 10],
                "unreadable",
            )
    for side in (5_001, 13_000, 60_000):
        yield "pixel_flood", f"{side}_declared", _png_claiming(side), "pixels"
    yield "pixel_flood", "jpeg", _jpeg_claiming(60_000), "pixels"
    frames = [Image.new("L", (8, 8), shade) for shade in (0, 90, 180)]
    for form in ("PNG", "WEBP"):
        moving = encoded(frames[0], form, save_all=True, append_images=frames[1:])
        yield "animated", form.lower(), moving, "animated"
    yield "damaged", "png_checksum", _png_claiming(0), "unreadable"
    yield "damaged", "only_magic", b"\xff\xd8\xff\xe0", "unreadable"


def benign_pictures() -> Iterator[tuple[str, bytes]]:
    """Pictures as people have them: all must be taken."""
    for mode in ("RGB", "L", "CMYK"):
        yield f"jpeg_{mode}", encoded(marked(mode=mode), "JPEG")
    yield "jpeg_progressive", encoded(marked(), "JPEG", progressive=True)
    for mode in ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"):
        picture = (
            marked().convert("I").convert("I;16") if mode == "I;16" else marked().convert(mode)
        )
        yield f"png_{mode}", encoded(picture, "PNG")
    yield "png_see_through", encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG")
    yield "webp", encoded(marked(), "WEBP")
    yield "webp_see_through", encoded(marked(mode="RGBA"), "WEBP")
    yield "mpo", encoded(marked(), "MPO", save_all=True, append_images=[marked((32, 24))])
    yield "one_pixel", encoded(Image.new("RGB", (1, 1)), "JPEG")
    yield "strip", encoded(Image.new("RGB", (9000, 3)), "PNG")
    for turn in range(1, 9):
        yield f"phone_{turn}", phone_photo(turn)


def phone_photo(turn: int, size: tuple[int, int] = (64, 48)) -> bytes:
    """A photo whose notes tell how the phone was held and where its owner lives, with a preview and maker's notes."""
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    exif[0x010F] = "GPSPhone"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "S", (IFDRational(3), IFDRational(19), IFDRational(1234, 100))
    exif.get_ifd(0x8769)[0x927C] = b"MAKERNOTE-EVIL" * 20
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>EVIL home</x:xmpmeta>"
    data = encoded(marked(size), "JPEG", exif=exif.tobytes() + b"PREVIEW" * 30, comment=b"at home")
    return data[:2] + _segment(0xE1, xmp) + data[2:]


def upright(turn: int) -> str:
    """Which quarter is black once the photo of `phone_photo(turn)` is upright."""
    return {1: "ul", 2: "ur", 3: "lr", 4: "ll", 5: "ul", 6: "ur", 7: "lr", 8: "ll"}[turn]


def black_quarter(picture: Image.Image) -> str:
    grey, (wide, high) = picture.convert("L"), picture.size
    spots = {"ul": (1, 1), "ur": (3, 1), "ll": (1, 3), "lr": (3, 3)}
    dark = [
        name
        for name, (right, down) in spots.items()
        if grey.getpixel((wide * right // 4, high * down // 4)) < 60
    ]
    return "+".join(dark)


def jpeg_parts(data: bytes) -> set[str]:
    """The kinds of segments of a JPEG and "behind" when anything follows its end: what a reader could find in it."""
    found, place = set(), 2
    while data[place + 1] != 0xDA:
        found.add(f"{data[place + 1]:02X}")
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    if data.index(b"\xff\xd9", place) + 2 != len(data):
        found.add("behind")
    return found


def _exif(foreign: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = foreign.decode("latin-1")
    return exif.tobytes()


def _segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def _png_claiming(side: int) -> bytes:
    """A PNG of a few bytes that claims `side` × `side` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = _chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + pixels + _chunk(b"IEND", b"")


def _jpeg_claiming(side: int) -> bytes:
    data = bytearray(encoded(marked(), "JPEG"))
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", side, side)
    return bytes(data)
