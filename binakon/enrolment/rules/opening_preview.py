"""What opening a training sets in motion, and what to look at once more before it; nothing here stops anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import words
from binakon.core.calendar import Window, describe
from binakon.core.holidays import (
    ONE_DAY,
    Holiday,
    is_weekend,
    is_working_day,
    working_days_between,
)
from binakon.core.problems import Problem
from binakon.enrolment.states import DocumentKind, Policy


@dataclass(frozen=True, slots=True)
class PreviewFacts:
    """What is known before the press. `days` are the days of the class in order; `days_off` those of them that are holidays.

    `window` is the plan's; `asked` is how many kabupaten and kota are asked for people, `quota` the seats set aside for
    them (None where no quota is set), `shared` the seats of quotas and groups together. `closes_on` is the day of
    `closes_at` where the office is.
    """

    moment: datetime
    opens_at: datetime
    closes_at: datetime
    closes_on: date
    nominations_due_at: datetime | None
    days: tuple[date, ...]
    days_off: Mapping[date, Holiday]
    window: Window
    seats: int
    plan_seats: int | None
    asked: int
    quota: int | None
    shared: int
    documents: tuple[str, ...]
    policy: str
    takes_individuals: bool
    has_waiting_list: bool
    correction_days: int
    objection_days: int


def promises(facts: PreviewFacts) -> list[tuple[str, str]]:
    """When, and what then becomes public or is asked of somebody, in the order of time."""
    at_once = _("Begitu dibuka")
    lines = [
        (
            at_once,
            _(
                "Siapa saja membaca halaman kelas ini: hari dan tempatnya, kursi dan kuotanya, cara membagi kursi, persyaratan, berkas yang diminta, nama narahubung dan nomor WA-nya."
            ),
        )
    ]
    if facts.asked:
        lines.append((at_once, _asking_sentence(facts)))
    lines.append((_opening_hour(facts), _registration_sentence(facts)))
    lines.append(
        (
            words.moment(facts.closes_at),
            _("Pendaftaran berakhir dengan sendirinya. Waktu ini boleh diundur, tidak dimajukan."),
        )
    )
    return lines


def _opening_hour(facts: PreviewFacts) -> str:
    if facts.opens_at <= facts.moment:
        return _("Begitu dibuka")
    return words.moment(facts.opens_at)


def _asking_sentence(facts: PreviewFacts) -> str:
    due = facts.nominations_due_at or facts.closes_at
    sentence = ngettext(
        "%(asked)s dinas kabupaten/kota mendapat tenggat untuk mengusulkan peserta: %(due)s.",
        "%(asked)s dinas kabupaten/kota mendapat tenggat untuk mengusulkan peserta: %(due)s.",
        facts.asked,
    )
    return sentence % {"asked": words.number(facts.asked), "due": words.moment(due)}


def _registration_sentence(facts: PreviewFacts) -> str:
    if facts.takes_individuals:
        return _("Pendaftaran dimulai; kelas ini tampil di beranda sebagai kelas yang dibuka.")
    return _("Dinas kabupaten/kota mulai bisa mengusulkan; orang tidak mendaftar sendiri.")


def opening_warnings(facts: PreviewFacts) -> list[Problem]:
    """What to look at once more; none of it stops the opening."""
    found = [
        *_seat_warnings(facts),
        *_day_warnings(facts),
        *_time_warnings(facts),
        *_paper_warnings(facts),
    ]
    return [Problem(code, sentence, blocks=False) for code, sentence in found]


def _seat_warnings(facts: PreviewFacts) -> list[tuple[str, str]]:
    found = []
    if facts.asked and facts.quota is None:
        sentence = _(
            "Kuota kabupaten/kota belum ditetapkan, padahal dinasnya diminta mengusulkan. Semua usulan memakai kursi bersama."
        )
        found.append(("no_quota", sentence))
    if facts.takes_individuals and facts.seats and facts.shared >= facts.seats:
        sentence = _(
            "Semua kursi sudah dibagi ke kuota dan kelompok. Pendaftar di luar itu tidak punya kursi bersama."
        )
        found.append(("no_pool", sentence))
    if facts.plan_seats is not None and facts.seats < facts.plan_seats:
        sentence = _("Kursinya %(seats)s, sedangkan rencana menyebut %(plan)s.")
        numbers = {"seats": words.number(facts.seats), "plan": words.number(facts.plan_seats)}
        found.append(("fewer_seats", sentence % numbers))
    if not facts.has_waiting_list:
        sentence = _(
            "Tidak ada daftar cadangan. Kursi yang dilepas peserta tidak ditawarkan kepada siapa pun."
        )
        found.append(("no_waiting_list", sentence))
    return found


def _day_warnings(facts: PreviewFacts) -> list[tuple[str, str]]:
    found = []
    for day in facts.days:
        holiday = facts.days_off.get(day)
        if holiday is not None:
            sentence = (
                _("%(day)s adalah cuti bersama: %(name)s.")
                if holiday.is_joint_leave
                else _("%(day)s adalah hari libur: %(name)s.")
            )
            name = {"day": words.weekday_and_day(day), "name": holiday.label}
            found.append(("day_off", sentence % name))
        elif is_weekend(day):
            sentence = _("%(day)s jatuh pada akhir pekan.")
            found.append(("weekend", sentence % {"day": words.weekday_and_day(day)}))
    outside = [day for day in facts.days if not facts.window.contains(day)]
    if outside and facts.window.start is not None:
        sentence = _("Rencana menyebut %(plan)s, tetapi kelasnya juga pada %(days)s.")
        days = words.joined([words.day(day) for day in outside])
        found.append(("window", sentence % {"plan": describe(facts.window), "days": days}))
    return found


def _time_warnings(facts: PreviewFacts) -> list[tuple[str, str]]:
    found = []
    if not is_working_day(facts.closes_on):
        sentence = _("Pendaftaran berakhir %(day)s, ketika kantor tutup.")
        found.append(("closes_off", sentence % {"day": words.weekday_and_day(facts.closes_on)}))
    due = facts.nominations_due_at
    if due is not None and facts.asked and due > facts.closes_at:
        sentence = _("Batas usulan kabupaten/kota lebih akhir daripada penutupan pendaftaran.")
        found.append(("due_after_close", sentence))
    if facts.days:
        objections = 0 if facts.policy == Policy.FIRST_COME else facts.objection_days
        needed = facts.correction_days + objections
        left = working_days_between(facts.closes_on, facts.days[0] - ONE_DAY)
        if left < needed:
            sentence = _(
                "Antara penutupan dan hari pertama kelas ada %(left)s hari kerja, padahal perbaikan berkas dan keberatan boleh memakan %(needed)s hari kerja."
            )
            numbers = {"left": words.number(left), "needed": words.number(needed)}
            found.append(("tight", sentence % numbers))
    return found


def _paper_warnings(facts: PreviewFacts) -> list[tuple[str, str]]:
    if not facts.documents:
        sentence = _("Tidak ada berkas yang diminta; pendaftar tidak bisa diperiksa.")
        return [("no_documents", sentence)]
    if DocumentKind.ID_CARD not in facts.documents:
        sentence = _("KTP tidak diminta; nama dan NIK pendaftar tidak bisa dicocokkan.")
        return [("no_id_card", sentence)]
    return []
