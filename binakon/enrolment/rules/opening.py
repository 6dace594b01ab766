"""Whether a training may be opened for registration: every reason against it at once, and which may be overridden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from binakon.core.problems import Problem, blocking
from binakon.enrolment.states import Policy
from binakon.planning.states import ActivityKind, ActivityState

# What a reason may override: money or a version that is on its way, or a class that asks for no paper.
# Everything else is impossible or would hurt whoever registers.
OVERRIDABLE = frozenset({"not_ratified", "after_perubahan", "no_documents"})
# Kinds whose participants are people with papers.
_TEACHING = frozenset({ActivityKind.BIMTEK, ActivityKind.TRAINING, ActivityKind.CERTIFICATION})
_AHEAD = frozenset({ActivityState.PLANNED, ActivityState.RESCHEDULED})


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """What decides. `target_left` is how many people the target still takes in; None where there is no target.

    `version` names the version that pays, "" when there is none; `closes_on` is the day of `closes_at` where the office is. `shared` are the seats of quotas and groups.
    """

    kind: str
    activity_state: str
    version: str
    is_ratified: bool
    needs_perubahan: bool
    seats: int
    plan_seats: int | None
    target_left: int | None
    shared: int
    moment: datetime
    closes_at: datetime
    closes_on: date
    nominations_due_at: datetime | None
    starts_on: date
    has_days: bool
    contact_name: str
    contact_phone: str
    documents: tuple[str, ...]
    takes_individuals: bool
    takes_nominations: bool
    policy: str
    has_weights: bool
    has_seed: bool


def reply_kind(office_code: str) -> str:
    """The kind of the clock of one office's reply: each has its own on the training."""
    return f"quota_reply:{office_code}"


def opening_problems(facts: OpeningFacts) -> list[Problem]:
    """Every reason why registration cannot open now, all at once."""
    return [
        *_plan_problems(facts),
        *_seat_problems(facts),
        *_time_problems(facts),
        *_people_problems(facts),
        *_policy_problems(facts),
    ]


def not_overridden(problems: Iterable[Problem], reason: str) -> list[Problem]:
    """What still stands in the way when somebody gives this reason; without one, everything does."""
    found = blocking(problems)
    return (
        [problem for problem in found if problem.code not in OVERRIDABLE]
        if reason.strip()
        else found
    )


def may_override(problems: Iterable[Problem]) -> bool:
    """Whether a reason alone would open it."""
    found = blocking(problems)
    return bool(found) and all(problem.code in OVERRIDABLE for problem in found)


def _plan_problems(facts: OpeningFacts) -> list[Problem]:
    problems = []
    if facts.activity_state not in _AHEAD:
        sentence = _("Kegiatannya %(state)s. Ubah dulu keadaannya di rencana.")
        state = ActivityState(facts.activity_state).label
        problems.append(Problem("activity_state", sentence % {"state": state}))
    problems += money_problems(
        facts.version,
        is_ratified=facts.is_ratified,
        waits=facts.needs_perubahan,
    )
    return problems


def money_problems(version: str, *, is_ratified: bool, waits: bool) -> list[Problem]:
    """Why there is no money yet: the version that pays is not ratified, or the activity waits for a perubahan.

    `version` names the version that pays, "" when there is none.
    """
    problems = []
    if waits:
        sentence = _(
            "Waktunya setelah perubahan anggaran, dan belum ada perubahan yang disahkan. Tunggu pengesahannya."
        )
        problems.append(Problem("after_perubahan", sentence))
    if not is_ratified:
        sentence = (
            _("Versi rencana yang membiayainya (%(version)s) belum disahkan.")
            if version
            else _("Belum ada versi rencana yang disahkan yang membiayainya.")
        )
        problems.append(Problem("not_ratified", sentence % {"version": version}))
    return problems


def _seat_problems(facts: OpeningFacts) -> list[Problem]:
    problems = []
    if not facts.seats:
        problems.append(Problem("no_seats", _("Jumlah kursi belum diisi.")))
    if facts.plan_seats is not None and facts.seats > facts.plan_seats:
        sentence = _("Kursinya %(seats)d, padahal rencana menyebut %(plan)d. Kurangi kursinya.")
        words = {"seats": facts.seats, "plan": facts.plan_seats}
        problems.append(Problem("over_plan", sentence % words))
    if facts.target_left is not None and facts.seats > facts.target_left:
        sentence = _(
            "Kursinya %(seats)d, padahal target yang disahkan tinggal %(left)d orang setelah kelas lain. Kurangi kursinya."
        )
        words = {"seats": facts.seats, "left": max(facts.target_left, 0)}
        problems.append(Problem("over_target", sentence % words))
    if facts.shared > facts.seats:
        sentence = _(
            "Kuota kabupaten/kota dan kursi kelompok berjumlah %(shared)d, lebih dari %(seats)d kursi. Kurangi salah satunya."
        )
        words = {"shared": facts.shared, "seats": facts.seats}
        problems.append(Problem("over_shared", sentence % words))
    return problems


def _time_problems(facts: OpeningFacts) -> list[Problem]:
    problems = []
    if facts.closes_at <= facts.moment:
        sentence = _("Waktu penutupan pendaftaran sudah lewat. Tentukan waktu penutupan yang baru.")
        problems.append(Problem("closes_at", sentence))
    elif facts.closes_on > facts.starts_on:
        sentence = _("Pendaftaran ditutup setelah kelasnya mulai. Majukan penutupannya.")
        problems.append(Problem("closes_at", sentence))
    due = facts.nominations_due_at
    if due is not None and facts.takes_nominations and due <= facts.moment:
        sentence = _("Batas usulan kabupaten/kota sudah lewat. Tentukan batas yang baru.")
        problems.append(Problem("nominations_due_at", sentence))
    if not facts.has_days:
        problems.append(Problem("days", _("Hari dan jam kelasnya belum diisi.")))
    return problems


def _people_problems(facts: OpeningFacts) -> list[Problem]:
    problems = []
    if not facts.contact_name or not facts.contact_phone:
        sentence = _(
            "Narahubung dan nomor WA-nya belum diisi; pendaftar perlu tahu kepada siapa bertanya."
        )
        problems.append(Problem("contact_name", sentence))
    if not facts.documents and facts.kind in _TEACHING:
        sentence = _("Belum ada berkas yang diminta. Pilih berkasnya, paling sedikit KTP.")
        problems.append(Problem("no_documents", sentence))
    if not facts.takes_individuals and not facts.takes_nominations:
        sentence = _(
            "Kelas ini tidak menerima pendaftar perorangan maupun usulan. Pilih salah satu."
        )
        problems.append(Problem("takes_individuals", sentence))
    return problems


def _policy_problems(facts: OpeningFacts) -> list[Problem]:
    if facts.policy == Policy.RANKED and not facts.has_weights:
        return [Problem("weights", _("Poin peringkatnya belum diisi."))]
    if facts.policy == Policy.DRAW and not facts.has_seed:
        return [Problem("seed", _("Benih undiannya belum ditetapkan."))]
    return []
