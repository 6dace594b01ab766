"""Amendments of a decree: who leaves the list, who takes their seat, who is added; nothing moves before the signature."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from binakon.core import ledger, questions
from binakon.core.actor import Actor
from binakon.core.problems import Blocked, Problem, refuse
from binakon.enrolment.actions.seats import give_seat_back, hold, promote, seat, take_seat
from binakon.enrolment.models import Decree, DecreeEntry, Place, Registration, Training
from binakon.enrolment.queries.decrees import ready_of, signed_decree_of
from binakon.enrolment.rules.buckets import QUOTA, buckets_for, groups_of
from binakon.enrolment.rules.decree_words import default_considering, default_recalling
from binakon.enrolment.states import DecreeState, PlaceState, RegistrationState

_PENDING = (DecreeState.DRAFT, DecreeState.ISSUED)
# The question to the chapters that come after: may this registration still leave the list?
_LEAVING = "may_leave_list"


@transaction.atomic
def draw_up_amendment(
    training: Training,
    *,
    replacements: Mapping[int, int | None],
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> Decree:
    """A draft that amends the signed decree: outgoing registration → who replaces them (None: nobody).

    Whoever was accepted since and stands on no list is added. Nothing moves until the amendment is signed.
    """
    hold(training, by=by)
    signed = signed_decree_of(training)
    if signed is None:
        raise Blocked([Problem("no_decree", _("Belum ada SK yang ditandatangani untuk diubah."))])
    if not reason.strip():
        raise Blocked([Problem("reason", _("Tulis alasan perubahan daftar peserta."))])
    if Decree.objects.filter(training=training, amends__isnull=False, state__in=_PENDING).exists():
        sentence = _("Masih ada SK perubahan yang belum selesai. Selesaikan atau tarik dulu.")
        raise Blocked([Problem("pending", sentence)])
    out = {
        place.registration_id: place
        for place in training.places.filter(state=PlaceState.DETERMINED).select_related(
            "registration__office"
        )
    }
    refuse(_replacement_problems(training, replacements, out))
    decree = Decree.objects.create(
        training=training,
        amends=signed,
        reason=reason.strip(),
        considering=default_considering(str(training), amended=signed.number, reason=reason),
        recalling=default_recalling(amended=signed.number),
    )
    sentence = f"Perubahan {signed} disusun: {reason.strip()}"
    ledger.start(decree, by=by, at=at, sentence=sentence, office_code=training.office_code)
    incoming = {new: old for old, new in replacements.items() if new is not None}
    stay = [place.registration for pk, place in out.items() if pk not in replacements]
    new = list(Registration.objects.filter(pk__in=incoming).select_related("office"))
    added = [p.registration for p in ready_of(training) if p.registration_id not in incoming]
    people = sorted(
        [*stay, *new, *added], key=lambda r: (r.office.code if r.office else "~", r.name, r.pk)
    )
    list_people(decree, people, incoming, by=by)
    return decree


def _replacement_problems(
    training: Training, replacements: Mapping[int, int | None], out: Mapping[int, Place]
) -> list[Problem]:
    problems = []
    for old, new in replacements.items():
        if old not in out:
            problems.append(
                Problem("not_determined", _("Yang diganti tidak ada di SK yang berlaku."))
            )
        if new is None:
            continue
        found = Registration.objects.filter(
            pk=new, training=training, state=RegistrationState.VERIFIED
        ).first()
        if found is None:
            sentence = _("Pengganti harus terdaftar di kelas ini dan berkasnya sudah lengkap.")
            problems.append(Problem("not_verified", sentence))
        elif new in out:
            sentence = _("%(name)s sudah ada di SK yang berlaku.")
            problems.append(Problem("already_in", sentence % {"name": found}))
    return problems + _leaving_problems(pk for pk in replacements if pk in out)


def _leaving_problems(registrations: Iterable[int]) -> list[Problem]:
    said = (questions.why_untrue(_LEAVING, pk) for pk in registrations)
    return [Problem("stays", sentence) for sentence in said if sentence]


def list_people(
    decree: Decree,
    people: list[Registration],
    incoming: Mapping[int, int] | None = None,
    *,
    by: Actor,
) -> None:
    """Write the names of a draft's list, as they will be printed."""
    DecreeEntry.objects.bulk_create(
        DecreeEntry(
            decree=decree,
            position=position,
            registration=person,
            replaces_id=(incoming or {}).get(person.pk),
            name=str(person),
            employer=person.employer,
            office_name=person.office.name if person.office else "",
        )
        for position, person in enumerate(people, start=1)
    )


def exchange(training: Training, entries: list[DecreeEntry], *, by: Actor, at: datetime) -> None:
    """Whoever stood on the list and does not any more leaves; their seat is the one of who replaces them.

    Raises `Blocked` for whoever may not leave it any more, because they have completed the training meanwhile.
    """
    listed = {entry.registration_id for entry in entries}
    heirs = {entry.replaces_id: entry.registration for entry in entries if entry.replaces_id}
    gone = training.places.filter(state=PlaceState.DETERMINED).exclude(registration__in=listed)
    leaving = list(gone.select_related("registration"))
    refuse(_leaving_problems(place.registration_id for place in leaving))
    for place in leaving:
        bucket = place.bucket
        reason = _("digantikan dengan SK perubahan")
        ledger.move(
            place,
            "replace",
            by=by,
            at=at,
            note=reason,
            sentence=f"{place.registration.code} di {training}: {reason}",
            office_code=training.office_code,
            bucket="",
            reason=reason,
        )
        give_seat_back(training, bucket=bucket, office_id=place.office_id, by=by)
        heir = heirs.get(place.registration_id)
        if heir is not None:
            _seat_heir(place, heir, bucket, by, at)
    promote(training, by=by, at=at)


def _seat_heir(left: Place, heir: Registration, bucket: str, by: Actor, at: datetime) -> None:
    """The seat that was left, where the heir may have it; else another of theirs."""
    training = left.training
    place = Place.objects.filter(registration=heir).first()
    if place is not None and place.bucket:
        return
    if place is None or "seat" not in place.workflow.moves_from(place.state):
        sentence = _("%(name)s tidak lagi menunggu kursi. Susun SK perubahan sekali lagi.")
        raise Blocked([Problem("no_longer_waiting", sentence % {"name": heir})])
    own = buckets_for(heir.office_id, groups_of(heir.sex, heir.groups))
    may_have = bucket in own and (bucket != QUOTA or heir.office_id == left.office_id)
    taken = take_seat(
        training,
        buckets=[bucket] if may_have else own,
        office_id=heir.office_id,
        by=by,
    )
    if not taken:
        sentence = _(
            "Kursi yang dilepas bukan untuk wilayah atau kelompok %(name)s. Pilih pengganti lain."
        )
        raise Blocked([Problem("not_their_seat", sentence % {"name": heir})])
    seat(place, bucket=taken, by=by, at=at)
