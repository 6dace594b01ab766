"""Messages and clocks of the desk (all invented), and log-ins for its tests."""

from datetime import timedelta
from typing import Any

from binakon.core import clock
from binakon.core.models import Deadline, Message

TOKEN = "3f2a9cbb" * 4 + ".1~1rTZkQ~Vb3kqWm9hXc7eYtUo2LpSdAzQ"
LINK = f"https://binakon.contoh.example/pendaftaran/{TOKEN}/"


def a_letter(subject: str = "Kursi tersedia", **fields: Any) -> Message:
    """A message of the province's office, with a signed link in it."""
    values: dict[str, Any] = {
        "name": "tes",
        "to": "hikmah@contoh.example",
        "to_name": "Noor Hikmah (contoh)",
        "phone": "6281200000001",
        "office_code": "63",
        "body_text": f"Yth. Noor Hikmah (contoh),\n\nJawab di sini:\n\n{LINK}\n",
        "body_html": f'<p>Jawab: <a href="{LINK}">{LINK}</a></p>',
    }
    return Message.objects.create(subject=subject, **{**values, **fields})


def a_clock(number: int, days: float = 1, **fields: Any) -> Deadline:
    """A running clock of the province's office, due so many days from now."""
    values: dict[str, Any] = {
        "subject_type": "enrolment.place",
        "kind": "offer",
        "title": f"Noor Hikmah {number} (contoh): jawaban atas kursi",
        "office_code": "63",
        "due_at": clock.now() + timedelta(days=days),
    }
    return Deadline.objects.create(subject_id=number, **{**values, **fields})
