"""What core asks of enrolment without knowing it: is a message still true, what is it about, how is a clock called."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.coordination.queries.later import counts_named
from binakon.core import clock, questions
from binakon.core.questions import Subject
from binakon.enrolment.models import Letter, Objection, Place, Registration, Training
from binakon.enrolment.rules.result_words import still_tells
from binakon.enrolment.states import (
    ACTIVE_REGISTRATIONS,
    ObjectionState,
    PlaceState,
    RegistrationState,
    SelectionState,
    Source,
    TrainingState,
)
from binakon.people.queries.clashes import clash
from binakon.planning.queries.opened import opened_as
from binakon.planning.rules.ratify_effects import Opened

GONE = "Pendaftaran ini sudah tidak ada."

questions.name_clock("offer", gettext_lazy("Jawaban atas tawaran kursi"))
questions.name_clock("correction", gettext_lazy("Perbaikan berkas"))
questions.name_clock("quota_reply", gettext_lazy("Jawaban atas kuota"))
questions.name_clock("registration_closes", gettext_lazy("Penutupan pendaftaran"))
questions.name_clock("objections", gettext_lazy("Masa keberatan"))


@questions.condition("seat_offered")
def seat_offered(place_id: int) -> str:
    """A seat is offered until its person answers, the office takes it back, or the time is over."""
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        return "Tempat ini sudah tidak ada."
    if place.state != PlaceState.OFFERED:
        return f"Kursi tidak lagi ditawarkan; keadaannya kini: {place.get_state_display()}."
    if place.offered_until is not None and place.offered_until < clock.now():
        return "Batas waktu tawaran sudah lewat."
    return ""


@questions.condition("still_determined")
def still_determined(registration_id: int) -> str:
    """A call reaches only who is still a participant: an amendment may have been faster."""
    place = Place.objects.filter(registration=registration_id).first()
    if place is None or place.state != PlaceState.DETERMINED:
        return "Orang ini bukan peserta lagi."
    return ""


@questions.subject("enrolment.letter")
def letter(pk: int) -> Subject | None:
    """A letter, opened at the desk of its office."""
    found = Letter.objects.filter(pk=pk).select_related("training__activity").first()
    if found is None:
        return None
    label = _("Surat %(number)s: %(subject)s") % {
        "number": found.number,
        "subject": found.subject,
    }
    slug = found.training.activity.slug
    return Subject(label, f"/meja/pelatihan/{slug}/surat/{pk}/")


def _still(registration_id: int, state: RegistrationState) -> str:
    found = Registration.objects.filter(pk=registration_id).first()
    if found is None:
        return GONE
    return "" if found.state == state else _changed(found)


def _changed(found: Registration) -> str:
    return f"Keadaan pendaftaran sudah berubah: {found.get_state_display()}."


@questions.condition("correction_asked")
def correction_asked(registration_id: int) -> str:
    """A correction is asked for until another paper came, or the registration ended."""
    return _still(registration_id, RegistrationState.CORRECTION)


@questions.condition("registration_verified")
def registration_verified(registration_id: int) -> str:
    """Papers are complete until somebody judges one anew."""
    return _still(registration_id, RegistrationState.VERIFIED)


@questions.condition("registration_rejected")
def registration_rejected(registration_id: int) -> str:
    """A refusal stands until it is reviewed again."""
    return _still(registration_id, RegistrationState.REJECTED)


@questions.condition("training_changed")
def training_changed(registration_id: int) -> str:
    """New days or a new venue concern who still takes part in a class that still takes place.

    A class that moves again posts a newer message, which calls the older one off by itself.
    """
    found = Registration.objects.filter(pk=registration_id).select_related("training").first()
    if found is None:
        return GONE
    if found.training.state == TrainingState.CANCELLED:
        return "Kelas ini dibatalkan."
    if found.state not in ACTIVE_REGISTRATIONS:
        return _changed(found)
    return ""


@questions.condition("selection_result")
def selection_result(registration_id: int) -> str:
    """A result is told as long as it is so: an objection, the waiting list or the person may have been faster."""
    found = Registration.objects.filter(pk=registration_id).select_related("place").first()
    if found is None:
        return GONE
    if found.state not in ACTIVE_REGISTRATIONS:
        return _changed(found)
    announced = found.results.filter(run__state=SelectionState.ANNOUNCED).order_by("-run_id")
    result, place = announced.first(), getattr(found, "place", None)
    if result is None:
        return "Hasil seleksi ini tidak berlaku lagi."
    if place is not None and not still_tells(result.outcome, place.state):
        return f"Hasilnya sudah berubah sejak surat ini ditulis: {place.get_state_display()}."
    return ""


@questions.condition("objection_answered")
def objection_answered(registration_id: int) -> str:
    """An answer is sent to whoever still asks for a place; who took the registration back reads it on the own page."""
    found = Registration.objects.filter(pk=registration_id).first()
    if found is None:
        return GONE
    if found.state == RegistrationState.WITHDRAWN:
        return _changed(found)
    is_answered = Objection.objects.filter(result__registration=found).exclude(
        state=ObjectionState.OPEN
    )
    return "" if is_answered.exists() else "Keberatan ini belum dijawab."


@questions.subject("enrolment.registration")
def registration(pk: int) -> Subject | None:
    """A registration, opened at the desk."""
    found = Registration.objects.filter(pk=pk).select_related("training__activity").first()
    if found is None:
        return None
    label = _("Pendaftaran %(code)s di %(training)s") % {
        "code": found.code,
        "training": found.training,
    }
    return Subject(label, f"/meja/pendaftaran/{pk}/")


@questions.subject("enrolment.place")
def place(pk: int) -> Subject | None:
    """A place is shown on the page of its registration."""
    found = Place.objects.filter(pk=pk).values_list("registration_id", flat=True).first()
    return registration(found) if found is not None else None


@clash("places")
def places_of_both(one: Sequence[int], other: Sequence[int]) -> list[str]:
    """Classes in which either of two people has a place or still competes: one person needs one."""
    here = _active_of(one).values("training")
    both = Training.objects.filter(registrations__in=_active_of(other), pk__in=here)
    sentence = _(
        "Keduanya terdaftar di %(training)s. Setelah digabung, sisakan satu pendaftaran di kelas itu."
    )
    found = both.select_related("activity").distinct().order_by("pk")
    return [sentence % {"training": training} for training in found]


def _active_of(rows: Sequence[int]) -> QuerySet[Registration]:
    return Registration.objects.active().filter(worker__in=rows)


@counts_named
def named_by(activity_id: int, office_id: int) -> int:
    """The people whom an office still names for an activity, itself or through the desk."""
    sources = [Source.NOMINATION, Source.DESK]
    named = Registration.objects.filter(
        training__activity=activity_id, office=office_id, source__in=sources
    )
    return named.exclude(state=RegistrationState.DRAFT).still_named().count()


@opened_as("classes")
def classes(programme_id: int) -> dict[str, list[Opened]]:
    """The classes of a year that are not called off; one that was announced is called off itself before its activity."""
    rows = Training.objects.filter(activity__programme=programme_id).select_related("activity")
    active = Q(registrations__state__in=ACTIVE_REGISTRATIONS)
    rows = rows.exclude(state=TrainingState.CANCELLED).annotate(
        many=Count("registrations", filter=active)
    )
    label = _("kelasnya (%(state)s, %(many)d pendaftar)")
    keeps = _(
        "kelasnya sudah dibuka (%(state)s, %(many)d pendaftar). Batalkan dulu kelasnya dengan alasan supaya pendaftarnya "
        "diberi tahu, atau masukkan lagi kegiatannya ke versi ini."
    )
    follows = _("Kelasnya ikut dibatalkan.")
    found = {}
    for row in rows.order_by("pk"):
        facts = {"state": row.get_state_display(), "many": getattr(row, "many", 0)}
        is_announced = row.state != TrainingState.PREPARED
        why = keeps % facts if is_announced else ""
        found[row.activity.code] = [
            Opened(label % facts, row.starts_on, row.ends_on, row.seats, why, follows)
        ]
    return found
