"""PKB: until when a class is told to its system, and an estimate of the credits of a participant, never a promise.

The deadlines and the table are read from public summaries of Permen PUPR 12/2021, not from the regulation itself:
they are proposals, and every page that shows them says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.holidays import add_working_days
from binakon.core.problems import Problem
from binakon.trainings.states import Manner

WORKING_DAYS_BEFORE = 4
DAYS_AFTER = 14


@dataclass(frozen=True, slots=True)
class CreditTable:
    """Credits (SKPK) of a short education by its JP: the two ends that are published; between them a straight line.

    `online` multiplies what was taught online; `unverified` is the lowest and the highest weight named for an activity
    that is not verified.
    """

    shortest_jp: int
    least: Decimal
    longest_jp: int
    most: Decimal
    online: Decimal
    unverified: tuple[Decimal, Decimal]
    source: str


TABLE = CreditTable(
    shortest_jp=16,
    least=Decimal(5),
    longest_jp=56,
    most=Decimal(20),
    online=Decimal("0.8"),
    unverified=(Decimal("0.25"), Decimal("0.8")),
    source="ringkasan publik Permen PUPR 12/2021 (pendidikan singkat 16–56 JP, 5–20 SKPK)",
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """The lowest and the highest number of credits that somebody may expect."""

    low: Decimal
    high: Decimal

    @property
    def words(self) -> str:
        """As it reads: "5", or "1,25–4" where it is not known more exactly."""
        if self.low == self.high:
            return words.decimal(self.low)
        return f"{words.decimal(self.low)}–{words.decimal(self.high)}"


def submission_due(starts_on: date) -> date:
    """The last day on which a class is submitted in time: four working days before its first day."""
    return add_working_days(starts_on, -WORKING_DAYS_BEFORE)


def report_due(ends_on: date) -> date:
    """The last day on which it is reported in time: the fourteenth after its last."""
    return ends_on + timedelta(days=DAYS_AFTER)


def is_verified(
    *,
    is_registered: bool | None,
    submitted_on: date | None,
    reported_on: date | None,
    starts_on: date,
    ends_on: date,
    today: date,
) -> bool | None:
    """Whether the activity counts as verified: a registered organiser, submitted and reported in time; None is open."""
    if is_registered is False or (submitted_on or today) > submission_due(starts_on):
        return False
    if (reported_on or today) > report_due(ends_on):
        return False
    return True if is_registered and submitted_on and reported_on else None


def estimate(
    jp: int | None, manner: Manner | None, *, verified: bool | None, table: CreditTable = TABLE
) -> Estimate | None:
    """What a participant of so many JP may expect; None where JP are unknown or fewer than the table knows."""
    if jp is None or jp < table.shortest_jp:
        return None
    share = Decimal(min(jp, table.longest_jp) - table.shortest_jp) / (
        table.longest_jp - table.shortest_jp
    )
    whole = table.least + share * (table.most - table.least)
    low = high = whole
    if manner in (Manner.ONLINE, Manner.MIXED, None):
        low *= table.online
    if manner == Manner.ONLINE:
        high *= table.online
    if verified is not True:
        low *= table.unverified[0]
    if verified is False:
        high *= table.unverified[1]
    return Estimate(_rounded(low), _rounded(high))


def reckoning(table: CreditTable = TABLE) -> list[str]:
    """How an estimate is reckoned, one sentence after the other."""
    counted = {
        "short": words.number(table.shortest_jp),
        "least": words.decimal(table.least),
        "long": words.number(table.longest_jp),
        "most": words.decimal(table.most),
        "online": words.decimal(table.online),
        "low": words.decimal(table.unverified[0]),
        "high": words.decimal(table.unverified[1]),
    }
    return [
        _(
            "%(short)s JP bernilai %(least)s SKPK, %(long)s JP atau lebih %(most)s; di antaranya garis lurus."
        )
        % counted,
        _(
            "JP yang dipakai adalah JP yang dihadiri orang itu sendiri, dan hanya bagi yang selesai."
        ),
        _("Kelas daring dikali %(online)s.") % counted,
        _("Kegiatan yang tidak terverifikasi dikali %(low)s sampai %(high)s.") % counted,
        _(
            "Sumber: %(source)s. Ini perkiraan Binakon, bukan ketentuan; yang berlaku adalah penetapan di sistem PKB."
        )
        % {"source": table.source},
    ]


def filing_problems(
    *, submitted_on: date | None, reported_on: date | None, ends_on: date, today: date
) -> list[Problem]:
    """What contradicts itself in a filing, by field."""
    problems = []
    if reported_on and not submitted_on:
        sentence = _("Isi dulu kapan kegiatan ini diajukan.")
        problems.append(Problem("submitted_on", sentence))
    if reported_on and submitted_on and reported_on < submitted_on:
        sentence = _("Tanggal laporan lebih awal daripada tanggal pengajuan.")
        problems.append(Problem("reported_on", sentence))
    elif reported_on and reported_on < ends_on:
        sentence = _("Kegiatan belum selesai pada tanggal itu.")
        problems.append(Problem("reported_on", sentence))
    for name, day in (("submitted_on", submitted_on), ("reported_on", reported_on)):
        if day and day > today:
            problems.append(Problem(name, _("Tanggal ini belum tiba.")))
    return problems


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
