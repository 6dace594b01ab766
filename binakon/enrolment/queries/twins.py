"""The same file, or perhaps the same person, elsewhere: shown to a verifier, who decides; only what they may see."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.models import Document, Registration
from binakon.enrolment.queries.papers import documents_in_force
from binakon.enrolment.queries.visible import registrations_for
from binakon.enrolment.rules import tones
from binakon.enrolment.rules.verdicts import kind_label
from binakon.enrolment.rules.wishes import wish_words
from binakon.people.models import Worker
from binakon.people.rules import Viewer

MOST = 20


@dataclass(frozen=True, slots=True)
class Twin:
    """Another registration, and everything that it has in common with this one."""

    pk: int
    name: str
    code: str
    training: str
    year: int
    state: str
    tone: str
    why: tuple[str, ...]


def twins_of(registration: Registration, viewer: Viewer) -> tuple[Twin, ...]:
    """Other registrations with the same file, person, phone, e-mail, or name and day of birth; the newest first."""
    visible = registrations_for(viewer).exclude(pk=registration.pk)
    files = _same_files(registration)
    alike = Q(pk__in=list(files))
    if registration.worker is not None:
        alike |= Q(worker__in=Worker.objects.of_person(registration.worker))
    if registration.phone:
        alike |= Q(phone=registration.phone)
    if registration.email:
        alike |= Q(email__iexact=registration.email)
    if registration.name and registration.born_on:
        alike |= Q(name__iexact=registration.name, born_on=registration.born_on)
    found = visible.filter(alike).select_related("training__activity__programme", "worker")
    found = found.order_by("-id")
    return tuple(_twin(registration, other, files.get(other.pk, [])) for other in found[:MOST])


def same_file_here(documents: list[Document]) -> list[str]:
    """Kinds of papers of one person that are one and the same file."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        kinds[document.file.received_hash].append(kind_label(document.kind))
    return [" = ".join(each) for each in kinds.values() if len(each) > 1]


def _same_files(registration: Registration) -> dict[int, list[str]]:
    hashes = [document.file.received_hash for document in documents_in_force(registration.pk)]
    rows = (
        Document.objects.filter(file__received_hash__in=hashes)
        .exclude(registration=registration.pk)
        .values_list("registration_id", "kind")
        .order_by("id")[:200]
    )
    found: dict[int, list[str]] = defaultdict(list)
    for pk, kind in rows:
        found[pk].append(kind_label(kind))
    return found


def _lead(registration: Registration) -> int:
    """The registration whose form it was: the same for all that one person sent together."""
    return registration.wished_with_id or registration.pk


def _twin(registration: Registration, other: Registration, files: list[str]) -> Twin:
    why = []
    if _lead(other) == _lead(registration):
        why.append(_("dikirim bersama, sebagai %(wish)s") % {"wish": wish_words(other.wish)})
    if files:
        kinds = words.joined(list(dict.fromkeys(files)))
        why.append(_("berkas yang sama (%(kinds)s)") % {"kinds": kinds})
    if other.worker is not None and registration.worker is not None:
        if other.worker == registration.worker:
            why.append(_("NIK yang sama"))
        elif other.worker.person_id == registration.worker.person_id:
            why.append(_("orang yang sama, catatannya sudah digabung"))
    if registration.phone and other.phone == registration.phone:
        why.append(_("nomor telepon yang sama"))
    if registration.email and other.email.lower() == registration.email.lower():
        why.append(_("surel yang sama"))
    is_namesake = other.name.lower() == registration.name.lower()
    if is_namesake and other.born_on is not None and other.born_on == registration.born_on:
        why.append(_("nama dan tanggal lahir yang sama"))
    return Twin(
        pk=other.pk,
        name=str(other),
        code=other.code,
        training=str(other.training),
        year=other.training.activity.programme.year,
        state=str(other.get_state_display()),
        tone=tones.REGISTRATION.get(other.state, ""),
        why=tuple(why),
    )
