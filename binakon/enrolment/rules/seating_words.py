"""A seating in words: the rule before it runs, and to each who has no seat or a later wish, why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.rules.seating_facts import (
    BucketKind,
    BucketSeen,
    ChoiceSeen,
    Reason,
    ReasonCode,
    SeatingStep,
    SeatingStepKind,
)


@dataclass(frozen=True, slots=True)
class Names:
    """How classes, offices and groups are called; what has no name is shown by its key."""

    trainings: Mapping[int, str] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def training(self, training: int) -> str:
        """The title of a class."""
        return self.trainings.get(training, str(training))


def rule_words() -> list[str]:
    """The rules of seating, shown to applicants before they apply."""
    return [
        _("Sebanyak mungkin orang mendapat kursi."),
        _(
            "Kursi diberikan menurut urutan: yang belum mendapat kursi hanya kalah dari orang dengan urutan lebih baik."
        ),
        _(
            "Menurut urutan itu, setiap orang mendapat pilihan kelas terbaik yang tidak membuat orang lain kehilangan kursi."
        ),
    ]


def reason_words(reason: Reason, names: Names) -> str:
    """Why this person has no seat, or not that of an earlier wish: the result first, then each wish."""
    first = {
        ReasonCode.OTHER_CHOICE: _("Anda mendapat kursi di pilihan ke-%(choice)s."),
        ReasonCode.NO_SEATS: _("Anda tidak mendapat kursi."),
    }.get(reason.code, _("Anda belum mendapat kursi."))
    first %= {"choice": words.number(len(reason.choices) + 1)}
    return " ".join([first, *(_choice(reason, choice, names) for choice in reason.choices)])


def _choice(reason: Reason, choice: ChoiceSeen, names: Names) -> str:
    title = {"training": names.training(choice.training)}
    if choice.last_order is None:
        return _("%(training)s tidak membuka kursi bagi wilayah atau kelompok Anda.") % title
    facts = title | {
        "seats": words.joined([_seats(reason, bucket, names) for bucket in choice.buckets]),
        "last": words.number(choice.last_order),
        "order": words.number(reason.order),
    }
    if reason.code == ReasonCode.OTHER_CHOICE:
        return (
            _(
                "%(training)s: %(seats)s penuh. Memberikannya kepada Anda akan membuat orang lain kehilangan kursi,"
                " atau kehilangan pilihannya padahal urutannya lebih baik."
            )
            % facts
        )
    facts |= {
        "waiting": words.number(choice.waiting),
        "waiting_office": words.number(choice.waiting_office),
        "office": names.offices.get(reason.office, reason.office),
    }
    full = (
        _(
            "%(training)s: %(seats)s penuh; urutan terakhir yang diterima %(last)s, urutan Anda %(order)s."
        )
        % facts
    )
    if not reason.office:
        return full + " " + _("Di daftar tunggu Anda ke-%(waiting)s.") % facts
    return (
        full
        + " "
        + _("Di daftar tunggu Anda ke-%(waiting)s, ke-%(waiting_office)s untuk %(office)s.") % facts
    )


def _seats(reason: Reason, bucket: BucketSeen, names: Names) -> str:
    facts = {
        "office": names.offices.get(reason.office, reason.office),
        "group": names.groups.get(bucket.group, bucket.group),
        "places": words.number(bucket.places),
    }
    return {
        BucketKind.OFFICE_GROUP: _("kursi %(group)s %(office)s (%(places)s)"),
        BucketKind.OFFICE: _("kuota %(office)s (%(places)s)"),
        BucketKind.GROUP: _("kursi khusus %(group)s (%(places)s)"),
        BucketKind.POOL: _("kursi umum (%(places)s)"),
    }[bucket.kind] % facts


def seating_words(step: SeatingStep, names: Names) -> str:
    """One line of the record of a run, for staff."""
    facts = {
        "training": names.training(step.training),
        "bucket": step.bucket,
        "key": step.key,
        "order": words.number(step.order),
        "choice": words.number(step.choice),
        "places": words.number(step.places),
        "seated": words.number(step.seated),
        "waiting": words.number(step.waiting),
    }
    if step.kind == SeatingStepKind.BUCKET and step.order is None:
        return _("%(training)s, %(bucket)s: %(places)s kursi, belum terisi.") % facts
    return {
        SeatingStepKind.START: _(
            "%(places)s kursi tersedia; %(seated)s orang mendapat kursi, %(waiting)s belum."
        ),
        SeatingStepKind.GIVEN: _(
            "Urutan %(order)s, %(key)s: %(training)s, kursi %(bucket)s, pilihan ke-%(choice)s."
        ),
        SeatingStepKind.BUCKET: _(
            "%(training)s, %(bucket)s: %(seated)s dari %(places)s kursi terisi, urutan terakhir %(order)s."
        ),
        SeatingStepKind.TRAINING: _(
            "%(training)s: %(seated)s dari %(places)s kursi terisi, %(waiting)s menunggu."
        ),
    }[step.kind] % facts
