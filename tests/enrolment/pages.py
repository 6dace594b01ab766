"""What tests of enrolment's pages ask: a member of the cast as a browser, a real picture as a paper."""

from datetime import UTC, datetime
from io import BytesIO

from django.test import Client
from PIL import Image, ImageDraw

from binakon.core import files
from binakon.enrolment.models import Document, Registration
from binakon.people.models import Role, User
from tests.cast import user


def as_(who: Role | User) -> Client:
    client = Client()
    client.force_login(who if isinstance(who, User) else user(who))
    return client


def a_picture(words: str = "CONTOH", size: tuple[int, int] = (800, 1000)) -> bytes:
    """An invented paper as a photo."""
    picture = Image.new("RGB", size, "#fdfcf6")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((24, 24, size[0] - 24, size[1] - 24), outline="#8c7440", width=6)
    draw.text((size[0] / 2, 150), words, fill="#2e2a1c", font_size=44, anchor="mm")
    for line in range(6):
        draw.rectangle((120, 320 + 70 * line, 520 + 25 * (line % 3), 332 + 70 * line), fill="#777")
    written = BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()


def a_real_paper(registration: Registration, kind: str, words: str = "CONTOH") -> Document:
    """A paper whose file was rebuilt and kept as an upload is."""
    return Document.objects.create(
        registration=registration,
        kind=kind,
        file=files.store(a_picture(words), accept=files.PICTURES),
        uploaded_at=datetime.now(UTC),
    )
