"""Certificates: issued to everybody who has completed, replaced when a name was wrong, revoked with a reason."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from binakon.core import clock, ledger
from binakon.core.actor import Actor
from binakon.core.numbers import Taken, give_out, next_places, take_labels
from binakon.core.problems import Problem, StaleState, refuse
from binakon.enrolment.actions.names import correct_name
from binakon.enrolment.actions.seats import hold
from binakon.enrolment.models import Training
from binakon.people.models import Office, Official
from binakon.people.queries import head_of_papers
from binakon.people.rules.paper_numbers import number_problems
from binakon.trainings.actions.certificate_letters import tell_revoked
from binakon.trainings.models import Certificate
from binakon.trainings.queries.certificates import candidates_of, course_of
from binakon.trainings.rules.certificate_content import Competency, content_of, hash_of, renamed
from binakon.trainings.rules.certificates import (
    Candidate,
    date_problems,
    issue_problems,
    new_code,
    new_token,
    typed_number_problems,
    why_not,
)
from binakon.trainings.states import RevocationReason

SERIES = "sertifikat"
# The places of credentials in the status list, one run for the installation.
STATUS_SERIES = "certificate_status"
_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody stated of certificates to be issued: date, place, who signs, the English line, the units taught.

    `numbers` are typed from the office's own agenda, one for each person in the order of names; None takes them from
    the register by the office's pattern.
    """

    dated: date | None
    place: str
    signatory: Official | None
    english: str = ""
    competencies: tuple[Competency, ...] = ()
    numbers: tuple[str, ...] | None = None

    def problems(self, training: Training, people: int, moment: datetime) -> list[Problem]:
        """Everything that is missing or wrong before so many people get their numbers."""
        office = training.activity.programme.office
        serving = Official.objects.filter(office=office)
        is_serving = self.dated is None or (
            self.signatory is not None
            and serving.serving_on(self.dated).filter(pk=self.signatory.pk).exists()
        )
        problems = number_problems(
            number=SERIES,
            is_known=False,
            has_date=self.dated is not None,
            has_signatory=self.signatory is not None,
            is_serving=is_serving,
            has_place=bool(self.place.strip()),
        )
        problems += date_problems(
            self.dated, ends_on=training.ends_on, today=timezone.localtime(moment).date()
        )
        if self.numbers is None:
            return [*problems, *_pattern_problems(office)]
        used = Certificate.objects.filter(number__in=self.numbers).values_list("number", flat=True)
        return [*problems, *typed_number_problems(self.numbers, people=people, used=list(used))]


def _pattern_problems(office: Office) -> list[Problem]:
    if office.certificate_numbers:
        return []
    sentence = _(
        "Kantor ini belum punya pola nomor sertifikat. Ketik nomornya, atau isi polanya dulu."
    )
    return [Problem("numbers", sentence)]


@transaction.atomic
def issue_certificates(
    training: Training,
    stated: Stated,
    *,
    by: Actor,
    people: Collection[int] | None = None,
    at: datetime | None = None,
) -> list[Certificate]:
    """Issue to everybody who has completed and has none, or to the registrations `people`, all of them or nobody.

    1. Hold the training: two who issue at once are one after the other.
    2. Say at once everybody and everything that stands in the way (`Blocked`).
    3. Numbers from the register and places in the status list, each by one conditional UPDATE.
    4. Write what each certificate says, with its hash, and one line of history each.

    The PDFs follow by a job.
    """
    hold(training, by=by)
    office = training.activity.programme.office
    chosen = _chosen(candidates_of(training), people)
    moment = at or clock.now()
    refuse([*issue_problems(chosen), *stated.problems(training, len(chosen), moment)])
    assert stated.dated is not None
    taken, numbers = _numbers(office, stated, len(chosen), moment)
    course = course_of(training, stated.english.strip(), stated.competencies)
    head = head_of_papers(office.code, stated.signatory)
    contents = [
        content_of(
            course,
            name=each.name,
            number=number,
            dated=stated.dated,
            place=stated.place.strip(),
            head=head,
        )
        for each, number in zip(chosen, numbers, strict=True)
    ]
    rows = [
        _row(training, each.pk, content, stated, moment)
        for each, content in zip(chosen, contents, strict=True)
    ]
    _write(rows, taken, by=by, at=moment)
    return rows


