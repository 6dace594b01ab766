"""An answer as lines of the RKA form: every class and person with its price, and where the price comes from."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from binakon.planning.rules.costs import Factor, LineEntry
from binakon.planning.rules.scenarios.answers import Answer, Pick
from binakon.planning.rules.scenarios.facts import (
    Assumption,
    Candidate,
    Question,
    Rupiah,
    assumption_for,
    needed_prices,
    price_of,
)

MARK = "asumsi"
_COMPONENTS = {
    Rupiah.FIXED: "Biaya tetap per kelas",
    Rupiah.PERSON: "Biaya per orang",
    Rupiah.TRAVEL: "Biaya perjalanan per orang",
}


@dataclass(frozen=True, slots=True)
class RkaLine:
    """One line; `is_assumed` when no paper states its price. What nobody has said (account, kind, fund) is empty."""

    entry: LineEntry
    is_assumed: bool


def price_source(assumption: Assumption | None) -> str:
    """Where an assumed figure comes from: always marked, and said when nobody named a source."""
    source = assumption.source if assumption else ""
    return f"{MARK}; {source}" if source else f"{MARK}, tanpa sumber"


def rka_codes(question: Question) -> tuple[str, ...]:
    """The sub-activities that the question speaks of, in the order of their codes."""
    return tuple(sorted({candidate.sub_activity for candidate in question.candidates}))


def picks_for(question: Question, answer: Answer, code: str) -> list[Pick]:
    """The classes of the answer that one sub-activity pays, by day."""
    paid = {each.code for each in question.candidates if each.sub_activity == code}
    found = [pick for pick in answer.picks if pick.code in paid]
    return sorted(found, key=lambda pick: (pick.day, pick.code, pick.number))


def rka_lines(question: Question, answer: Answer, code: str) -> list[RkaLine]:
    """The lines of one sub-activity; together exactly the rupiah of its classes. What costs nothing has no line."""
    picks = picks_for(question, answer, code)
    return [
        line
        for candidate in question.candidates
        for line in _of_candidate(
            question, candidate, [pick for pick in picks if pick.code == candidate.code]
        )
    ]


def _of_candidate(
    question: Question, candidate: Candidate, picks: Sequence[Pick]
) -> Iterator[RkaLine]:
    sizes = Counter(pick.people for pick in picks)
    for price in needed_prices(question) if picks else ():
        value = price_of(question, candidate, price)
        if not value:
            continue
        if price is Rupiah.FIXED:
            yield _line(question, candidate, price, value, (Factor(len(picks), "kelas"),))
            continue
        # Classes of one size are one line, so that its factors are those that can be counted in the room.
        for people, classes in sorted(sizes.items(), reverse=True):
            factors = (Factor(people, "orang"), Factor(classes, "kelas"))
            yield _line(question, candidate, price, value, factors)


def _line(
    question: Question,
    candidate: Candidate,
    price: Rupiah,
    value: int,
    factors: tuple[Factor, ...],
) -> RkaLine:
    known: int | None = getattr(candidate, price.value)
    is_assumed = known is None
    entry = LineEntry(
        account_code="",
        component=_COMPONENTS[price],
        unit="kelas" if price is Rupiah.FIXED else "orang",
        unit_price=value,
        factors=factors,
        kind="",
        group_name=candidate.title,
        note=(
            price_source(assumption_for(question, candidate, price))
            if is_assumed
            else "tertulis pada kegiatan"
        ),
    )
    return RkaLine(entry, is_assumed)
