"""Putting the NIK of a person right: for a reason, told in the history by its masks, and only to a NIK that nobody has."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import Problem, StaleState, refuse
from binakon.people.actions.registry import NIK_KNOWN
from binakon.people.models import Worker
from binakon.people.rules.nik import mask
from binakon.people.rules.registry import correction_problems
from binakon.people.rules.sealed import nik_index, seal_nik


@transaction.atomic
def correct_nik(
    person: Worker,
    nik: str,
    *,
    reason: str,
    revision: int,
    by: Actor,
    office_code: str = "",
    at: datetime | None = None,
) -> None:
    """Put a normalised NIK in place of one that was mistyped; the old one is free for whoever it belongs to.

    What was stated with the old one elsewhere (a registration, a staged file) stays as it was stated. Raises `Blocked`
    with every problem, `nik_known` when somebody has this NIK (decided by the UNIQUE index), and `StaleState` when
    the person was changed or merged since `revision`.
    """
    words = " ".join(reason.split())
    index = nik_index(nik)
    refuse(correction_problems(nik, words, is_same=index == person.nik_index))
    former, now = person.nik_mask, mask(nik)
    same = Worker.objects.filter(pk=person.pk, root=None, revision=revision).exclude(nik_mask="")
    try:
        # A savepoint, so that the refusal of the UNIQUE index leaves the transaction usable.
        with transaction.atomic():
            is_stored = same.update(
                nik_index=index,
                nik_sealed=seal_nik(nik, person.key),
                nik_mask=now,
                revision=F("revision") + 1,
            )
    except IntegrityError:
        refuse([Problem(NIK_KNOWN, _("NIK ini sudah tercatat pada orang lain."))])
        raise
    if not is_stored:
        raise StaleState(
            _("Orang lain baru saja mengubahnya. Muat ulang halaman, lalu lihat lagi.")
        )
    ledger.record(
        person,
        "worker:nik",
        by=by,
        at=at,
        sentence=_("NIK %(name)s dibetulkan: %(former)s menjadi %(now)s")
        % {"name": person, "former": former, "now": now},
        note=words,
        before={"nik_mask": former},
        after={"nik_mask": now},
        office_code=office_code,
    )
