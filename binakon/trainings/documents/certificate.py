"""The certificate on paper: frozen content, the QR of its page of verification, Indonesian with English beside it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from binakon.core import pdf, qr, words
from binakon.core.calendar import Precision, Window, describe
from binakon.enrolment.models import Training
from binakon.people.documents.papers import BLANK
from binakon.people.queries import head_of_papers
from binakon.trainings.models import Certificate
from binakon.trainings.rules.certificate_content import Course, content_of

TEMPLATE = "trainings/certificate"
PAPER_LANGUAGE = "id"


def certificate_pdf(
    certificate: Certificate, press: pdf.Press | None = None, *, offline: str = ""
) -> bytes:
    """The PDF of one certificate; equal content gives equal bytes. `press` is shared by a batch.

    `offline` is the text of a second QR that is checked without network; "" prints none.
    """
    with override(PAPER_LANGUAGE):
        paper = certificate_paper(certificate, offline)
    return (press or pdf.Press()).render(TEMPLATE, paper, as_of=certificate.issued_at)


def sample_pdf(
    training: Training, course: Course, name: str, *, number: str, at: datetime
) -> bytes:
    """How a certificate of this training would look, before anything is issued: it says so and leads nowhere."""
    office = training.activity.programme.office
    content = content_of(
        course,
        name=name,
        number=number or BLANK,
        dated=timezone.localdate(at),
        place=office.seat or BLANK,
        head=head_of_papers(office.code, None) | {"position": BLANK, "name": BLANK},
    )
    made = Certificate(training=training, content=content, token="0" * 26, code="–", issued_at=at)
    with override(PAPER_LANGUAGE):
        paper = certificate_paper(made) | {"sample": "KONSEP – belum diterbitkan"}
    return pdf.render(TEMPLATE, paper, as_of=at)


def certificate_paper(certificate: Certificate, offline: str = "") -> dict[str, object]:
    """Every word of the paper, from what was frozen at issue."""
    content: Mapping[str, Any] = certificate.content
    head = content["head"]
    number, site = str(content["number"]), site_words()
    return {
        "title": f"Sertifikat {number}",
        "author": head.get("office_name", ""),
        "footer": f"Sertifikat {number} · {head.get('office_name', '')}",
        "sample": "DATA CONTOH – bukan sertifikat resmi" if settings.MODE == "demo" else "",
        "head": {
            name: head.get(name, "") for name in ("government", "office", "address", "contact")
        },
        "word": "SERTIFIKAT",
        "word-english": "Certificate of Completion",
        "number": number,
        "number-line": f"Nomor {number}",
        "given-to": "diberikan kepada",
        "given-to-english": "awarded to",
        "name": content["name"],
        "completed": "yang telah menyelesaikan",
        "completed-english": "who has completed",
        "training": content["title"],
        "training-english": content["title_english"],
        "facts": _facts(content),
        "qr": qr.svg(address_of(certificate)),
        "offline": qr.svg(offline, error="l") if offline else "",
        "code": certificate.code,
        "check": {
            "title": "Periksa keaslian / Verify",
            "site": f"{site}/verifikasi",
            "alt": f"Kode QR untuk memeriksa sertifikat ini di {site}",
            "number-word": "Nomor / number",
            "code-word": "Kode / code",
            "offline": "Periksa tanpa internet",
        },
        "sign": _sign(content, head),
        "not-skk": content["statement"],
        "not-skk-english": content["statement_english"],
        "second": _second(content, site),
    }


def address_of(certificate: Certificate) -> str:
    """The page of verification that the QR opens; nothing in it says whose it is."""
    return f"{settings.PUBLIC_URL}/v/{certificate.token}/"


def site_words() -> str:
    """The domain as people read it, beside the code: a code that leads elsewhere is a forgery."""
    return urlsplit(settings.PUBLIC_URL).netloc


def _facts(content: Mapping[str, Any]) -> list[dict[str, str]]:
    starts, ends = (date.fromisoformat(content[key]) for key in ("starts_on", "ends_on"))
    named = [
        ("Tanggal", "Dates", describe(Window(Precision.RANGE, starts, ends, ""))),
        ("Lama", "Duration", f"{content['jp']} JP" if content["jp"] else "–"),
        ("Tempat", "Venue", content["venue"]),
        ("Jabatan kerja", "Occupation", content["occupation"] or "–"),
    ]
    return [{"label": label, "english": english, "value": value} for label, english, value in named]


def _sign(content: Mapping[str, Any], head: Mapping[str, str]) -> dict[str, str]:
    day = words.day(date.fromisoformat(content["dated"]))
    number = head.get("employee_number", "")
    return {
        "place": f"{content['place']}, {day}",
        "position": head.get("position", ""),
        "name": head.get("name", ""),
        "rank": head.get("rank", ""),
        "employee_number": f"NIP {number}" if number else "",
    }


def _second(content: Mapping[str, Any], site: str) -> dict[str, object]:
    topics = content["topics"]
    rows = [
        [str(place), each["topic"], str(each["jp"])] for place, each in enumerate(topics, start=1)
    ]
    return {
        "title": "Materi pelatihan",
        "english": "Subjects of the training",
        "occupation-word": "Jabatan kerja dan standar kompetensi / Occupations and competency standards",
        "occupations": [{"name": each["name"], "small": _unit(each)} for each in content["units"]],
        "competency-word": "Unit kompetensi / Units of competency",
        "competencies": [[each["code"], each["title"]] for each in content.get("competencies", [])],
        "heads": ["No.", "Materi / Subject", "JP"],
        "rows": rows,
        "total-word": "Jumlah / Total",
        "total": str(content["jp"]),
        "notes": [
            "Satu JP (jam pelajaran) adalah 45 menit. / One JP is a lesson of 45 minutes.",
            f"Periksa keaslian dengan kode QR di halaman pertama, atau di {site}/verifikasi dengan nomor dan kode. "
            "Cocokkan namanya. / Verify with the QR code or with number and code, and compare the name.",
            f"{content['statement']} / {content['statement_english']}",
        ],
    }


def _unit(unit: Mapping[str, Any]) -> str:
    parts = [f"SKKNI {unit['skkni']}" if unit["skkni"] else ""]
    parts.append(f"jenjang KKNI {unit['level']}" if unit["level"] else "")
    return " · ".join(part for part in parts if part)


def file_name(certificate: Certificate) -> str:
    """The name of its file: number and name, never a NIK; whoever serves it takes out what no folder reads."""
    return f"sertifikat {certificate.number} {certificate.content['name']}"
