"""A selection from its facts to its results: who competes, in which order, who sits where, who waits, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem, refuse
from binakon.enrolment.rules.competition_facts import ClassFacts, Competitor, Entry, Inputs
from binakon.enrolment.rules.draw import commitment
from binakon.enrolment.rules.ranking_facts import Weights
from binakon.enrolment.rules.seating_facts import Bucket
from binakon.enrolment.states import Policy

_WEIGHTS = ("never_trained", "certificate", "need", "arrival", "months")
_MOST_NAMED = 5


def inputs_of(
    classes: Sequence[ClassFacts],
    entries: Iterable[Entry],
    buckets: Iterable[Bucket],
    *,
    day: date,
    needs: Mapping[str, int | None],
    names: Mapping[str, str] | None = None,
) -> Inputs:
    """What the run starts from, whatever the order of the rows.

    Several registrations of one person are one competitor. `names` of offices are for the sentences of a refusal.
    Raises `Blocked` with everything that is wrong.
    """
    known = sorted(classes, key=lambda each: each.training)
    rows, stock = list(entries), sorted(buckets, key=lambda bucket: (bucket.training, bucket.key))
    refuse(competition_problems(known, rows, stock, names))
    first = known[0]
    policy = Policy(first.policy)
    weights = weights_of(first.weights) if policy == Policy.RANKED else Weights(0, 0, 0, 0, 0)
    return Inputs(
        policy=policy,
        day=day,
        weights=weights,
        needs=dict(sorted(needs.items())) if weights.need else {},
        seed_hash=first.seed_hash if policy == Policy.DRAW else "",
        classes=tuple((each.training, each.slug, each.has_waiting_list) for each in known),
        competitors=competitors_of(rows),
        buckets=tuple(stock),
    )


def weights_of(stored: Mapping[str, int]) -> Weights:
    """The weights that a class states; a criterion that it does not name gives no points."""
    found = {name: int(stored.get(name) or 0) for name in _WEIGHTS}
    return Weights(**found)


def competitors_of(entries: Iterable[Entry]) -> tuple[Competitor, ...]:
    """One competitor a person, in the order of arrival.

    Within one class arrival is the number that the database gave; over several classes, whose numbers cannot be
    compared, it is the moment of the person's first registration, and the code where two moments are equal.
    """
    rows = list(entries)
    by_person: dict[int, list[Entry]] = {}
    for entry in rows:
        by_person.setdefault(entry.person, []).append(entry)
    is_single = len({entry.training for entry in rows}) < 2
    people = [sorted(own, key=_by_wish) for own in by_person.values()]
    if is_single:
        people.sort(key=lambda own: (own[0].arrival, own[0].code))
    else:
        people.sort(key=lambda own: min((entry.submitted_at, entry.code) for entry in own))
    return tuple(_competitor(own, place) for place, own in enumerate(people, start=1))


def _by_wish(entry: Entry) -> tuple[int, object, str]:
    return (entry.wish, entry.submitted_at, entry.code)


def _competitor(own: Sequence[Entry], sequence: int) -> Competitor:
    first = own[0]
    return Competitor(
        key=first.code,
        sequence=sequence,
        office=first.office,
        groups=first.groups,
        wishes=tuple(entry.training for entry in own),
        codes=tuple(entry.code for entry in own),
        was_trained=first.was_trained,
        certificate=first.certificate,
        certificate_until=first.certificate_until,
    )


def competition_problems(
    classes: Sequence[ClassFacts],
    entries: Sequence[Entry],
    buckets: Sequence[Bucket],
    names: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Everything that stands in the way of selecting in these classes."""
    if not classes:
        return [Problem("no_class", _("Pilih kelas yang diseleksi."))]
    return [
        *_class_problems(classes),
        *_seat_problems(classes, buckets),
        *_entry_problems(entries),
    ]


