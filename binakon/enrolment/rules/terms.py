"""A class that takes registrations, in plain words for whoever thinks of applying; pure sentences over facts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.states import Policy, TrainingState


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides whether and how one may register now."""

    state: str
    policy: str
    seats: int
    taken: int
    has_waiting_list: bool
    takes_individuals: bool
    opens_at: datetime
    closes_at: datetime
    moment: datetime

    @property
    def is_open(self) -> bool:
        """Whether the hours of registration run."""
        return self.state == TrainingState.OPEN and self.opens_at <= self.moment < self.closes_at

    @property
    def is_coming(self) -> bool:
        """Whether people may register, but only from a later hour."""
        return (
            self.state == TrainingState.OPEN
            and self.moment < self.opens_at
            and self.takes_individuals
        )

    @property
    def is_full(self) -> bool:
        """Whether somebody who comes now can have neither seat nor number."""
        return (
            self.policy == Policy.FIRST_COME
            and self.taken >= self.seats
            and not self.has_waiting_list
        )

    @property
    def may_register(self) -> bool:
        """Whether a person may begin a registration now."""
        return self.is_open and self.takes_individuals and not self.is_full


# A class of so many seats states its free ones in tenths, so that its page stays the same while tens register.
IN_TENTHS = 50
# In a smaller one only "some", "few" and "none" are told: a figure that falls by one for a new NIK and stays for a
# repeated one would tell whoever watches it who is registered (docs/decisions/0022).
FEW = 5


def few_of(seats: int) -> int:
    """From how many free seats on a class is called nearly full: five, or a quarter of a very small one."""
    return min(FEW, max(1, seats // 4))


def stated_free(seats: int, taken: int) -> int:
    """So many seats are free at least, as coarsely as it is told; 0 is few or none, which `taken` alone tells apart.

    In tenths of a large class; a small one has only "some": one more than few.
    """
    free = max(0, seats - taken)
    if seats >= IN_TENTHS:
        tenth = seats // 10
        return free // tenth * tenth
    return few_of(seats) + 1 if free > few_of(seats) else 0


def registration_words(terms: Terms) -> str:
    """Whether one may register now or from a later hour, in one clause; "" where neither."""
    if terms.may_register:
        return _("Pendaftaran dibuka")
    if terms.is_coming:
        return _("Pendaftaran dibuka mulai %(opens)s") % {"opens": words.moment(terms.opens_at)}
    return ""


def state_sentence(terms: Terms) -> str:
    """Whether one may register, until when, and for how many seats: one sentence."""
    facts = {
        "opens": words.moment(terms.opens_at),
        "closes": words.moment(terms.closes_at),
        "seats": words.number(terms.seats),
        "free": words.number(stated_free(terms.seats, terms.taken)),
        "tenth": words.number(terms.seats // 10),
        "few": words.number(few_of(terms.seats)),
    }
    ended = {
        TrainingState.CLOSED: _("Pendaftaran sudah ditutup; hasilnya sedang disusun."),
        TrainingState.SELECTED: _("Hasil seleksi sudah diumumkan kepada pendaftar."),
        TrainingState.DETERMINED: _("Peserta kelas ini sudah ditetapkan."),
        TrainingState.CANCELLED: _("Kelas ini dibatalkan."),
    }
    if terms.state in ended:
        return ended[TrainingState(terms.state)]
    if terms.state == TrainingState.PREPARED or terms.moment < terms.opens_at:
        return _("Pendaftaran dibuka mulai %(opens)s, untuk %(seats)s kursi.") % facts
    if terms.moment >= terms.closes_at:
        return _("Pendaftaran sudah ditutup %(closes)s.") % facts
    if not terms.takes_individuals:
        return _(
            "Peserta kelas ini diusulkan dinas kabupaten/kota; pendaftaran perorangan tidak dibuka."
        )
    return _open_sentence(terms) % facts


def _open_sentence(terms: Terms) -> str:
    if terms.policy != Policy.FIRST_COME:
        return _("Pendaftaran dibuka sampai %(closes)s, untuk %(seats)s kursi.")
    if terms.taken < terms.seats:
        return _free_sentence(terms)
    if terms.has_waiting_list:
        return _(
            "Semua %(seats)s kursi terisi. Anda masih bisa masuk daftar cadangan sampai %(closes)s."
        )
    return _("Semua %(seats)s kursi terisi, dan kelas ini tidak membuka daftar cadangan.")


def _free_sentence(terms: Terms) -> str:
    free = stated_free(terms.seats, terms.taken)
    if terms.seats < IN_TENTHS:
        return _few_sentence(free)
    if free == terms.seats:
        return _("Pendaftaran dibuka sampai %(closes)s. Masih %(free)s dari %(seats)s kursi.")
    if free:
        return _(
            "Pendaftaran dibuka sampai %(closes)s. Masih sedikitnya %(free)s dari %(seats)s kursi."
        )
    return _(
        "Pendaftaran dibuka sampai %(closes)s. Hampir penuh: kurang dari %(tenth)s dari %(seats)s kursi masih kosong."
    )


def _few_sentence(free: int) -> str:
    if free:
        return _("Pendaftaran dibuka sampai %(closes)s, untuk %(seats)s kursi. Masih ada kursi.")
    return _(
        "Pendaftaran dibuka sampai %(closes)s. Hampir penuh: tinggal %(few)s kursi atau kurang, dari %(seats)s kursi."
    )


def policy_words(policy: str, *, has_waiting_list: bool) -> str:
    """How seats are given, before anybody applies."""
    rule = {
        Policy.FIRST_COME: _(
            "Siapa yang mengirim pendaftaran lebih dulu mendapat kursi lebih dulu. Urutannya menurut waktu kiriman sampai di sistem; memperbaiki berkas tidak mengubah urutan."
        ),
        Policy.RANKED: _(
            "Setelah pendaftaran ditutup, pendaftar yang berkasnya lengkap diurutkan menurut poin di bawah ini."
        ),
        Policy.DRAW: _(
            "Setelah pendaftaran ditutup, urutan pendaftar yang berkasnya lengkap diundi. Undiannya bisa diulang siapa saja dengan hasil yang sama."
        ),
    }[Policy(policy)]
    if not has_waiting_list:
        return rule
    return f"{rule} " + _("Yang belum mendapat kursi masuk daftar cadangan.")
