"""What tests of the pages of registrations read."""

from binakon.enrolment.models import Registration

LIST = "/meja/pendaftaran/"


CANARY = "Kenari Rahasia"


def text_of(answer: object) -> str:
    streamed = getattr(answer, "streaming_content", None)
    content = b"".join(streamed) if streamed is not None else answer.content  # type: ignore[attr-defined]
    return str(content.decode("utf-8-sig"))


def one(registration: Registration, verb: str = "") -> str:
    return f"{LIST}{registration.pk}/{verb}"
