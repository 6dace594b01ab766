"""A camera for the browser: it sees a picture of a code as somebody would hold it before a phone."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Playwright

from tests.journeys.browser import CHROMIUM, FLAGS

SIZE = (640, 480)
FRAMES = 4


@contextmanager
def browser_seeing(playwright: Playwright, film: Path) -> Iterator[Browser]:
    """Chromium whose camera plays this film, from its beginning each time that a page asks for the camera."""
    flags = [
        *FLAGS,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield chromium
    chromium.close()


def show(film: Path, picture: bytes) -> None:
    """Write a film of this picture: tilted, a little out of focus, on a grey table."""
    frame = Image.new("L", SIZE, 118)
    with Image.open(io.BytesIO(picture)) as code:
        seen = code.convert("L").resize((340, 340))
        held = seen.rotate(9, expand=True, fillcolor=118, resample=Image.Resampling.BICUBIC)
    frame.paste(held, ((SIZE[0] - held.width) // 2, (SIZE[1] - held.height) // 2))
    grey = frame.filter(ImageFilter.GaussianBlur(0.8)).tobytes()
    colour = bytes([128]) * (SIZE[0] * SIZE[1] // 2)
    head = f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F10:1 Ip A1:1 C420jpeg\n".encode()
    film.write_bytes(head + (b"FRAME\n" + grey + colour) * FRAMES)
