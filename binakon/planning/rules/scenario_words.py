"""An answer in sentences: what must give way, which class a kink adds, what a cut takes from whom."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.stretches import Hold
from binakon.planning.rules.scenarios.answers import (
    Answer,
    Change,
    CutAnswer,
    FinishRow,
    Infeasible,
    Kink,
    Solution,
)
from binakon.planning.rules.scenarios.facts import Candidate, Question
from binakon.planning.rules.scenarios.words import giving_sentence
from binakon.planning.states import indicator_label


def giving_sentences(
    found: Infeasible, question: Question, regions: Mapping[str, str]
) -> list[str]:
    """What must give way, one plain sentence each."""
    return [giving_sentence(question, each, regions) for each in found.givings]


def change_words(changes: Iterable[Change], question: Question, after: Mapping[str, int]) -> str:
    """Which classes are more and which fewer, and which have other people in as many; `after` are those people by code."""
    titles = {each.code: each.title for each in question.candidates}
    found = []
    for change in changes:
        name = {"title": titles.get(change.code, change.code)}
        if change.classes > 0:
            found.append(_("tambah %(count)d kelas %(title)s") % {**name, "count": change.classes})
        elif change.classes < 0:
            found.append(_("lepas %(count)d kelas %(title)s") % {**name, "count": -change.classes})
        else:
            now = after.get(change.code, 0)
            people = {"before": words.number(now - change.people), "after": words.number(now)}
            sentence = (
                _("isi kelas %(title)s naik dari %(before)s menjadi %(after)s orang")
                if change.people > 0
                else _("isi kelas %(title)s turun dari %(before)s menjadi %(after)s orang")
            )
            found.append(sentence % {**name, **people})
    return words.joined(found)


def kink_sentence(kink: Kink, question: Question) -> str:
    """Why the curve bends at a point: it bends only where there are more or fewer classes."""
    changes = [each for each in kink.changes if each.classes]
    return _("Pada %(people)s orang (%(rupiah)s): %(changes)s.") % {
        "people": words.number(kink.people),
        "rupiah": words.rupiah(kink.rupiah),
        "changes": change_words(changes, question, {}) or _("susunan kelas tetap"),
    }


def cut_sentences(cut: CutAnswer, question: Question, regions: Mapping[str, str]) -> list[str]:
    """What a cut costs and whom."""
    if cut.left is None:
        head = _("Pagu dipotong %(percent)d%%: yang sudah dijanjikan pun tidak tertampung.")
        found = [head % {"percent": cut.percent}]
        return found + (giving_sentences(cut.gives_way, question, regions) if cut.gives_way else [])
    head = _("Pagu dipotong %(percent)d%%: %(people)s orang tidak terlayani.")
    found = [head % {"percent": cut.percent, "people": words.number(cut.people_lost)}]
    after: Counter[str] = Counter()
    for pick in cut.left.picks:
        after[pick.code] += pick.people
    changes = change_words(cut.changes, question, after)
    if changes:
        found.append(_("Kelasnya: %(changes)s.") % {"changes": changes})
    lost = [
        f"{regions.get(each.region, each.region)} {words.number(each.people)}"
        for each in cut.regions_lost
    ]
    if lost:
        found.append(_("Wilayahnya: %(lost)s orang.") % {"lost": words.joined(lost)})
    return found


def finish_words(row: FinishRow | None, candidate: Candidate) -> str:
    """Whether a choice can still finish, in one sentence; what was held or determined is past the question."""
    if candidate.is_held:
        return _("Sudah terlaksana atau ditetapkan")
    if row is None:
        return _("Tidak bisa selesai")
    if row.hold is Hold.LOST or not row.people:
        return _("Tidak bisa selesai")
    head = (
        _("Bisa, sisa %(spare)d hari kerja")
        if row.hold is Hold.GOOD
        else _("Bisa, tetapi mepet: sisa %(spare)d hari kerja")
    )
    last = _("mulai paling lambat %(day)s") % {"day": words.day(row.last_day)}
    return f"{head % {'spare': row.spare}}; {last}"


def answer_lines(answer: Answer) -> list[tuple[str, int, int]]:
    """Each indicator on its own line: its words, people and rupiah; they are added only as services (layanan)."""
    return [
        (indicator_label(share.indicator.value), share.people, share.rupiah)
        for share in answer.by_indicator
    ]


def apart(counted: Sequence[int], write: Callable[[int | None], str]) -> str:
    """How far the largest is from the smallest; of two, with the sign that leads from the first to the second."""
    apart = max(counted) - min(counted)
    if not apart:
        return _("sama")
    if len(counted) > 2:
        return _("terpaut %(apart)s") % {"apart": write(apart)}
    sign = "+" if counted[1] > counted[0] else "−"
    return f"{sign}{write(apart)}"


def reach_words(found: Solution) -> str:
    """How far ceiling and need are from each other: what each of them alone comes to; "" where neither is known."""
    most, least = found.most, found.least
    told = []
    if isinstance(most, Answer):
        people = words.number(most.people)
        told.append(_("Dengan pagu ini paling banyak %(people)s layanan.") % {"people": people})
    if isinstance(least, Answer):
        rupiah = words.rupiah(least.rupiah)
        told.append(
            _("Untuk kebutuhan ini paling sedikit %(rupiah)s (asumsi).") % {"rupiah": rupiah}
        )
    return " ".join(told)
