"""The stations of a registration on the applicant's page: which are behind, which is now, which are ahead."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.rules.status_facts import StatusFacts
from binakon.enrolment.states import PlaceState, Policy, RegistrationState, TrainingState


@dataclass(frozen=True, slots=True)
class Station:
    """One station; `state` is "done", "now", "bad" or "" for what is ahead."""

    label: str
    note: str
    state: str


_HAS_SEAT = frozenset({PlaceState.ACCEPTED, PlaceState.DETERMINED})
_ANNOUNCED = frozenset({TrainingState.SELECTED, TrainingState.DETERMINED})


def stations_of(
    facts: StatusFacts, *, submitted_at: datetime | None, starts_on: date
) -> list[Station]:
    """The stations in the order in which this class passes them; at most one is now."""
    came = Station(_("Terdaftar"), words.moment(submitted_at), "done")
    if facts.state in {RegistrationState.WITHDRAWN, RegistrationState.REJECTED}:
        ended = (
            _("Tidak lagi terdaftar")
            if facts.state == RegistrationState.WITHDRAWN
            else _("Tidak bisa diterima")
        )
        return [came, Station(ended, "", "bad")]
    checked, seat = _checked(facts), _seat(facts)
    middle = [seat, checked] if facts.policy == Policy.FIRST_COME else [checked, seat]
    named = Station(
        _("SK penetapan peserta"),
        facts.decree,
        "done" if facts.place == PlaceState.DETERMINED else "",
    )
    starts = Station(_("Kelas dimulai"), words.day(starts_on), "")
    if facts.is_held and facts.place == PlaceState.DETERMINED:
        starts = Station(_("Kelas selesai"), words.day(facts.ends_on), "done")
    return _with_now([came, *middle, named, starts])


def _checked(facts: StatusFacts) -> Station:
    label = _("Berkas diperiksa") if facts.has_documents else _("Pendaftaran diperiksa")
    note = RegistrationState(facts.state).label
    is_done = facts.state == RegistrationState.VERIFIED
    return Station(label, str(note), "done" if is_done else "")


def _seat(facts: StatusFacts) -> Station:
    if facts.policy == Policy.FIRST_COME:
        label, is_done = _("Kursi"), facts.place in _HAS_SEAT
    else:
        label, is_done = _("Seleksi"), facts.training_state in _ANNOUNCED
    if facts.place == PlaceState.WAITING and facts.waiting_number is not None:
        note = _("cadangan nomor %(number)s") % {"number": words.number(facts.waiting_number)}
        # Whoever waits has no seat yet, whatever was announced.
        return Station(label, note, "now")
    if not facts.place:
        return Station(label, "", "done" if is_done else "")
    return Station(label, str(PlaceState(facts.place).label), "done" if is_done else "")


def _with_now(stations: list[Station]) -> list[Station]:
    if any(station.state == "now" for station in stations):
        return stations
    for number, station in enumerate(stations):
        if not station.state:
            stations[number] = Station(station.label, station.note, "now")
            break
    return stations
