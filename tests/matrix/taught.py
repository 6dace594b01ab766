"""A class from its first session to its certificates: everything in it that is not for everybody carries a canary."""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image

from binakon.core import files, ledger
from binakon.core.clock import now
from binakon.enrolment.models import Registration, Training
from binakon.people.models import Role
from binakon.planning.models import Activity
from binakon.trainings.actions import (
    certificates,
    engagements,
    evaluation,
    exams,
    exceptions,
    instructor_papers,
    materials,
    questions,
    report,
)
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import AttendanceSheet, Completion, Engagement, SigningKey
from binakon.trainings.queries.keys import private_half
from binakon.trainings.rules import engagements as teaching
from binakon.trainings.rules.evaluation import Terms
from binakon.trainings.states import PaperKind, RevocationReason, ScanOutcome
from tests.cast import viewer
from tests.enrolment.decree_cases import DATED, an_official, closed, signed
from tests.enrolment.people import APPLICANT, a_training, registered
from tests.factories import BY, an_office
from tests.trainings.certificates import stated, with_pattern
from tests.trainings.classes import (
    a_scan,
    a_session,
    an_engagement,
    an_instructor,
    completed,
    present,
)
from tests.trainings.completions import scored
from tests.trainings.exam_cases import stated as question_stated
from tests.trainings.exam_cases import terms

