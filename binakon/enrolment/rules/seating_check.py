"""Whether a seating can be trusted, judged from its facts alone and by another road than it was made."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem
from binakon.enrolment.rules.seating_facts import Bucket, Candidate, Seating

# More wishes than anybody weighs; 60 each of 50,000 people would take 700 MiB for their reasons, ten take a sixth.
MOST_WISHES = 10
_MOST_NAMED = 5


def seating_input_problems(
    candidates: Sequence[Candidate], buckets: Sequence[Bucket]
) -> list[Problem]:
    """What cannot be seated by anybody: things that stand twice, negative places, nobody's wish."""
    found = {
        "candidate_twice": (
            _twice(candidate.key for candidate in candidates),
            _("Pendaftar ini tercantum lebih dari sekali: %(names)s. Hapus yang berlebih."),
        ),
        "order_twice": (
            _twice(str(candidate.order) for candidate in candidates),
            _(
                "Urutan ini dipakai lebih dari satu pendaftar: %(names)s. Jalankan ulang pemeringkatannya."
            ),
        ),
        "no_wish": (
            [candidate.key for candidate in candidates if not candidate.wishes],
            _("Pendaftar ini belum memilih kelas: %(names)s. Isi pilihannya dulu."),
        ),
        "too_many_wishes": (
            [c.key for c in candidates if len(c.wishes) > MOST_WISHES],
            _("Pendaftar ini memilih lebih dari %(most)s kelas: %(names)s. Kurangi pilihannya."),
        ),
        "wish_twice": (
            [c.key for c in candidates if len(set(c.wishes)) < len(c.wishes)],
            _("Pendaftar ini memilih kelas yang sama dua kali: %(names)s. Hapus salah satunya."),
        ),
        "bucket_twice": (
            _twice(bucket.key for bucket in buckets),
            _("Kelompok kursi ini tercantum lebih dari sekali: %(names)s. Hapus yang berlebih."),
        ),
        "negative_places": (
            [bucket.key for bucket in buckets if bucket.places < 0],
            _("Jumlah kursi di bawah nol: %(names)s. Isi 0 atau lebih."),
        ),
    }
    return [
        Problem(code, sentence % {"names": _some(names), "most": words.number(MOST_WISHES)})
        for code, (names, sentence) in found.items()
        if names
    ]


def seating_problems(
    candidates: Sequence[Candidate], buckets: Sequence[Bucket], seating: Seating
) -> list[Problem]:
    """What is wrong with a seating; empty for one that keeps places, eligibility, and rules 1 and 2.

    Rules 1 and 2 are proved, not tried: nobody without a seat can reach, by any chain of people moving to other seats
    of theirs, a free seat or the seat of somebody with a worse order. Of rule 3 it is checked that no free seat of a
    better wish was left.
    """
    people = {candidate.key: candidate for candidate in candidates}
    stock = {bucket.key: bucket for bucket in buckets}
    problems = [
        *_broken_seats(people, stock, seating),
        *_overfull(stock, seating),
        *_wrong_queues(candidates, seating),
    ]
    if problems:
        return problems
    reach = _Reach(candidates, buckets, seating)
    return [*reach.unjust(), *reach.overlooked()]


def _broken_seats(
    people: Mapping[str, Candidate], stock: Mapping[str, Bucket], seating: Seating
) -> Iterator[Problem]:
    for key, given in seating.places.items():
        person, bucket = people.get(key), stock.get(given.bucket)
        if person is None or bucket is None:
            yield Problem("stranger", _("%(key)s atau kursinya tidak dikenal.") % {"key": key})
        elif not (
            bucket.training == given.training
            and given.choice > 0
            and person.wishes[given.choice - 1 : given.choice] == (given.training,)
            and bucket.admits(person.office, person.groups)
        ):
            yield Problem(
                "not_eligible",
                _("%(key)s duduk di kursi %(bucket)s yang tidak terbuka baginya.")
                % {"key": key, "bucket": bucket.key},
            )


