"""Who may stand on the list of a decree, and what still stands in its way: facts in, problems out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem
from binakon.enrolment.states import (
    PlaceState,
    Policy,
    RegistrationState,
    SelectionState,
    TrainingState,
)

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides whether a person who holds a seat may be determined."""

    name: str
    registration_state: str
    place_state: str
    person: int | None = None

    @property
    def is_ready(self) -> bool:
        """Papers accepted and the seat taken."""
        return (
            self.registration_state == RegistrationState.VERIFIED
            and self.place_state == PlaceState.ACCEPTED
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a training is ripe for its decree."""

    state: str
    policy: str
    selection_state: str = ""
    is_window_open: bool = False
    open_objections: int = 0


def list_problems(
    standing: Standing, candidates: Iterable[Candidate], *, is_amendment: bool = False
) -> list[Problem]:
    """What stands in the way of drawing up the list; who is left out of it is a warning that is shown."""
    people = list(candidates)
    problems = [] if is_amendment else _standing_problems(standing)
    if not is_amendment and not any(person.is_ready for person in people):
        sentence = _(
            "Belum ada peserta yang berkasnya lengkap dan menerima kursinya. Selesaikan pemeriksaan berkas dulu."
        )
        problems.append(Problem("nobody_ready", sentence))
    ready = [(person.person or 0, person.name) for person in people if person.is_ready]
    many = Counter(person for person, _name in ready if person)
    twice = [name for person, name in ready if many[person] > 1]
    if twice:
        sentence = _(
            "Orang yang sama menerima dua kursi di kelas ini: %(names)s. Batalkan salah satu pendaftarannya dulu."
        )
        named = words.joined(twice[:_MOST_NAMED])
        problems.append(Problem("person_twice", sentence % {"names": named}))
    left_out = [person.name for person in people if not person.is_ready]
    if left_out:
        named = words.joined(left_out[:_MOST_NAMED])
        more = len(left_out) - _MOST_NAMED
        names = _("%(named)s, dan %(more)d lagi") % {"named": named, "more": more}
        sentence = _("Tidak masuk daftar karena berkas atau kursinya belum selesai: %(names)s.")
        words_of = {"names": names if more > 0 else named}
        problems.append(Problem("left_out", sentence % words_of, blocks=False))
    return problems


def is_ripe(standing: Standing) -> bool:
    """Whether nothing but its people stands in the way of drawing up the list."""
    return not _standing_problems(standing)


def _standing_problems(standing: Standing) -> list[Problem]:
    problems = []
    if standing.state not in {TrainingState.CLOSED, TrainingState.SELECTED}:
        sentence = _("Pendaftaran kelas ini belum ditutup. Tutup dulu, lalu susun daftarnya.")
        problems.append(Problem("not_closed", sentence))
    if (
        standing.policy != Policy.FIRST_COME
        and standing.selection_state != SelectionState.ANNOUNCED
    ):
        sentence = _("Hasil seleksi belum diumumkan. Umumkan dulu, lalu susun daftarnya.")
        problems.append(Problem("not_announced", sentence))
    if standing.is_window_open:
        sentence = _("Masa keberatan masih berjalan. Susun daftarnya setelah masa itu lewat.")
        problems.append(Problem("window_open", sentence))
    if standing.open_objections:
        sentence = _("%(many)d keberatan belum dijawab. Jawab dulu, lalu susun daftarnya.")
        problems.append(Problem("objections", sentence % {"many": standing.open_objections}))
    return problems
