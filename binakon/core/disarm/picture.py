"""Inside the confined process: a photo is decoded, turned upright, made smaller and written as a new JPEG."""

import io
import warnings

from PIL import Image, MpoImagePlugin, WebPImagePlugin

from binakon.core.disarm.confine import Made, Refusal, loaded, serve

MOST_PIXELS = 25_000_000
# The decoder of WebP holds four copies.
MOST_WEBP_PIXELS = 12_500_000
LONGEST_SIDE = 2400
QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP")  # a JPEG of several pictures opens as MPO
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

loaded(MpoImagePlugin, WebPImagePlugin)


def rebuild_picture(data: bytes) -> Made:
    """A JPEG without a byte of the received file: only its pixels, upright, at most 2,400 on the longest side."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refusal("pixels", most=MOST_PIXELS // 1_000_000)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise Refusal("animated")
    if image.format == "WEBP" and image.width * image.height > MOST_WEBP_PIXELS:
        raise Refusal("pixels", most=MOST_WEBP_PIXELS // 1_000_000)
    fitted = _fitted(image.size)
    image.draft(None, fitted)
    image.load()
    turn = _UPRIGHT.get(_orientation(image))
    # Smaller first and white behind it afterwards: a second copy of 25 million pixels would be 100 MB.
    small = _on_white(_resizable(image).resize(fitted, Image.Resampling.BICUBIC, reducing_gap=2.0))
    return Made("image/jpeg", jpeg_of(small.transpose(turn) if turn is not None else small))


def jpeg_of(image: Image.Image) -> bytes:
    """A JPEG of the pixels alone: nothing that the image remembers of its source goes along."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, LONGEST_SIDE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        # A photo with broken notes is still a photo.
        return 1


def _resizable(image: Image.Image) -> Image.Image:
    """In a mode whose pixels can be mixed with their neighbours."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode == "PA":
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # 16 bits of grey: Pillow would cut them off at 255 instead of scaling.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L") if image.mode == "1" else image


def _on_white(image: Image.Image) -> Image.Image:
    """Grey or RGB pixels; what was transparent is white, as on paper."""
    if image.mode in {"RGBA", "LA"}:
        layer = image.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def main() -> None:
    """The whole life of the process."""
    Image.preinit()
    serve(rebuild_picture, seconds=5, most_seconds=6)
