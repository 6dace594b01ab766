"""Policy *ranked*: whole points from four criteria whose weights everybody may read, ties by order of arrival."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem, refuse
from binakon.enrolment.rules.canonical import fingerprint
from binakon.enrolment.rules.ranking_facts import (
    Applicant,
    Certificate,
    Criterion,
    Finding,
    Points,
    Ranked,
    Ranking,
    Weights,
)

__all__ = ["Applicant", "Certificate", "Ranked", "Ranking", "Weights", "rank", "ranking_problems"]

MOST_WEIGHT = 1000
MOST_MONTHS = 60


def rank(
    applicants: Iterable[Applicant],
    weights: Weights,
    *,
    day: date,
    needs: Mapping[str, int | None],
    names: Mapping[str, str] | None = None,
) -> Ranking:
    """Rank people by points, the most first; equal points: who came first.

    `needs` are people still needed, by office; `day` is the day on which SKK are judged. `names` of offices are for
    the sentences of a refusal. Raises `Blocked` with `ranking_problems`.
    """
    known = sorted(applicants, key=lambda applicant: (applicant.sequence, applicant.key))
    refuse(ranking_problems(known, weights, needs, names))
    used = {office: need for office, need in needs.items() if need is not None}
    scored = [
        (applicant, _points(applicant, weights, day, used, (place, len(known))))
        for place, applicant in enumerate(known, start=1)
    ]
    # The sort is stable, so people with equal points stay in the order of arrival.
    scored.sort(key=lambda pair: -_total(pair[1]))
    with_total = Counter(_total(points) for _applicant, points in scored)
    people = tuple(
        Ranked(
            applicant.key,
            place,
            _total(points),
            applicant.sequence,
            is_tied=with_total[_total(points)] > 1,
            points=points,
        )
        for place, (applicant, points) in enumerate(scored, start=1)
    )
    return Ranking(day, weights, used, people)


def ranking_fingerprint(
    applicants: Iterable[Applicant], weights: Weights, day: date, needs: Mapping[str, int | None]
) -> str:
    """The fingerprint of what a ranking starts from, whatever the order in which the rows were read."""
    people = sorted(applicants, key=lambda applicant: (applicant.sequence, applicant.key))
    return fingerprint([people, weights, day, needs])


def _total(points: Iterable[Points]) -> int:
    return sum(part.points for part in points)


def _points(
    applicant: Applicant,
    weights: Weights,
    day: date,
    needs: Mapping[str, int],
    arrival: tuple[int, int],
) -> tuple[Points, ...]:
    return (
        _never_trained(applicant, weights.never_trained),
        _certificate(applicant, weights, day),
        _need(applicant, weights.need, needs),
        _arrival(arrival, weights.arrival),
    )


def _never_trained(applicant: Applicant, most: int) -> Points:
    finding = {None: Finding.UNKNOWN, True: Finding.NO, False: Finding.YES}[applicant.was_trained]
    points = most if finding == Finding.YES else 0
    return Points(Criterion.NEVER_TRAINED, points, most, finding)


def _certificate(applicant: Applicant, weights: Weights, day: date) -> Points:
    most, until = weights.certificate, applicant.certificate_until
    if applicant.certificate == Certificate.NONE:
        return Points(Criterion.CERTIFICATE, most, most, Finding.NO_CERTIFICATE)
    if applicant.certificate == Certificate.UNKNOWN or until is None:
        return Points(Criterion.CERTIFICATE, 0, most, Finding.UNKNOWN)
    if until <= months_after(day, weights.months):
        return Points(Criterion.CERTIFICATE, most, most, Finding.ENDS_SOON, until=until)
    return Points(Criterion.CERTIFICATE, 0, most, Finding.VALID, until=until)


def _need(applicant: Applicant, most: int, needs: Mapping[str, int]) -> Points:
    greatest = max(needs.values(), default=0)
    own = needs.get(applicant.office, 0)
    points = most * own // greatest if greatest else 0
    return Points(Criterion.NEED, points, most, Finding.PART, own, greatest)


def _arrival(arrival: tuple[int, int], most: int) -> Points:
    place, came = arrival
    # The first has all points, the last none, evenly between; somebody alone is the first.
    points = most * (came - place) // (came - 1) if came > 1 else most
    return Points(Criterion.ARRIVAL, points, most, Finding.PART, place, came)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ranking_problems(
    applicants: Sequence[Applicant],
    weights: Weights,
    needs: Mapping[str, int | None],
    names: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Everything that stands in the way of ranking these people."""
    problems = weight_problems(weights)
    sequences = [applicant.sequence for applicant in applicants]
    keys = [applicant.key for applicant in applicants]
    if len(set(sequences)) < len(sequences) or len(set(keys)) < len(keys):
        problems.append(
            Problem(
                "applicant_twice",
                _(
                    "Ada pendaftar atau nomor urut datang yang tercantum dua kali. Muat ulang daftarnya."
                ),
            )
        )
    if weights.need:
        offices = sorted({applicant.office for applicant in applicants if applicant.office})
        missing = [office for office in offices if needs.get(office) is None]
        if missing:
            shown = [(names or {}).get(office, office) for office in missing]
            problems.append(
                Problem(
                    "unknown_need",
                    _(
                        "Kebutuhan belum diisi untuk %(offices)s. Isi angkanya; tulis 0 bila memang nol."
                    )
                    % {"offices": words.joined(shown)},
                )
            )
    if any(need is not None and need < 0 for need in needs.values()):
        problems.append(
            Problem("negative_need", _("Kebutuhan tidak boleh di bawah nol. Isi 0 atau lebih."))
        )
    return problems


def weight_problems(weights: Weights) -> list[Problem]:
    """What is wrong with the weights themselves."""
    given = [weights.of(criterion) for criterion in Criterion]
    problems = []
    if not all(0 <= weight <= MOST_WEIGHT for weight in given):
        problems.append(
            Problem(
                "weight_out_of_range",
                _("Poin setiap kriteria antara 0 dan %(most)s. Ubah angkanya.")
                % {"most": words.number(MOST_WEIGHT)},
            )
        )
    if not any(given):
        problems.append(
            Problem(
                "no_weight",
                _(
                    "Semua kriteria bernilai 0 poin, jadi tidak ada yang diperingkat. Isi salah satu, atau pakai kebijakan"
                    " siapa cepat."
                ),
            )
        )
    if not 0 <= weights.months <= MOST_MONTHS:
        problems.append(
            Problem(
                "months_out_of_range",
                _("Batas bulan masa berlaku SKK antara 0 dan %(most)s. Ubah angkanya.")
                % {"most": words.number(MOST_MONTHS)},
            )
        )
    return problems