def together_problems(beyond: Sequence[object]) -> list[Problem]:
    """That people of the classes of a run wish other classes as well, by their titles, which are not in it."""
    if not beyond:
        return []
    sentence = _(
        "Sebagian pendaftar juga memilih %(titles)s. Seleksi kelas itu bersama kelas ini, setelah pendaftarannya ditutup, supaya setiap orang mendapat paling banyak satu kursi di pilihan terbaiknya."
    )
    return [
        Problem("wished_together", sentence % {"titles": words.joined([str(e) for e in beyond])})
    ]


def _class_problems(classes: Sequence[ClassFacts]) -> list[Problem]:
    first, problems = classes[0], []
    if first.policy not in {Policy.RANKED, Policy.DRAW}:
        sentence = _(
            "Kelas ini membagi kursi menurut urutan mendaftar, jadi tidak ada yang diseleksi."
        )
        problems.append(Problem("first_come", sentence))
    if len({each.policy for each in classes}) > 1:
        sentence = _("Kelas yang diseleksi bersama harus memakai cara yang sama. Pisahkan.")
        problems.append(Problem("other_policy", sentence))
    elif first.policy == Policy.RANKED:
        if len({weights_of(each.weights) for each in classes}) > 1:
            sentence = _("Kelas yang diseleksi bersama harus memakai poin yang sama. Pisahkan.")
            problems.append(Problem("other_weights", sentence))
        if not first.weights:
            sentence = _("Poin peringkat belum diisi. Isi dulu di ketentuan kelas.")
            problems.append(Problem("no_weights", sentence))
    elif first.policy == Policy.DRAW:
        problems += _seed_problems(classes)
    return problems


def _seed_problems(classes: Sequence[ClassFacts]) -> list[Problem]:
    """The seed of every class must be the one whose fingerprint was published, also where the first decides alone."""
    wrong = [
        each.title for each in classes if commitment(each.seed) != each.seed_hash.strip().lower()
    ]
    if not wrong:
        return []
    sentence = _(
        "Benih undian tidak cocok dengan sidik jari yang diumumkan untuk %(classes)s. Undian tidak bisa dijalankan."
    )
    return [Problem("other_seed", sentence % {"classes": words.joined(wrong)})]


def _seat_problems(classes: Sequence[ClassFacts], buckets: Sequence[Bucket]) -> list[Problem]:
    problems = []
    for each in classes:
        shared = sum(bucket.places for bucket in buckets if bucket.training == each.training)
        if shared > each.free:
            sentence = _(
                "%(title)s: kuota, kursi kelompok, dan kursi umum yang kosong berjumlah %(shared)s, padahal kursi kosong"
                " %(free)s. Hitung ulang kuotanya."
            )
            facts = {
                "title": each.title,
                "shared": words.number(shared),
                "free": words.number(each.free),
            }
            problems.append(Problem("over_seats", sentence % facts))
    return problems


def _entry_problems(entries: Sequence[Entry]) -> list[Problem]:
    if not entries:
        sentence = _(
            "Belum ada pendaftaran dengan berkas lengkap, jadi belum ada yang bisa diseleksi. Selesaikan pemeriksaan dulu."
        )
        return [Problem("nobody", sentence)]
    offices: dict[int, set[str]] = {}
    for entry in entries:
        offices.setdefault(entry.person, set()).add(entry.office)
    torn = sorted(entry.code for entry in entries if len(offices[entry.person]) > 1)
    twice = Counter((entry.person, entry.training) for entry in entries)
    problems = []
    if torn:
        sentence = _(
            "Orang yang sama menyebut kabupaten/kota yang berbeda: %(codes)s. Samakan dulu di pendaftarannya."
        )
        facts = {"codes": words.joined(torn[:_MOST_NAMED])}
        problems.append(Problem("office_differs", sentence % facts))
    doubled = sorted(
        entry.code
        for entry in entries
        if twice[(entry.person, entry.training)] > 1 or entry.has_place
    )
    if doubled:
        sentence = _(
            "Orang yang sama terdaftar dua kali di kelas yang sama: %(codes)s. Sisakan satu pendaftaran untuk setiap orang, lalu seleksi lagi."
        )
        facts = {"codes": words.joined(doubled[:_MOST_NAMED])}
        problems.append(Problem("entry_twice", sentence % facts))
    return problems