@transaction.atomic
def replace_certificate(
    certificate: Certificate,
    stated: Stated,
    *,
    name: str,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> Certificate:
    """Issue one with the corrected name and a number of its own; the old one is replaced and both know each other.

    What was taught stays as it was frozen in the old one. The person is called so from now on in the registration as
    well (decision 0025). Raises `Blocked` with everything that is missing.
    """
    training = certificate.training
    hold(training, by=by)
    office = training.activity.programme.office
    told = " ".join(name.split())
    moment = at or clock.now()
    refuse([*_name_problems(told, reason), *stated.problems(training, 1, moment)])
    assert stated.dated is not None
    ledger.move(
        certificate,
        "replace",
        by=by,
        at=moment,
        note=reason.strip(),
        sentence=f"Sertifikat {certificate.number} diganti karena namanya dibetulkan",
        office_code=office.code,
        ended_at=moment,
        ended_note=reason.strip(),
    )
    taken, numbers = _numbers(office, stated, 1, moment)
    content = renamed(
        certificate.content,
        name=_as_invented(told, certificate),
        number=numbers[0],
        dated=stated.dated,
        place=stated.place.strip(),
        head=head_of_papers(office.code, stated.signatory),
    )
    row = _row(training, certificate.registration_id, content, stated, moment)
    row.replaces = certificate
    _write([row], taken, by=by, at=moment)
    correct_name(certificate.registration, told, reason=reason.strip(), by=by, at=moment)
    return row


def _name_problems(name: str, reason: str) -> list[Problem]:
    problems = []
    if not name:
        problems.append(Problem("name", _("Tulis nama yang benar.")))
    if not reason.strip():
        problems.append(Problem("reason", _("Tulis apa yang salah pada sertifikat lama.")))
    return problems


def _as_invented(name: str, certificate: Certificate) -> str:
    """Who is invented is called so on every paper."""
    if certificate.registration.is_invented and not name.endswith("(contoh)"):
        return f"{name} (contoh)"
    return name


@transaction.atomic
def revoke_certificate(
    certificate: Certificate,
    *,
    because: str,
    note: str,
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Take a certificate back. The class of the reason is public, the note is for the desk; its number stays used."""
    problems = []
    if because not in RevocationReason.values:
        problems.append(Problem("because", _("Pilih sebabnya.")))
    if not note.strip():
        problems.append(Problem("note", _("Tulis apa yang terjadi, untuk berkas kantor.")))
    refuse(problems)
    moment = at or clock.now()
    ledger.move(
        certificate,
        "revoke",
        by=by,
        at=moment,
        note=note.strip(),
        sentence=f"Sertifikat {certificate.number} dicabut: {RevocationReason(because).label}",
        office_code=certificate.training.office_code,
        ended_at=moment,
        ended_because=because,
        ended_note=note.strip(),
    )
    tell_revoked(certificate, by=by)


def _chosen(candidates: list[Candidate], people: Collection[int] | None) -> list[Candidate]:
    if people is None:
        return [each for each in candidates if not why_not(each)]
    return [each for each in candidates if each.pk in people]


def _numbers(
    office: Office, stated: Stated, many: int, moment: datetime
) -> tuple[list[Taken], list[str]]:
    """Numbers as printed, and which of them the register gave."""
    if stated.numbers is not None:
        return [], list(stated.numbers)
    assert stated.dated is not None
    taken = take_labels(
        SERIES,
        office.certificate_numbers,
        office_code=office.code,
        dated=stated.dated,
        many=many,
        model=Certificate,
        at=moment,
    )
    return taken, [each.label for each in taken]


def _row(
    training: Training,
    registration_id: int,
    content: dict[str, object],
    stated: Stated,
    moment: datetime,
) -> Certificate:
    assert stated.dated is not None
    return Certificate(
        training=training,
        registration_id=registration_id,
        number=str(content["number"]),
        token=new_token(),
        code=new_code(),
        content=content,
        content_hash=hash_of(content),
        dated=stated.dated,
        signatory=stated.signatory,
        issued_at=moment,
    )


def _write(rows: Sequence[Certificate], taken: list[Taken], *, by: Actor, at: datetime) -> None:
    """Number, status place, row and history of each; somebody who was faster is said in words, and nothing is left."""
    places = next_places(STATUS_SERIES, len(rows))
    for row, place in zip(rows, places, strict=True):
        row.status_index = place
    try:
        with transaction.atomic():
            Certificate.objects.bulk_create(rows, batch_size=_TOGETHER)
    except IntegrityError:
        sentence = _(
            "Nomor atau keputusan selesai seseorang baru saja berubah, jadi tidak ada sertifikat yang terbit. Muat ulang halaman, lalu lihat lagi."
        )
        raise StaleState(sentence) from None
    if taken:
        give_out(taken, rows, at=at)
    office_code = rows[0].training.office_code
    born = [(row, f"Sertifikat {row.number} diterbitkan") for row in rows]
    ledger.start_many(born, by=by, at=at, office_code=office_code)