def _overfull(stock: Mapping[str, Bucket], seating: Seating) -> Iterator[Problem]:
    taken = Counter(given.bucket for given in seating.places.values())
    for key, bucket in stock.items():
        if taken[key] > bucket.places:
            yield Problem(
                "overfull",
                _("%(bucket)s berisi %(taken)s orang, padahal kursinya %(places)s.")
                % {
                    "bucket": key,
                    "taken": words.number(taken[key]),
                    "places": words.number(bucket.places),
                },
            )


def _wrong_queues(candidates: Sequence[Candidate], seating: Seating) -> Iterator[Problem]:
    expected: dict[int, list[str]] = {training: [] for training in seating.waiting}
    for person in sorted(candidates, key=lambda candidate: candidate.order):
        if person.key in seating.places:
            continue
        if person.key not in seating.reasons:
            yield Problem("no_reason", _("%(key)s tidak diberi alasan.") % {"key": person.key})
        for training in person.wishes:
            expected.setdefault(training, []).append(person.key)
    for training, queue in expected.items():
        if seating.waiting.get(training) != tuple(queue):
            yield Problem(
                "wrong_queue",
                _("Daftar tunggu kelas %(training)s tidak sesuai urutan.") % {"training": training},
            )


class _Reach:
    """Which buckets each person could sit in, and who sits there."""

    def __init__(
        self, candidates: Sequence[Candidate], buckets: Sequence[Bucket], seating: Seating
    ) -> None:
        self._people = sorted(candidates, key=lambda candidate: candidate.order)
        self._seating = seating
        self._by_training: dict[int, list[Bucket]] = {}
        for bucket in buckets:
            self._by_training.setdefault(bucket.training, []).append(bucket)
        self._holders: dict[str, list[Candidate]] = {bucket.key: [] for bucket in buckets}
        for person in self._people:
            if person.key in seating.places:
                self._holders[seating.places[person.key].bucket].append(person)
        self._free = {
            bucket.key: bucket.places - len(self._holders[bucket.key]) for bucket in buckets
        }
        self._known: dict[tuple[int, str, frozenset[str]], list[str]] = {}

    def _open(self, person: Candidate, wishes: Sequence[int]) -> Iterator[str]:
        for training in wishes:
            shape = (training, person.office, person.groups)
            if shape not in self._known:
                self._known[shape] = [
                    bucket.key
                    for bucket in self._by_training.get(training, ())
                    if bucket.admits(person.office, person.groups)
                ]
            yield from self._known[shape]

    def unjust(self) -> Iterator[Problem]:
        """Those without a seat who could have one, or have that of somebody with a worse order.

        The best order first: whatever it reaches is held by better ones, who are better than the next as well, so
        no bucket is looked at twice.
        """
        seen: set[str] = set()
        for person in self._people:
            if person.key in self._seating.places:
                continue
            todo = [person]
            while todo:
                mover = todo.pop()
                for bucket in self._open(mover, mover.wishes):
                    if bucket in seen:
                        continue
                    seen.add(bucket)
                    worse = [each for each in self._holders[bucket] if each.order > person.order]
                    if self._free[bucket] > 0 or worse:
                        yield Problem(
                            "unjust",
                            _(
                                "%(key)s tidak mendapat kursi, padahal %(bucket)s masih bisa untuknya."
                            )
                            % {"key": person.key, "bucket": bucket},
                        )
                    todo += self._holders[bucket]

    def overlooked(self) -> Iterator[Problem]:
        """Those in a later wish although a seat of a better one is free."""
        for person in self._people:
            given = self._seating.places.get(person.key)
            if given is None:
                continue
            for bucket in self._open(person, person.wishes[: given.choice - 1]):
                if self._free[bucket] > 0:
                    yield Problem(
                        "overlooked",
                        _(
                            "%(key)s tidak mendapat pilihan yang lebih baik, padahal %(bucket)s masih kosong."
                        )
                        % {"key": person.key, "bucket": bucket},
                    )


def _twice(names: Iterator[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _some(names: Sequence[str]) -> str:
    shown = list(names[:_MOST_NAMED])
    rest = len(names) - len(shown)
    if rest:
        shown.append(_("%(rest)s lainnya") % {"rest": words.number(rest)})
    return words.joined(shown)
