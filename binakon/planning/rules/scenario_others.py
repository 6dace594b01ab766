"""What a scenario leaves alone: activities of the plan in force that are no candidates keep their money and their people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.problems import Problem
from binakon.planning.rules.plan_file import ActivityEntry, VersionEntry
from binakon.planning.rules.plan_tree import sub_activity_of
from binakon.planning.rules.scenario_start import CODES
from binakon.planning.rules.scenarios.facts import Indicator, Other, Question

# So many activities are named in a sentence; the rest is counted.
MOST_NAMED = 5


def with_others(question: Question, base: VersionEntry | None) -> Question:
    """The question that knows what the plan in force states for everything that is no candidate."""
    asked = {each.code for each in question.candidates}
    if base is None:
        return replace(question, others=())
    found = tuple(
        Other(entry.title, paid_from(entry, base), entry.cost, entry.indicator in CODES)
        for entry in base.activities
        if entry.code not in asked
    )
    return replace(question, others=found)


def others_problems(question: Question, base: VersionEntry | None) -> list[Problem]:
    """Whether the plan states other things by now: an answer would spend what is spent."""
    if with_others(question, base).others == question.others:
        return []
    sentence = _(
        "Kegiatan lain dalam rencana yang berlaku berubah sejak skenario ini disusun. Simpan lagi batasnya, "
        "atau buat salinan skenario ini."
    )
    return [Problem("others_since", sentence)]


def other_lines(question: Question) -> list[str]:
    """What others take out of the ceilings and whom they serve besides, as it is printed; nothing without others."""
    known = [each for each in question.others if each.rupiah]
    unknown = [each.title for each in question.others if each.rupiah is None]
    found = []
    if known:
        total = words.rupiah(sum(each.rupiah or 0 for each in known))
        titles = _named([f"{each.title} {words.rupiah(each.rupiah)}" for each in known])
        sentence = _("%(rupiah)s dari pagu dipakai kegiatan lain dalam rencana: %(titles)s.")
        found.append(sentence % {"rupiah": total, "titles": titles})
    if unknown:
        sentence = _(
            "Biaya kegiatan lain dalam rencana belum diisi, jadi tidak mengurangi pagu: %(titles)s."
        )
        found.append(sentence % {"titles": _named(unknown)})
    if any(each.has_people for each in question.others):
        found.append(_("Jawaban dan kebutuhan menghitung orang dari kegiatan calon saja."))
    return found


def _named(titles: Sequence[str]) -> str:
    named = list(titles[:MOST_NAMED])
    if len(titles) > MOST_NAMED:
        named.append(_("%(count)d kegiatan lain") % {"count": len(titles) - MOST_NAMED})
    return words.joined(named)


def kept_people(
    indicator: Indicator,
    promised: int,
    others: Iterable[ActivityEntry],
    stated: Iterable[ActivityEntry],
    answered: int,
) -> int:
    """How many of the `promised` people of a version are those of activities that are no candidates.

    All of them where none of its activities is asked about, else their seats; where those are not filled in, what the
    promise holds beyond the answer.
    """
    own = [entry for entry in others if entry.indicator == indicator]
    if not own:
        return 0
    if len(own) == sum(entry.indicator == indicator for entry in stated):
        return promised
    seats = [entry.seats for entry in own]
    known = [each for each in seats if each is not None]
    return sum(known) if len(known) == len(seats) else max(promised - answered, 0)


def paid_from(entry: ActivityEntry, base: VersionEntry) -> str:
    """The sub-activity that pays an activity of the plan: its own, that of its target, or that of its indicator."""
    found = sub_activity_of(entry, base.targets)
    if found or entry.indicator not in CODES:
        return found
    return CODES[Indicator(entry.indicator)]
