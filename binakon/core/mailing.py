"""A message of the outbox as a letter: its headers, its bodies, and the file that goes with it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from binakon.core import files
from binakon.core.models import Message


def one_line(text: str) -> str:
    """The text without any line break, so that it can never begin another header."""
    return " ".join(text.split())


def letter_of(message: Message) -> EmailMultiAlternatives:
    """The letter, ready to be sent. Raises as `files.read` where its file cannot be read."""
    letter = EmailMultiAlternatives(
        one_line(message.subject),
        message.body_text,
        to=[message.to],
        headers={"Message-ID": _message_id(message)},
    )
    if message.body_html:
        letter.attach_alternative(message.body_html, "text/html")
    if message.file is not None:
        name = files.name_of(message.file, message.file_name)
        letter.attach(name, files.read(message.file), message.file.media_type)
    return letter


def _message_id(message: Message) -> str:
    """The name of a letter among mail servers; the same row has the same name at every try."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<pesan.{message.pk}.{message.created_at:%Y%m%d%H%M%S}@{host}>"