# Of the office that teaches: who judges papers, decides on seats or answers for the office.
DESK = frozenset({"kasi", "kabid", "kadis", "staf", "verifikator", "admin"})
# Right answers before a test are for whoever makes it.
MAKERS = frozenset({"kasi", "kabid", "staf", "admin"})
PAYER = frozenset({"bendahara"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Secret:
    """Bytes that only some of the cast may read, and whoever holds the link of an address that opens with `doors`."""

    words: tuple[bytes, ...]
    readers: frozenset[str]
    doors: tuple[str, ...] = ()


@dataclass
class Taught:
    """The class, its people by place, the rows and tokens that addresses name, and what must not fly."""

    training: Training
    people: dict[str, Registration]
    rows: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, Secret] = field(default_factory=dict)

    def hide(
        self, label: str, *words: str | bytes, readers: frozenset[str], doors: tuple[str, ...] = ()
    ) -> None:
        """Let these words be read by nobody else."""
        told = tuple(word.encode() if isinstance(word, str) else word for word in words)
        self.secrets[label] = Secret(told, readers, doors)


def a_file(words: str) -> files.RebuiltFile:
    """A file that says where it was seen."""
    content = b"%PDF-1.7 " + words.encode()
    return files.RebuiltFile(files.PDF, content, 1, hashlib.sha256(content).hexdigest())


def a_photo() -> files.RebuiltFile:
    """A picture whose bytes are nowhere else."""
    written = BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(written, "JPEG")
    return files.RebuiltFile(files.JPEG, written.getvalue(), 1, "0" * 64)


def build_taught() -> Taught:
    """Three determined people: one who asks for an exception, one certified, one whose certificate was revoked."""
    today = timezone.localdate()
    training = a_training(
        activity=Activity.objects.get(slug="63-2026-bimtek-arsitek-1"),
        seats=6,
        quotas={"63.09": 1, "63.03": 1},
        starts_on=today - timedelta(days=1),
        ends_on=today,
    )
    people = {
        place: _participant(training, place, number, office)
        for place, number, office in (
            ("Tabalong", 511, "63.09"),
            ("Banjar", 512, "63.03"),
            ("Luar", 513, None),
        )
    }
    signed(closed(training), "188.4/kenari/BK/2026")
    training.refresh_from_db()
    taught = Taught(training, people)
    _rundown(taught)
    _attendance(taught)
    _tests(taught)
    _evaluation(taught)
    _certificates(taught)
    _report(taught)
    return taught


def _participant(training: Training, place: str, number: int, office: str | None) -> Registration:
    one = registered(
        training,
        number,
        name=f"Kenari {place}",
        phone=f"62879{number:07d}",
        email=f"kenari{place.lower()}@contoh.example",
        employer=f"PT Dahan {place}",
        office=office,
    )
    ledger.move(one, "verify", by=BY, sentence="berkas lengkap")
    return one


def _rundown(taught: Taught) -> None:
    training = taught.training
    session = a_session(
        training, topic="Sistem manajemen", link="https://rapat.contoh.example/kenari"
    )
    engagement = _engagement(training)
    engagements.invite(engagement, by=BY)
    engagements.confirm(engagement, note="catatan kenari pengajar", by=BY)
    session.engagements.add(engagement)
    paper = instructor_papers.draw_up_paper(training, PaperKind.ASSIGNMENT, engagement, by=BY)
    instructor_papers.issue_paper(
        paper, number="800/1/BK/2026", dated=DATED, place="Banjarbaru", signatory=an_official(),
        by=BY,
    )  # fmt: skip
    instructor_papers.sign_paper(paper, a_file("pindaian kenari"), by=BY)
    handout = materials.MaterialText("Bahan ajar")
    material = materials.add_material(training, handout, made=a_file("bahan kenari"), by=BY)
    taught.rows |= {
        "session": session.pk,
        "engagement": engagement.pk,
        "instructor": engagement.instructor_id,
        "paper": paper.pk,
        "material": material.pk,
    }
    taught.tokens |= {
        "session": session.key.hex,
        "instructor": teaching.token_of(engagement.key.hex, engagement.link_version),
    }
    own = ("portal:registration_", "portal:instructor_")
    taught.hide("online room", "rapat.contoh.example/kenari", readers=DESK | PAYER, doors=own)
    taught.hide("instructor", "6287911112222", "kenari.guru@contoh", readers=DESK | PAYER)
    taught.hide(
        "instructor's note",
        "catatan kenari pengajar",
        readers=DESK | PAYER,
        doors=("portal:instructor_",),
    )
    taught.hide(
        "instructor's link",
        taught.tokens["instructor"].split("~")[0],
        readers=DESK | PAYER,
        doors=("portal:instructor_",),
    )
    taught.hide("signed paper", "pindaian kenari", readers=DESK | PAYER, doors=own[1:])
    taught.hide("material", "bahan kenari", readers=DESK | PAYER, doors=own[:1])


def _engagement(training: Training) -> Engagement:
    teacher = an_instructor(
        "Guru Kenari (contoh)", phone="6287911112222", email="kenari.guru@contoh.example"
    )
    return an_engagement(training, teacher)


def _attendance(taught: Taught) -> None:
    session = taught.training.sessions.get()
    for person in taught.people.values():
        present(session, person)
    scan = a_scan(session, taught.people["Luar"])
    type(scan).objects.create(
        nonce=taught.people["Luar"].key,
        session=session,
        registration=taught.people["Luar"],
        method=scan.method,
        evidence=scan.evidence,
        outcome=ScanOutcome.CONFLICT,
        reason="kenari di dua ruang",
        scanned_at=scan.scanned_at,
        received_at=scan.received_at,
    )
    sheet = AttendanceSheet.objects.create(
        session=session, file=files.keep(a_file("lembar kenari")), kept_at=now()
    )
    taught.rows["sheet"] = sheet.pk
    taught.hide("conflict", "kenari di dua ruang", readers=DESK)
    taught.hide("attendance sheet", "lembar kenari", readers=DESK)


def _tests(taught: Taught) -> None:
    """A test that is over with a score, and one that is open and that nobody has begun."""
    asked = [
        questions.add_question(
            an_office(),
            question_stated(text=f"Soal kenari {kind}?", explanation=f"Alasan kenari {kind}."),
            by=BY,
        )
        for kind in ("pre", "post")
    ]
    for kind, question in zip(("pre", "post"), asked, strict=True):
        exam = exams.prepare_exam(taught.training, kind, terms(), by=BY)
        exams.choose_questions(exam, [question.pk], by=BY)
        exams.open_exam(exam, by=BY)
        if kind == "pre":
            taught.rows["sitting"] = scored(exam, taught.people["Banjar"], "61.83").pk
            exams.close_exam(exam, by=BY)
    taught.rows["question"] = asked[0].pk
    taught.hide("question asked", "Soal kenari pre?", readers=DESK)
    taught.hide("question to come", "Soal kenari post?", readers=MAKERS)
    taught.hide("why it is right", "Alasan kenari", readers=MAKERS)
    taught.hide("score", "61,83", "61.83", readers=DESK, doors=("portal:registration_",))


def _evaluation(taught: Taught) -> None:
    """Two answers, below the line that protects them."""
    hours = timedelta(hours=1)
    asked = Terms(("Bermanfaat.",), ("Jelas.",), 3, now() - hours, now() + hours)
    evaluation.set_evaluation(taught.training, asked, by=BY)
    for place in ("Luar", "Banjar"):
        said = [
            evaluation.Said(None, "a1", mark=4),
            evaluation.Said(None, "comment", comment=f"Ulasan kenari {place}"),
        ]
        evaluation.answer_evaluation(taught.people[place], said, by=APPLICANT)
    taught.hide("comment", "Ulasan kenari", readers=NOBODY)


def _certificates(taught: Taught) -> None:
    people, asker = taught.people, viewer(Role.SECTION_HEAD).actor
    short = Completion.objects.create(training=taught.training, registration=people["Tabalong"])
    ledger.move(short, "fall_short", by=BY, sentence="belum memenuhi syarat")
    exceptions.ask_exception(short, reason="sakit kenari", by=asker)
    for place in ("Banjar", "Luar"):
        completed(taught.training, people[place])
    with_pattern()
    training = Training.objects.select_related("activity__programme__office").get(
        pk=taught.training.pk
    )
    both = certificates.issue_certificates(training, stated(dated=training.ends_on), by=asker)
    held = {each.registration_id: each for each in both}
    one, gone = held[people["Banjar"].pk], held[people["Luar"].pk]
    render_certificates()
    one.refresh_from_db()
    certificates.revoke_certificate(
        gone, because=RevocationReason.OTHER, note="catatan kenari pencabutan", by=asker
    )
    key = SigningKey.objects.first()
    assert key is not None
    taught.rows |= {"certificate": one.pk, "revoked": gone.pk, "key": key.pk}
    taught.tokens |= {"certificate": one.token, "revoked": gone.token}
    assert one.pdf is not None
    holders = ("portal:verification_", "portal:registration_")
    taught.hide("certificate", one.token, readers=DESK, doors=holders)
    taught.hide("certificate's code", one.code, readers=DESK, doors=("portal:registration_",))
    taught.hide("certificate's print", files.read(one.pdf), readers=DESK, doors=holders[1:])
    taught.hide("exception", "sakit kenari", readers=DESK)
    taught.hide("revocation", "catatan kenari pencabutan", readers=DESK)
    taught.hide("private key", *_private_halves(), readers=NOBODY)


def _private_halves() -> list[bytes]:
    """Every private key in the forms in which it could be written somewhere."""
    found = [b"PRIVATE KEY"]
    for key in SigningKey.objects.all():
        der = private_half(key)
        # The last bytes of an Ed25519 key are its seed; of an RSA key they are part of it all the same.
        raw = base64.urlsafe_b64encode(der[-32:]).rstrip(b"=")
        found += [der, base64.b64encode(der), raw, bytes(key.sealed)]
    return found


def _report(taught: Taught) -> None:
    photo = report.add_photo(taught.training, a_photo(), caption="Foto kenari", by=BY)
    taught.rows["photo"] = photo.pk
    taught.hide("photo", "Foto kenari", files.read(photo.file), readers=DESK)
