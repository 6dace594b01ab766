"""Everything that keeps a question from being answered, all at once; a rupiah that nobody knows is asked for, never guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from binakon.core.problems import Problem
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Question,
    Rupiah,
    needed_prices,
    price_of,
)

# Larger sums would no longer be exact in the solver: ten million million rupiah.
MOST_RUPIAH = 10**13
MOST_PEOPLE = 100_000
MOST_PERCENT = 100
# Longer than a year is out of the year whatever the day; counting so many days has no end.
MOST_DAYS = 366


def question_problems(question: Question) -> list[Problem]:
    """Every problem of a question; an empty list means that it can be answered."""
    found = list(_question(question))
    for candidate in question.candidates:
        found += _candidate(question, candidate)
        found += _prices(question, candidate)
    found += _limits(question)
    return found


def missing_prices(question: Question) -> list[tuple[Candidate, Rupiah]]:
    """The prices that still have to be stated as assumptions."""
    return [
        (candidate, price)
        for candidate in question.candidates
        for price in needed_prices(question)
        if price_of(question, candidate, price) is None
    ]


def price_name(price: Rupiah) -> str:
    """A price in the reader's language."""
    if price is Rupiah.FIXED:
        return _("biaya tetap per kelas")
    if price is Rupiah.PERSON:
        return _("biaya per orang")
    return _("biaya perjalanan per orang")


def _question(question: Question) -> Iterator[Problem]:
    if not question.candidates:
        yield Problem(
            "no_candidates",
            _("Belum ada kegiatan yang dapat dipilih. Tambahkan paling sedikit satu kegiatan."),
        )
    for code in _twice(candidate.code for candidate in question.candidates):
        yield Problem(
            "code_twice",
            _("Kode %(code)s dipakai dua kegiatan. Beri setiap kegiatan kode sendiri.")
            % {"code": code},
        )
    if not question.asked_on <= question.finish_by or question.finish_by.year != question.year:
        yield Problem(
            "finish_by",
            _("Batas selesai harus sesudah hari ini dan di tahun %(year)s. Ubah batas selesai.")
            % {"year": question.year},
        )
    for percent in question.cuts:
        if not 1 <= percent <= MOST_PERCENT:
            yield Problem(
                "cut",
                _("Pemotongan %(percent)s%% tidak bisa dihitung. Isi 1 sampai 100.")
                % {"percent": percent},
            )
    if question.cuts and not question.ceilings:
        yield Problem(
            "cut_without_ceiling",
            _("Pemotongan butuh pagu yang dipotong. Isi pagu, atau kosongkan pemotongan."),
        )


def _candidate(question: Question, candidate: Candidate) -> Iterator[Problem]:
    names = {"code": candidate.title or candidate.code}
    if not 1 <= candidate.least <= candidate.most <= MOST_PEOPLE:
        yield Problem(
            "class_size",
            _(
                "%(code)s: isi kelas paling sedikit 1 orang, dan paling banyak tidak kurang dari itu."
            )
            % names,
        )
    if not 0 <= candidate.least_times <= candidate.most_times <= MOST_PEOPLE:
        yield Problem(
            "times",
            _("%(code)s: kelas yang sudah dijanjikan melebihi kelas yang boleh dibuka. Samakan.")
            % names,
        )
    if candidate.earliest > candidate.latest or candidate.earliest.year > question.year:
        yield Problem(
            "window",
            _("%(code)s: hari paling awal sesudah hari paling akhir. Perbaiki tanggalnya.") % names,
        )
    lengths = [candidate.lead_days, *(stretch.days for stretch in candidate.chain)]
    if not all(0 <= days <= MOST_DAYS for days in lengths):
        yield Problem(
            "days",
            _("%(code)s: isi lama persiapan dan lama hasilnya dengan 0 sampai %(most)d hari.")
            % {**names, "most": MOST_DAYS},
        )
    for region in candidate.regions:
        if region not in question.regions:
            yield Problem(
                "region",
                _("%(code)s: wilayah %(region)s tidak dikenal. Pilih wilayah dari daftar.")
                % {**names, "region": region},
            )


def _prices(question: Question, candidate: Candidate) -> Iterator[Problem]:
    for price in needed_prices(question):
        value = price_of(question, candidate, price)
        if value is None:
            yield Problem(
                f"unknown_{price}",
                _("%(code)s: %(price)s belum diketahui. Nyatakan sebagai asumsi, dengan sumbernya.")
                % {"code": candidate.title or candidate.code, "price": price_name(price)},
            )
        elif not 0 <= value <= MOST_RUPIAH:
            yield Problem(
                "rupiah",
                _("%(code)s: %(price)s di luar batas. Isi rupiah mulai dari 0.")
                % {"code": candidate.title or candidate.code, "price": price_name(price)},
            )


def _limits(question: Question) -> Iterator[Problem]:
    twice = [
        *_twice(limit.partner for limit in question.limits),
        *_twice(floor.region for floor in question.floors),
        *_twice(ceiling.sub_activity for ceiling in question.ceilings),
        *_twice(goal.indicator or "" for goal in question.goals),
        *_twice(assumption.key for assumption in question.assumptions),
    ]
    for name in twice:
        yield Problem(
            "twice",
            _("Batas untuk “%(name)s” tertulis dua kali. Hapus salah satu.")
            % {"name": name or _("seluruhnya")},
        )
    for floor in question.floors:
        if floor.region not in question.regions:
            yield Problem(
                "region",
                _("Wilayah %(region)s tidak dikenal. Pilih wilayah dari daftar.")
                % {"region": floor.region},
            )
    numbers = [
        *(limit.classes_per_month or 0 for limit in question.limits),
        *(limit.cases_per_week or 0 for limit in question.limits),
        *(floor.people for floor in question.floors),
        *(ceiling.rupiah for ceiling in question.ceilings),
        *(goal.people for goal in question.goals),
    ]
    if any(number < 0 for number in numbers):
        yield Problem("negative", _("Pagu, sasaran, dan batas tidak boleh di bawah nol. Perbaiki."))


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)
