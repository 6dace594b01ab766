"""What must be known of an agreement, when it is late, and whether quotas that are agreed together fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binakon.coordination.states import AgreementKind, AgreementState
from binakon.core.problems import Problem

# Kinds that ask something of an office by a day.
ASKED_BY_A_DAY = frozenset({AgreementKind.NOMINATION, AgreementKind.DATA})
# Kinds that only mean something of a named office.
OF_AN_OFFICE = ASKED_BY_A_DAY | {AgreementKind.QUOTA, AgreementKind.NEED}
COUNTED = frozenset({AgreementKind.QUOTA, AgreementKind.NOMINATION, AgreementKind.NEED})


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says; numbers name rows, None and "" are "not said". `places` counts people or seats."""

    kind: str
    text: str
    owner_id: int | None = None
    due_on: date | None = None
    activity_id: int | None = None
    occupation_id: int | None = None
    places: int | None = None
    meeting_id: int | None = None
    item_id: int | None = None


def terms_problems(terms: Terms) -> Iterator[Problem]:
    """What is missing, all of it at once."""
    if not terms.text.strip():
        yield Problem("text", _("Tulis apa yang disepakati, dalam satu kalimat."))
    if terms.owner_id is None and terms.kind in OF_AN_OFFICE:
        yield Problem("owner", _("Pilih kantor yang bertanggung jawab."))
    needs_day = terms.kind in ASKED_BY_A_DAY or (
        terms.kind == AgreementKind.OTHER and terms.owner_id is not None
    )
    if needs_day and terms.due_on is None:
        yield Problem("due_on", _("Isi tenggatnya, supaya kantor itu tahu sampai kapan."))
    if terms.kind in {AgreementKind.QUOTA, AgreementKind.NOMINATION} and terms.activity_id is None:
        yield Problem("activity", _("Pilih kegiatan yang kuota atau usulannya disepakati."))
    yield from _number_problems(terms)


def _number_problems(terms: Terms) -> Iterator[Problem]:
    if terms.kind == AgreementKind.QUOTA and terms.places is None:
        yield Problem("places", _("Isi jumlah kursinya; tulis 0 bila memang tanpa kursi."))
    if terms.kind in {AgreementKind.NOMINATION, AgreementKind.NEED} and not terms.places:
        yield Problem("places", _("Isi jumlah orangnya, paling sedikit 1."))


def reason_problems(reason: str, sentence: str) -> list[Problem]:
    """A reason that is not given."""
    return [] if reason.strip() else [Problem("reason", sentence)]


def is_late(state: str, due_on: date | None, day: date) -> bool:
    """Whether what was accepted should have been done before `day`."""
    return state == AgreementState.ACCEPTED and due_on is not None and due_on < day


@dataclass(frozen=True, slots=True)
class QuotaNow:
    """One office's quota as it stands: `places` is None where none was set."""

    name: str
    places: int | None
    taken: int


def changed_problems(
    wanted: Mapping[str, int], now: Mapping[str, QuotaNow], shown: Mapping[str, int | None]
) -> Iterator[Problem]:
    """Quotas that somebody else changed since they were shown, every office of them."""
    for code in wanted:
        places = now[code].places
        if shown.get(code, places) == places:
            continue
        if places is None:
            sentence = _("Kuota %(office)s baru saja dihapus. Periksa lagi angkanya, lalu kirim.")
        else:
            sentence = _(
                "Kuota %(office)s baru saja diubah menjadi %(places)d. Periksa lagi angkanya, lalu kirim."
            )
        yield Problem("changed", sentence % {"office": now[code].name, "places": places})


def table_problems(
    wanted: Mapping[str, int], now: Mapping[str, QuotaNow], seats: int | None
) -> Iterator[Problem]:
    """Why quotas that are agreed together do not fit, every office of them; the rest keep what they have."""
    if not wanted:
        yield Problem("empty", _("Isi kuota paling sedikit satu kabupaten/kota."))
    for code, places in wanted.items():
        held = now[code]
        if places < held.taken:
            sentence = _(
                "%(taken)d kursi %(office)s sudah terisi; kuotanya tidak bisa menjadi %(places)d."
            )
            facts = {"taken": held.taken, "office": held.name, "places": places}
            yield Problem("below_taken", sentence % facts)
    shared = shared_after(wanted, now)
    if seats is not None and shared > seats:
        sentence = _(
            "Kuota seluruh kantor menjadi %(shared)d, padahal kegiatan ini punya %(seats)d kursi. Kurangi %(over)d."
        )
        facts = {"shared": shared, "seats": seats, "over": shared - seats}
        yield Problem("over_seats", sentence % facts)


def shared_after(wanted: Mapping[str, int], now: Mapping[str, QuotaNow]) -> int:
    """The sum of all quotas when these are agreed."""
    kept = {code: held.places or 0 for code, held in now.items()}
    return sum({**kept, **wanted}.values())
