"""The one plain sentence of a result, the same on the applicant's page, at the desk and in the message."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.rules.competition_run import ACCEPTED, SEATED_ELSEWHERE
from binakon.enrolment.rules.seating_facts import BucketKind, ReasonCode
from binakon.enrolment.rules.wishes import wish_words
from binakon.enrolment.states import Group, PlaceState, Policy


def result_sentence(outcome: str, reason: str, facts: Mapping[str, Any]) -> str:
    """What became of a registration, and why, with the numbers that decided it.

    `facts` are those of `SelectionResult`, with `office_name` (the region, "" for none) and `elsewhere_title`.
    """
    if reason == ACCEPTED:
        return _accepted(facts)
    if reason == SEATED_ELSEWHERE:
        return _elsewhere(facts)
    why = _why(facts)
    if reason == ReasonCode.OTHER_CHOICE:
        return _(
            "Anda tidak mendapat kursi di kelas ini, karena %(why)s; Anda mendapat kursi di pilihan lain: %(title)s."
        ) % {"why": why, "title": facts.get("elsewhere_title", "")}
    if outcome == "waiting":
        return _("Anda %(waiting)s, karena %(why)s.") % {"waiting": _waiting(facts), "why": why}
    return _("Anda tidak mendapat kursi, karena %(why)s.") % {"why": why}


def still_tells(outcome: str, place: str) -> bool:
    """Whether the sentence of an announced result still fits what became of the place since."""
    return place in {
        "seated": {PlaceState.ACCEPTED, PlaceState.DETERMINED},
        "waiting": {PlaceState.WAITING},
        "not_selected": {PlaceState.NOT_SELECTED},
    }.get(outcome, set())


def moved_up_words(sentence: str) -> str:
    """The sentence of somebody whose number on the waiting list has become another since."""
    return _("Saat hasil diumumkan: %(sentence)s") % {"sentence": sentence}


def waiting_words(number: int, of_office: int, office: str) -> str:
    """The place in a waiting list: "cadangan nomor 5, ke-3 untuk Tapin"."""
    if not office:
        return _("cadangan nomor %(number)s") % {"number": words.number(number)}
    return _("cadangan nomor %(number)s, ke-%(own)s untuk %(office)s") % {
        "number": words.number(number),
        "own": words.number(of_office),
        "office": office,
    }


def seat_words(kind: str, group: str, office: str) -> str:
    """Whose seat it is: "kuota Tapin", "kursi umum"."""
    facts = {"office": office, "group": _group(group)}
    return {
        BucketKind.OFFICE_GROUP: _("kursi %(group)s untuk %(office)s"),
        BucketKind.OFFICE: _("kuota %(office)s"),
        BucketKind.GROUP: _("kursi khusus %(group)s"),
        BucketKind.POOL: _("kursi umum"),
    }[BucketKind(kind)] % facts


def order_words(facts: Mapping[str, Any]) -> str:
    """The place in the order: "peringkat 3 dari 40 dengan 78 poin", "urutan undian 3 dari 40"."""
    shown = {
        "order": words.number(facts["order"]),
        "all": words.number(facts["all"]),
        "points": words.number(facts.get("points_total")),
    }
    if facts["policy"] == Policy.DRAW:
        return _("urutan undian %(order)s dari %(all)s") % shown
    return _("peringkat %(order)s dari %(all)s dengan %(points)s poin") % shown


def _accepted(facts: Mapping[str, Any]) -> str:
    seat = facts["seat"]
    shown = {
        "seat": seat_words(seat["kind"], seat["group"], _office(facts)),
        "order": order_words(facts),
        "choice": words.number(facts["choice"]),
    }
    if facts["choice"] > 1:
        return (
            _("Anda mendapat kursi di pilihan ke-%(choice)s Anda, dari %(seat)s, dengan %(order)s.")
            % shown
        )
    return _("Anda mendapat kursi dari %(seat)s, dengan %(order)s.") % shown


def _elsewhere(facts: Mapping[str, Any]) -> str:
    """The seat is in an earlier wish; runs of long ago do not say in which."""
    title = facts.get("elsewhere_title", "")
    if "elsewhere_choice" not in facts:
        return _(
            "Anda tidak mendapat kursi di kelas ini, karena Anda sudah mendapat kursi di pilihan yang lebih awal: %(title)s."
        ) % {"title": title}
    return _(
        "Anda diterima di kelas %(wish)s Anda, %(title)s; pendaftaran untuk kelas ini selesai karena itu."
    ) % {"wish": wish_words(facts["elsewhere_choice"]), "title": title}


def _waiting(facts: Mapping[str, Any]) -> str:
    return waiting_words(facts["waiting"], facts["waiting_office"], _office(facts))


def _why(facts: Mapping[str, Any]) -> str:
    seats = [
        _("%(seat)s (%(places)s)")
        % {
            "seat": seat_words(bucket["kind"], bucket["group"], _office(facts)),
            "places": words.number(bucket["places"]),
        }
        for bucket in facts.get("buckets", ())
    ]
    if not seats or facts.get("last") is None:
        return _("kelas ini tidak membuka kursi bagi wilayah atau kelompok Anda")
    shown = {
        "seats": words.joined(seats),
        "last": words.number(facts["last"]),
        "order": order_words(facts),
    }
    if facts["policy"] == Policy.DRAW:
        return _("%(seats)s terisi sampai urutan undian %(last)s, sedangkan Anda %(order)s") % shown
    return _("%(seats)s terisi sampai peringkat %(last)s, sedangkan Anda %(order)s") % shown


def _office(facts: Mapping[str, Any]) -> str:
    return str(facts.get("office_name") or facts["office"])


def _group(group: str) -> str:
    return str(Group(group).label) if group in set(Group) else group
